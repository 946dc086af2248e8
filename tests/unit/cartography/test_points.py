"""Points on the globe and the map’s plane, and what lies in a window."""

from __future__ import annotations

import numpy as np
import pytest

from strikemap import cartography
from strikemap.cartography import WORLD_PIXELS, incident_layer
from strikemap.cartography.squares import CELL_PIXELS
from strikemap.in_view import InView
from tests.builders import build, incident
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
