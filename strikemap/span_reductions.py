"""Sums, least values and joined bits of many columns over any span of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Table = npt.NDArray[np.generic]
Whole = npt.NDArray[np.integer[Any]]

BLOCK = 32
"""Days that are reduced to one row beforehand: about the root of the days of a few years."""


@dataclass(frozen=True, slots=True, eq=False)
class Over:
    """
    A figure of each of many columns, over any span of days from 0: those of what has a day in it.

    `begun` has a row a day, of what begins on it, and `blocks` one for each `BLOCK` days; `held` a
    row a day, of what has begun before it and not ended.  `how` puts two of them together.
    """

    how: np.ufunc
    begun: Table
    blocks: Table
    held: Table

    def within(self, first: int, last: int) -> Integers:
        """The figure of each column for what has a day from day *first* to day *last*, of ours."""
        start, stop = -(-first // BLOCK), (last + 1) // BLOCK
        parts = [self.held[first : first + 1]]
        if start < stop:
            parts += [self.begun[first : start * BLOCK], self.blocks[start:stop]]
            parts += [self.begun[stop * BLOCK : last + 1]]
        else:
            parts += [self.begun[first : last + 1]]
        each = [_reduced(self.how, part) for part in parts if len(part)]
        return np.asarray(self.how.reduce(each, axis=0))


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Records by the first and last of so many `days`, and by one of so many columns, `width`."""

    begin: Integers
    end: Integers
    column: npt.NDArray[np.intp]
    days: int
    width: int

    def sums(self, of: npt.NDArray[np.generic] | None = None) -> Over:
        """The sums of *of*, a whole number of each record, or of how many records there are."""
        begun = self._counted(self.begin, self.column, of)
        long = np.flatnonzero(self.end > self.begin)
        column, more = self.column[long], None if of is None else of[long]
        change = self._counted(self.begin[long] + 1, column, more)
        ended = self._counted(self.end[long] + 1, column, more)
        return _over(np.add, begun, np.cumsum(change - ended, axis=0))

    def least(self, of: Whole, none: int) -> Over:
        """The least of *of*, a whole number below *none* of each record; *none* without any."""
        return self._extreme(np.minimum, of, none)

    def bits(self, of: Whole) -> Over:
        """The bits that any of *of*, a whole number of each record, has."""
        return self._extreme(np.bitwise_or, of, 0)

    def _counted(
        self,
        day: Integers,
        column: npt.NDArray[np.intp],
        of: npt.NDArray[np.generic] | None,
    ) -> Integers:
        size = self.days * self.width
        at = day * self.width + column
        # In floats these sums are exact up to 2**53.  What ends on the last day ends in no other.
        sums = np.bincount(at, of, size)[:size]
        return sums.astype(np.int64).reshape(self.days, self.width)

    def _extreme(self, how: np.ufunc, of: Whole, none: int) -> Over:
        kind = np.min_scalar_type(max(none, int(of.max(initial=0))))
        begun = self._none(kind, none)
        how.at(begun, (self.begin, self.column), of.astype(kind))
        held = self._none(kind, none)
        # What lasts so long covers the days after its first by two runs of a power of two; each
        # run is parted into two of half its length, down to single days.
        long = np.flatnonzero(self.end > self.begin)
        power = np.frexp(self.end[long] - self.begin[long])[1] - 1
        for each in range(int(power.max(initial=0)), -1, -1):
            wide = 2**each
            parted = held.copy()
            parted[wide:] = how(parted[wide:], held[:-wide])
            held = parted
            at = long[power == each]
            for day in (self.begin[at] + 1, self.end[at] - wide + 1):
                how.at(held, (day, self.column[at]), of[at].astype(kind))
        return _over(how, begun, held)

    def _none(self, kind: np.dtype[np.generic], none: int) -> Table:
        return np.full((self.days, self.width), none, dtype=kind)


def _reduced(how: np.ufunc, part: Table) -> Integers:
    if how is np.add:
        return np.asarray(part.sum(axis=0, dtype=np.int64))
    return np.asarray(how.reduce(part, axis=0).astype(np.int64))


def _over(how: np.ufunc, begun: Table, held: Table) -> Over:
    starts = np.arange(0, len(begun), BLOCK)
    blocks = how.reduceat(begun, starts, axis=0)
    return Over(how, *(_narrow(each) for each in (begun, blocks, held)))


def _narrow(of: Table) -> Table:
    """*of*, numbers from 0, in as few bytes each as the greatest needs."""
    kept = of.astype(np.min_scalar_type(int(of.max(initial=0))))
    kept.flags.writeable = False
    return kept
