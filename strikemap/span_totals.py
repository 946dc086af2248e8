"""
Totals over any span of days, by running sums: as quick for a million incidents as for one.

An incident is in a span unless it begins after it or ends before it, and what ends before a span
has begun before it.  So a sum over a span is what has begun by its last day less what has ended
before its first: two rows of running sums that are made once for each set of other filters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.casualties.tolls import is_up_to, tolls
from strikemap.casualties.totals import Total
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept, span_of
from strikemap.model import Collection

Integers = npt.NDArray[np.int64]

MOST_NUMBERS = 2_000_000
"""Running sums of more numbers, as of a thousand claimants over many years, are not kept."""
FEWEST_INCIDENTS = 5_000
"""With fewer, adding up what is in view is as quick."""


@dataclass(frozen=True, slots=True, eq=False)
class SpanTotal:
    """
    One measure in a span of days.

    By the word of each claimant of the collection are `headline` of the headline sum, `maxima` of
    the figures given as "up to", and `known` figures; `regions` have an incident.
    """

    total: Total
    headline: Integers
    maxima: Integers
    known: Integers
    regions: int


def span_total(
    collection: Collection, filters: Filters, measure: str, territory: str = ""
) -> SpanTotal:
    """The sums over what *filters* keeps, of *territory* alone where one is named."""
    if filters.dates is None:
        return _as_total(collection, _of_all_days(collection, filters, measure, territory))
    first, last = span_of(collection)
    numbers = ((last - first).days + 2) * _width(collection)
    if len(collection.incidents) < FEWEST_INCIDENTS or numbers > MOST_NUMBERS:
        return _as_total(collection, _added_up(collection, filters, measure, territory))
    start, end = ((day - first).days for day in filters.dates)
    sums = _running(collection, replace(filters, dates=None), measure, territory)
    return _as_total(collection, sums.within(start, end))


_SUMS = 8
"""Columns before those of claimants and regions: what a `Total` has, and how many are open."""


def _width(collection: Collection) -> int:
    people, regions = len(collection.claimants), len(collection.incidents["region"].cat.categories)
    return _SUMS + 3 * people + regions + 1


def _of_territory(collection: Collection, rows: Integers, territory: str) -> Integers:
    if not territory:
        return rows
    column = collection.incidents["territory"].cat
    code_of = {name: code for code, name in enumerate(column.categories)}
    kept: Integers = rows[column.codes.to_numpy()[rows] == code_of.get(territory, -2)]
    return kept


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """
    Some columns of what is added up: of the incidents at `at` (all where it is None) the `amounts`
    of each column; or where there are `labels`, one for each incident, the `weights` of each of
    `width`, or how many have it.
    """

    at: npt.NDArray[np.intp] | None
    amounts: tuple[npt.NDArray[np.generic], ...] = ()
    labels: npt.NDArray[np.intp] | None = None
    width: int = 0
    weights: npt.NDArray[np.generic] | None = None

    def sum(self) -> Integers:
        if self.labels is None:
            return np.array([each.sum(dtype=np.int64) for each in self.amounts], dtype=np.int64)
        return self._counted(self.labels, self.width)

    def _counted(self, labels: npt.NDArray[np.intp], size: int) -> Integers:
        # In floats these sums are exact up to 2**53.
        return np.asarray(np.bincount(labels, self.weights, size).astype(np.int64))

    def running(self, day: Integers, days: int) -> Integers:
        """The sums over what is before each of *days*; *day* is each incident's, in order."""
        day = day if self.at is None else day[self.at]
        if self.labels is not None:
            cells = day * self.width + self.labels
            counts = self._counted(cells, days * self.width)
            return _under_zeros(np.cumsum(counts.reshape(days, self.width), axis=0))
        until = np.searchsorted(day, np.arange(days + 1))
        sums = [_under_zeros(np.cumsum(each, dtype=np.int64))[until] for each in self.amounts]
        return np.stack(sums, axis=1)


def _under_zeros(sums: Integers) -> Integers:
    return np.concatenate([np.zeros_like(sums, shape=(1, *sums.shape[1:])), sums])


def _blocks(
    collection: Collection, filters: Filters, measure: str, rows: Integers
) -> tuple[_Block, ...]:
    """Blocks whose columns are those of `_SUMS`, what is open, claimants and regions."""
    of = tolls(collection, measure, filters.choice)
    at = np.flatnonzero(of.known[rows])
    known = rows[at]
    high, is_open, up_to = of.high[known], of.is_open[known], is_up_to(of)[known]
    people = len(collection.claimants)
    sums = (
        np.ones(len(known), dtype=np.int8), of.low[known], of.headline[known], high,
        (high == 0) & ~is_open, up_to, is_open,
    )  # fmt: skip
    who = collection.claims["claimant"].to_numpy()[of.claim[known]].astype(np.intp)
    regions = collection.incidents["region"].cat
    # One more than a code, since an incident without a region has the code -1.
    place = regions.codes.to_numpy()[rows].astype(np.intp) + 1
    return (
        _Block(None, (np.ones(len(rows), dtype=np.int8),)),
        _Block(at, sums),
        _Block(at, labels=who, width=people, weights=of.headline[known]),
        _Block(at, labels=who, width=people, weights=np.where(up_to, of.most[known], 0)),
        _Block(at, labels=who, width=people),
        _Block(None, labels=place, width=len(regions.categories) + 1),
    )


def _added_up(collection: Collection, filters: Filters, measure: str, territory: str) -> Integers:
    rows = _of_territory(collection, rows_kept(collection, filters), territory)
    parts = [each.sum() for each in _blocks(collection, filters, measure, rows)]
    whole: Integers = np.concatenate(parts)
    return whole


_of_all_days = cached(_added_up)


def _as_total(collection: Collection, sums: Integers) -> SpanTotal:
    ends = _SUMS + len(collection.claimants) * np.arange(4)
    numbers, by_headline, by_maximum, by_number, by_region = np.split(sums, ends)
    incidents, known, low, headline, high, zero, up_to, some_open = (int(each) for each in numbers)
    whole = Total(incidents, known, low, headline, None if some_open else high, zero, up_to)
    regions = int(np.count_nonzero(by_region))
    return SpanTotal(whole, by_headline, by_maximum, by_number, regions)


@dataclass(frozen=True, slots=True, eq=False)
class _Running:
    """
    Running sums with a row a day: `begun[d]` of what begins before day *d* of the collection, and
    `ended[d]` of what ends before it.
    """

    begun: Integers
    ended: Integers

    def within(self, start: int, end: int) -> Integers:
        """The sums over what has a day from day *start* to day *end*."""
        last = len(self.begun) - 1
        until, before = (min(max(each, 0), last) for each in (end + 1, start))
        sums: Integers = self.begun[until] - self.ended[before]
        return sums


@cached
def _running(collection: Collection, filters: Filters, measure: str, territory: str) -> _Running:
    first, last = span_of(collection)
    days = (last - first).days + 1
    rows = _of_territory(collection, rows_kept(collection, filters), territory)
    begins, ends = (_numbers(collection, name, first)[rows] for name in ("date_start", "date_end"))
    begun = _summed(collection, filters, measure, rows, begins, days)
    # Nearly all end on the day on which they begin: only the others are added up again.
    longer = np.flatnonzero(begins != ends)
    by_end = longer[np.argsort(ends[longer], kind="stable")]
    change = _summed(collection, filters, measure, rows[by_end], ends[by_end], days)
    change -= _summed(collection, filters, measure, rows[longer], begins[longer], days)
    return _Running(begun, begun + change)


def _summed(
    collection: Collection, filters: Filters, measure: str, rows: Integers, day: Integers, days: int
) -> Integers:
    parts = [each.running(day, days) for each in _blocks(collection, filters, measure, rows)]
    whole: Integers = np.concatenate(parts, axis=1)
    return whole


def _numbers(collection: Collection, column: str, first: date) -> Integers:
    days = collection.incidents[column].to_numpy().astype("datetime64[D]")
    return np.asarray((days - np.datetime64(first, "D")).astype(np.int64))
