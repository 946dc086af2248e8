"""The form for suggestions: what each widget asks and gives, of a claim and who says it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from strikemap.model import TABLES
from strikemap.ui.suggest import claim_fields, fields
from strikemap.ui.suggest.claim_fields import add_claims, claim_values
from strikemap.ui.suggest.claimant_and_source import claimant, source
from strikemap.ui.suggest.draft import Draft
from strikemap.ui.suggest.fields import Fields, field_value, picked, picked_record
from strikemap.vocabularies import GROUPS
from tests.builders import build, claim, incident
from tests.unit.ui.drawn import Drawn, fresh
from tests.unit.ui.empty_draft import HERE, TODAY, draft

MOST = 3


# One column's widget.


@pytest.mark.parametrize(
    ("table", "name", "kind", "label"),
    [
        ("incidents", "title", "text_input", "Title"),
        ("incidents", "summary", "text_area", "Summary"),
        ("incidents", "date_start", "date_input", "First day"),
        ("incidents", "weapon", "selectbox", "Weapon"),
        ("claims", "value_min", "number_input", "(optional)"),
        ("claims", "statement", "text_area", "Statement"),
        ("claims", "relayed_by", "text_input", "(optional)"),
        ("sources", "url", "text_input", "Address"),
    ],
)
def test_each_column_has_its_widget(
    drawn: Drawn, table: str, name: str, kind: str, label: str
) -> None:
    """By what it holds; what may stay empty says so, but for the address, which has a reason."""
    of = TABLES[table].field(name)
    value = field_value(table, name, "new", "")
    (found,) = drawn.of("text_input", "text_area", "date_input", "selectbox", "number_input")
    assert found.kind == kind and value == ""
    assert found.how["key"] == f"suggest new {table} {name}" and found.how["help"]
    assert ("(optional)" in found.words[0]) is (not of.required and name != "url")
    assert found.words[0][0].isupper() and (label in found.words[0] or table != "claims")


@pytest.mark.parametrize(("name", "most"), [("title", 160), ("summary", 1_000), ("place", 2_000)])
def test_a_text_is_bounded_and_one_line(drawn: Drawn, name: str, most: int) -> None:
    """What a reader writes is a single line, and its widget takes no more than a record may."""
    drawn.answers[f"suggest k incidents {name}"] = "one\n two "
    assert field_value("incidents", name, "k", "was") == "one two"
    (found,) = drawn.of("text_input", "text_area")
    assert found.words[1] == "was" and found.how["max_chars"] == most
    drawn.answers[f"suggest k incidents {name}"] = None
    assert field_value("incidents", name, "k", "was") == ""


def test_a_number_is_whole_and_within_bounds(drawn: Drawn) -> None:
    """Zero is a number, nothing is none; the least is the model's own."""
    key = "suggest k claims value_min"
    assert field_value("claims", "value_min", "k", "7") == "7"
    found = drawn.one("number_input")
    assert found.words[1:] == (0, 999_999_999, 7, 1)
    for answer, text in ((0, "0"), (None, ""), (12, "12")):
        drawn.answers[key] = answer
        assert field_value("claims", "value_min", "k", "7") == text
    drawn.anew()
    field_value("claimants", "rank", "k", "")
    assert drawn.one("number_input").words[1] == (TABLES["claimants"].field("rank").minimum or 0)
    assert drawn.one("number_input").words[3] is None


def test_a_day_is_a_day_or_none(drawn: Drawn) -> None:
    """A day that was stays, one that is chosen is written as 2023-05-31, none is empty."""
    assert field_value("incidents", "date_start", "k", "") == ""
    assert drawn.one("date_input").words[1:] == (None, date(1900, 1, 1), date(2100, 12, 31))
    assert field_value("incidents", "date_start", "k", "2023-05-31") == "2023-05-31"
    drawn.answers["suggest k incidents date_start"] = ()
    assert field_value("incidents", "date_start", "k", "2023-05-31") == ""


def test_a_code_is_chosen_by_its_label(drawn: Drawn) -> None:
    """A required one has no empty choice, another has; what the chosen one means is told."""
    assert field_value("incidents", "weapon", "k", "") == ""
    found = drawn.one("selectbox")
    assert "" not in found.words[1] and found.how["index"] is None and not drawn.of("caption")
    assert field_value("incidents", "weapon", "k", fresh("drone")) == "drone"
    terms = {term.code: term for term in TABLES["incidents"].field("weapon").terms}
    assert drawn.texts("caption") == ([terms["drone"].meaning] if terms["drone"].meaning else [])
    optional = next(each for each in TABLES["incidents"].fields if each.terms and not each.required)
    drawn.anew()
    field_value("incidents", optional.name, "k", "")
    found = drawn.one("selectbox")
    assert found.words[1] == ["", *optional.codes] and found.how["index"] == 0
    assert found.how["format_func"]("") == "Not said"
    coded = [(table, field) for table in TABLES for field in TABLES[table].fields if field.terms]
    told = []
    for table, field in coded:
        for term in field.terms:
            drawn.anew()
            assert field_value(table, field.name, "k", term.code) == term.code
            told += drawn.texts("caption")
            assert drawn.texts("caption") == [term.meaning] * bool(term.meaning)
    assert len(told) > 9


@pytest.mark.parametrize(("default", "index"), [("b", 1), ("x", None), ("", None)])
def test_what_is_picked_first(drawn: Drawn, default: str, index: int | None) -> None:
    """The default where it is one of the codes, else nothing, which is told as such."""
    found = picked("Label", ["a", "b"], default, "key", str.upper)
    assert found == ("b" if index == 1 else "")
    assert drawn.one("selectbox").how["index"] == index
    assert drawn.one("selectbox").how["placeholder"] == "Choose"
    drawn.anew()
    picked("Label", ["a"], "", "key", str.upper, told="help", placeholder="Type")
    assert drawn.one("selectbox").how["placeholder"] == "Type"
    assert drawn.one("selectbox").how["help"] == "help"


def test_a_field_keeps_what_the_record_was(drawn: Drawn) -> None:
    """A cell of the record comes before a default, which fills an empty one alone."""
    of = Fields("incidents", "k", {"place": "Here", "region": ""})
    assert of.line("place", "place_local", place="x", place_local="y") == {
        "place": "Here",
        "place_local": "y",
    }
    assert of.value("place", "x") == "Here" and of.value("title") == ""


@pytest.mark.parametrize("size", [4, 5])
def test_many_records_are_searched(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """Where more than the list holds there is a search; the first one is offered whatever it is."""
    monkeypatch.setattr(fields, "MATCHES", 4)
    whole = build([incident(f"n{at:03}") for at in range(size)])
    last = f"n{size - 1:03}"
    assert (
        picked_record(whole, "incidents", "Label", "key", last, more={"new": "A new one"}) == last
    )
    assert bool(drawn.of("text_input")) is (size > 4)
    offered = drawn.one("selectbox").words[1]
    assert len(offered) == 2 if size > 4 else len(offered) == size + 1
    assert ("new" in offered) and last in offered
    drawn.anew()
    if size > 4:
        drawn.answers["key search example "] = "n001"
        assert picked_record(whole, "incidents", "Label", "key") == ""
        assert len(drawn.one("selectbox").words[1]) == 1
        drawn.answers[f"key search example {last}"] = "n001"
        drawn.anew()
        assert picked_record(whole, "incidents", "Label", "key", last) == last
        assert len(drawn.one("selectbox").words[1]) == 2
        said = drawn.one("selectbox").how["format_func"]
        assert said(last) != last and last in said(last)


# A claim.


@pytest.mark.parametrize(
    ("bound", "least", "most", "cells"),
    [
        ("exact", 3, None, ("3", "3")),
        ("about", 3, None, ("3", "3")),
        ("exact", 3, 5, ("3", "5")),
        ("at_least", 3, 9, ("3", "")),
        ("up_to", 3, 9, ("", "9")),
        ("", 3, 9, ("", "")),
    ],
)
def test_a_number_as_its_bound_calls_for(
    drawn: Drawn, bound: str, least: Any, most: Any, cells: tuple[str, str]
) -> None:
    """Each bound has the ends that it needs; one number fills both of an exact one."""
    key = "suggest k claims "
    drawn.answers |= {
        key + "measure": fresh("killed"),
        key + "bound": fresh(bound),
        key + "value_min": least,
        key + "value_max": most,
    }
    row = claim_values(draft(), "k", {"incident_id": "a"})
    assert (row["value_min"], row["value_max"]) == cells
    assert row["bound"] == bound and row["subject"] == "people"
    assert drawn.has("number_input", key + "value_min") is (bound not in ("", "up_to"))
    assert drawn.has("number_input", key + "value_max") is (bound not in ("", "at_least"))


@pytest.mark.parametrize(
    ("measure", "subject", "asked", "unasked"),
    [
        ("killed", "people", ("people", "bound"), ("about",)),
        ("injured", "people", ("people", "bound"), ("about",)),
        ("drones_hit", "drones", ("bound",), ("about", "people")),
        ("damaged", "", ("bound", "subject"), ("about", "people")),
        ("attribution", "", ("about", "subject"), ("bound", "people")),
        ("denial", "", ("about",), ("bound", "people")),
        ("", "", (), ("about", "bound", "people", "subject")),
    ],
)
def test_a_measure_asks_for_what_it_needs(
    drawn: Drawn, measure: str, subject: str, asked: tuple[str, ...], unasked: tuple[str, ...]
) -> None:
    """What is counted and by which bound, or whom it is about; and nothing else."""
    drawn.answers["suggest k claims measure"] = fresh(measure)
    row = claim_values(draft(), "k", {"incident_id": "a"})
    there = {str(each.how.get("key", "")).rpartition(" ")[2] for each in drawn.all}
    assert set(asked) <= there and not set(unasked) & there
    assert row["subject"] == subject and row["certainty"] == "stated"
    assert (row["people"] != "") is ("people" in asked)


@pytest.mark.parametrize("subject", GROUPS)
def test_of_whom_a_number_is_follows_its_subject(drawn: Drawn, subject: str) -> None:
    """Civilians and combatants speak of themselves; of others it is not said, unless it was."""
    drawn.answers |= {"suggest k claims measure": "killed", "suggest k claims subject": subject}
    assert claim_values(draft(), "k", {"incident_id": "a"})["people"] == subject
    drawn.answers["suggest k claims subject"] = "people"
    assert claim_values(draft(), "k", {"incident_id": "a"})["people"] == "not_said"
    assert claim_values(draft(), "k", {"incident_id": "a", "people": "civilians"})["people"] == (
        "civilians"
    )


def test_a_claim_supersedes_another_of_its_incident(drawn: Drawn) -> None:
    """Those on the same incident are offered, never itself, and what it superseded stays."""
    names = ("qx1-killed-1", "qx1-killed-2", "qx2-killed-1")
    whole = build(
        [incident("qx1"), incident("qx2")], [claim(each, each[:3], "1") for each in names]
    )
    key, was = "suggest k supersedes qx1", {"incident_id": "qx1", "claim_id": names[0]}
    assert claim_values(Draft(whole, TODAY), "k", was)["supersedes"] == ""
    found = drawn.one("selectbox", key)
    assert found.words[1] == ["", names[1]] and found.how["index"] == 0
    assert found.how["format_func"]("") == "none"
    assert found.how["format_func"](names[1]).startswith(f"{names[1]}: So it was said")
    drawn.anew()
    row = claim_values(Draft(whole, TODAY), "k", {**was, "supersedes": names[2]})
    assert row["supersedes"] == names[2]
    assert drawn.one("selectbox", key).words[1] == ["", *names[1:]]


@pytest.mark.parametrize("count", [1, 2, MOST])
def test_as_many_claims_as_are_asked_for(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """Each is named and numbered; one more up to the most, one fewer down to one."""
    monkeypatch.setattr(claim_fields, "MOST_CLAIMS", MOST)
    drawn.session_state["suggest claims"] = count
    for number in range(1, count + 1):
        drawn.answers[f"suggest claim {number} claims measure"] = "killed"
    made = draft()
    add_claims(made, "a")
    assert drawn.texts("subheader") == (
        ["The claim"] if count == 1 else [f"Claim {number}" for number in range(1, count + 1)]
    )
    assert [row["claim_id"] for row in made.added["claims"]] == [
        f"a-killed-{number}" for number in range(1, count + 1)
    ]
    assert drawn.has("button", "Add another claim") is (count < MOST)
    assert drawn.has("button", "Drop the last claim") is (count > 1)
    for label, change in (("Add another claim", 1), ("Drop the last claim", -1)):
        if drawn.has("button", label):
            press = drawn.one("button", label).how
            press["on_click"](*press["args"])
            assert drawn.session_state["suggest claims"] == count + change


def test_a_claim_without_a_measure_has_an_id(drawn: Drawn) -> None:
    """It is a claim until it is said of what."""
    made = draft()
    add_claims(made, "a")
    assert [row["claim_id"] for row in made.added["claims"]] == ["a-claim-1"]


# Who says so, and where.


def test_a_new_claimant_is_offered_to_the_next_claim(drawn: Drawn) -> None:
    """Described once, it has an id of its name, the next rank, and is there to be picked."""
    made, key = draft(), "suggest k claimant example  "
    assert claimant(made, "k", "kyiv") == "kyiv" and not made.added
    drawn.answers |= {key: "new", "suggest k claimant claimants name": "Mayor of X"}
    assert claimant(made, "k", "") == "mayor-of-x"
    (row,) = made.added["claimants"]
    assert row["rank"] == str(int(HERE.claimants["rank"].max()) + 1)
    drawn.anew()
    assert claimant(made, "other", "") == ""
    offered = drawn.one("selectbox").words[1]
    assert offered[:2] == ["new", "mayor-of-x"]
    assert drawn.one("selectbox").how["format_func"]("mayor-of-x") == "Mayor of X (new)"
    drawn.answers["suggest k claimant claimants name"] = ""
    assert claimant(made, "k", "") == "claimant"


@pytest.mark.parametrize("url", ["", "https://example.org/x"])
def test_a_new_source_has_an_address_or_a_reason(drawn: Drawn, url: str) -> None:
    """Without an address it is asked why; its id is of publisher, day and title."""
    made, of = draft(), "suggest k source sources "
    drawn.answers |= {
        "suggest k source example  ": "new",
        of + "publisher": "A Paper",
        of + "title": "Found",
        of + "url": url,
        of + "published": date(2023, 5, 28),
    }
    assert source(made, "k", "") == "a-paper-2023-05-28-found"
    (row,) = made.added["sources"]
    assert (row["accessed"], row["language"]) == ("2023-06-10", "en")
    assert drawn.has("text_input", of + "note") is not url or drawn.has(
        "text_area", of + "note"
    ) is (not url)
    drawn.answers |= {of + "publisher": "", of + "title": "", of + "published": None}
    assert source(draft(), "k", "") == "source"
