"""Points fall in the regions that the United Nations recognises; places are found by name."""

from __future__ import annotations

import json
import math

import numpy as np
import numpy.typing as npt
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from strikemap import geography
from strikemap.gazetteer import places
from strikemap.geography import distance_km, km_outside, km_to_neighbours, region_at
from strikemap.home import BOUNDARIES
from tests.unit.strategies import FEWER

POINTS = [
    ("Belgorod", 50.5977, 36.5858, "RU-BEL"),
    ("Moscow", 55.7558, 37.6173, "RU-MOW"),
    ("Pskov", 57.8136, 28.3496, "RU-PSK"),
    ("Sevastopol", 44.6054, 33.5220, "UA-40"),
    ("Simferopol", 44.9521, 34.1024, "UA-43"),
    ("Donetsk", 48.0159, 37.8029, "UA-14"),
    ("Luhansk", 48.5671, 39.3171, "UA-09"),
    ("Kharkiv", 49.9935, 36.2304, "UA-63"),
]
LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


@pytest.mark.parametrize(("name", "latitude", "longitude", "region"), POINTS)
def test_cities_lie_in_their_regions(
    name: str, latitude: float, longitude: float, region: str
) -> None:
    """A city is in its region, and Crimea, Donetsk and Luhansk are Ukraine's."""
    assert region_at(latitude, longitude).tolist() == [region]
    assert km_outside(region, latitude, longitude).tolist() == [0.0]


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), (math.nan, 36), (50, math.nan), (math.inf, 36), (52.23, 21.01), (43.4, 33.0)],
)
def test_points_of_no_region(latitude: float, longitude: float) -> None:
    """The sea, other countries and points that are none have no region."""
    assert region_at(latitude, longitude).tolist() == [""]


def test_many_points_keep_their_order() -> None:
    """The regions come in the order of the points, unplaced ones among them."""
    latitude = [p[1] for p in POINTS] + [math.nan]
    longitude = [p[2] for p in POINTS] + [0]
    assert region_at(latitude, longitude).tolist() == [*(p[3] for p in POINTS), ""]


def test_a_point_on_a_border_is_of_the_first_region_by_code() -> None:
    """A corner that two regions share is always given to the same one of them."""
    belgorod, kursk = (geography.shapes()[code] for code in ("RU-BEL", "RU-KRS"))
    shared = shapely.get_coordinates(shapely.intersection(belgorod, kursk))
    assert len(shared) > 10
    assert set(geography.region_at(shared[:, 1], shared[:, 0])) <= {"RU-BEL", "RU-BRY"}


def test_distance_to_another_region() -> None:
    """Kharkiv lies some tens of kilometres outside Belgorod Oblast."""
    assert km_outside("RU-BEL", 49.9935, 36.2304)[0] == pytest.approx(32, abs=6)


def test_distances_to_an_outline_are_those_to_its_points() -> None:
    """On every side of a region a point is as far outside as from the nearest of many points that
    follow its outline, and in their order.
    """
    outline = shapely.get_coordinates(shapely.segmentize(geography.shapes()["RU-BEL"], 0.004))
    y = np.array([49.6, 50.2, 51.6, 51.2, 50.6, 49.9, 50.9])
    x = np.array([38.2, 35.1, 37.2, 39.4, 34.9, 36.2, 39.2])
    meant = [
        distance_km(a, b, outline[:, 1], outline[:, 0]).min() for a, b in zip(y, x, strict=True)
    ]
    found = km_outside(["RU-BEL"] * len(y), y, x)
    assert found == pytest.approx(meant, rel=0.01, abs=0.05) and min(found) > 1


@pytest.mark.parametrize(("code", "latitude"), [("XX-1", 50.0), ("", 50.0), ("RU-BEL", math.nan)])
def test_distance_to_nothing(code: str, latitude: float) -> None:
    """Where the region or the point is not known, neither is the distance."""
    assert np.isnan(km_outside(code, latitude, 36.0)).tolist() == [True]


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 1), 111.195),
        ((0, 0), (0, 180), 20_015.1),
        ((90, 0), (-90, 0), 20_015.1),
        ((55.7558, 37.6173), (50.5977, 36.5858), 578),
        ((60, 179.5), (60, -179.5), 55.6),
    ],
)
def test_distances(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    """Great-circle distances, to the antipode and across the date line too."""
    assert float(distance_km(*one, *other)) == pytest.approx(km, rel=2e-3, abs=1e-6)


def test_a_degree_of_latitude_is_as_long_everywhere() -> None:
    """What planes of a point rest on is what the sphere says, to a metre."""
    for latitude in (-90, 0, 47, 89):
        one = float(distance_km(latitude, 30, latitude + 1, 30))
        assert one == pytest.approx(geography.KM_PER_DEGREE, abs=1e-3)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_property_distance_is_a_distance(a: float, b: float, c: float, d: float) -> None:
    """It is the same both ways, never negative and never more than half way round."""
    there, back = float(distance_km(a, b, c, d)), float(distance_km(c, d, a, b))
    assert 0 <= there <= 20_015.2 and there == pytest.approx(back, abs=1e-6)


@given(LATITUDES, LONGITUDES)
def test_property_a_point_is_inside_its_region(latitude: float, longitude: float) -> None:
    """Where a point has a region, it lies no distance outside it."""
    code = region_at(latitude, longitude)[0]
    assert code == "" or km_outside(code, latitude, longitude)[0] == 0


def test_regions_are_of_two_countries() -> None:
    """Every region has names and a code of its country; those occupied are Ukraine's."""
    found = geography.regions()
    assert {found[code].country for code in ("UA-09", "UA-14", "UA-40", "UA-43")} == {"UA"}
    assert all(code == of.code and code[:2] == of.country for code, of in found.items())
    assert all(of.name and of.name_local for of in found.values())
    assert {code: of.name_local for code, of in found.items() if code in ("RU-BRY", "UA-63")} == {
        "RU-BRY": "Брянская область",
        "UA-63": "Харківська область",
    }
    for code, (english, russian, ukrainian) in geography.region_names().items():
        local = russian if code.startswith("RU") else ukrainian
        assert (found[code].name, found[code].name_local) == (english, local)
        assert geography.local_language(code) == {"RU": "ru", "UA": "uk"}[found[code].country]
    assert geography.local_language("XX-1") == geography.local_language("") == ""


@pytest.mark.parametrize(("code", "name"), [("RU-BEL", "Belgorod"), ("XX-1", "XX-1"), ("", "")])
def test_region_names(code: str, name: str) -> None:
    """A known region has its English name; any other code is its own."""
    assert geography.region_name(code).startswith(name)


@pytest.mark.parametrize("country", ["", "UA"])
@FEWER
@given(where=st.tuples(st.floats(44, 54), st.floats(30, 41)), within=st.floats(1, 150))
def test_property_the_nearest_region_is_the_nearest_of_all(
    country: str, where: tuple[float, float], within: float
) -> None:
    """Held against the distance to every region: the nearest of the country, or none so near."""
    latitude, longitude = where
    codes = [code for code in geography.shapes() if code.startswith(country)]
    away = {code: float(km_outside(code, latitude, longitude)[0]) for code in codes}
    (found,) = geography.nearest_region([latitude], [longitude], within, country)
    least = min(away.values())
    if not found:
        assert least > within * 0.97, "distances on a plane are good to 2 %"
    else:
        assert found.startswith(country) and away[found] <= within * 1.03
        assert away[found] <= least * 1.03 + 0.5


def beside(*codes: str) -> tuple[geography.Floats, geography.Floats]:
    """Points some kilometres off the outlines of these regions that lie in no region of ours."""
    corners = np.concatenate([shapely.get_coordinates(geography.shapes()[code]) for code in codes])
    turn = np.arange(8) / 4 * np.pi
    x = (corners[:, :1] + 0.06 * np.cos(turn)).ravel()
    y = (corners[:, 1:] + 0.04 * np.sin(turn)).ravel()
    is_outside = region_at(y, x) == ""
    return y[is_outside], x[is_outside]


def test_what_lies_across_the_border_in_asia_is_a_neighbours() -> None:
    """From the Altai to the sea and up the Ussuri to Khabarovsk no strip beside Russia is without
    a country, and the coasts beyond are none of theirs.
    """
    y, x = beside("RU-AL", "RU-TY", "RU-BU", "RU-ZAB", "RU-AMU", "RU-YEV", "RU-KHA", "RU-PRI")
    is_land = (x < 131) | ((y > 44.9) & (y < 48.7) & (x < 135))
    is_sea = (x > 135.3) | ((y < 43.4) & (x > 131.4))
    is_there = np.isfinite(km_to_neighbours(y, x, 10))
    assert is_land.sum() > 1_000 and is_there[is_land].all()
    assert is_sea.sum() > 500 and not is_there[is_sea].any()
    arctic = km_to_neighbours([71.8, 73.6, 76.0], [129.3, 88.0, 101.0], 10)
    assert np.isinf(arctic).all(), "north of Siberia is nobody's"


def test_the_curonian_spit_is_of_two_countries() -> None:
    """Nida and Smiltynė on it are Lithuania's; off Kaliningrad's own coast lies no neighbour."""
    assert km_to_neighbours([55.303, 55.696], [21.006, 21.105], 1).tolist() == [0, 0]
    y, x = beside("RU-KGD")
    for is_sea in (
        (y > 54.8) & (y < 55.1) & (x < 20.8),
        (y > 54.7) & (y < 54.98) & (x > 20.9) & (x < 21.2),
    ):
        assert is_sea.sum() > 5 and np.isinf(km_to_neighbours(y, x, 5)[is_sea]).all()


@FEWER
@given(st.floats(55, 62), st.floats(22, 32), st.floats(1, 80))
def test_property_a_neighbour_is_as_far_as_its_outline(
    latitude: float, longitude: float, within: float
) -> None:
    """Held against each outline on a plane at the point: 0 on it, infinite where none is near."""
    scale = [math.cos(math.radians(latitude)) * geography.KM_PER_DEGREE, geography.KM_PER_DEGREE]
    away = min(
        float(
            shapely.distance(
                shapely.transform(land, lambda c: (c - (longitude, latitude)) * scale),
                shapely.Point(0, 0),
            )
        )
        for land in neighbours()
    )
    (found,) = km_to_neighbours([latitude], [longitude], within)
    if math.isinf(found):
        assert away > within * 0.97, "distances on a plane are good to 2 %"
    else:
        assert found < within and found == pytest.approx(away, rel=0.03, abs=0.01)


def neighbours() -> list[shapely.Geometry]:
    """The outlines of the countries around Estonia, Latvia and Finland."""
    text = (BOUNDARIES / "countries.geojson").read_text("utf-8")
    lands = [
        shapely.from_geojson(json.dumps(of["geometry"])) for of in json.loads(text)["features"]
    ]
    return [land for land in lands if shapely.intersects(land, shapely.box(19, 53, 35, 64))]


def test_distances_of_many_points_are_those_of_each() -> None:
    """Points of every latitude in one call have the region and the neighbour that they have
    alone, in their order.
    """
    y = np.concatenate([np.linspace(44, 70, 60), [60.0, 60.0, 48.6]])
    x = np.concatenate([np.linspace(60, 25, 60), [28.0, 27.9, 38.0]])
    for one, other in (
        (
            geography.nearest_region(y, x, 60),
            [geography.nearest_region([a], [b], 60)[0] for a, b in zip(y, x, strict=True)],
        ),
        (
            km_to_neighbours(y, x, 60),
            [km_to_neighbours([a], [b], 60)[0] for a, b in zip(y, x, strict=True)],
        ),
    ):
        assert one.tolist() == list(other) and len(set(other)) > 3


def test_the_region_of_a_place_is_that_of_the_nearest() -> None:
    """Each point has the region of the place that is nearest by the chord, as far as it reaches."""
    of = places()
    at = chord_points([each.latitude for each in of], [each.longitude for each in of])
    chosen = of[:: len(of) // 60]
    y = np.array([each.latitude + (number % 5) * 0.02 for number, each in enumerate(chosen)])
    x = np.array([each.longitude + (number % 3) * 0.03 for number, each in enumerate(chosen)])
    chords = np.linalg.norm(chord_points(y, x)[:, None] - at[None], axis=2)
    km = 2 * 6371.0088 * np.arcsin(chords.min(axis=1) / 2)
    regions = [of[nearest].region for nearest in chords.argmin(axis=1)]
    for within in (0.0, 1.0, 3.0, 9.0):
        meant = [
            code if away <= within + 1e-6 else "" for code, away in zip(regions, km, strict=True)
        ]
        assert geography.region_of_place_at(y, x, within).tolist() == meant
        assert len(set(meant)) > 2


def chord_points(latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> geography.Floats:
    """Points of a sphere of radius 1."""
    north, east = np.radians(latitude), np.radians(longitude)
    flat = np.cos(north)
    return np.stack([flat * np.cos(east), flat * np.sin(east), np.sin(north)], axis=-1)


def test_each_code_has_its_place() -> None:
    """In the order asked for, again where it comes again, and none where it is no region's."""
    codes = geography.region_codes()
    asked = np.array(["UA-14", "", "RU-BEL", "UA-14", "XX-1", "RU-AD"])
    at = geography.places_of(asked)
    assert at.tolist()[1] == at.tolist()[4] == -1
    assert codes[at[[0, 2, 3, 5]]].tolist() == ["UA-14", "RU-BEL", "UA-14", "RU-AD"]


def test_snake_island_is_odesa_regions() -> None:
    """By its own point, as far as is asked for, and no farther."""
    north = 45.2553 + np.array([0, 1, 2.9, 3.1, 40]) / geography.KM_PER_DEGREE
    found = geography.island_at(north, np.full(5, 30.2037), 3)
    assert found.tolist() == ["UA-51"] * 3 + [""] * 2
