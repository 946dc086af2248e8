"""At which of its incidents' points a cell stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.cartography.points import located, points_of
from strikemap.cartography.squares import all_squares
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept
from strikemap.model import Collection
from strikemap.row_index import index

_BITS = 22
"""Bits for an incident's distance from the mean; above them stands the rarity of its point."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """
    The rank of each incident of a collection for its cell to stand at, and who has each rank.

    What the filters leave out has no rank: the number in its place means nothing.
    """

    rank: npt.NDArray[np.int32]
    order: npt.NDArray[np.int32]


@cached
def ranks(collection: Collection, filters: Filters, scale: float) -> Ranks:
    """
    Who is first to lend a cell of *scale* its point: where most of a cell's incidents are, else
    nearest to their mean, of all that *filters*, which name no days, keep in it.

    So a cell stays where it is while days change, as far as that one is in view.
    """
    where = points_of(collection)
    rows = located(where, rows_kept(collection, filters))
    at = index(rows, is_ascending=True)
    column, line = (each[at].astype(np.int64) for each in all_squares(collection, scale))
    _, cell = np.unique((line << 33) | (column << 1) | where.is_occupied[at], return_inverse=True)
    x, y = where.x[at], where.y[at]
    count = np.bincount(cell)
    mean = [(np.bincount(cell, of) / count).astype(np.float32) for of in (x, y)]
    away = np.square((x - mean[0][cell]) * np.float32(scale))
    away += np.square((y - mean[1][cell]) * np.float32(scale))
    # A cell is one wide, so that no two of its points are further apart than the root of two.
    key = np.minimum(away * np.float32(2 ** (_BITS - 1)), 2**_BITS - 1).astype(np.uint64)
    if where.repeats:
        point = where.point[at]
        often = np.bincount(point)[point]
        rare = np.maximum(2 ** (63 - 2 * _BITS) - often, 0).astype(np.uint64)
        key |= rare << np.uint64(_BITS)
    order = rows[np.argsort(key, kind="stable")].astype(np.int32)
    rank = np.zeros(len(collection.incidents), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return Ranks(rank, order)
