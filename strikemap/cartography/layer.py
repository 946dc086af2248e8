"""What a map shows of a view: its incidents as markers, or in cells where they are too many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strikemap.cartography.cells import MOST_CELLS, Cells, cells
from strikemap.cartography.markers import Markers, markers
from strikemap.cartography.points import Window, placed, points_of, within, world
from strikemap.filters import Filters
from strikemap.model import Collection

AGGREGATE_FROM = 2_000
"""From this many incidents in the window on, cells are drawn instead."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """
    What is drawn: markers, or cells with the selected incident's marker over them.

    `shown` is how many incidents they hold, `placeless` how many have no point.  Where
    `is_windowed`, there are so many that what is drawn depends on where the map looks.
    """

    markers: Markers
    cells: Cells | None
    shown: int
    placeless: int = 0
    is_windowed: bool = False


def incident_layer(
    collection: Collection,
    rows: npt.NDArray[np.int64],
    filters: Filters,
    *,
    window: Window | None = None,
    selected: int = -1,
    maps: int = 1,
) -> Layer:
    """
    The incidents at *rows*, which ascend, as markers, or as cells of a grid where there are too
    many to show.

    Cells are counted over *window* with a margin of a quarter of its size; within it nothing is
    sampled.  An incident without a point is counted in `placeless` and found in the table.
    Where a page has several *maps*, they share what one may hold.
    """
    few = AGGREGATE_FROM // maps
    where = points_of(collection)
    there = placed(where, rows)
    missing = len(rows) - len(there)
    if len(there) < few:
        drawn = markers(collection, there, filters, selected)
        return Layer(drawn, None, len(there), missing)
    around = window or world(collection, there)
    inside = within(where, there, around)
    near = there if inside.all() else there[inside]
    if len(near) < few:
        drawn = markers(collection, near, filters, selected)
        return Layer(drawn, None, len(near), missing, is_windowed=True)
    drawn = markers(collection, there[there == selected], filters, selected)
    grid = cells(collection, near, filters, around, MOST_CELLS // maps)
    return Layer(drawn, grid, len(near), missing, is_windowed=True)
