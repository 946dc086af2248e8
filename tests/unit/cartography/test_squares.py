"""A grid of squares: each incident lies in one, and few enough of them are filled."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.cartography.points import MOST_ZOOM, Window
from strikemap.cartography.squares import (
    Squares,
    all_squares,
    cell_numbers,
    cell_places,
    extent,
    fitting_squares,
    rows_within,
    squares_of,
)
from tests.builders import build, incident, occupied
from tests.unit.cartography.views import large


@pytest.mark.parametrize("most", [10, 100, 1_000])
@given(st.floats(0, MOST_ZOOM))
def test_property_few_enough_are_filled(most: int, zoom: float) -> None:
    """At every zoom, of a window as large as the world too, no more cells than may be."""
    whole, rows = large(2_001), np.arange(2_001)
    squares = fitting_squares(whole, rows, Window(-85, -180, 85, 180, zoom), most)
    inside = rows_within(whole, rows, squares)
    around = extent(whole, inside, squares.scale)
    numbers = cell_numbers(whole, inside, around)
    assert len(inside) == len(rows) and len(np.unique(numbers)) <= most
    column, line, is_occupied = cell_places(numbers, around)
    columns, lines = all_squares(whole, squares.scale)
    assert (column == columns).all() and (line == lines).all() and not is_occupied.any()


def fractions(latitude: float, longitude: float) -> tuple[float, float]:
    """Web Mercator, written plainly: of the world's width, eastward and southward."""
    half = math.radians(45 + latitude / 2)
    return longitude / 360 + 0.5, 0.5 - math.log(math.tan(half)) / (2 * math.pi)


@given(st.floats(40, 60), st.floats(20, 60), st.floats(0.5, 8), st.floats(0.5, 8), st.floats(2, 10))
def test_property_squares_are_those_of_the_window(
    south: float, west: float, tall: float, wide: float, zoom: float
) -> None:
    """Of 36 pixels at the whole zoom below its own; from the one in which a quarter of its size
    north-west of it lies to that south-east of it.
    """
    made = squares_of(Window(south, west, south + tall, west + wide, zoom))
    assert made.scale == pytest.approx(256 * 2 ** math.floor(zoom) / 36)
    corners = (
        fractions(south + tall * 1.25, west - wide / 4),
        fractions(south - tall / 4, west + wide * 1.25),
    )
    for (x, y), (column, line) in zip(
        corners, ((made.left, made.top), (made.right, made.bottom)), strict=True
    ):
        # Fractions are of single precision, so that a corner on an edge may be beyond it.
        assert column - 1e-3 <= x * made.scale <= column + 1 + 1e-3
        assert line - 1e-3 <= y * made.scale <= line + 1 + 1e-3
    assert squares_of(Window(south, west, south + tall, west + wide, zoom), 77.0).scale == 77


@pytest.mark.parametrize("scale", [12.0, 100.0, 3_000.0, 40_000.0])
def test_each_incident_lies_in_its_square(scale: float) -> None:
    """Its column and line are those of its fractions of the world, its number parts into these and
    its territory, and squares hold those within their edges, the last too.
    """
    rows = [
        make(
            f"{make.__name__[0]}{at:02}",
            latitude=f"{48.0171 + at * 0.37:.4f}",
            longitude=f"{33.0123 + at * 0.61:.4f}",
        )
        for make in (incident, occupied)
        for at in range(12)
    ]
    whole = build(rows)
    every = np.arange(len(rows))
    points = whole.incidents[["latitude", "longitude"]].to_numpy(float).tolist()
    places = [tuple(int(each * scale) for each in fractions(*point)) for point in points]
    columns, lines = all_squares(whole, scale)
    assert list(zip(columns.tolist(), lines.tolist(), strict=True)) == places
    around = extent(whole, every, scale)
    xs, ys = zip(*places, strict=True)
    assert (around.left, around.top, around.right, around.bottom) == (
        min(xs),
        min(ys),
        max(xs),
        max(ys),
    )
    numbers = cell_numbers(whole, every, around)
    column, line, is_occupied = cell_places(numbers, around)
    assert list(zip(column.tolist(), line.tolist(), strict=True)) == places
    assert is_occupied.tolist() == (whole.incidents["territory"] == "occupied_ukraine").tolist()
    one_less = Squares(scale, min(xs) + 1, min(ys), max(xs), max(ys) - 1)
    inside = [at for at, (x, y) in enumerate(places) if x > min(xs) and y < max(ys)]
    assert rows_within(whole, every, around).tolist() == every.tolist()
    assert rows_within(whole, every, one_less).tolist() == inside


@given(st.integers(1, 40), st.floats(3, 14))
def test_property_squares_are_doubled_no_further_than_need_be(most: int, zoom: float) -> None:
    """They are of the zoom's own size, or doubled as often as it takes for the incidents in them to
    fill few enough, and not once more.
    """
    whole, window = large(300), Window(44, 30, 57, 42, zoom)
    rows = np.arange(300)
    made = fitting_squares(whole, rows, window, most)

    def filled(scale: float) -> int:
        inside = rows_within(whole, rows, squares_of(window, scale))
        return len(np.unique(cell_numbers(whole, inside, extent(whole, inside, scale))))

    scale = squares_of(window).scale
    while scale > made.scale:
        assert filled(scale) > most
        scale /= 2
    assert scale == made.scale and filled(scale) <= most
