"""Points fall in the regions that the United Nations recognises; places are found by name."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from strikemap import geography
from strikemap.geography import distance_km, km_outside, region_at
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
