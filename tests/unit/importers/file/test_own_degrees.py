"""Degrees in a point's own fields: taken where it has no geometry, marked where they differ."""

from __future__ import annotations

import json

import pytest

from strikemap.importers.file.tables import opened
from strikemap.importers.words import BESIDE_POINT

POINT = {"type": "Point", "coordinates": [36.58, 50.61]}
PLACEMARK = (
    "<kml><Placemark><TimeStamp><when>2024-03-01</when></TimeStamp><ExtendedData>{}</ExtendedData>"
    "</Placemark></kml>"
)


def features(*of):
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "geometry": point, "properties": {"date": "2024-03-01"} | own}
                for point, own in of
            ],
        }
    ).encode()


def places(made):
    return made.tables["incidents"][["latitude", "longitude"]].to_numpy().tolist()


@pytest.mark.parametrize("is_feature", [False, True])
def test_degrees_in_a_record_are_beside_no_point(is_feature):
    """There is no geometry that those of another name differ from, as there is in a feature."""
    own = {"lat": 50.7, "lon": 36.6}
    row = {"date": "2024-03-01", **own, "latitude": 50.61, "longitude": 36.58}
    whole = features((POINT, own)) if is_feature else json.dumps([row]).encode()
    noted = opened(whole, None).table.noted
    assert ({each for each, _ in noted} == {BESIDE_POINT}) is is_feature


@pytest.mark.parametrize(
    "names", [("lat", "lon"), ("latitude", "longitude"), ("Широта", "Долгота")]
)
def test_a_feature_without_geometry_is_placed_by_its_fields(imported, names):
    """Beside another that has a geometry, by whatever they are called."""
    own = dict(zip(names, (50.7, 36.6), strict=True))
    made = imported(features((None, own), (POINT, {"n": 1})))
    assert places(made) == [["50.7", "36.6"], ["50.61", "36.58"]]


def test_a_placemark_without_a_point_is_placed_by_its_data(imported):
    """As of a table that a program has turned into KML."""
    data = "".join(
        f'<Data name="{name}"><value>{cell}</value></Data>'
        for name, cell in (("lat", 50.61), ("lon", 36.58))
    )
    assert places(imported(PLACEMARK.format(data).encode())) == [["50.61", "36.58"]]


@pytest.mark.parametrize(
    ("own", "marked"),
    [
        ({"lat": 51.0, "lon": 36.58}, ["lat"]),
        ({"latitude": "50.612", "longitude": 36.5799}, []),
        ({"lat": "x"}, ["lat"]),
        ({}, []),
    ],
)
def test_fields_that_name_another_place_than_the_geometry_are_marked(imported, own, marked):
    """The geometry is taken, and neither number is lost without a word."""
    made = imported(features((POINT, own)))
    assert places(made) == [["50.61", "36.58"]]
    assert made.marked["column"].tolist() == marked
    assert ("another place" in made.tables["incidents"]["summary"][0]) == bool(marked)
