"""A grid of squares: each incident lies in one, and few enough of them are filled."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.cartography.points import MOST_ZOOM, Window
from strikemap.cartography.squares import (
    all_squares,
    cell_numbers,
    cell_places,
    extent,
    fitting_squares,
    rows_within,
)
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
