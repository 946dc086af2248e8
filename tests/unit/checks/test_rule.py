"""What a rule is made of."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from strikemap import collection
from strikemap.checks import RULES, example, rule
from strikemap.checks.rule import Edit, Finding, Rule, Subject, in_package, rows_where


def test_edit_reads_as_a_line() -> None:
    """An example can be shown as it stands."""
    assert str(Edit("claims.csv", 4, "bound", "about")) == "claims.csv row 4: bound = 'about'"
    assert str(Edit("claims.csv", 0, "", "")) == "claims.csv: ''"


def test_finding_says_the_same_of_all_or_of_each() -> None:
    """A message is a text, or made of the position."""
    assert Finding("claims", np.array([3]), "bound", "wrong").said_of(3) == "wrong"
    assert Finding("claims", np.array([3]), "bound", lambda at: f"no {at}").said_of(3) == "no 3"


def test_rows_where_counts_positions() -> None:
    """Flags become positions."""
    assert rows_where([False, True, False, True]).tolist() == [1, 3]


def test_package_finding_names_its_key() -> None:
    """A fault of the descriptor is found under its key."""
    assert (
        in_package("regions", "wrong").table,
        in_package("regions", "wrong").column,
    ) == ("datapackage", "regions")


@pytest.mark.parametrize("many", [1, 2, 3, 5])
def test_rows_of_one_fault_are_named_up_to_a_bound(
    many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first rows have a line each, and one line says how many more there are."""
    monkeypatch.setattr(rule, "MAX_PROBLEMS", 2)
    example.write(tmp_path)
    whole = collection.read(tmp_path).collection
    assert whole is not None
    positions = np.zeros(many, np.intp)
    for table, file, row in (("claims", "claims.csv", 2), ("tour.json", "tour.json", 0)):
        held = Rule(
            "held", "Held.", (), lambda _, of=table: iter([Finding(of, positions, "x", "y")])
        )
        found = list(held.problems(Subject(whole, date(2026, 11, 22))))
        assert [(each.file, each.row) for each in found if each.message == "y"] == [
            (file, row)
        ] * min(many, 2)
        more = [each for each in found if each.message != "y"]
        assert [(each.file, each.row) for each in more] == [(file, 0)] * (many > 2)
        assert all(f"{many - 2} more" in each.message for each in more)


def test_a_rule_of_curation_is_not_held_against_an_import(tmp_path: Path) -> None:
    """Words and doubles of an imported file are the file's; all other rules hold."""
    for imported in (True, False):
        example.write(tmp_path, [Edit("datapackage.json", 0, "imported", imported)])
        whole = collection.read(tmp_path).collection
        assert whole is not None
        for of_curation in (True, False):
            held = Rule(
                "held", "Held.", (), lambda _: iter([in_package("a", "b")]), of_curation=of_curation
            )
            found = list(held.problems(Subject(whole, date(2026, 11, 22))))
            assert len(found) == (not (imported and of_curation))
    assert list(Rule("held", "Held.", ()).problems(Subject(whole, date(2026, 11, 22)))) == []


def test_which_rules_are_of_curation() -> None:
    """An import's words, alike incidents and days are those of its file; nothing else is let go."""
    assert {each.name for each in RULES if each.of_curation} == {
        "look-alike",
        "not-recent",
        "own-words",
        "plain-text",
        "reported-only",
    }
