"""
Totals over any span of days, by running sums: as quick for a million incidents as for one.

An incident is in a span unless it begins after it or ends before it, and what ends before a span
has begun before it.  So a sum over a span is what has begun by its last day less what has ended
before its first: two rows of running sums that are made once for each set of other filters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.casualties.counted import tells_of_whom
from strikemap.casualties.standing import BOUND_CODES
from strikemap.casualties.tolls import is_up_to, tolls
from strikemap.casualties.totals import Total
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept, span_of
from strikemap.model import Collection
from strikemap.running_sums import Block
from strikemap.vocabularies import CASUALTY_MEASURES

Integers = npt.NDArray[np.int64]

MOST_NUMBERS = 2_000_000
"""Running sums of more numbers, as of a thousand claimants over many years, are not kept."""
MOST_FOR_EACH = 300
"""
Nor are those of more numbers for each incident, as of a handful over centuries: they take longer to
make, and more room, than what they spare.
"""


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
    if not _is_kept(collection, _width(collection)):
        return _as_total(collection, _added_up(collection, filters, measure, territory))
    sums = _running(collection, replace(filters, dates=None), measure, territory)
    return _as_total(collection, sums.within(*_span(collection, filters.dates)))


def region_totals(collection: Collection, filters: Filters) -> Integers:
    """
    The sums of each region over what *filters* keeps: two rows a region, Russian territory first.

    The first two are of no region, then they come by the region's code in the collection.  In a row
    stand the incidents, and for each of `CASUALTY_MEASURES` the headline sum and how many tolls
    are unknown, how many "at least" and how many "up to" what they say.
    """
    if filters.dates is None:
        sums = _regions_of_all_days(collection, filters)
    elif not _is_kept(collection, _REGION_SUMS * _places(collection)):
        sums = _regions_added_up(collection, filters)
    else:
        running = _running_regions(collection, replace(filters, dates=None))
        sums = running.within(*_span(collection, filters.dates))
    return sums.reshape(_REGION_SUMS, -1).T


_REGION_SUMS = 1 + 4 * len(CASUALTY_MEASURES)


def _is_kept(collection: Collection, width: int) -> bool:
    """Whether running sums of *width* columns are worth their making, and not too many."""
    first, last = span_of(collection)
    numbers = ((last - first).days + 2) * width
    return numbers <= min(MOST_NUMBERS, MOST_FOR_EACH * len(collection.incidents))


def _span(collection: Collection, days: tuple[date, date]) -> tuple[int, int]:
    first, _ = span_of(collection)
    return (days[0] - first).days, (days[1] - first).days


def _places(collection: Collection) -> int:
    return 2 * (len(collection.incidents["region"].cat.categories) + 1)


_SUMS, _OF_WHOM = 8, 2
"""
Columns before those of claimants and regions: what a `Total` has, and how many are open; before
these, civilians and combatants, where the collection tells them apart.
"""


def _width(collection: Collection, sums: int = _SUMS + _OF_WHOM) -> int:
    people, regions = len(collection.claimants), len(collection.incidents["region"].cat.categories)
    return sums + 3 * people + regions + 1


def _of_territory(collection: Collection, rows: Integers, territory: str) -> Integers:
    if not territory:
        return rows
    column = collection.incidents["territory"].cat
    code_of = {name: code for code, name in enumerate(column.categories)}
    kept: Integers = rows[column.codes.to_numpy()[rows] == code_of.get(territory, -2)]
    return kept


def _blocks(
    collection: Collection, filters: Filters, measure: str, rows: Integers
) -> tuple[Block, ...]:
    """Blocks whose columns are those of `_SUMS`, of whom, of claimants and of regions."""
    of = tolls(collection, measure, filters.choice)
    at = np.flatnonzero(of.known[rows])
    known = rows[at]
    high, is_open, up_to = of.high[known], of.is_open[known], is_up_to(of)[known]
    people = len(collection.claimants)
    sums = (
        np.ones(len(known), dtype=np.int8), of.low[known], of.headline[known], high,
        (high == 0) & ~is_open, up_to, is_open,
    )  # fmt: skip
    claimant = collection.claims["claimant"].to_numpy()
    who = claimant[of.claim[known]].astype(np.intp)
    headlines = Block(at, labels=who, width=people, weights=of.headline[known])
    whom: tuple[Block, ...] = ()
    if tells_of_whom(collection):
        parts = of.parts
        none = np.zeros(len(known), dtype=np.int8)
        amounts = (none, none) if parts is None else (parts[0][known], parts[1][known])
        whom = (Block(at, amounts),)
    if of.parts is not None:
        # Where two claims make one headline, each claimant has that one's share.
        beside = of.parts.beside[known]
        two = np.flatnonzero(beside)
        others = claimant[of.parts.beside_claim[known[two]]].astype(np.intp)
        shares = np.concatenate([of.headline[known] - beside, beside[two]])
        headlines = Block(
            np.concatenate([at, at[two]]),
            labels=np.concatenate([who, others]), width=people, weights=shares,
        )  # fmt: skip
    regions = collection.incidents["region"].cat
    # One more than a code, since an incident without a region has the code -1.
    place = regions.codes.to_numpy()[rows].astype(np.intp) + 1
    return (
        *whom,
        Block(None, (np.ones(len(rows), dtype=np.int8),)),
        Block(at, sums),
        headlines,
        Block(at, labels=who, width=people, weights=np.where(up_to, of.most[known], 0)),
        Block(at, labels=who, width=people),
        Block(None, labels=place, width=len(regions.categories) + 1),
    )


def _region_blocks(collection: Collection, filters: Filters, rows: Integers) -> tuple[Block, ...]:
    """A block for each of `_REGION_SUMS`, whose columns are regions of a territory."""
    of = collection.incidents
    is_occupied = (of["territory"] == "occupied_ukraine").to_numpy(bool)[rows]
    place = 2 * (of["region"].cat.codes.to_numpy()[rows].astype(np.intp) + 1) + is_occupied
    counted = partial(Block, None, labels=place, width=_places(collection))
    sums: list[Block] = []
    for measure in CASUALTY_MEASURES:
        told = tolls(collection, measure, filters.choice)
        at_least, up_to = (
            told.known & (told.bound == BOUND_CODES.index(code)) for code in ("at_least", "up_to")
        )
        amounts = (told.headline, ~told.known, at_least, up_to)
        sums += [counted(weights=what[rows]) for what in amounts]
    return (counted(), *sums)


def _regions_added_up(collection: Collection, filters: Filters) -> Integers:
    blocks = _region_blocks(collection, filters, rows_kept(collection, filters))
    whole: Integers = np.concatenate([each.sum() for each in blocks])
    return whole


_regions_of_all_days = cached(_regions_added_up)


def _added_up(collection: Collection, filters: Filters, measure: str, territory: str) -> Integers:
    rows = _of_territory(collection, rows_kept(collection, filters), territory)
    parts = [each.sum() for each in _blocks(collection, filters, measure, rows)]
    whole: Integers = np.concatenate(parts)
    return whole


_of_all_days = cached(_added_up)


def _as_total(collection: Collection, sums: Integers) -> SpanTotal:
    first = len(sums) - _width(collection, _SUMS)
    ends = first + _SUMS + len(collection.claimants) * np.arange(4)
    numbers, by_headline, by_maximum, by_number, by_region = np.split(sums, ends)
    whom, numbers = [int(each) for each in numbers[:first]], numbers[first:]
    incidents, known, low, headline, high, zero, up_to, some_open = (int(each) for each in numbers)
    whole = Total(incidents, known, low, headline, None if some_open else high, zero, up_to, *whom)
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
    rows = _of_territory(collection, rows_kept(collection, filters), territory)
    return _run(collection, rows, partial(_blocks, collection, filters, measure))


@cached
def _running_regions(collection: Collection, filters: Filters) -> _Running:
    rows = rows_kept(collection, filters)
    return _run(collection, rows, partial(_region_blocks, collection, filters))


def _run(
    collection: Collection, rows: Integers, blocks: Callable[[Integers], tuple[Block, ...]]
) -> _Running:
    first, last = span_of(collection)
    days = (last - first).days + 1
    begins, ends = (_numbers(collection, name, first)[rows] for name in ("date_start", "date_end"))

    def summed(rows: Integers, day: Integers) -> Integers:
        whole: Integers = np.concatenate([each.running(day, days) for each in blocks(rows)], axis=1)
        return whole

    begun = summed(rows, begins)
    # Nearly all end on the day on which they begin: only the others are added up again.
    longer = np.flatnonzero(begins != ends)
    by_end = longer[np.argsort(ends[longer], kind="stable")]
    change = summed(rows[by_end], ends[by_end])
    change -= summed(rows[longer], begins[longer])
    return _Running(begun, begun + change)


def _numbers(collection: Collection, column: str, first: date) -> Integers:
    days = collection.incidents[column].to_numpy().astype("datetime64[D]")
    return np.asarray((days - np.datetime64(first, "D")).astype(np.int64))
