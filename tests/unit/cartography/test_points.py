"""Points on the globe and the map’s plane, and what lies in a window."""

from __future__ import annotations

import numpy as np
import pytest

from strikemap import cartography
from strikemap.cartography import WORLD_PIXELS, incident_layer
from strikemap.cartography.points import (
    IMPRECISE,
    MOST_ZOOM,
    OCCUPIED,
    REGION,
    located,
    placed,
    points_of,
    world,
)
from strikemap.cartography.squares import CELL_PIXELS
from strikemap.in_view import InView
from tests.builders import build, incident, occupied
from tests.unit.cartography.views import large


def test_a_window_holds_its_incidents_and_a_margin() -> None:
    """A window shows each incident within it and a quarter of its size around, by whole squares."""
    collection = large(20_000)
    window = cartography.Window(50, 36, 51, 37, 8)
    layer = incident_layer(InView(collection), window=window)
    latitude, longitude = (collection.incidents[name] for name in ("latitude", "longitude"))
    inside = latitude.between(49.75, 51.25) & longitude.between(35.75, 37.25)
    assert layer.cells is None and layer.is_windowed
    drawn = layer.incidents.position
    assert layer.shown == len(drawn) and set(np.flatnonzero(inside)) <= set(drawn.tolist())
    square = 360 * CELL_PIXELS / (WORLD_PIXELS * 2**8)
    for of, least, most in ((latitude, 49.75, 51.25), (longitude, 35.75, 37.25)):
        assert of.iloc[drawn].between(least - square, most + square).all()


def test_no_bounds() -> None:
    """Nothing lies within the usual bounds."""
    nothing = cartography.bounds(build([]), np.array([], int))
    assert nothing == [[44.0, 30.0], [57.0, 42.0]]


def test_bounds_hold_what_lies_on_their_edge() -> None:
    """Bounds, which are rounded, never leave out an incident, thousands at one point neither."""
    whole = build([incident("a", latitude="50.5955", longitude="36.5873"), incident("b")])
    (south, west), (north, east) = cartography.bounds(whole, np.arange(2))
    for name, low, high in (("latitude", south, north), ("longitude", west, east)):
        assert whole.incidents[name].between(low, high).all()
    crowd = large(2_001, spread=(50.5955, 36.5873, 50.5955, 36.5873))
    drawn = incident_layer(InView(crowd)).cells
    assert drawn is not None and drawn.count.tolist() == [2_001]


@pytest.mark.parametrize("size", [(390, 500), (980, 600), (300, 120)])
@pytest.mark.parametrize("reach", [0.02, 0.5, 6.0])
def test_the_fitting_zoom_shows_all_and_no_less_than_it_can(
    size: tuple[int, int], reach: float
) -> None:
    """All between the corners lies within a map of this size, and not one zoom nearer, too."""
    corners = [[50.4 - reach, 36.6 - reach], [50.4 + reach, 36.6 + reach]]
    _x, y = cartography.mercator([43], [36])
    pixels = WORLD_PIXELS * 2**6.5
    east = 36 + 360 * size[0] / pixels
    north = float(np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * (y[0] - size[1] / pixels))))))
    zoom = cartography.fitting_zoom(corners, cartography.Window(43, 36, north, east, 6.5))
    x, y = cartography.mercator(*zip(*corners, strict=True))
    spans = np.array([x[1] - x[0], y[0] - y[1]]) * WORLD_PIXELS
    assert (spans * 2**zoom < size).all() and zoom * 4 == int(zoom * 4)
    assert (spans * 2 ** (zoom + 1) > np.array(size)).any()


def test_one_point() -> None:
    """Incidents at one and the same point are told from those a street apart."""
    same = build([incident("a"), incident("b"), incident("c", latitude="50.4144")])
    assert cartography.is_one_point(same, np.array([0, 1]))
    assert not cartography.is_one_point(same, np.arange(3))


@pytest.mark.parametrize(
    ("latitude", "longitude", "x", "y"),
    [(0, 0, 0.5, 0.5), (85.0511, -180, 0, 0), (-85.0511, 180, 1, 1), (90, 0, 0.5, 0)],
)
def test_mercator(latitude: float, longitude: float, x: float, y: float) -> None:
    """Web Mercator as fractions of the world, its poles cut off."""
    assert [float(v) for v in cartography.mercator(latitude, longitude)] == pytest.approx(
        [x, y], abs=1e-4
    )


def test_points_are_numbered_by_place_and_territory() -> None:
    """Two incidents have one number where they are of one territory and their points are alike to
    four places; what has no point is in none of the others.
    """
    places = [
        ("50.1", "36.1"),
        ("50.10004", "36.1"),
        ("50.1002", "36.1"),
        ("50.1", "36.1002"),
        ("", ""),
    ]
    rows = [
        make(f"{make.__name__[0]}{at}", latitude=y, longitude=x, geo_precision="1" if y else "3")
        for make in (incident, occupied)
        for at, (y, x) in enumerate(places)
    ]
    of = points_of(build(rows))
    alike = [{0, 1}, {2}, {3}, {4}]
    for one in range(10):
        for other in range(10):
            together = one // 5 == other // 5 and any(
                {one % 5, other % 5} <= each for each in alike
            )
            assert (of.point[one] == of.point[other]) == together
    assert of.repeats and not points_of(build(rows[1:4])).repeats
    assert (of.all_placed, of.all_located) == (False, False)
    assert points_of(build(rows[:4])).all_placed and points_of(build(rows[:4])).all_located


def test_what_a_place_says_of_a_marker() -> None:
    """An imprecise one, a region alone and occupied Ukraine have a bit each, in any combination;
    an incident without a point is nowhere and known by region alone.
    """
    rows = [
        make(f"{make.__name__[0]}{at}", geo_precision=str(at))
        for make in (incident, occupied)
        for at in (1, 2, 3)
    ]
    rows.append(incident("z", latitude="", longitude="", geo_precision="3"))
    of = points_of(build(rows))
    meant = [0, IMPRECISE, REGION, OCCUPIED, OCCUPIED | IMPRECISE, OCCUPIED | REGION, REGION]
    assert of.flags.tolist() == meant
    assert of.located.tolist() == [True, True, False] * 2 + [False]
    assert of.placed.tolist() == [True] * 6 + [False]
    assert np.isnan(of.latitude[6]) and np.isnan(of.x[6])
    every = np.arange(7)
    assert placed(of, every).tolist() == [0, 1, 2, 3, 4, 5]
    assert located(of, every).tolist() == [0, 1, 3, 4]


@pytest.mark.parametrize("reach", [0.001, 0.3, 3.0, 20.0])
def test_without_a_window_a_usual_map_is_taken(reach: float) -> None:
    """The fitting zoom of a map of 600 by 333 pixels, which shows all with a margin."""
    corners = [[50.4 - reach, 36.6 - reach], [50.4 + reach, 36.6 + reach]]
    zoom = cartography.fitting_zoom(corners, None)
    x, y = (each.astype(float) for each in cartography.mercator(*zip(*corners, strict=True)))
    spans = np.array([x[1] - x[0], y[0] - y[1]]) * 1.3 * WORLD_PIXELS / (600, 333)
    assert zoom * 4 == int(zoom * 4)
    near = 1.001
    assert (spans * 2**zoom).max() <= near < near * 2**0.25 * 1.001
    assert (spans * 2 ** (zoom + 0.25)).max() > 1 / near


def test_the_nearest_and_the_farthest_zoom() -> None:
    """A single point is looked at as near as the map goes, the whole world from zoom 0."""
    assert cartography.fitting_zoom([[50, 36], [50, 36]], None) == MOST_ZOOM
    assert cartography.fitting_zoom([[-85, -180], [85, 180]], None) == 0


@pytest.mark.parametrize(
    ("east", "zoom"), [("36.2", 9.0), ("39", 8.87), ("66", 5.55), ("179", 3.3)]
)
def test_a_window_of_all_is_that_of_a_thousand_pixels(east: str, zoom: float) -> None:
    """It holds all incidents and is as near as a map of 1,000 pixels across shows them, within
    bounds.
    """
    whole = build([incident("a", longitude="36"), incident("b", longitude=east, latitude="52")])
    of = world(whole, np.arange(2))
    assert (of.south, of.north) == pytest.approx((50.4134, 52), abs=2e-3)
    assert (of.west, of.east) == pytest.approx((36, float(east)), abs=2e-3)
    assert of.zoom == pytest.approx(zoom, abs=0.01)


def test_a_map_looks_at_all_of_a_collection_first() -> None:
    """From the south-western to the north-eastern of its incidents, whatever is in view."""
    whole = build(
        [incident("a"), incident("b", latitude="55.7558", longitude="37.6173", region="RU-MOW")]
    )
    (south, west), (north, east) = cartography.whole_bounds(whole)
    assert (south, north) == (50.413, 55.756)
    assert west <= whole.incidents["longitude"].min() < whole.incidents["longitude"].max() <= east
