"""GeoJSON points."""

import itertools
import json

import pytest

from strikemap.importers import ImportOptions, ImportProblem, import_file
from strikemap.importers.file import json_rows
from strikemap.importers.file.tables import opened


def points(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def point(coordinates=(36.6, 50.6), kind="Point", **properties):
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": list(coordinates)},
        "properties": {"date": "2025-05-16"} | properties,
    }


def test_points_with_properties(imported):
    """The geometry gives the degrees, properties the rest; height is passed over."""
    made = imported(points(point((36.6, 50.6, 120), killed=2, latitude=1.0)))
    row = made.tables["incidents"].iloc[0]
    assert (row["latitude"], row["longitude"], row["region"]) == ("50.6", "36.6", "RU-BEL")
    assert made.tables["claims"]["value_min"].tolist() == ["2"]


@pytest.mark.parametrize(
    "bad",
    [
        point(kind="LineString"),
        point((1,)),
        point(("a", "b")),
        point((36.6, 10**400)),
        point((36.6, 91)),
        {"type": "Feature", "geometry": None, "properties": None},
        "nothing",
        point(summary="half \ud800"),
    ],
)
def test_a_feature_that_cannot_be_read_is_rejected(imported, bad):
    """The others are kept, and the feature's number and reason are named."""
    made = imported(points(point(), bad))
    assert made.report.rows_kept == 1
    assert made.rejected["row_in_file"].tolist() == ["2"]


@pytest.mark.parametrize(
    "text",
    [
        b"{}",
        b"[]",
        b'{"type": "FeatureCollection", "features": []}',
        b'{"type": "FeatureCollection", "features": [{"a": NaN}]}',
        b'{"type": "FeatureCollection", "features": [' + b"[" * 100_000,
        b'{"type": "FeatureCollection", "features": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"{",
    ],
)
def test_what_is_no_collection_of_features(imported, text):
    """Any other JSON, NaN and deep nesting included, is one clear problem."""
    with pytest.raises(ImportProblem):
        imported(text)


@pytest.mark.parametrize("parted", ["\n", "\n\x1e", "\r\n"])
def test_a_sequence_of_features_is_read_as_features(imported, parted):
    """One feature a line, as RFC 8142 and other programs write it, and in a bare list."""
    features = [point(title=f"line \u2028 {n}") for n in range(3)]
    lines = [json.dumps(each, ensure_ascii=False) for each in features]
    for text in (parted.join(lines), "\x1e" + parted.join(lines), json.dumps(features)):
        rows = imported(text.encode()).tables["incidents"]
        assert rows[["latitude", "longitude"]].drop_duplicates().to_numpy().tolist() == [
            ["50.6", "36.6"]
        ]
        assert len(rows) == 3


def test_a_record_may_hold_its_point_as_geojson(imported):
    """East stands first in such a point, whatever the field is called."""
    record = {"date": "2024-03-01", "where": {"type": "Point", "coordinates": [36.6, 50.6]}}
    row = imported(json.dumps([record]).encode()).tables["incidents"].iloc[0]
    assert (row["latitude"], row["longitude"]) == ("50.6", "36.6")


def test_degrees_and_tolls_as_programs_write_them(imported):
    """Degrees as text are degrees; least and most within an object are a range."""
    told = point(fatalities={"min": 1, "max": 3})
    told["geometry"]["coordinates"] = ["36.6", "50.6"]
    other = point()
    other["geometry"]["coordinates"] = ["36.6 E", "50.6"]
    made = imported(points(told, other))
    (row,) = made.tables["incidents"].itertuples()
    assert (row.latitude, row.longitude) == ("50.6", "36.6")
    (claim,) = made.tables["claims"][["value_min", "value_max"]].to_numpy().tolist()
    assert claim == ["1", "3"] and "two numbers" in made.rejected["why_rejected"][0]


def test_too_many_properties(imported):
    """The number of columns is bounded."""
    with pytest.raises(ImportProblem, match="properties"):
        imported(points(point(**{f"p{n}": 1 for n in range(500)})))


def test_a_record_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a record with more fields than are read no further ones are looked up."""
    endless = ((f"a{at}", f"a{at}", at) for at in itertools.count())
    monkeypatch.setattr(json_rows.json_shapes, "flat", lambda _items: endless)
    with pytest.raises(ImportProblem, match="more than 200 columns"):
        import_file(b'[{"date": "2023-05-01"}]', None, ImportOptions(), file_name="a.json")


POINT = '"geometry": {"type": "Point", "coordinates": [38.1, 50.2]}'
DAY = '"date": "2023-05-27", "region": "RU-BEL"'


def test_a_toll_that_stands_twice_in_a_feature_is_told(imported):
    """The first is taken, as of a CSV with two columns of one name, and the other one is named."""
    of = f'{{"type": "Feature", {POINT}, "properties": {{{DAY}, "killed": 2, "killed": 3}}}}'
    made = imported(f'{{"type": "FeatureCollection", "features": [{of}]}}'.encode())
    assert made.tables["claims"]["value_min"].tolist() == ["2"]
    assert "The file's killed (2) is not taken as it stands" in made.tables["claims"]["inferred"][0]
    assert made.marked.iloc[0, :3].tolist() == ["1", "killed (2)", "3"]
    assert made.report.untaken == ("killed (2)",)


@pytest.mark.parametrize(
    ("doubled", "words"),
    [
        (f'{POINT}, "geometry": null, "properties": {{{DAY}}}', "are called geometry"),
        (f'{POINT}, "properties": {{{DAY}}}, "properties": {{"killed": 4}}', ""),
        (f'{POINT}, "id": 1, "id": 2, "properties": {{{DAY}}}', "are called id"),
        (
            '"geometry": {"type": "Point", "coordinates": [38.1, 50.2], "coordinates": [1, 2]}, '
            f'"properties": {{{DAY}}}',
            "are called coordinates",
        ),
        (f'{POINT}, {POINT}, "properties": {{{DAY}}}', ""),
    ],
)
def test_a_feature_with_two_members_of_one_name(doubled, words):
    """Two lots of properties are taken together; of two points or ids nothing says which holds."""
    made = opened(f'{{"features": [{{"type": "Feature", {doubled}}}]}}'.encode(), None).table
    assert words in made.reasons[0] and bool(made.reasons[0]) is bool(words)
    if '"killed"' in doubled:
        assert made.cells[0]["killed"] == "4" and made.cells[0]["date"] == "2023-05-27"


@pytest.mark.parametrize(
    ("of", "words"),
    [
        ('"attributes": {"a": 1}, "geometry": {"x": 36.6, "y": 50.6, "y": 51.6}', "are called y"),
        ('"attributes": {"a": 1}, "geometry": {"x": 1, "y": 2}, "geometry": null', "geometry"),
        ('"attributes": {"a": 1}, "attributes": {"b": 2}, "geometry": {"x": 1, "y": 2}', ""),
    ],
)
def test_so_is_one_of_esri_s(of, words):
    """Its members have other names."""
    made = opened(f'{{"features": [{{{of}}}]}}'.encode(), None).table
    assert words in made.reasons[0] and bool(made.reasons[0]) is bool(words)
    assert made.cells[0]["a"] == "1" and made.cells[0].get("b", "2") == "2"


@pytest.mark.parametrize("name", ["features", "crs"])
def test_a_collection_with_two_members_of_one_name_is_refused(name):
    """And told which; the last one would else be all that is read."""
    other = {"features": "[]", "crs": '{"properties": {"name": "EPSG:3857"}}'}[name]
    text = f'{{"crs": null, "features": [{{"type": "Feature", {POINT}}}], "{name}": {other}}}'
    with pytest.raises(ImportProblem, match=f"two members of one object are called {name}"):
        opened(text.encode(), None)
