"""GeoJSON points."""

import json

import pytest

from strikemap.importers import ImportProblem


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


def test_too_many_properties(imported):
    """The number of columns is bounded."""
    with pytest.raises(ImportProblem, match="properties"):
        imported(points(point(**{f"p{n}": 1 for n in range(500)})))
