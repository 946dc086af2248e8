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
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.cartography.cells import AT_LEAST, UP_TO, Cells, Sums, standing_cells
from strikemap.cartography.points import placed, points_of
from strikemap.cartography.squares import (
    Integers,
    Squares,
    cell_numbers,
    cell_places,
    extent,
    rows_within,
)
from strikemap.cartography.standing_points import ranks
from strikemap.casualties.standing import BOUND_CODES
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.filters.choices import Filters
from strikemap.filters.rows import days_of, numbered_days, rows_kept, span_of
from strikemap.model import Collection
from strikemap.row_index import index
from strikemap.span_reductions import Over, Placed
from strikemap.vocabularies import CASUALTY_MEASURES

FEWEST_INCIDENTS = 20_000
"""With fewer in the window, adding up what is in view is as quick."""
MOST_NUMBERS = 3_000_000
"""Figures by day of more cells and days, as of decades, are not kept."""
ALIGNED = 8
"""Squares to which a window's are rounded outward, so that figures serve those near it too."""
_BITS_OF = {"at_least": AT_LEAST, "up_to": UP_TO}


@dataclass(frozen=True, slots=True, eq=False)
class _Measure:
    """One measure of each cell over days: headline figures added, how many are unknown."""

    sum: Over
    unknown: Over


@dataclass(frozen=True, slots=True, eq=False)
class _OverDays:
    """
    The cells of `squares` by their numbers, over days: how many incidents, each measure, the bits
    of both measures' bounds, and the first rank of an incident to stand at.
    """

    squares: Squares
    filled: Integers
    count: Over
    killed: _Measure
    injured: _Measure
    bounds: Over
    rank: Over


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
    days = len(over.count.begun)
    first, last = max(first, 0), min(last, days - 1)
    if first > last:
        return None
    column, line, _ = cell_places(over.filled, over.squares)
    count = over.count.within(first, last)
    here = np.flatnonzero((count > 0) & squares.hold(column, line))
    bounds = over.bounds.within(first, last)[here]
    killed, injured = (
        Sums(
            of.sum.within(first, last)[here],
            bounds >> shift & (AT_LEAST | UP_TO),
            of.unknown.within(first, last)[here],
        )
        for of, shift in ((over.killed, 0), (over.injured, 2))
    )
    of_scale = ranks(collection, others, squares.scale)
    stand = of_scale.order[over.rank.within(first, last)[here]]
    return standing_cells(
        collection, over.squares, over.filled[here], stand, count[here], killed, injured
    )


@cached
def _over_days(collection: Collection, filters: Filters, squares: Squares) -> _OverDays | None:
    rows = placed(points_of(collection), rows_kept(collection, filters))
    rows = rows_within(collection, rows, squares)
    if len(rows) < FEWEST_INCIDENTS:
        return None
    filled, column = np.unique(cell_numbers(collection, rows, squares), return_inverse=True)
    first, last = span_of(collection)
    days = (last - first).days + 1
    if len(filled) * days > MOST_NUMBERS:
        return None
    by_day = Placed(*days_of(collection, rows), column, days, len(filled))
    at = index(rows, is_ascending=True)
    both = [tolls(collection, name, filters.choice) for name in CASUALTY_MEASURES]
    killed, injured = (
        _Measure(by_day.sums(of.headline[at]), by_day.sums(~of.known[at])) for of in both
    )
    bits = by_day.bits(_bounds(both[0])[at] | _bounds(both[1])[at] << 2)
    of_scale = ranks(collection, filters, squares.scale)
    rank = by_day.least(of_scale.rank[at], len(of_scale.order))
    return _OverDays(squares, filled, by_day.sums(), killed, injured, bits, rank)


def _bounds(of: Tolls) -> npt.NDArray[np.uint8]:
    """The bits of each toll's bound."""
    bits = np.array([_BITS_OF.get(code, 0) for code in BOUND_CODES], dtype=np.uint8)
    return np.where(of.known, bits[of.bound], np.uint8(0))


def _aligned(squares: Squares) -> Squares:
    """*squares* rounded outward, so that those of a window near by are the same."""
    least = (each // ALIGNED * ALIGNED for each in (squares.left, squares.top))
    most = (each // ALIGNED * ALIGNED + ALIGNED - 1 for each in (squares.right, squares.bottom))
    return Squares(squares.scale, *least, *most)


@cached
def _clipped(collection: Collection, squares: Squares) -> Squares | None:
    """*squares*, no further than any incident of *collection* lies; None where none does."""
    where = placed(points_of(collection), np.arange(len(collection.incidents)))
    rows = rows_within(collection, where, squares)
    return extent(collection, rows, squares.scale) if len(rows) else None
