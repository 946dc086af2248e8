"""
Crowded cells as one, by the rule of the places (`strikemap.cartography.places`).

Cells of one territory that would cover each other are one, at the point of the one among them that
has the most incidents; those of two territories never join, and are drawn smaller instead, as far
as their numbers can be read.  Where even so one would lie over the other's number, as on both sides
of a border, the lesser goes into the nearest of its own territory: each number can be read, and
nothing leaves its point.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import shapely

from strikemap.cartography.cells import Cells, Sums, cell_radius
from strikemap.cartography.places import (
    EDGE,
    HALF_A_LETTER,
    MOST_NUMBER,
    NUMBER,
    SHORTENED_FROM,
    TARGET,
)
from strikemap.cartography.points import WORLD_PIXELS, mercator
from strikemap.cartography.squares import CELL_PIXELS, Integers

Floats = npt.NDArray[np.float64]
_AROUND_NUMBER, _BY_LETTER = 2.6, 2.4
"""Pixels of a cell's radius around its number, without letters and for each."""
GIVES_WAY = 3.0 * CELL_PIXELS
"""Pixels to its own within which a cell gives way to one of the other territory; else it stays."""


def joined_cells(of: Cells, zoom: float) -> Cells:
    """*of*, at most thousands, as the map shows them at *zoom*: crowded ones as one."""
    pixel = WORLD_PIXELS * 2**zoom
    x, y = (
        each.astype(np.float64) * pixel
        for each in mercator(np.asarray(of.latitude), np.asarray(of.longitude))
    )
    one, other = _near(x, y)
    away = np.hypot(x[one] - x[other], y[one] - y[other])
    is_ours = of.is_occupied[one] == of.is_occupied[other]
    into, count, edge = np.arange(len(of)), of.count.copy(), np.where(of.is_occupied, EDGE, 0.0)
    while True:
        radius = cell_radius(count)
        is_alone = into == np.arange(len(of))
        least, most = np.minimum(radius[one], radius[other]), np.maximum(radius[one], radius[other])
        number = _half_of_number(count)
        over_number = least + edge[one] + np.maximum(number[one], number[other])
        reach = np.maximum(most, over_number)
        reach = np.maximum(reach, TARGET)
        both = is_alone[one] & is_alone[other]
        crowded = np.flatnonzero(is_ours & both & (away < reach))
        if len(crowded):
            _join(of, into, count, one[crowded], other[crowded], away[crowded])
            continue
        foreign = np.flatnonzero(~is_ours & both)
        drawn = _kept_apart(
            cell_radius(count), count, edge, one[foreign], other[foreign], away[foreign]
        )
        hidden = over_a_number(drawn, count, edge, one[foreign], other[foreign], away[foreign])
        if not _give_way(of, into, count, (x, y), one[foreign[hidden]], other[foreign[hidden]]):
            break
    alone = np.flatnonzero(is_alone)
    return replace(_summed(of, into, count, alone), radius=drawn[alone])


def _letters(count: Integers) -> Floats:
    """Of each cell's number, as “1204” or “33k”."""
    return np.floor(np.log10(count)) + np.where(count >= SHORTENED_FROM, -1, 1)


def legible_cells(count: Integers) -> Floats:
    """The least radius in pixels of cells of *count* incidents: their numbers can be read."""
    return _AROUND_NUMBER + _BY_LETTER * _letters(count)


def _half_of_number(count: Integers) -> Floats:
    """Pixels from a cell's middle within which its number stands."""
    return np.clip(_letters(count) * HALF_A_LETTER, NUMBER, MOST_NUMBER)


def _near(x: Floats, y: Floats) -> tuple[Integers, Integers]:
    """Each pair of points, in pixels, that discs at them could cover each other or a number."""
    points = shapely.points(x, y)
    tree = shapely.STRtree(points)
    one, other = tree.query(
        points, predicate="dwithin", distance=CELL_PIXELS / 2 + EDGE + MOST_NUMBER
    )
    return one[one < other], other[one < other]


def _join(
    of: Cells, into: Integers, count: Integers, one: Integers, other: Integers, away: Floats
) -> None:
    """Each cell of a pair that covers a greater one goes into the nearest that stays."""
    rank = np.argsort(np.lexsort((np.arange(len(of)), -count)))
    is_less = rank[one] > rank[other]
    less, greater = np.where(is_less, one, other), np.where(is_less, other, one)
    order = np.lexsort((away, rank[less]))
    gone: set[int] = set()
    for small, great in zip(less[order].tolist(), greater[order].tolist(), strict=True):
        if small not in gone and great not in gone:
            gone.add(small)
            count[great] += count[small]
            into[into == small] = great


def _summed(of: Cells, into: Integers, count: Integers, alone: Integers) -> Cells:
    """The cells at *alone*, each with all that has gone *into* it."""

    def added(column: Integers) -> Integers:
        return np.bincount(into, column, len(of))[alone].astype(np.int64)

    def sums(each: Sums) -> Sums:
        bounds = np.zeros(len(of), dtype=np.int64)
        np.bitwise_or.at(bounds, into, each.bounds)
        return Sums(added(each.sum), bounds[alone], added(each.unknown))

    gone = np.flatnonzero(into != np.arange(len(of)))
    at = np.searchsorted(alone, into[gone])
    return replace(
        of,
        latitude=of.latitude[alone],
        longitude=of.longitude[alone],
        radius=cell_radius(count[alone]),
        count=count[alone],
        killed=sums(of.killed),
        injured=sums(of.injured),
        column=of.column[alone],
        line=of.line[alone],
        is_occupied=of.is_occupied[alone],
        more=(at, of.column[gone], of.line[gone]),
    )


def _kept_apart(
    radius: Floats, count: Integers, edge: Floats, one: Integers, other: Integers, away: Floats
) -> Floats:
    """*radius*, smaller where two territories' cells reach each other's middle or number."""
    least, number = legible_cells(count), _half_of_number(count)
    less, greater = _by_size(radius, one, other)
    made = radius.copy()
    np.minimum.at(made, greater, away)
    np.minimum.at(made, less, away - number[greater] - edge[less])
    return np.maximum(np.floor(made * 10) / 10, np.round(least, 1))


def over_a_number(
    radius: Floats, count: Integers, edge: Floats, one: Integers, other: Integers, away: Floats
) -> npt.NDArray[np.bool_]:
    """Of which pairs of cells, *away* pixels apart, the smaller lies over the greater's number."""
    less, greater = _by_size(radius, one, other)
    return away < radius[less] + edge[less] + _half_of_number(count)[greater] - 0.1


def _by_size(radius: Floats, one: Integers, other: Integers) -> tuple[Integers, Integers]:
    is_first = radius[one] <= radius[other]
    return np.where(is_first, one, other), np.where(is_first, other, one)


def _give_way(
    of: Cells,
    into: Integers,
    count: Integers,
    at: tuple[Floats, Floats],
    one: Integers,
    other: Integers,
) -> bool:
    """Of each pair one goes into the nearest of its territory, if near; whether any did."""
    changed: set[int] = set()
    for pair in zip(one.tolist(), other.tolist(), strict=True):
        for each in sorted(pair, key=lambda cell: (count[cell], cell)):
            if changed.intersection(pair):
                break
            own = np.flatnonzero(
                (of.is_occupied == of.is_occupied[each]) & (into == np.arange(len(into)))
            )
            own = own[own != each]
            away = np.hypot(at[0][own] - at[0][each], at[1][own] - at[1][each])
            if len(own) and away.min() < GIVES_WAY:
                nearest = int(own[np.argmin(away)])
                count[nearest] += count[each]
                into[into == each] = nearest
                changed |= {each, nearest}
    return bool(changed)
