"""JSON as a table: its columns, its rows by number, and why a row can't be read."""

from __future__ import annotations

import json

import pytest

from strikemap.importers import lent_memory
from strikemap.importers.file import json_reading
from strikemap.importers.file.table import Rows
from strikemap.importers.file.tables import opened
from strikemap.importers.problem import ImportProblem


def table(value: object) -> Rows:
    """What *value*, or the text of a file, is read as."""
    text = value if isinstance(value, str) else json.dumps(value)
    found = opened(text.encode(), "geojson").table
    assert isinstance(found, Rows)
    return found


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def point(*coordinates: object) -> dict[str, object]:
    return {"type": "Point", "coordinates": [*coordinates]}


def test_features_have_degrees_and_records_their_columns() -> None:
    """A file of features has both columns of degrees, whatever the features have."""
    made = table({"features": [feature(None, n=1), feature(point(36.6, 50.6, 120), n=2)]})
    assert made.names == ("n", "longitude", "latitude") and made.is_points
    assert made.cells[1] == {"n": "2", "longitude": "36.6", "latitude": "50.6"}
    assert (made.numbers, made.reasons) == ([1, 2], ["", ""])
    assert table({"features": [feature(None, n=1)]}).names == ("n", "latitude", "longitude")
    made = table([{"n": 1}, {"M": None}])
    assert (made.names, made.is_points, made.cells) == (("n", "m"), False, [{"n": "1"}, {"m": ""}])


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        (point(36.6, 50.6), ""), (point("36.6", " 50.6 "), ""), (point(36.6), "two numbers"),
        (point("x", "y"), "two numbers"), (point(True, 1), "two numbers"), (point(), "two numbers"),
        ({"type": "Point", "coordinates": 3}, "two numbers"),
        ({}, "not nothing"), (3, "not nothing"),
        ({"type": "LineString", "coordinates": []}, "not LineString"),
        ({"type": "MultiPoint", "coordinates": [[36.6, 50.6]]}, ""),
        ({"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}, "not MultiPoint of 2 points"),
        ({"type": "MultiPoint", "coordinates": []}, "not MultiPoint"),
        ({"type": "GeometryCollection", "geometries": [point(36.6, 50.6)]}, ""),
        ({"type": "GeometryCollection", "geometries": [point(1, 2)] * 2}, "not GeometryCollection"),
        ({"type": "GeometryCollection", "geometries": [
            {"type": "GeometryCollection", "geometries": [point(1, 2)]}]},
         "not GeometryCollection"),
    ],
)  # fmt: skip
def test_a_geometry_is_a_point_or_says_why_not(geometry: object, why: str) -> None:
    """Also one that holds a point alone, and one whose degrees are text."""
    made = table({"features": [feature(geometry, n=1)]})
    (reason,) = made.reasons
    assert why in reason and bool(reason) is bool(why)
    where = {"longitude": "36.6", "latitude": "50.6"}
    assert made.cells == [{"n": "1"} | ({} if why else where)]


@pytest.mark.parametrize(
    ("properties", "cells"),
    [
        ({"latitude": 1, "date": "x"}, {"properties.latitude": "1", "date": "x"}),
        ({"name": "2024-03-01: a raid"}, {"date": "2024-03-01", "title": "2024-03-01: a raid"}),
        ({"name": "A", "title": "B"}, {"name": "A", "title": "B"}),
        ({"date": "x", "name": "2024-03-01"}, {"date": "x", "title": "2024-03-01"}),
        (
            {"A  b\n": [1, {"x": "ж"}], "c": [], "d": True},
            {"a b": '[1, {"x": "ж"}]', "c": "", "d": "true"},
        ),
        ({"a": {"date": 1}, "date": 2}, {"a.date": "1", "date": "2"}),
        ({"date": 2, "a": {"date": 1}}, {"date": "2", "a.date": "1"}),
        ({"": 1}, {"unnamed": "1"}),
    ],
)
def test_properties_are_cells(properties: dict[str, object], cells: dict[str, str]) -> None:
    """By names in lower case; a point's own degrees go before those, and its name is a title."""
    made = table({"features": [feature(point(36.6, 50.6), **properties)]})
    assert made.cells == [cells | {"longitude": "36.6", "latitude": "50.6"}]


def test_the_id_of_a_feature_is_kept_where_it_has_none_of_its_own() -> None:
    """A number or a text; with an id among its properties that one stays."""
    for own in (7, "7"):
        of = feature(None, n=1) | {"id": own}
        assert table({"features": [of]}).cells == [{"n": "1", "id": "7"}]
    assert table({"features": [feature(None, id=3) | {"id": 7}]}).cells == [{"id": "3"}]
    assert table({"features": [feature(None, n=1) | {"id": [7]}]}).cells == [{"n": "1"}]


def test_a_record_may_hold_a_geometry() -> None:
    """As databases keep it; a second one, or one that is no point, stays a cell."""
    (cells,) = table([{"a": point(36.6, 50.6), "b": point(1, 2)}]).cells
    assert (cells["longitude"], cells["latitude"]) == ("36.6", "50.6")
    assert set(cells) == {"longitude", "latitude", "type", "coordinates"}
    made = table([{"n": 1}, 3, None])
    assert made.reasons[0] == "" and "no record but 3" in made.reasons[1]
    assert "no record but nothing" in made.reasons[2]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("[3]", "neither GeoJSON nor a list"), ('{"a": 1}', "an object"), ("[]", "empty list"),
        ('{"features": []}', "without features"), ("{", "can't be read"),
        ('{"a": NaN}', "an object"),
        ('{"n": 1}\n{"n": 2', "can't be read"), ('[{"n": 1}]\nx', "Extra data|Expecting value"),
        ("[" * 100_000, "nested too deeply"),
        ('{"crs": {"properties": {"name": "EPSG:9999"}}, "features": [{}]}', "EPSG:9999"),
    ],
)  # fmt: skip
def test_what_is_no_table_says_why(value: str, why: str) -> None:
    """So that whoever has the file knows what to mend."""
    with pytest.raises(ImportProblem, match=why):
        table(value)


@pytest.mark.parametrize("mark", ["", "\x1e"])
def test_a_record_a_line(mark: str) -> None:
    """With the separator of text sequences before each, and with blank lines, or without."""
    text = "\n".join(f"{mark}{json.dumps({'n': at, 't': chr(0x2028)})}" for at in range(3))
    assert [row["n"] for row in table(f"{text}\n\n").cells] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("name", "crs"),
    [
        ("EPSG:3857", "EPSG:3857"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", ""),
        ("EPSG:4326", ""),
        ("", ""),
    ],
)
def test_the_system_of_coordinates_is_told_of_each_row(name: str, crs: str) -> None:
    """Web Mercator alone; degrees need no word."""
    whole = {"crs": {"properties": {"name": name}}, "features": [feature(point(1.5, 2.5))]}
    assert table(whole).cells[0].get("crs", "") == crs


def test_what_is_made_of_json_is_taken_of_who_lends(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its bytes and its marks, before it is parsed; more than fits is refused."""
    heard: list[int] = []
    text = '[{"a": 1, "b": 2}, {"a": 3}]'
    made = len(text) + 2 * 232 + 120 + 2 * 64 + 3 * 64
    with lent_memory.lent_by(heard.append):
        table(text)
    assert heard[0] == made
    monkeypatch.setattr(json_reading, "MAX_MADE_BYTES", made)
    assert len(table(text).cells) == 2
    monkeypatch.setattr(json_reading, "MAX_MADE_BYTES", made - 1)
    with pytest.raises(ImportProblem, match="memory"):
        table(text)
    monkeypatch.setattr(json_reading, "MAX_MADE_BYTES", made)
    monkeypatch.setattr(json_reading, "MAX_BYTES", len(text))
    assert len(table(text).cells) == 2
    monkeypatch.setattr(json_reading, "MAX_BYTES", len(text) - 1)
    with pytest.raises(ImportProblem, match=f"{len(text)} bytes"):
        table(text)
