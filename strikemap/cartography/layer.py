"""What a map shows of a view: its incidents, or cells of a grid where they are too many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from strikemap.cartography.cells import MOST_CELLS, Cells, cells
from strikemap.cartography.incidents import Incidents, days_of, incidents
from strikemap.cartography.joined_cells import joined_cells
from strikemap.cartography.points import Window, placed, points_of, within, world
from strikemap.in_view import InView

Integers = npt.NDArray[np.int64]

AGGREGATE_FROM = 2_001
"""From this many incidents in the window on, cells are drawn instead."""
Days = tuple[date, date]


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """
    What is drawn: incidents, or cells with the selected incident's symbol over them.

    `shown` is how many incidents they hold, `placeless` how many have no point and `placeless_days`
    their first and last days, counted as those of `incidents`.  Where `is_windowed`, there are so
    many that what is drawn depends on where the map looks.  Of incidents that are not, those of
    other days than `span` wait to be shown.  `selected` is the chosen incident's position, or -1.
    """

    incidents: Incidents
    cells: Cells | None
    shown: int
    placeless: int = 0
    placeless_days: tuple[Integers, Integers] | None = None
    is_windowed: bool = False
    span: Days | None = None
    selected: int = -1


def incident_layer(
    view: InView,
    rows: Integers | None = None,
    *,
    window: Window | None = None,
    selected: int = -1,
    maps: int = 1,
    span: Days | None = None,
) -> Layer:
    """
    All in view, or the incidents at *rows*, which ascend; cells of a grid where they are too many.

    Cells are counted over *window* with a margin of a quarter of its size; within it nothing is
    sampled.  An incident without a point is counted in `placeless` and found in the table.
    Where a page has several *maps*, they share what one may hold.  With *span* the rows are those
    of all days, of which the map shows these at first.
    """
    collection, filters = view.collection, view.filters
    rows = view.rows if rows is None else rows
    few = AGGREGATE_FROM // maps
    where = points_of(collection)
    there = placed(where, rows)
    missing = len(rows) - len(there)
    if len(there) < few:
        drawn = incidents(collection, there, filters)
        without = days_of(collection, rows[~where.placed[rows]]) if missing else None
        return Layer(drawn, None, len(there), missing, without, span=span, selected=selected)
    around = window or world(collection, there)
    inside = within(where, there, around)
    near = there if inside.all() else there[inside]
    if len(near) < few:
        drawn = incidents(collection, near, filters)
        return Layer(drawn, None, len(near), missing, is_windowed=True, selected=selected)
    drawn = incidents(collection, there[there == selected], filters)
    grid = joined_cells(cells(collection, near, filters, around, MOST_CELLS // maps), around.zoom)
    return Layer(drawn, grid, len(near), missing, is_windowed=True, selected=selected)
