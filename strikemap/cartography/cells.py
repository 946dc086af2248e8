"""Incidents as cells of a grid, where there are too many to show each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from strikemap.cartography.points import located, points_of
from strikemap.cartography.squares import (
    CELL_PIXELS,
    Integers,
    Squares,
    cell_numbers,
    cell_places,
    extent,
    square_of,
)
from strikemap.cartography.standing_points import ranks
from strikemap.casualties.standing import BOUND_CODES
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.filters.choices import Filters
from strikemap.model import Collection
from strikemap.row_index import index
from strikemap.vocabularies import CASUALTY_MEASURES

_NONE: Integers = np.array([], dtype=np.int64)
AT_LEAST, UP_TO = 1, 2
"""Bits of a sum's bounds: figures in it are given as “at least”, or as “up to” and so count 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """One measure in each cell: headline figures added, their `AT_LEAST` and `UP_TO`, unknown."""

    sum: Integers
    bounds: Integers
    unknown: Integers

    def at(self, places: Integers) -> Sums:
        """Those of the cells at *places*."""
        return Sums(self.sum[places], self.bounds[places], self.unknown[places])


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """
    Cells with their incidents, those of each territory apart: columns of one length.

    The point of one of the incidents in degrees, pixels, how many they are, the toll of each
    measure, the cell's column and line in a grid of `scale` cells to the width of the world, and
    whether it holds occupied Ukraine.  `more` are the squares that have joined one: its place among
    the cells, column and line.
    """

    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    radius: npt.NDArray[np.float64]
    count: Integers
    killed: Sums
    injured: Sums
    column: Integers
    line: Integers
    is_occupied: npt.NDArray[np.bool_]
    scale: float
    more: tuple[Integers, Integers, Integers] = (_NONE, _NONE, _NONE)

    def __len__(self) -> int:
        return len(self.count)

    def squares(self, at: int) -> tuple[float, ...]:
        """What `rows_in` takes: column, line, scale, territory; column and line of each other."""
        of, column, line = (each.tolist() for each in self.more)
        others = [each for at_, *each in zip(of, column, line, strict=True) if at_ == at]
        own = int(self.column[at]), int(self.line[at]), self.scale, int(self.is_occupied[at])
        return (*own, *(each for pair in others for each in pair))


def cells(collection: Collection, rows: Integers, filters: Filters, scale: float) -> Cells:
    """
    The incidents at *rows*, at least one, of those that *filters* keep and whose place is known
    nearer than by region, in cells of *scale* to the world.

    Each stands at the point of one of its incidents, the first by `ranks`.
    """
    at = index(rows, is_ascending=True)
    squares = extent(collection, rows, scale)
    cell = cell_numbers(collection, rows, squares)
    counts = np.bincount(cell)
    filled = np.flatnonzero(counts)
    of_scale = ranks(collection, replace(filters, dates=None), squares.scale)
    first = np.full(len(counts), len(of_scale.order), dtype=np.int32)
    np.minimum.at(first, cell, of_scale.rank[at])
    killed, injured = (
        _summed(tolls(collection, name, filters.choice), at, cell, filled)
        for name in CASUALTY_MEASURES
    )
    stand = of_scale.order[first[filled]]
    return standing_cells(collection, squares, filled, stand, counts[filled], killed, injured)


def standing_cells(
    collection: Collection,
    squares: Squares,
    filled: Integers,
    stand: npt.NDArray[np.integer[Any]],
    count: Integers,
    killed: Sums,
    injured: Sums,
) -> Cells:
    """Cells by their numbers, *filled*, each at the point of the incident at *stand*."""
    where = points_of(collection)
    latitude, longitude = (
        np.asarray(np.round(of[stand].astype(np.float64), 4), dtype=np.float64)
        for of in (where.latitude, where.longitude)
    )
    places = cell_places(filled, squares)
    radius = cell_radius(count)
    return Cells(latitude, longitude, radius, count, killed, injured, *places, squares.scale)


def cell_radius(count: Integers) -> npt.NDArray[np.float64]:
    """Pixels of a cell's disc, to a tenth; the greatest keeps within the width of a cell."""
    radius = np.clip(4 + 2.6 * np.log2(count + 1) ** 0.9, 5, CELL_PIXELS / 2)
    return np.asarray(np.round(radius, 1), dtype=np.float64)


def _summed(of: Tolls, at: Any, cell: npt.NDArray[np.intp], filled: Integers) -> Sums:
    """Each cell's sum over the rows *at*; *cell* names each row's, *filled* those that have any."""
    size = int(filled[-1]) + 1
    bound, known, headline = of.bound[at], of.known[at], of.headline[at]
    # Few figures are anything but exact or about.
    open_ended = np.flatnonzero((bound >= BOUND_CODES.index("at_least")) & known)
    total = np.bincount(cell, headline, size)[filled].astype(np.int64)
    unknown = np.bincount(cell, ~known, size)[filled].astype(np.int64)

    def holds(code: str) -> npt.NDArray[np.bool_]:
        at = cell[open_ended[bound[open_ended] == BOUND_CODES.index(code)]]
        return np.asarray(np.bincount(at, minlength=size)[filled] > 0)

    bounds = holds("at_least") * np.int64(AT_LEAST) | holds("up_to") * np.int64(UP_TO)
    return Sums(total, bounds, unknown)


def rows_in(collection: Collection, rows: Integers, cell: Sequence[float]) -> Integers:
    """
    Those of *rows* that lie in the cell: column, line, cells to the width, occupied, then column
    and line of each other square that has joined it.
    """
    column, line, scale, is_occupied, *others = cell
    where = points_of(collection)
    rows = located(where, rows)
    rows = rows[where.is_occupied[rows] == bool(is_occupied)]
    x, y = square_of(where.x[rows], scale), square_of(where.y[rows], scale)
    inside = np.zeros(len(rows), dtype=bool)
    for at_x, at_y in ((column, line), *zip(others[::2], others[1::2], strict=False)):
        inside |= (x == int(at_x)) & (y == int(at_y))
    return np.asarray(rows[inside])
