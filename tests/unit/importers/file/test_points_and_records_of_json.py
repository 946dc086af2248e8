"""Points and records of JSON: their cells, what is noted of them, and why there is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from strikemap.importers.file import json_cells, json_points, json_shapes, socrata
from strikemap.importers.file.json_lists import beside_each_other
from strikemap.importers.file.said_again import members
from strikemap.importers.file.table import Rows
from strikemap.importers.file.tables import opened
from strikemap.importers.problem import ImportProblem
from strikemap.importers.words import BESIDE_POINT, SAID_AGAIN

POINT = {"type": "Point", "coordinates": [36.6, 50.6]}
AT = {"longitude": "36.6", "latitude": "50.6"}


def table(value: Any) -> Rows:
    text = value if isinstance(value, str) else json.dumps(value)
    found = opened(text.encode(), None, file_name="f").table
    assert isinstance(found, Rows)
    return found


def feature(properties: Any, geometry: Any = POINT, **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties, **more}


@pytest.mark.parametrize(
    ("of", "cells", "why"),
    [
        (feature({"n": 1}), {"n": "1"} | AT, ""),
        (feature(None), AT, ""),
        (feature({"n": 1}, None), {"n": "1"}, ""),
        (feature({"lat": 50.6, "lon": 36.6}, None), AT, ""),
        (feature({"latitude": 50.6, "longitude": 36.6}, None), AT, ""),
        (feature({}, None), {}, "geometry: a Point is needed, not nothing"),
        (feature({"n": 1}, {}), {"n": "1"}, "geometry: a Point is needed, not nothing"),
        (3, {}, "geometry: a Point is needed, not nothing"),
        (feature({"n": 1}, {"type": "x" * 50}), {"n": "1"},
         f"geometry: a Point is needed, not {'x' * 40}"),
        (feature({"description": "Killed: 3", "killed": 4}),
         {"description": "Killed: 3", "killed": "4"} | AT, ""),
        (feature({"description": "Date: 2024-03-05", "name": "2024-03-01"}),
         {"description": "Date: 2024-03-05", "date": "2024-03-05", "title": "2024-03-01"} | AT, ""),
        (feature({"name": "A", "headline": "B"}), {"name": "A", "headline": "B"} | AT, ""),
        (feature({"n": 1}, id=7), {"n": "1", "id": "7"} | AT, ""),
        (feature({"n": 1}, id="a"), {"n": "1", "id": "a"} | AT, ""),
        (feature({"n": 1}, id=1.5), {"n": "1"} | AT, ""),
        (feature({"n": 1}, id=None), {"n": "1"} | AT, ""),
        (feature({"event id": 3}, id=7), {"event id": "3"} | AT, ""),
    ],
    ids=range(17),
)  # fmt: skip
def test_the_cells_of_a_feature(of: Any, cells: dict[str, str], why: str) -> None:
    """Its properties, and its point, or the degrees of its own fields."""
    made = table({"features": [of]})
    assert (made.cells, made.reasons, made.numbers) == ([cells], [why], [1])


def test_a_feature_that_has_two_faults_tells_the_first() -> None:
    """What is told of its properties stands before what is told of its geometry."""
    text = '{"features": [{"type": "Feature", "geometry": %s, "properties": {"n": 1}%s}]}'
    (why,) = table(text % ("3", ', "id": 1, "id": 2')).reasons
    assert why == "two members of one object are called id"
    (why,) = table(text % ("3", "")).reasons
    assert why == "geometry: a Point is needed, not nothing"


def test_a_value_that_is_nested_too_deeply_is_named() -> None:
    """Its cell is empty, and the others are taken in."""
    nested: list[Any] = []
    for _ in range(100_000):
        nested = [nested]
    cells = json_cells.Cells()
    cells.take([("A", nested), ("b", 1)])
    assert (dict(cells), cells.reason) == ({"a": "", "b": "1"}, "a: nested too deeply")


def test_what_is_noted_of_features_and_records() -> None:
    """Degrees beside a point, and members of one name, by column and row."""
    near = {"lat": 50.609, "lon": 36.6}
    far = {"lat": 50.611, "lon": 36.6}
    made = table({"features": [feature(near), feature(far), feature(far, None)]})
    assert made.noted == {(BESIDE_POINT, "lat"): [2]}
    text = '[{"n": 1}, {"killed": 1, "killed": 2}, {"killed": 1, "Killed": 3}]'
    assert table(text).noted == {(SAID_AGAIN, "killed (2)"): [2, 3]}
    assert table([far | {"latitude": 1}]).noted == {}
    mercator = {"crs": {"properties": {"name": "EPSG:3857"}}, "features": [feature(far)]}
    assert table(mercator).noted == {}


@pytest.mark.parametrize(
    ("record", "cells"),
    [
        ({"at": POINT}, AT), ({"at": POINT, "n": 1}, AT | {"n": "1"}),
        ({"latitude": 1, "at": POINT},
         {"latitude": "1", "type": "Point", "coordinates": "[36.6, 50.6]"}),
        ({"at": {"type": "Point", "coordinates": [1]}}, {"type": "Point", "coordinates": "[1]"}),
        ({"at": {"type": "Point"}}, {"type": "Point"}),
        ({"at": {"coordinates": [36.6, 50.6]}}, {"coordinates": "[36.6, 50.6]"}),
        ({"at": {"type": "Point", "coordinates": ["36.6", 50]}},
         {"longitude": "36.6", "latitude": "50.0"}),
        ({"at": {"type": "Point", "coordinates": [1, 10**400]}},
         {"longitude": "1.0", "latitude": "inf"}),
    ],
    ids=range(8),
)  # fmt: skip
def test_the_cells_of_a_record(record: dict[str, Any], cells: dict[str, str]) -> None:
    """A point among its fields is one, unless it has degrees before it."""
    assert table([record]).cells == [cells]


@pytest.mark.parametrize(
    ("value", "why"),
    [(3, "no record but 3"), ("x" * 50, f"no record but {'x' * 40}"), ([], "no record but nothing"),
     (None, "no record but nothing")],
)  # fmt: skip
def test_what_is_no_record_is_told(value: Any, why: str) -> None:
    """As far as there is room."""
    made = table([{"n": 1}, value])
    assert made.cells == [{"n": "1"}, {}] and made.reasons == ["", why]


@pytest.mark.parametrize(
    ("coordinates", "found"),
    [
        ([1, 2], [1, 2]), ([1, 2, 3, 4], [1, 2, 3, 4]), ([1], []), ([], []), ([1, "x"], []),
        ([True, 2], []), ([1, 2, "x"], []), (["-1.5", "2"], [-1.5, 2.0]), (["1.", 2], []),
        (["1234567890", 2], []), (["123456789", 2], [123456789.0, 2]),
        (["1." + "1" * 20, 2], [1.1111111111111112, 2]), (["1." + "1" * 21, 2], []),
        ([" 1 ", 2], [1.0, 2]), (["1e5", 2], []), (None, []), ("12", []),
    ],
)  # fmt: skip
def test_a_point_is_two_numbers_at_the_least(coordinates: Any, found: list[float]) -> None:
    """Also where they are written as text, in digits."""
    told = "geometry: coordinates must be two numbers: degrees east, degrees north"
    why = "" if found else told
    assert json_points.point({"type": "Point", "coordinates": coordinates}) == (found, why)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"type": "Point", "type": "x", "coordinates": [1, 2]}', "type"),
        ('{"type": "Point", "coordinates": [1, 2], "coordinates": [3, 4]}', "coordinates"),
        ('{"type": "Point", "coordinates": [1, 2], "x": 1, "x": 2}', "x"),
        ('{"type": "Point", "coordinates": [1, 2], "y": 1, "y": 2}', "y"),
        ('{"type": "GeometryCollection", "geometries": [], "geometries": [1]}', "geometries"),
    ],
)
def test_of_a_geometry_that_says_two_things_nothing_is_taken(text: str, why: str) -> None:
    """Which of them holds nothing says."""
    geometry = json.loads(text, object_pairs_hook=members)
    assert json_points.point(geometry) == ([], f"geometry: two members are called {why}")


def refusal(value: Any) -> str:
    with pytest.raises(ImportProblem) as refused:
        table(value)
    return str(refused.value)


NEITHER = "f: JSON, but neither GeoJSON nor a list of records ({}); write a FeatureCollection, or "
EMPTY = "f: a FeatureCollection without features, or an empty list"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ([3], NEITHER.format("list")), ({"a": 3}, NEITHER.format("an object")),
        ({"type": "FeatureCollection"}, NEITHER.format("an object")), ([], EMPTY),
        ({"features": []}, EMPTY), ({"rows": []}, EMPTY),
        ('{"n": 1} {"n": 2}', "f: the JSON can't be read: Extra data: line 1 column 10 (char 9)"),
        ('[1,\n x]', "f: the JSON can't be read: Expecting value: line 2 column 2 (char 5)"),
        ('{"n": 1}\nx', "f: the JSON can't be read: Expecting value: line 2 column 1 (char 9)"),
        ("[" * 99_999, "f: JSON nested too deeply"),
        ({"crs": {"properties": {"name": "x" * 99}}, "features": [feature({})]},
         f"f: coordinates in '{'x' * 80}'; save them in degrees (WGS 84)"),
        ('{"features": [{}], "features": [{"a": 1}]}',
         "f: two members of one object are called features; take one of them out"),
        ('{"columns": ["a"], "data": [[1]], "data": [[2]]}',
         "f: two members of one object are called data; take one of them out"),
    ],
    ids=range(13),
)  # fmt: skip
def test_why_there_are_no_rows(value: Any, told: str) -> None:
    """In words that say what would be right."""
    assert refusal(value).startswith(told)


def test_that_features_are_esri_s_is_told() -> None:
    """Behind the encoding."""
    esri = {"attributes": {"n": 1}, "geometry": {"x": 1, "y": 2}}
    assert table({"features": [esri]}).said == ("UTF-8", "features of Esri's JSON")
    assert table({"features": [feature({})]}).said == ("UTF-8",)


def deep(depth: int, within: Any) -> Any:
    """*within* in so many objects."""
    for _ in range(depth):
        within = {"in": within}
    return within


DAY = {"date": "2024-03-01", "place": "A"}


def test_a_list_of_records_is_found_so_deep() -> None:
    """In six objects; those that say of themselves what they are, are records."""
    assert json_shapes.records(deep(6, [DAY])) == [DAY]
    assert json_shapes.records(deep(7, [DAY])) != [DAY]
    assert beside_each_other(deep(4, {"a": [DAY], "b": [DAY]}))
    assert not beside_each_other(deep(5, {"a": [DAY], "b": [DAY]}))


@pytest.mark.parametrize(
    ("whole", "rows"),
    [
        ({"hits": {"total": 1, "hits": [{"_source": DAY}, {"node": DAY}, {"_source": 1}, DAY]}},
         [DAY, DAY, {"_source": 1}, DAY]),
        ({"a": {"x": [DAY]}, "b": {"y": [DAY]}}, "keyed"),
        ({"a": {"x": [DAY, 3]}}, "keyed"), ({"a": {"x": [DAY]}, "b": {"y": [3]}}, [DAY]),
        ({"a": DAY, "b": {"y": [DAY]}}, "keyed"),
        ({"a": {"x": [DAY]}, "b": [1]}, None),
        ({"place": "A", "date": "x"}, [{"place": "A", "date": "x"}]),
        ({"place": "A"}, None), ({"date": "x"}, None), ({"date": "x", "place": [1]}, None),
        ({"date": "x", "lat": 1}, None),
        ({"date": "x", "lat": 1, "lon": 2}, [{"date": "x", "lat": 1, "lon": 2}]),
        ({"date": ["x"], "odd": ["y"]}, None),
        ({"date": ["x"], "place": ["y"], "n": [1]}, [{"date": "x", "place": "y", "n": 1}]),
        ({"date": {"a": "x", "b": "y"}, "place": {"b": "z"}},
         [{"date": "x", "place": None}, {"date": "y", "place": "z"}]),
        ({"k": {"date": "x"}}, [{"id": "k", "date": "x"}]),
    ],
    ids=range(16),
)  # fmt: skip
def test_rows_in_an_answer_of_a_program(whole: Any, rows: Any) -> None:
    """In its envelopes, by its columns or by its ids."""
    if rows == "keyed":
        rows = [{"id": key, **each} for key, each in whole.items()]
    assert json_shapes.records(whole) == rows


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), ([], ""), ({}, ""), ("", ""), (0, "0"), (False, "false"), (["a", "b"], "a; b"),
     ([1, "ж"], '[1, "ж"]'), ({"a": 1}, '{"a": 1}'), (1.0, "1.0")],
)  # fmt: skip
def test_a_value_is_a_text(value: Any, text: str) -> None:
    """Nothing is empty, and a list of texts is told as a reader would."""
    assert json_cells.cell(value) == text


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ({"name": "A", "fieldName": "a"}, "A"), ({"fieldName": "a"}, "a"), ({"name": "A"}, "A"),
        ({}, ""), (3, ""),
        ({"name": "id", "fieldName": ":id", "dataTypeName": "meta_data"}, "socrata::id"),
        ({"name": "id", "dataTypeName": "meta_data"}, "socrata:id"),
        ({"name": "id", "dataTypeName": "text"}, "id"),
    ],
)  # fmt: skip
def test_what_a_column_of_socrata_s_is_called(column: Any, name: str) -> None:
    """By its own name before that of its field; those of the portal's by that of theirs."""
    whole = {"meta": {"view": {"columns": [column]}}, "data": [["x"]]}
    assert socrata.is_export(whole) is bool(name)
    assert socrata.records(whole["meta"], whole["data"]) == ([{name: "x"}] if name else [{}])


def test_rows_of_socrata_s_may_be_short_or_long_or_none() -> None:
    """A place has as many parts as it has; what is no row stays as it is."""
    columns = [{"name": "n"}, {"name": "at", "subColumnTypes": ["lat", "lon"]}]
    meta = {"view": {"columns": columns}}
    rows = [["a", ["1", "2"], "more"], ["b", ["1"]], ["c", "x"], ["d"], 3]
    assert socrata.records(meta, rows) == [
        {"n": "a", "at": {"lat": "1", "lon": "2"}}, {"n": "b", "at": {"lat": "1"}},
        {"n": "c", "at": "x"}, {"n": "d", "at": None}, 3,
    ]  # fmt: skip
    assert socrata.records(meta, "x") == []
    for odd in ({"view": {"columns": [columns[0], {}]}}, {"view": {"columns": "ab"}}, {}, 3):
        assert not socrata.is_export({"meta": odd, "data": []})
    assert not socrata.is_export({"meta": meta, "data": "x"})
