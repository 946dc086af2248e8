"""Rows of JSON, in whatever shape they stand in it, are the same rows."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.file import json_shapes
from strikemap.importers.file.days_in_text import day_first
from strikemap.importers.file.described_fields import MAX_CHARACTERS, described

POINT = {"type": "Point", "coordinates": [36.6, 50.6]}
FEATURES = [{"type": "Feature", "geometry": POINT, "properties": {"n": at}} for at in range(3)]
ESRI = [{"attributes": {"n": at}, "geometry": {"x": 36.6, "y": 50.6}} for at in range(3)]


@pytest.mark.parametrize(
    ("whole", "found"),
    [
        ({"type": "FeatureCollection", "features": FEATURES}, FEATURES),
        (FEATURES[0], FEATURES[:1]), (FEATURES, FEATURES),
        ([{"features": FEATURES[:1]}, {"features": FEATURES[1:]}], FEATURES),
        ({"layers": [{"features": FEATURES[:1]}, {"features": FEATURES[1:]}]}, FEATURES),
        ({"layers": [{"features": []}], "features": FEATURES}, FEATURES),
        ({"features": ESRI}, FEATURES), ({"features": []}, []),
        ([], None), ([FEATURES[0], {"type": "Feature"}], None), ([{"n": 1}], None), ("x", None),
        ([{"features": FEATURES}, {"n": 1}], None), ([{"features": FEATURES}, 1], None),
        ({"all": {"type": "FeatureCollection", "features": FEATURES}, "n": 1}, FEATURES),
        ({each: {"type": "FeatureCollection", "features": FEATURES} for each in "ab"}, None),
        ({"features": "x"}, None), ({"n": 1}, None), (3, None), (None, None),
    ],
)  # fmt: skip
def test_features_in_every_shape(whole, found):
    """A collection, one, a list, layers, and Esri's own form."""
    assert json_shapes.features(whole) == found


@pytest.mark.parametrize(
    ("geometry", "found"),
    [
        ({"x": 1, "y": 2}, {"type": "Point", "coordinates": [1, 2]}),
        ({"points": [[1, 2]]}, {"type": "MultiPoint", "coordinates": [[1, 2]]}),
        ({"paths": []}, {"type": "Polyline (Esri)"}),
        ({"rings": []}, {"type": "Polygon (Esri)"}),
        ({"curvePaths": []}, {"type": "Polyline (Esri)"}),
        ({"xmin": 0}, {"type": "Envelope (Esri)"}),
        ({"x": 1}, {"x": 1}),
        (None, None),
    ],
)
def test_geometries_of_esri(geometry, found):
    """A point is a point; what is none keeps its name."""
    whole = {"features": [{"attributes": {}, "geometry": geometry}]}
    assert json_shapes.is_esri(whole)
    assert json_shapes.features(whole) == [{"type": "Feature", "properties": {}, "geometry": found}]


@pytest.mark.parametrize("whole", [{"features": FEATURES}, {"features": []}, {"n": 1}, [], {}])
def test_what_is_none_of_esris(whole):
    """GeoJSON, and nothing."""
    assert not json_shapes.is_esri(whole)
    both = {"attributes": {}, "properties": {}}
    assert json_shapes.features({"features": [both, 3]}) == [both, 3]
    assert not json_shapes.is_esri({"features": [both]})


@pytest.mark.parametrize(
    ("whole", "crs"),
    [
        ({"crs": {"type": "name", "properties": {"name": "EPSG:3857"}}}, "EPSG:3857"),
        ({"spatialReference": {"wkid": 102100, "latestWkid": 3857}}, "3857"),
        ({"spatialReference": {"wkid": 102100, "latestWkid": 9999}}, "102100"),
        ({"spatialReference": {"wkid": 4326}}, "4326"), ({"spatialReference": {}}, ""),
        ({"crs": {"properties": {"name": 3}}}, ""), ({"crs": {"properties": 3}}, ""),
        ({"crs": 3}, ""), ({}, ""), ([], ""),
    ],
)  # fmt: skip
def test_the_system_of_coordinates_that_is_named(whole, crs):
    """By GeoJSON's older form, or by Esri's codes, of which the known one is taken."""
    assert json_shapes.crs_named(whole) == crs


NAMES = ("date", "place", "n")
RECORDS = st.lists(
    st.lists(st.sampled_from(("a", "b", "")), min_size=3, max_size=3), min_size=2, max_size=4
).map(lambda rows: [dict(zip(NAMES, row, strict=True)) for row in rows])


@given(RECORDS)
def test_property_records_in_every_shape_are_the_same_rows(rows):
    """A list, one in an object, by their columns, below a header, by ids, or as pandas writes."""
    cells = [list(row.values()) for row in rows]
    keyed = {f"k{at}": row for at, row in enumerate(rows)}
    by_column = {name: [row[name] for row in rows] for name in NAMES}
    by_ids = {name: {f"{at}": row[name] for at, row in enumerate(rows)} for name in NAMES}
    shapes = (
        rows, {"data": rows}, {"count": 2, "rows": rows, "empty": []}, [list(NAMES), *cells],
        {"columns": list(NAMES), "data": cells}, by_column, by_ids,
    )  # fmt: skip
    for shape in shapes:
        assert json_shapes.records(json.loads(json.dumps(shape))) == rows, shape
    assert json_shapes.records(keyed) == [{"id": key, **row} for key, row in keyed.items()]
    # One id that is a field's name too makes no columns of the records.
    called = {"place" if at == 0 else key: row for at, (key, row) in enumerate(keyed.items())}
    assert json_shapes.records(called) == [{"id": key, **row} for key, row in called.items()]
    own = {key: {**row, "id": "own"} for key, row in keyed.items()}
    assert json_shapes.records(own) == list(own.values())


@pytest.mark.parametrize(
    "whole",
    [3, "x", None, {}, [1, 2], {"a": [{"n": 1}], "b": [{"n": 2}]}, {"a": 1, "b": {}}, {"a": [1]},
     [[1, 2], [3, 4]], {"odd": [1], "other": [2]}, {"date": [1]}, [["date"]]],
)  # fmt: skip
def test_what_has_no_rows(whole):
    """Numbers, two lists of which neither is the one, columns that mean nothing."""
    assert json_shapes.records(whole) is None


def test_lists_may_be_empty_or_uneven():
    """Nothing is a list of nothing; what a shorter row or column lacks is none."""
    assert json_shapes.records([]) == json_shapes.records({"rows": [], "n": 1}) == []
    assert json_shapes.records([{"n": 1}, 2]) == [{"n": 1}, 2]
    assert json_shapes.records([["date", "n"], ["x", 1]]) == [{"date": "x", "n": 1}]
    assert json_shapes.records([["date", "n"], ["x"], ["x", "y", "z"]]) == [
        {"date": "x", "n": None}, {"date": "x", "n": "y"},
    ]  # fmt: skip
    assert json_shapes.records({"date": ["x", "y"], "place": ["z"]}) == [
        {"date": "x", "place": "z"}, {"date": "y", "place": None},
    ]  # fmt: skip
    assert json_shapes.records({"columns": ["date", 3], "data": [["x", "y"]]}) is None


@pytest.mark.parametrize(
    ("item", "cells"),
    [
        (("n", 1), [("n", "n", 1)]),
        (("where", {"lat": 1, "lon": 2}), [("lat", "where.lat", 1), ("lon", "where.lon", 2)]),
        (("event", {"at": {"lat": 1, "lon": 2, "odd": 3}}),
         [("lat", "event.at.lat", 1), ("lon", "event.at.lon", 2), ("at.odd", "event.at.odd", 3)]),
        (("killed", {"min": 2, "max": 4}),
         [("killed.min", "killed.min", 2), ("killed.max", "killed.max", 4)]),
        (("toll", {"killed": {"min": 2}}), [("killed.min", "toll.killed.min", 2)]),
        (("killed", {"odd": 2}), [("killed.odd", "killed.odd", 2)]),
        (("date", {"$date": {"$numberLong": "5"}}), [("date", "date", "5")]),
        (("n", {"$numberInt": "3"}), [("n", "n", "3")]), (("n", {"odd": 1}), [("odd", "n.odd", 1)]),
        (("n", {"$date": {"$a": {"$b": 1}}}), [("$b", "n.$b", 1)]),
        (("event", {"at": {"lat": 1, "odd": 3}}), [("at", "event.at", {"lat": 1, "odd": 3})]),
    ],
)  # fmt: skip
def test_objects_within_a_record_are_taken_apart(item, cells):
    """By the names of what they hold where these mean something, a toll's by its own too."""
    assert list(json_shapes.flat([item])) == cells


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (["a", "b"], "a; b"), ([], None), ([1, "a"], None), ([{"n": 1}], None),
        ([{"url": "https://a.example"}, {"x": 1, "y": "http://b.example"}],
         "https://a.example http://b.example"),
        ([{"url": "https://a.example"}, {"n": 1}], None), ([{"url": "ftp://a"}], None),
    ],
)  # fmt: skip
def test_lists_of_texts_and_of_addresses_are_told(value, said):
    """Beside each other; other lists are not."""
    assert json_shapes.listed(value) == said


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("<table><tr><td>Дата</td><td>01.03.2024</td></tr></table>", {"дата": "01.03.2024"}),
        ("<tr><th>Date</th> <td> 1 </td></tr>", {"date": "1"}),
        ("Date: 1<br>Killed: 2", {"date": "1", "killed": "2"}),
        ("<b>Date</b>: 1\n<b>Deaths:</b> 2", {"date": "1", "deaths": "2"}),
        ("<p>Date: 1</p><div>Date: 2</div>", {"date": "1"}),
        ("Place: A", {}),
        ("Date:", {}),
        ("Date 1", {}),
        ("Date: &lt;1", {"date": "<1"}),
        ("Date: <i>1</i>", {}),
        (": 1", {}),
        ("", {}),
        ("Date: " + "x" * 80, {"date": "x" * 80}),
        ("Date: " + "x" * 81, {}),
        ("Deaths in the raid of which it is said that there were so many: 3", {}),
        (" " * (MAX_CHARACTERS - 7) + "Date: 1", {"date": "1"}),
        (" " * MAX_CHARACTERS + "Date: 1", {}),
    ],
)
def test_days_and_tolls_of_a_description(text, cells):
    """Field by field, of cells or of lines; other names and long values are none."""
    assert described(text) == cells


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        ({"title": "2024-03-01: a raid"}, "2024-03-01"),
        ({"name": "[01.03.2024] a raid"}, "01.03.2024"),
        ({"description": "1 March 2024, a raid"}, "1 March 2024"),
        ({"title": "March 1, 2024"}, "March 1, 2024"),
        ({"title": "A raid 2024-03-01"}, ""),
        ({"place": "2024-03-01"}, ""),
        ({}, ""),
        ({"description": "2024-03-02", "title": "2024-03-01"}, "2024-03-01"),
        ({"title": " 1/3/24 "}, "1/3/24"),
        ({"title": "2024-03-011"}, ""),
    ],
)
def test_the_day_with_which_a_text_begins(cells, day):
    """Of a title before a description, and of no other text."""
    assert day_first(cells) == day
