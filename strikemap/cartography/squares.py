"""A grid of squares over the map: which incidents lie in which, for few enough that hold any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.cartography.points import MOST_ZOOM, WORLD_PIXELS, Window, mercator, points_of
from strikemap.model import Collection
from strikemap.row_index import index

Integers = npt.NDArray[np.int64]
Cell = npt.NDArray[np.signedinteger[Any]]

CELL_PIXELS = 36
FINEST_SCALE = WORLD_PIXELS * 2**MOST_ZOOM / CELL_PIXELS
"""Cells to the width of the world where the map can be zoomed in no further."""
MOST_CELLS = 1_000
"""More than a screen can show; beyond it cells are doubled in size."""


@dataclass(frozen=True, slots=True)
class Squares:
    """Squares of a grid of `scale` to the width of the world: columns and lines, the last too."""

    scale: float
    left: int
    top: int
    right: int
    bottom: int

    def hold(self, column: Any, line: Any) -> Any:
        """Which of the squares at *column* and *line* are among them."""
        inside = (column >= self.left) & (column <= self.right)
        inside &= (line >= self.top) & (line <= self.bottom)
        return inside


def squares_of(window: Window, scale: float | None = None) -> Squares:
    """
    The squares that *window*, or a quarter of its size around it, touches: by its zoom, or in a
    grid of *scale*.
    """
    scale = scale or float(WORLD_PIXELS * 2 ** np.floor(window.zoom) / CELL_PIXELS)
    tall, wide = (window.north - window.south) / 4, (window.east - window.west) / 4
    x, y = mercator(
        [window.north + tall, window.south - tall], [window.west - wide, window.east + wide]
    )
    (left, right), (top, bottom) = (square_of(each, scale).tolist() for each in (x, y))
    return Squares(scale, left, top, right, bottom)


def rows_within(collection: Collection, rows: Integers, squares: Squares) -> Integers:
    """Those of *rows*, which have points, that lie in *squares*."""
    inside = squares.hold(*_columns_and_lines(collection, rows, squares.scale))
    return rows if inside.all() else rows[inside]


def extent(collection: Collection, rows: Integers, scale: float) -> Squares:
    """The squares from the first to the last that *rows*, at least one with points, lie in."""
    each = _columns_and_lines(collection, rows, scale)
    (left, top), (right, bottom) = ([int(how(of)) for of in each] for how in (np.min, np.max))
    return Squares(scale, left, top, right, bottom)


def fitting_squares(
    collection: Collection, rows: Integers, window: Window, most: int = MOST_CELLS
) -> Squares:
    """
    The squares of *window* of which *rows*, which have points, fill at most *most* cells.

    They are those by its zoom, or as many times doubled in size as that takes.
    """
    squares = squares_of(window)
    while squares.scale >= 1:
        inside = rows_within(collection, rows, squares)
        if not len(inside) or _cells_of(collection, inside, squares.scale, most) <= most:
            break
        squares = squares_of(window, squares.scale / 2)
    return squares


def _cells_of(collection: Collection, rows: Integers, scale: float, most: int) -> int:
    """How many cells *rows* fill; where they lie far apart, how many they might."""
    around = extent(collection, rows, scale)
    # Two territories may share a square.
    size = 2 * (around.right - around.left + 1) * (around.bottom - around.top + 1)
    if not most < size < 16 * most:
        return size
    return int(np.count_nonzero(np.bincount(cell_numbers(collection, rows, around))))


def cell_numbers(collection: Collection, rows: Integers, squares: Squares) -> npt.NDArray[np.intp]:
    """The cell of each of *rows*, which lie in *squares*: `cell_places` parts it again."""
    column, line = _columns_and_lines(collection, rows, squares.scale)
    # As numpy counts: it would convert smaller numbers anew at each of its countings.
    cell = (line - np.int32(squares.top)).astype(np.intp)
    cell *= squares.right - squares.left + 1
    cell += column - np.int32(squares.left)
    cell *= 2
    cell += points_of(collection).is_occupied[index(rows, is_ascending=True)]
    return cell


def cell_places(
    cell: Integers, squares: Squares
) -> tuple[Integers, Integers, npt.NDArray[np.bool_]]:
    """The column and line of each cell by its number, and whether it holds occupied Ukraine."""
    wide = squares.right - squares.left + 1
    line, column = np.divmod(cell >> 1, wide)
    return column + squares.left, line + squares.top, (cell & 1).astype(bool)


def _columns_and_lines(collection: Collection, rows: Integers, scale: float) -> tuple[Cell, Cell]:
    at = index(rows, is_ascending=True)
    column, line = all_squares(collection, scale)
    return column[at], line[at]


@cached
def all_squares(collection: Collection, scale: float) -> tuple[Cell, Cell]:
    """The column and line of each incident's square, whatever is in view."""
    where = points_of(collection)
    # Two bytes each, but for the nearest zooms.
    kind = np.int16 if scale <= np.iinfo(np.int16).max else np.int32
    return square_of(where.x, scale).astype(kind), square_of(where.y, scale).astype(kind)


def square_of(fraction: npt.NDArray[np.float32], scale: float) -> Cell:
    """The column or line of each *fraction* of the world, in a grid of *scale*."""
    # The map's deepest zoom has some millions of cells to the width of the world.
    cells: Cell = np.nan_to_num(np.floor(fraction * np.float32(scale))).astype(np.int32)
    return cells
