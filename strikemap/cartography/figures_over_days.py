"""What a map tells of many cells or regions, for any span of days, added up for each beforehand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strikemap.cartography.cells import AT_LEAST, UP_TO, Sums
from strikemap.casualties.standing import BOUND_CODES, Choice
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.model import Collection
from strikemap.row_index import index
from strikemap.span_reductions import Over, Placed
from strikemap.vocabularies import CASUALTY_MEASURES

Integers = npt.NDArray[np.int64]
_BITS_OF = {"at_least": AT_LEAST, "up_to": UP_TO}


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Of each of many columns: how many incidents, the toll of each measure, the least rank."""

    count: Integers
    killed: Sums
    injured: Sums
    rank: Integers


@dataclass(frozen=True, slots=True, eq=False)
class _Measure:
    """One measure of each column over days: headline figures added, how many are unknown."""

    sum: Over
    unknown: Over


@dataclass(frozen=True, slots=True, eq=False)
class FiguresOverDays:
    """Figures over days; `bounds` are the bits of both measures' bounds."""

    count: Over
    killed: _Measure
    injured: _Measure
    bounds: Over
    rank: Over

    def within(self, first: int, last: int) -> Figures:
        """The figures of the days from *first* to *last*, of ours."""
        bounds = self.bounds.within(first, last)
        killed, injured = (
            Sums(
                of.sum.within(first, last),
                bounds >> shift & (AT_LEAST | UP_TO),
                of.unknown.within(first, last),
            )
            for of, shift in ((self.killed, 0), (self.injured, 2))
        )
        count, rank = (each.within(first, last) for each in (self.count, self.rank))
        return Figures(count, killed, injured, rank)


def figures_over_days(
    collection: Collection,
    choice: Choice,
    rows: Integers,
    placed: Placed,
    rank: npt.NDArray[np.int32],
    no_rank: int,
) -> FiguresOverDays:
    """
    The figures of the incidents at *rows*, which ascend, by the claims of *choice*.

    *placed* has their days and columns in the order of *rows*, *rank* a number below *no_rank* of
    each.
    """
    at = index(rows, is_ascending=True)
    both = [tolls(collection, name, choice) for name in CASUALTY_MEASURES]
    killed, injured = (
        _Measure(placed.sums(of.headline[at]), placed.sums(~of.known[at])) for of in both
    )
    bits = placed.bits(_bounds(both[0])[at] | _bounds(both[1])[at] << 2)
    return FiguresOverDays(placed.sums(), killed, injured, bits, placed.least(rank, no_rank))


def _bounds(of: Tolls) -> npt.NDArray[np.uint8]:
    """The bits of each toll's bound."""
    bits = np.array([_BITS_OF.get(code, 0) for code in BOUND_CODES], dtype=np.uint8)
    return np.where(of.known, bits[of.bound], np.uint8(0))
