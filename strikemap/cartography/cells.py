"""Incidents as cells of a grid, where there are too many to show each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.cartography.points import MOST_ZOOM, WORLD_PIXELS, Window, placed, points_of
from strikemap.casualties import BOUND_CODES, Tolls, tolls
from strikemap.filters import Filters
from strikemap.model import CASUALTY_MEASURES, Collection
from strikemap.row_index import index

Integers = npt.NDArray[np.int64]
Cell = npt.NDArray[np.int32]

CELL_PIXELS = 36
FINEST_SCALE = WORLD_PIXELS * 2**MOST_ZOOM / CELL_PIXELS
"""Cells to the width of the world where the map can be zoomed in no further."""
MOST_CELLS = 1_000
"""More than a screen can show; beyond it cells are doubled in size."""
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
    Cells with their incidents: columns of one length.

    The incidents' mean point in degrees, pixels, how many they are, the toll of each measure,
    and the cell's column and line in a grid of `scale` cells to the width of the world.
    """

    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    radius: npt.NDArray[np.float64]
    count: Integers
    killed: Sums
    injured: Sums
    column: Integers
    line: Integers
    scale: float

    def __len__(self) -> int:
        return len(self.count)


def cells(
    collection: Collection,
    rows: Integers,
    filters: Filters,
    window: Window,
    most: int = MOST_CELLS,
) -> Cells:
    """The incidents at *rows*, which have points, in at most *most* cells for *window*'s zoom."""
    where = points_of(collection)
    scale, column, line = _grid(collection, rows, window.zoom, most)
    left, top = int(column.min()), int(line.min())
    wide, tall = int(column.max()) - left + 1, int(line.max()) - top + 1
    # As numpy counts: it would convert smaller numbers anew at each of eight countings.
    cell = ((line - top) * np.int32(wide) + (column - left)).astype(np.intp)
    at = index(rows, is_ascending=True)
    counts = np.bincount(cell, minlength=wide * tall)
    filled = np.flatnonzero(counts)
    count = counts[filled]

    def mean(of: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        return np.round(np.bincount(cell, of[at], wide * tall)[filled] / count, 3)

    killed, injured = (
        _summed(tolls(collection, name, filters.choice), at, cell, filled)
        for name in CASUALTY_MEASURES
    )
    radius = np.clip(4 + 2.6 * np.log2(count + 1) ** 0.9, 5, CELL_PIXELS / 2)
    return Cells(
        mean(where.latitude),
        mean(where.longitude),
        np.round(radius, 1),
        count,
        killed,
        injured,
        filled % wide + left,
        filled // wide + top,
        scale,
    )


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
        occupied = wide * tall
        if most < occupied < 8 * most:
            cell = (line - line.min()) * np.int32(wide) + (column - column.min())
            occupied = int(np.count_nonzero(np.bincount(cell)))
        if occupied <= most or scale < 1:
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
    """Those of *rows* that lie in the cell (column, line, cells to the width of the world)."""
    column, line, scale = cell
    where = points_of(collection)
    rows = placed(where, rows)
    inside = _cell_of(where.x[rows], scale) == int(column)
    inside &= _cell_of(where.y[rows], scale) == int(line)
    return np.asarray(rows[inside])


def cell_in_words(of: Cells, at: int) -> str:
    """What the cell at *at* holds: incidents, and each toll with what is not reported."""
    count = int(of.count[at])
    parts = [f"{count:,} incident{'' if count == 1 else 's'}"]
    for name, sums in (("killed", of.killed), ("injured", of.injured)):
        unknown, bounds = int(sums.unknown[at]), int(sums.bounds[at])
        if unknown == count:
            parts.append(f"{name} not reported")
            continue
        said = f"{name} {'at least ' if bounds & AT_LEAST else ''}{int(sums.sum[at]):,}"
        said += ", some given as “up to” and left out" if bounds & UP_TO else ""
        parts.append(said + (f", not reported for {unknown:,}" if unknown else ""))
    return "; ".join(parts)
