"""Rules on what others counted: each number with its days, its place, its rule and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np

from strikemap import dates, other_counts
from strikemap.checks.rule import OTHER_COUNTS, Edit, Finding, Rule, Subject, csv_of
from strikemap.geography import region_name, regions
from strikemap.languages import sentence
from strikemap.other_counts import COLUMNS, OtherCount

_COUNTRY = {"russia": "RU", "occupied_ukraine": "UA"}


def _finding(row: int, column: str, message: str) -> Finding:
    return Finding(OTHER_COUNTS, np.array([row], np.intp), column, message)


def readable(subject: Subject) -> Iterator[Finding]:
    """An `other_counts.csv` that can't be read, and rows of it with other cells than columns."""
    for fault in other_counts.read(subject.collection.beside).faults:
        if not fault.column:
            yield _finding(fault.row, "", fault.message)


def cells(subject: Subject) -> Iterator[Finding]:
    """Cells that hold no value of their column."""
    for fault in other_counts.read(subject.collection.beside).faults:
        if fault.column:
            yield _finding(fault.row, fault.column, fault.message)


def _where(subject: Subject, column: str, wrong: Callable[[OtherCount], str]) -> Iterator[Finding]:
    for count in other_counts.read(subject.collection.beside).counts:
        if why := wrong(count):
            yield _finding(count.row, column, why)


def within_coverage(subject: Subject) -> Iterator[Finding]:
    """Numbers for days that the collection does not cover, beside which it has none of its own."""
    of = subject.collection
    first, last = dates.day(of.coverage_from), dates.day(of.coverage_to)

    def wrong(count: OtherCount) -> str:
        if first <= count.covers_from and count.covers_to <= last:
            return ""
        return sentence(
            "the collection covers {first} to {last}; leave out a number for other days",
            first=str(first),
            last=str(last),
        )

    yield from _where(subject, "covers_from", wrong)


def printed_after(subject: Subject) -> Iterator[Finding]:
    """Numbers printed before their first day, or read before they were printed."""

    def wrong(count: OtherCount) -> str:
        if count.published and count.published < count.covers_from:
            return sentence(
                "{day} is before the first day counted, {first}",
                day=str(count.published),
                first=str(count.covers_from),
            )
        if count.published and count.accessed < count.published:
            return sentence(
                "{day} is after the day on which it was read, {read}",
                day=str(count.published),
                read=str(count.accessed),
            )
        return ""

    yield from _where(subject, "published", wrong)


def somewhere(subject: Subject) -> Iterator[Finding]:
    """Regions that are none, or of another territory than the row's."""

    def wrong(count: OtherCount) -> str:
        if not count.covers_region:
            return ""
        region = regions().get(count.covers_region)
        if region is None:
            return sentence(
                "no region of Russia or Ukraine has this code; write ISO 3166-2, as RU-BEL"
            )
        if _COUNTRY.get(count.territory) != region.country:
            name = partial(region_name, count.covers_region)
            if not count.territory:
                return sentence("{region} is not in the territory of both", region=name)
            return sentence(
                "{region} is not in the territory {territory}",
                region=name,
                territory=count.territory,
            )
        return ""

    yield from _where(subject, "covers_region", wrong)


_SOUND: Mapping[str, str] = {
    "count_id": "2023-05-attacks",
    "counted_by": "A newspaper",
    "what": "attacks",
    "value_min": "9",
    "value_max": "9",
    "bound": "exact",
    "covers_from": "2023-05-25",
    "covers_to": "2023-05-31",
    "covers_region": "RU-BEL",
    "territory": "russia",
    "rule": "Attacks that officials reported.",
    "why_differs": "Attacks without damage are left out here.",
    "publisher": "A newspaper",
    "title": "Nine attacks in a week",
    "url": "https://example.org/nine",
    "published": "2023-06-01",
    "accessed": "2023-06-10",
    "language": "en",
}


def example(**cells: str) -> str:
    """A sound `other_counts.csv` of one row for the example collection, with *cells* changed."""
    row = {**_SOUND, **cells}
    return csv_of(COLUMNS, [row.get(column, "") for column in COLUMNS])


def _file(**cells: str) -> tuple[Edit, ...]:
    return (Edit(other_counts.FILE, 0, "", example(**cells)),)


RULES = (
    Rule(
        "other-count-file",
        "What others counted has its columns, and a cell in each.",
        (Edit(other_counts.FILE, 0, "", "count_id,counted_by\n"),),
        readable,
        of_reading=True,
    ),
    Rule(
        "other-count-cell",
        "A number of others has an id of its own, its bound, days, rule, source, and why it "
        "differs.",
        _file(why_differs=""),
        cells,
        of_reading=True,
    ),
    Rule(
        "other-count-days",
        "A number of others is for days that the collection covers.",
        _file(covers_from="2023-05-01"),
        within_coverage,
    ),
    Rule(
        "other-count-printed",
        "A number of others was printed after its first day, and read after that.",
        _file(published="2023-05-01"),
        printed_after,
    ),
    Rule(
        "other-count-region",
        "A number of others is for a region of the territory that its row names.",
        _file(covers_region="UA-09"),
        somewhere,
    ),
)
