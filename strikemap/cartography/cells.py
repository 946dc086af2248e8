"""Incidents as cells of a grid, where there are too many to show each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.cartography.points import (
    MOST_ZOOM,
    WORLD_PIXELS,
    Points,
    Window,
    placed,
    points_of,
)
from strikemap.casualties.standing import BOUND_CODES
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.filters.choices import Filters
from strikemap.model import Collection
from strikemap.row_index import index
from strikemap.vocabularies import CASUALTY_MEASURES

Integers = npt.NDArray[np.int64]
Cell = npt.NDArray[np.int32]

CELL_PIXELS = 36
FINEST_SCALE = WORLD_PIXELS * 2**MOST_ZOOM / CELL_PIXELS
"""Cells to the width of the world where the map can be zoomed in no further."""
MOST_CELLS = 1_000
"""More than a screen can show; beyond it cells are doubled in size."""
_NONE: Integers = np.array([], dtype=np.int64)
AT_LEAST, UP_TO = 1, 2
"""Bits of a sum's bounds: figures in it are given as “at least”, or as “up to” and so count 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """One measure in each cell: headline figures added, their `AT_LEAST` and `UP_TO`, unknown."""

    sum: Integers
    bounds: Integers
    unknown: Integers


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


def cells(
    collection: Collection,
    rows: Integers,
    filters: Filters,
    window: Window,
    most: int = MOST_CELLS,
) -> Cells:
    """
    The incidents at *rows*, which have points, in at most *most* cells for *window*'s zoom.

    Each stands at the point of one of its incidents: where most of them are, else the nearest to
    their mean.
    """
    where = points_of(collection)
    scale, column, line = _grid(collection, rows, window.zoom, most)
    left, top = int(column.min()), int(line.min())
    wide, tall = int(column.max()) - left + 1, int(line.max()) - top + 1
    at = index(rows, is_ascending=True)
    # As numpy counts: it would convert smaller numbers anew at each of eight countings.
    cell = ((line - top) * np.int32(wide) + (column - left)).astype(np.intp)
    cell *= 2
    cell += where.is_occupied[at]
    counts = np.bincount(cell, minlength=2 * wide * tall)
    filled = np.flatnonzero(counts)
    count = counts[filled]
    killed, injured = (
        _summed(tolls(collection, name, filters.choice), at, cell, filled)
        for name in CASUALTY_MEASURES
    )
    stand = rows[_standing(where, at, cell, filled, count, scale)]
    latitude, longitude = (
        np.asarray(np.round(of[stand].astype(np.float64), 4), dtype=np.float64)
        for of in (where.latitude, where.longitude)
    )
    return Cells(
        latitude,
        longitude,
        cell_radius(count),
        count,
        killed,
        injured,
        (filled >> 1) % wide + left,
        (filled >> 1) // wide + top,
        (filled & 1).astype(bool),
        scale,
    )


def cell_radius(count: Integers) -> npt.NDArray[np.float64]:
    """Pixels of a cell's disc, to a tenth; the greatest keeps within the width of a cell."""
    radius = np.clip(4 + 2.6 * np.log2(count + 1) ** 0.9, 5, CELL_PIXELS / 2)
    return np.asarray(np.round(radius, 1), dtype=np.float64)


_BITS = 22
"""Bits for an incident's distance from the mean; above them stands the rarity of its point."""


def _standing(
    where: Points,
    at: Any,
    cell: npt.NDArray[np.intp],
    filled: Integers,
    count: Integers,
    scale: float,
) -> Integers:
    """For each of *filled* the place in *at* of the incident at whose point its cell stands."""
    size = int(filled[-1]) + 1
    x, y = where.x[at], where.y[at]
    mean = np.zeros((2, size), dtype=np.float32)
    for axis, of in enumerate((x, y)):
        mean[axis, filled] = np.bincount(cell, of, size)[filled] / count
    away = np.square((x - mean[0][cell]) * np.float32(scale))
    away += np.square((y - mean[1][cell]) * np.float32(scale))
    # A cell is one wide, so that no two of its points are further apart than the root of two.
    key = np.minimum(away * np.float32(2 ** (_BITS - 1)), 2**_BITS - 1).astype(np.uint64)
    if where.repeats:
        point = where.point[at]
        often = np.bincount(point)[point]
        rare = np.maximum(2 ** (63 - 2 * _BITS) - often, 0).astype(np.uint64)
        key |= rare << np.uint64(_BITS)
    first = np.full(size, np.iinfo(np.uint64).max, dtype=np.uint64)
    np.minimum.at(first, cell, key)
    chosen = np.zeros(size, dtype=np.int64)
    best = np.flatnonzero(key == first[cell])
    chosen[cell[best][::-1]] = best[::-1]
    return chosen[filled]


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


def _grid(
    collection: Collection, rows: Integers, zoom: float, most: int
) -> tuple[float, Cell, Cell]:
    """Cells to the width of the world, and each row's column and line, for few enough cells."""
    at = index(rows, is_ascending=True)
    scale = float(WORLD_PIXELS * 2 ** np.floor(zoom) / CELL_PIXELS)
    while True:
        column, line = (each[at] for each in _all_cells(collection, scale))
        wide, tall = int(np.ptp(column)) + 1, int(np.ptp(line)) + 1
        # Two territories may share a cell's square.
        filled = 2 * wide * tall
        if most < filled < 16 * most:
            cell = ((line - line.min()) * np.int32(wide) + (column - column.min())) * np.int32(2)
            cell += points_of(collection).is_occupied[at]
            filled = int(np.count_nonzero(np.bincount(cell)))
        if filled <= most or scale < 1:
            return scale, column, line
        scale /= 2


@cached
def _all_cells(collection: Collection, scale: float) -> tuple[Cell, Cell]:
    """The column and line of each incident's cell, whatever is in view."""
    where = points_of(collection)
    return _cell_of(where.x, scale), _cell_of(where.y, scale)


def _cell_of(fraction: npt.NDArray[np.float32], scale: float) -> Cell:
    # The map's deepest zoom has some millions of cells to the width of the world.
    cells: Cell = np.nan_to_num(np.floor(fraction * np.float32(scale))).astype(np.int32)
    return cells


def rows_in(collection: Collection, rows: Integers, cell: Sequence[float]) -> Integers:
    """
    Those of *rows* that lie in the cell: column, line, cells to the width, occupied, then column
    and line of each other square that has joined it.
    """
    column, line, scale, is_occupied, *others = cell
    where = points_of(collection)
    rows = placed(where, rows)
    rows = rows[where.is_occupied[rows] == bool(is_occupied)]
    x, y = _cell_of(where.x[rows], scale), _cell_of(where.y[rows], scale)
    inside = np.zeros(len(rows), dtype=bool)
    for at_x, at_y in ((column, line), *zip(others[::2], others[1::2], strict=False)):
        inside |= (x == int(at_x)) & (y == int(at_y))
    return np.asarray(rows[inside])
