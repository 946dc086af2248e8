"""Several lists of records in one object of JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from strikemap.importers.file.json_lists import beside_each_other
from strikemap.importers.file.several_tables import SeveralTables
from strikemap.importers.file.table import Rows
from strikemap.importers.file.tables import opened
from strikemap.importers.problem import ImportProblem

DAY = {"date": "2023-05-27", "place": "Valuyki", "killed": 2}
POINTS = {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize(
    ("whole", "names"),
    [
        ({"incidents": [DAY], "sources": [{"url": "x"}]}, ["incidents", "sources"]),
        ({"a": POINTS, "b": POINTS, "made": "today"}, ["a", "b"]),
        ({"meta": {"n": 1}, "data": {"in": [DAY], "out": [DAY]}}, ["data.in", "data.out"]),
        ({"incidents": [DAY], "sources": []}, []),
        ({"incidents": [DAY], "tags": ["a", "b"]}, []),
        ({**POINTS, "links": [{"href": "x"}], "more": [{"a": 1}]}, []),
        ({**DAY, "sources": [{"url": "x"}], "photos": [{"url": "y"}]}, []),
        ({"a": {**DAY, "s": [{}], "t": [{}]}}, []),
        ({"a": {"s": [{}], "t": [{}]}, "b": {"s": [{}], "t": [{}]}}, []),
        ([{"in": [DAY], "out": [DAY]}], []),
        (3, []),
    ],
)
def test_what_stands_beside_each_other(whole: Any, names: list[str]) -> None:
    """Lists of objects and collections, none within a record, a collection or several objects."""
    assert list(beside_each_other(whole)) == names


def test_one_of_them_is_asked_for() -> None:
    """By its name, as a sheet is; nothing is chosen for the reader, and no list of none."""
    text = json.dumps({"Incidents": [DAY], "sources": [{"url": "https://example.org"}]}).encode()
    with pytest.raises(SeveralTables, match=r"2 lists hold records.*: Incidents, sources") as asked:
        opened(text, None)
    assert asked.value.names == ("Incidents", "sources") and not asked.value.are_sheets
    made = opened(text, None, sheet=" incidents").table
    assert isinstance(made, Rows) and made.cells == [
        {"date": "2023-05-27", "place": "Valuyki", "killed": "2"}
    ]
    with pytest.raises(ImportProblem, match="no list 'tolls'; it has Incidents, sources"):
        opened(text, None, sheet="tolls")


def test_a_list_that_stands_twice_is_asked_for_too() -> None:
    """By the name that its second one is shown by."""
    text = f'{{"rows": [{json.dumps(DAY)}], "rows": [{json.dumps({"date": "2023"})}]}}'.encode()
    with pytest.raises(SeveralTables, match=r"rows, rows \(2\)"):
        opened(text, None)
    assert opened(text, None, sheet="rows (2)").table.names == ("date",)
