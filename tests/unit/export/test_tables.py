"""CSV of exactly the view, which no spreadsheet runs, written in parts."""

from __future__ import annotations

import csv
import io

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.export import tables
from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from strikemap.model import INCIDENTS, Collection
from tests.builders import build, claim, claimant, incident, occupied, synthetic
from tests.unit.export import plainly
from tests.unit.hostile import FORMULAS, READABLE

A = incident("a")


def records(collection: Collection, of: Filters | None = None) -> list[dict[str, str]]:
    """The incidents of *collection* that *of* keeps, as a reader of the CSV gets them."""
    content = whole_csv(collection, of)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def whole_csv(collection: Collection, of: Filters | None = None) -> bytes:
    return b"".join(tables.incidents_csv(InView(collection, of or Filters())))


def harmless(text: str) -> str:
    found: str = tables.harmless(pa.array([text], pa.large_string()))[0].as_py()
    return found


@pytest.mark.parametrize(
    "text", [*FORMULAS, "=1", "+7", "-5", "@x", "\t=1", "\r=1", "\n=1", "'=1", "''@x"]
)
def test_formulas_are_harmless(text: str) -> None:
    """Text that a spreadsheet would run begins with an apostrophe, and is whole behind it."""
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "a=b", "2023-05-31", "50.4", " text", "'quoted'", "1-2",
                                  "a\n=1", "\x00=1"])  # fmt: skip
def test_plain_text_is_left_alone(text: str) -> None:
    """Text that is no formula stays as it is, also where a later line of it looks like one."""
    assert harmless(text) == text


@given(st.text() | st.tuples(st.sampled_from(plainly.FORMULA), st.text()).map("".join))
def test_harmless_by_the_first_character_alone(text: str) -> None:
    """The pattern says of any text what looking at its first character says."""
    assert harmless(text) == plainly.harmless(text)


def test_many_parts_are_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a view takes several parts there is one header, and no row is lost or doubled."""
    whole = synthetic(50)
    at_once = whole_csv(whole)
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", 7)
    parts = list(tables.incidents_csv(InView(whole)))
    assert len(parts) == 9 and b"".join(parts) == at_once
    assert at_once == plainly.csv_of(whole, Filters())


def test_a_part_is_bounded() -> None:
    """However large a view, a part of it holds a bounded number of rows."""
    whole = build([A])
    rows = np.zeros(tables.ROWS_AT_ONCE + 5, np.int64)
    sizes = [len(part) for part in tables.incident_parts(InView(whole), rows)]
    assert sizes == [tables.ROWS_AT_ONCE, 5]


def test_numbers_are_left_alone() -> None:
    """A negative number is a number in the file, not text behind an apostrophe."""
    (row,) = records(build([incident("a", latitude="-0.5", longitude="-170.25")]))
    assert (row["latitude"], row["longitude"]) == ("-0.5", "-170.25")


@pytest.mark.parametrize("degrees", ["50", "0", "-0.00001", "1e-7", "12.000000001", "-90"])
def test_degrees_are_written_as_python_writes_them(degrees: str) -> None:
    """A number has the shortest form that reads back as the same number, whole ones `.0`."""
    (row,) = records(build([incident("a", latitude=degrees)]))
    assert row["latitude"] == repr(float(degrees))


def test_a_lone_carriage_return_is_quoted() -> None:
    """A line break of old Macs stays within its cell."""
    (row,) = records(build([incident("a", title="one\rtwo")]))
    assert row["title"] == "one\rtwo"


def test_hostile_text_stays_in_its_cell() -> None:
    """Any text, commas, quotes and line breaks in it, comes back as one cell of one row."""
    rows = [incident(f"t{at:02}", title=text, place=text) for at, text in enumerate(READABLE)]
    for row, text in zip(records(build(rows)), READABLE, strict=True):
        assert row["title"] == row["place"] == plainly.harmless(text)
        assert row["title"][:1] not in tuple("=+-@\t\r\n")


@pytest.mark.parametrize(
    ("said", "cells"),
    [
        ("2+", ("2", "2", "", "yes", "governor")),
        ("up to 3", ("0", "0", "3", "yes", "governor")),
        ("0", ("0", "0", "0", "yes", "governor")),
        ("", ("", "", "", "no", "")),
    ],
)
def test_tolls_beside_each_incident(said: str, cells: tuple[str, ...]) -> None:
    """An unknown toll is empty, never 0; an open one has no high; the headline has its name."""
    (row,) = records(build([A], [claim("c", "a", said)]))
    columns = ("low", "headline", "high", "known", "according_to")
    assert tuple(row[f"killed_{name}"] for name in columns) == cells


def test_columns_and_rows() -> None:
    """The file has the model's columns, tolls and grades, and the rows that were asked for."""
    whole = build([A, occupied("b"), incident("c")])
    (part,) = tables.incident_parts(InView(whole), np.array([2, 0]))
    assert tuple(part.column_names[: len(INCIDENTS.columns)]) == INCIDENTS.columns
    assert {"event_evidence", "responsibility_evidence", "injured_known"} <= set(part.column_names)
    ids = whole.incidents["incident_id"].iloc[[2, 0]].tolist()
    assert part["incident_id"].to_pylist() == ids


def test_a_chosen_claimant_changes_tolls_but_not_grades() -> None:
    """Choosing a claimant chooses numbers; the evidence is graded from all, as the filter does."""
    whole = build([A], [claim("c1", "a", "2"), claim("c2", "a", "7", by="kyiv")])
    (row,) = records(whole, Filters(claimants=("kyiv",)))
    assert (row["killed_headline"], row["event_evidence"]) == ("7", "both_sides")


def test_no_incidents() -> None:
    """An empty view is a header alone, and so is one of a collection without any."""
    nothing = Filters(text="said nowhere")
    for whole in (build([]), build([A])):
        assert whole_csv(whole, nothing).count(b"\n") == 1


def test_a_headline_is_parted_into_civilians_combatants_and_the_rest() -> None:
    """The three add up to it; of a toll that nobody reports there is none of them."""
    claims = [
        claim("c1", "a", "7", people="not_said"),
        claim("c2", "a", "3", people="civilians", subject="civilians"),
        claim("c3", "a", "2", people="combatants", subject="combatants"),
        claim("c4", "b", "4", people="combatants"),
    ]
    rows = records(build([A, incident("b"), incident("n")], claims))
    names = ("headline", "civilians", "combatants", "not_said")
    parts = {row["incident_id"]: [row[f"killed_{name}"] for name in names] for row in rows}
    assert parts == {
        "a": ["7", "3", "2", "2"],
        "b": ["4", "0", "4", "0"],
        "n": ["", "", "", ""],
    }


@pytest.mark.by_day(4, "each name, and both orders, are among those of the day")
@pytest.mark.parametrize("ids", ["12", "21"], ids=["as in the table", "the other first"])
@pytest.mark.parametrize("tolls", [("3", "2"), ("2", "3")], ids=["more civilians", "fewer"])
@pytest.mark.parametrize("names", [("A; B", "C\\D"), ("A", "B"), (";", "\\;")])
def test_names_of_two_claimants_of_one_figure_can_be_told_apart(
    names: tuple[str, str], tolls: tuple[str, str], ids: str
) -> None:
    """What parts them stands behind a backslash within a name; one name alone stays as it is, and
    who speaks of the civilians comes first.
    """
    people = [
        {**claimant(code, "russia", "state", rank), "name": name}
        for rank, (code, name) in enumerate(zip(("one", "two"), names, strict=True), 1)
    ]
    claims = [
        claim(f"c{ids[0]}", "a", tolls[0], by="one", people="civilians", subject="civilians"),
        claim(f"c{ids[1]}", "a", tolls[1], by="two", people="combatants", subject="combatants"),
        claim("c3", "b", "4", by="one"),
    ]
    rows = records(build([A, incident("b")], claims, claimants=people))
    told = {row["incident_id"]: row["killed_according_to_name"] for row in rows}
    assert told["b"] == names[0]
    found, part, at = [""], told["a"], 0
    while at < len(part):
        if part[at] == "\\":
            at += 1
            found[-1] += part[at]
        elif part[at] == ";":
            found.append("")
        else:
            found[-1] += part[at]
        at += 1
    assert tuple(found) == names


@pytest.mark.parametrize("ids", ["12", "21"], ids=["as in the table", "the other first"])
def test_who_adds_civilians_to_a_lesser_toll_of_all_comes_first(ids: str) -> None:
    """Whichever claim stands first in the table."""
    people = [claimant(code, "russia", "state", rank) for rank, code in enumerate("xy", 1)]
    claims = [
        claim(f"c{ids[0]}", "a", "3", by="x", people="civilians", subject="civilians"),
        claim(f"c{ids[1]}", "a", "2", by="y"),
    ]
    (row,) = records(build([A], claims, claimants=people))
    assert (row["killed_headline"], row["killed_according_to"]) == ("3", "x;y")


def test_each_of_two_claims_has_its_own_bound() -> None:
    """In the order of who they are by."""
    claims = [
        claim("c1", "a", "3+", people="civilians", subject="civilians"),
        claim("c2", "a", "2", by="kyiv", people="combatants", subject="combatants"),
    ]
    (row,) = records(build([A], claims))
    assert (row["killed_headline"], row["killed_headline_bound"]) == ("5", "at_least;exact")
