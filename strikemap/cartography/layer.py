"""What a map shows of a view: its incidents, or cells of a grid where they are too many."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached, cached_by_language
from strikemap.cartography.cells import Cells, cells
from strikemap.cartography.cells_over_days import cells_of_days
from strikemap.cartography.incidents import Incidents, incidents, incidents_kept
from strikemap.cartography.joined_cells import joined_cells
from strikemap.cartography.points import Window, located, placed, points_of, world
from strikemap.cartography.regions_alone import RegionsAlone, regions_alone
from strikemap.cartography.squares import MOST_CELLS, Squares, fitting_squares, rows_within
from strikemap.filters.choices import Filters
from strikemap.filters.days_of_rows import DaysOfRows
from strikemap.filters.rows import (
    by_days,
    count_kept,
    days_of,
    is_kept,
    numbered_days,
    rows_kept,
)
from strikemap.in_view import InView
from strikemap.model import Collection

Integers = npt.NDArray[np.int64]

AGGREGATE_FROM = 2_001
"""From this many incidents in the window on, cells are drawn instead."""
Days = tuple[date, date]


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """
    What is drawn: incidents, or cells with the selected incident's symbol over them.

    Where `is_windowed`, `alone` are those of which the region alone is known, wherever they lie.
    `shown` is how many incidents they all hold, `placeless` how many have no point and
    `placeless_days` their first and last days, counted as those of `incidents`.  Where
    `is_windowed`, there are so many that what is drawn depends on where the map looks.  Of
    incidents that are not, those of other days than `span` wait to be shown.  `selected` is the
    chosen incident's position, or -1.

    With `span`, `placeless` counts its days alone, and `placeless_days` has those of all.
    """

    incidents: Incidents
    cells: Cells | None
    shown: int
    placeless: int = 0
    placeless_days: tuple[Integers, Integers] | None = None
    is_windowed: bool = False
    span: Days | None = None
    selected: int = -1
    alone: RegionsAlone | None = None


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

    Cells are counted over the squares of a grid that *window* touches, with a margin of a quarter
    of its size; in them nothing is sampled, and what is known by region alone is in none.  How
    large they are depends on no days.  An incident without a point is counted in `placeless` and
    found in the table.  Where a page has several *maps*, they share what one may hold.  With *span*
    the rows are all that *filters* keeps, of all days, of which the map shows these at first.
    """
    collection, filters = view.collection, view.filters
    rows = view.rows if rows is None else rows
    few = AGGREGATE_FROM // maps
    where = points_of(collection)
    there = placed(where, rows)
    missing = len(rows) - len(there)
    if len(there) < few:
        # Of all days, they are the same at each change of these.
        drawn = (
            incidents_kept(collection, filters) if span else incidents(collection, there, filters)
        )
        without = days_of(collection, rows[~where.placed[rows]]) if missing else None
        if span and without:
            first, last = numbered_days(collection, span)
            missing = int(np.count_nonzero((without[0] <= last) & (without[1] >= first)))
        return Layer(drawn, None, len(there), missing, without, span=span, selected=selected)
    around = window or world(collection, there)
    squares = _squares(collection, replace(filters, dates=None), around, MOST_CELLS // maps)
    near = rows_within(collection, located(where, there), squares)
    if len(near) < few:
        return _of_near(view, near, missing, selected)
    drawn = incidents(collection, there[there == selected], filters)
    grid = cells(collection, near, filters, squares.scale)
    return _of_cells(view, grid, around, drawn, missing, selected)


def large_layer(view: InView, *, window: Window | None, selected: int = -1) -> Layer:
    """
    `incident_layer` of all in *view*, many incidents, without a look at each of them.

    Where *window* is not known it holds the incidents of all days.
    """
    collection, filters = view.collection, view.filters
    missing = _placeless(collection, filters)
    if count_kept(collection, filters) - missing < AGGREGATE_FROM:
        return incident_layer(view, window=window, selected=selected)
    others = replace(filters, dates=None)
    around = window or _world(collection, others)
    squares = _squares(collection, others, around, MOST_CELLS)
    grid = (cells_of_days if filters.dates else _cells_of_all_days)(collection, filters, squares)
    if grid is None or grid.count.sum() < AGGREGATE_FROM:
        near = _near(collection, filters, squares)
        if len(near) < AGGREGATE_FROM:
            return _of_near(view, near, missing, selected)
        grid = cells(collection, near, filters, squares.scale)
    chosen = tuple(_chosen(collection, filters, selected).tolist())
    drawn = _over_cells(collection, others, chosen)
    return _of_cells(view, grid, around, drawn, missing, selected)


@cached_by_language
def _over_cells(collection: Collection, filters: Filters, rows: tuple[int, ...]) -> Incidents:
    """The chosen incident, or none: the same columns on all days."""
    return incidents(collection, np.array(rows, dtype=np.int64), filters)


@cached
def _cells_of_all_days(collection: Collection, filters: Filters, squares: Squares) -> Cells | None:
    near = _near(collection, filters, squares)
    return cells(collection, near, filters, squares.scale) if len(near) >= AGGREGATE_FROM else None


def _near(collection: Collection, filters: Filters, squares: Squares) -> Integers:
    """The incidents in view that lie in *squares*."""
    if filters.dates is None:
        return rows_within(collection, _located_rows(collection, filters), squares)
    rows, days = _near_by_days(collection, replace(filters, dates=None), squares)
    return days.taken(rows, *numbered_days(collection, filters.dates)).astype(np.int64)


@cached
def _near_by_days(
    collection: Collection, filters: Filters, squares: Squares
) -> tuple[npt.NDArray[np.int32], DaysOfRows]:
    rows = _near(collection, filters, squares)
    return rows.astype(np.int32), by_days(collection, rows)


@cached
def _world(collection: Collection, filters: Filters) -> Window:
    return world(collection, _placed_rows(collection, filters))


def _of_near(view: InView, near: Integers, missing: int, selected: int) -> Layer:
    collection, filters = view.collection, view.filters
    alone = regions_alone(view)
    chosen = _chosen(collection, filters, selected)
    chosen = chosen[~points_of(collection).located[chosen]]
    drawn = incidents(collection, np.union1d(near, chosen), filters)
    shown = len(near) + int(alone.count.sum())
    return Layer(drawn, None, shown, missing, is_windowed=True, selected=selected, alone=alone)


def _of_cells(
    view: InView, of: Cells, around: Window, drawn: Incidents, missing: int, selected: int
) -> Layer:
    alone = regions_alone(view)
    grid, shown = joined_cells(of, around.zoom), int(of.count.sum() + alone.count.sum())
    return Layer(drawn, grid, shown, missing, is_windowed=True, selected=selected, alone=alone)


@cached
def _squares(collection: Collection, filters: Filters, window: Window, most: int) -> Squares:
    """The squares of *window*, large enough for the incidents of all days to fill few."""
    return fitting_squares(collection, _located_rows(collection, filters), window, most)


def _placed_rows(collection: Collection, filters: Filters) -> Integers:
    return placed(points_of(collection), rows_kept(collection, filters))


def _located_rows(collection: Collection, filters: Filters) -> Integers:
    return located(points_of(collection), rows_kept(collection, filters))


def _chosen(collection: Collection, filters: Filters, selected: int) -> Integers:
    """The position of the chosen incident, where it is in view and has a point; else none."""
    is_drawn = selected >= 0 and points_of(collection).placed[selected]
    chosen = np.array([selected] if is_drawn else [], dtype=np.int64)
    return chosen[is_kept(collection, filters, chosen)]


def _placeless(collection: Collection, filters: Filters) -> int:
    """How many incidents in view have no point."""
    if points_of(collection).all_placed:
        return 0
    if filters.dates is None:
        return len(rows_kept(collection, filters)) - len(_placed_rows(collection, filters))
    days = numbered_days(collection, filters.dates)
    return _days_of_placeless(collection, replace(filters, dates=None)).count(*days)


@cached
def _days_of_placeless(collection: Collection, filters: Filters) -> DaysOfRows:
    rows = rows_kept(collection, filters)
    return by_days(collection, rows[~points_of(collection).placed[rows]])
