"""
Cells for any span of days, by what was added up for each beforehand.

A large collection's cells are sums over the incidents in view.  Which cells there are depends on
the map's window and on the filters but the days, so that each cell's figures are kept by days for
these: a change of the days alone then looks at days and cells, and at no incident.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from strikemap.cache import cached
from strikemap.cartography.cells import Cells, standing_cells
from strikemap.cartography.figures_over_days import FiguresOverDays, figures_over_days
from strikemap.cartography.points import located, points_of
from strikemap.cartography.squares import (
    Integers,
    Squares,
    cell_numbers,
    cell_places,
    extent,
    rows_within,
)
from strikemap.cartography.standing_points import ranks
from strikemap.filters.choices import Filters
from strikemap.filters.rows import days_of, numbered_days, rows_kept, span_of
from strikemap.model import Collection
from strikemap.row_index import index
from strikemap.span_reductions import Placed

FEWEST_INCIDENTS = 20_000
"""With fewer in the window, adding up what is in view is as quick."""
MOST_NUMBERS = 3_000_000
"""Figures by day of more cells and days, as of decades, are not kept."""
ALIGNED = 8
"""Squares to which a window's are rounded outward, so that figures serve those near it too."""


@dataclass(frozen=True, slots=True, eq=False)
class _OverDays:
    """The cells of `squares` by their numbers, and their figures over days."""

    squares: Squares
    filled: Integers
    figures: FiguresOverDays


def cells_of_days(collection: Collection, filters: Filters, squares: Squares) -> Cells | None:
    """The cells of *squares* that what is in view fills; None where they are not kept by days."""
    if filters.dates is None:
        return None
    others = replace(filters, dates=None)
    wide = _clipped(collection, _aligned(squares))
    over = None if wide is None else _over_days(collection, others, wide)
    if over is None:
        return None
    return _within(collection, over, others, filters.dates, squares)


def _within(
    collection: Collection,
    over: _OverDays,
    others: Filters,
    dates: tuple[date, date],
    squares: Squares,
) -> Cells | None:
    first, last = numbered_days(collection, dates)
    days = len(over.figures.count.begun)
    first, last = max(first, 0), min(last, days - 1)
    if first > last:
        return None
    column, line, _ = cell_places(over.filled, over.squares)
    found = over.figures.within(first, last)
    here = np.flatnonzero((found.count > 0) & squares.hold(column, line))
    killed, injured = (each.at(here) for each in (found.killed, found.injured))
    stand = ranks(collection, others, squares.scale).order[found.rank[here]]
    return standing_cells(
        collection, over.squares, over.filled[here], stand, found.count[here], killed, injured
    )


@cached
def _over_days(collection: Collection, filters: Filters, squares: Squares) -> _OverDays | None:
    rows = located(points_of(collection), rows_kept(collection, filters))
    rows = rows_within(collection, rows, squares)
    if len(rows) < FEWEST_INCIDENTS:
        return None
    filled, column = np.unique(cell_numbers(collection, rows, squares), return_inverse=True)
    first, last = span_of(collection)
    days = (last - first).days + 1
    if len(filled) * days > MOST_NUMBERS:
        return None
    by_day = Placed(*days_of(collection, rows), column, days, len(filled))
    of_scale = ranks(collection, filters, squares.scale)
    rank = of_scale.rank[index(rows, is_ascending=True)]
    figures = figures_over_days(collection, filters.choice, rows, by_day, rank, len(of_scale.order))
    return _OverDays(squares, filled, figures)


def _aligned(squares: Squares) -> Squares:
    """*squares* rounded outward, so that those of a window near by are the same."""
    least = (each // ALIGNED * ALIGNED for each in (squares.left, squares.top))
    most = (each // ALIGNED * ALIGNED + ALIGNED - 1 for each in (squares.right, squares.bottom))
    return Squares(squares.scale, *least, *most)


@cached
def _clipped(collection: Collection, squares: Squares) -> Squares | None:
    """*squares*, no further than any incident of *collection* lies; None where none does."""
    where = located(points_of(collection), np.arange(len(collection.incidents)))
    rows = rows_within(collection, where, squares)
    return extent(collection, rows, squares.scale) if len(rows) else None
