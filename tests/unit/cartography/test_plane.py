"""A still map's rectangle: what it is made around is on it, and pixels and degrees are one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.cartography.plane import LEAST_SPAN, MARGIN, Plane
from strikemap.cartography.points import mercator

LATITUDES, LONGITUDES = st.floats(-80, 80), st.floats(-175, 175)
SIZES = st.tuples(st.floats(200, 1_200), st.floats(200, 1_200))
# Fractions of the world are of single precision: so many pixels are one step of it.
NEAR = 0.15


@given(st.tuples(LATITUDES, LATITUDES), st.tuples(LONGITUDES, LONGITUDES), SIZES)
def test_property_corners_are_within_and_one_way_is_filled(
    latitudes: tuple[float, float], longitudes: tuple[float, float], size: tuple[float, float]
) -> None:
    """What a plane is made around stands in its middle, with its margin on the fuller way and more
    on the other, but where it is so small that a least span is shown.
    """
    (south, north), (west, east) = sorted(latitudes), sorted(longitudes)
    width, height = size
    plane = Plane.around([(south, west), (north, east)], width, height)
    x, y = plane.pixels([south, north], [west, east])
    assert (plane.width, plane.height) == size
    near = NEAR + plane.scale * 2e-7
    assert (x[0] + x[1], y[0] + y[1]) == pytest.approx((width, height), abs=4 * near)
    free = [(x[0] / (x[1] - x[0] + 1e-9)), (y[1] / (y[0] - y[1] + 1e-9))]
    spans = (x[1] - x[0]) / plane.scale, (y[0] - y[1]) / plane.scale
    fits = [max(span * (1 + 2 * MARGIN), LEAST_SPAN) for span in spans]
    filled = fits[0] * plane.scale / width, fits[1] * plane.scale / height
    assert max(filled) == pytest.approx(1, abs=0.01)
    assert min(free) >= MARGIN - 0.02 or max(spans) < LEAST_SPAN


@given(LATITUDES, LONGITUDES, st.floats(2, 12), SIZES)
def test_property_pixels_and_degrees_are_each_others(
    latitude: float, longitude: float, zoom: float, size: tuple[float, float]
) -> None:
    """A plane at a point has it in its middle, at the zoom that it says; each pixel is that of its
    degrees, and the window's corners are the rectangle's.
    """
    width, height = size
    plane = Plane.at(latitude, longitude, zoom, width, height)
    assert plane.zoom == pytest.approx(zoom) and plane.window.zoom == plane.zoom
    assert plane.scale == pytest.approx(256 * 2**zoom)
    near = NEAR + plane.scale * 2e-7
    assert plane.pixel(latitude, longitude) == pytest.approx((width / 2, height / 2), abs=near)
    xs, ys = np.array([0, width / 3, width]), np.array([0, height / 5, height])
    there = plane.degrees(xs, ys)
    if np.abs(there[0]).max() > 85:
        return
    back = plane.pixels(*there)
    assert np.abs(back[0] - xs).max() < near and np.abs(back[1] - ys).max() < near
    of = plane.window
    assert (of.north, of.south) == pytest.approx((there[0][0], there[0][-1]))
    assert (of.west, of.east) == pytest.approx((there[1][0], there[1][-1]))
    assert of.south < latitude < of.north and of.west < longitude < of.east


def test_pixels_are_those_of_the_maps_projection() -> None:
    """Web Mercator, written plainly: eastward by longitude, southward by the logarithm."""
    plane = Plane.at(50.0, 36.0, 8.0, 600, 400)
    (mid_x, mid_y) = plain(50.0, 36.0)
    for latitude, longitude in ((50.4, 36.2), (49.7, 35.1), (50.0, 37.3)):
        x, y = plain(latitude, longitude)
        meant = 300 + (x - mid_x) * 256 * 2**8, 200 + (y - mid_y) * 256 * 2**8
        assert plane.pixel(latitude, longitude) == pytest.approx(meant, abs=0.1)
    assert float(mercator(50.0, 36.0)[1]) == pytest.approx(mid_y, abs=1e-6)


def plain(latitude: float, longitude: float) -> tuple[float, float]:
    """Fractions of the world."""
    half = math.radians(45 + latitude / 2)
    return longitude / 360 + 0.5, 0.5 - math.log(math.tan(half)) / (2 * math.pi)
