"""Every rule, and how a collection is held to them."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from strikemap import checks, collection
from strikemap.checks import RULES, Rule, example
from strikemap.model import Problem

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_example_trips_its_rule(rule: Rule, spoilt: Callable[..., tuple[Problem, ...]]) -> None:
    """The example that a rule shows breaks that rule, and no unnamed one."""
    found = spoilt(*rule.example)
    tripped = [each for each in found if each.rule == rule.name]

    assert {each.rule for each in found} <= {each.name for each in RULES}
    assert tripped
    assert all(each.message and "\n" not in str(each) for each in tripped)
    if rule.warns_alone:
        assert {each.severity for each in tripped} == {"warning"}


@pytest.mark.by_day(9, "of each rule test_example_trips_its_rule says whether it warns alone")
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_errors_are_all_that_is_no_warning(rule: Rule, tmp_path: Path) -> None:
    """What keeps a collection from being shown is each error that `check` finds, and no more."""
    example.write(tmp_path, rule.example)
    whole = collection.read(tmp_path).collection
    if whole is not None:
        found = checks.check_collection(whole)
        assert checks.errors(whole) == tuple(p for p in found if p.severity == "error")


def test_sound_example_trips_none(spoilt: Callable[..., tuple[Problem, ...]]) -> None:
    """The collection that the examples break is sound before."""
    assert spoilt() == ()


def test_rules_have_names_and_sentences() -> None:
    """Names are kebab-case and unique; a sentence ends in a full stop."""
    assert len(RULES) == len({rule.name for rule in RULES})
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
        assert rule.sentence.endswith(".")
        assert all(str(edit) for edit in rule.example)


def test_collection_without_files_is_counted_as_it_would_be_written(tmp_path: Path) -> None:
    """Without the rows of its files, a row is the one that `write` would give it."""
    rule = next(rule for rule in RULES if rule.name == "source-address")
    edits = (*rule.example, *(e for r in RULES if r.name == "same-as" for e in r.example))
    example.write(tmp_path, edits)
    reading = collection.read(tmp_path)
    assert reading.collection is not None

    found = checks.check_collection(reading.collection, today=TODAY)

    assert checks.check(tmp_path, today=TODAY) == found


def test_progress_is_told_from_the_first_step_to_the_last(tmp_path: Path) -> None:
    """The callback hears every column that is read and every rule, by name, and the end."""
    heard: list[tuple[int, int, str]] = []
    example.write(tmp_path)

    checks.check(tmp_path, today=TODAY, progress=lambda *step: heard.append(step))

    of = collection.STEPS + len(RULES)
    assert list(range(of + 1)) == [done for done, _, _ in heard]
    assert (0, of, "incidents, incident_id") == heard[0]
    assert (of, of, "done") == heard[-1]
    found = collection.read(tmp_path).collection
    assert found is not None
    heard.clear()
    checks.check_collection(found, today=TODAY, progress=lambda *step: heard.append(step))
    assert [done for done, _, _ in heard] == list(range(1, heard[0][1] + 1))
    assert {of for _, of, _ in heard} == {heard[-1][0]}


def test_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """Checking what does not exist names it."""
    (problem,) = checks.check(tmp_path / "gone")

    assert problem.rule == "file"


@pytest.mark.parametrize(
    ("rule", "file"),
    [
        ("translation-file", "translations.csv"),
        ("other-count-file", "other_counts.csv"),
        ("other-count-cell", "other_counts.csv"),
        ("tour-file", "tour.json"),
        ("released-index", "versions/index.json"),
        ("translation-stale", ""),
        ("other-count-days", ""),
        ("look-alike", ""),
    ],
)
def test_files_beside_the_tables_that_are_not_read_whole_are_known(
    rule: str, file: str, tmp_path: Path
) -> None:
    """Each with what is wrong with it; one that is read whole, and the tables, are none of them."""
    (of,) = (each for each in RULES if each.name == rule)
    example.write(tmp_path, of.example)
    whole = collection.read(tmp_path).collection
    assert whole is not None
    unread = checks.unread(whole)
    assert {name: {each.rule for each in found} for name, found in unread.items()} == (
        {file: {rule}} if file else {}
    )


def test_an_error_of_the_tables_spoils_a_collection() -> None:
    """What is wrong with a file beside them, or is a warning, keeps nobody from reading them."""
    for file, severity, spoils in (
        ("claims.csv", "error", True), ("claims.csv", "warning", False),
        ("datapackage.json", "error", True), ("translations.csv", "error", False),
        ("tour.json", "error", False),
    ):  # fmt: skip
        assert checks.spoils(Problem(file, 2, "", "x", "y", severity)) is spoils
