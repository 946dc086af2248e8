"""Incidents by their days, so that those of a span are found without a look at all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Whole = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class _Lasting:
    """
    Of those that last several days and fewer than `under` more than one: their places, in the order
    in which they begin, the days on which they begin, and on which they end.
    """

    under: int
    at: npt.NDArray[np.int32]
    begin: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class DaysOfRows:
    """
    The days of some incidents that stand in the order in which they begin; days count from 0.

    `begun` and `ended` say how many begin, or end, before each day, the one after the last too;
    `lasting` has those of several days, by their length.
    """

    begun: Integers
    ended: Integers
    lasting: tuple[_Lasting, ...]

    def count(self, first: int, last: int) -> int:
        """How many have a day from day *first* to day *last*."""
        first, last = self._cut(first, last)
        return int(self.begun[last + 1] - self.ended[first]) if first <= last else 0

    def taken(self, of: Whole, first: int, last: int, most: int | None = None) -> Whole:
        """
        What *of*, as long as there are incidents, has for those with a day from *first* to *last*;
        with *most* for the first of these alone.

        Nothing is copied where none of them has begun before.
        """
        first, last = self._cut(first, last)
        if first > last:
            return of[:0]
        start, stop = int(self.begun[first]), int(self.begun[last + 1])
        before = self._lasting_into(first)
        if most is not None:
            before = before[:most]
            stop = min(stop, start + most - len(before))
        if not len(before):
            return of[start:stop]
        return np.concatenate([of[before], of[start:stop]])

    def _lasting_into(self, day: int) -> npt.NDArray[np.int32]:
        """The places of those that have begun before *day* and not ended."""
        found = []
        for each in self.lasting:
            # What began so long before that none of this length can last until the day is left.
            since, until = np.searchsorted(each.begin, [day - each.under + 1, day])
            found.append(each.at[since:until][each.end[since:until] >= day])
        return np.sort(np.concatenate(found)) if found else np.array([], dtype=np.int32)

    def _cut(self, first: int, last: int) -> tuple[int, int]:
        days = len(self.begun) - 1
        return min(max(first, 0), days), max(min(last, days - 1), -1)


def days_of_rows(begin: Integers, end: Integers, days: int) -> DaysOfRows:
    """
    What begins on *begin*, which ascend, and ends on *end*, within so many *days*.

    What is said to end before it begins lasts a day.
    """
    end = np.maximum(end, begin)
    edges = np.arange(days + 1)
    length = end - begin
    longer = np.flatnonzero(length)
    classes = np.frexp(length[longer])[1]
    lasting = []
    for each in np.unique(classes).tolist():
        at = longer[classes == each]
        columns = (of.astype(np.int32) for of in (at, begin[at], end[at]))
        lasting.append(_Lasting(2**each, *columns))
    ended = np.cumsum(np.bincount(end, minlength=days)[:days])
    return DaysOfRows(
        np.searchsorted(begin, edges).astype(np.int64),
        np.concatenate([[0], ended]).astype(np.int64),
        tuple(lasting),
    )
