"""The incidents that filters keep, and the days that a collection spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import dates, evidence
from strikemap.cache import cached
from strikemap.casualties.standing import Choice, visible
from strikemap.casualties.tolls import tolls
from strikemap.filters.choices import TOGETHER, Filters, url_code
from strikemap.filters.days_of_rows import DaysOfRows, days_of_rows
from strikemap.model import Collection
from strikemap.row_index import index
from strikemap.search import mentions
from strikemap.vocabularies import SUB_EVENT_TYPES

Booleans = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


@cached
def span_of(collection: Collection) -> tuple[date, date]:
    """
    The first and last day on which an incident of *collection* may have happened.

    Where it holds none, its coverage.
    """
    incidents = collection.incidents
    if not len(incidents):
        return dates.day(collection.coverage_from), dates.day(collection.coverage_to)
    first, last = incidents["date_start"].min(), incidents["date_end"].max()
    return first.date(), last.date()


@cached
def mask_but_dates(collection: Collection, filters: Filters) -> Booleans:
    """
    Which incidents *filters* keeps, whatever the dates: an array as long as `incidents`.

    Cached for the last few filters of all sessions; give it filters whose `dates` is None.
    """
    incidents = collection.incidents
    keep = _is_any(incidents["status"], ("active",))
    by_column = {
        "sub_event_type": tuple(
            term.code for term in SUB_EVENT_TYPES if url_code(term.code) in filters.events
        ),
        "weapon": filters.weapons,
        "target": filters.targets,
        "region": filters.regions,
    }
    for column, wanted in by_column.items():
        if wanted:
            keep &= _is_any(incidents[column], wanted)
    if filters.territory and filters.territory != TOGETHER:
        keep &= _is_any(incidents["territory"], (filters.territory,))
    if filters.as_of is not None:
        keep &= _published(collection, filters.as_of)
    if filters.casualties:
        keep &= _casualties(collection, filters)
    graded = (
        evidence.grades(collection, Choice(as_of=filters.as_of))
        if (filters.evidence or filters.responsibility)
        else None
    )
    if graded is not None and filters.evidence:
        codes = [i for i, t in enumerate(evidence.EVENT_GRADES) if t.code in filters.evidence]
        keep &= np.isin(graded.event, codes)
    if graded is not None and filters.responsibility:
        keep &= np.isin(
            graded.responsibility,
            [
                i
                for i, t in enumerate(evidence.RESPONSIBILITY_GRADES)
                if t.code in filters.responsibility
            ],
        )
    if filters.text.strip():
        keep &= mentions(collection, filters.text)
    keep.flags.writeable = False
    return keep


@cached
def rows_kept(collection: Collection, filters: Filters) -> Rows:
    """
    The positions of the incidents that *filters* keeps, in order.

    A date filter keeps an incident when any part of its span falls inside.  The array is shared
    and cannot be written to.
    """
    if filters.dates is None:
        return _fixed(np.flatnonzero(mask_but_dates(collection, filters)))
    return _fixed(_taken(collection, filters, filters.dates, None))


def count_kept(collection: Collection, filters: Filters) -> int:
    """How many incidents *filters* keeps: with days, counted without a look at each."""
    if filters.dates is None:
        return len(rows_kept(collection, filters))
    return _by_days(collection, replace(filters, dates=None)).count(
        *numbered_days(collection, filters.dates)
    )


def first_kept(collection: Collection, filters: Filters, most: int) -> Rows:
    """The first *most* of `rows_kept`, without the others."""
    if filters.dates is None:
        return rows_kept(collection, filters)[:most]
    return _taken(collection, filters, filters.dates, most)


def numbered_days(collection: Collection, days: tuple[date, date]) -> tuple[int, int]:
    """*days* counted from the first of the collection, which is 0; some may lie outside it."""
    first, _ = span_of(collection)
    return (days[0] - first).days, (days[1] - first).days


def days_of(collection: Collection, rows: Rows) -> tuple[Rows, Rows]:
    """The first and last day of each of *rows*, counted from the first of the collection."""
    first, last = (of[index(rows)].astype(np.int64) for of in _days(collection))
    return first, last


def _taken(
    collection: Collection, filters: Filters, days: tuple[date, date], most: int | None
) -> Rows:
    others = replace(filters, dates=None)
    rows = rows_kept(collection, others)
    taken = _by_days(collection, others).taken(rows, *numbered_days(collection, days), most)
    return taken.astype(np.int64, copy=False)


@cached
def _by_days(collection: Collection, filters: Filters) -> DaysOfRows:
    return by_days(collection, rows_kept(collection, filters))


def by_days(collection: Collection, rows: Rows) -> DaysOfRows:
    """*rows*, which ascend, by their days."""
    first, last = span_of(collection)
    return days_of_rows(*days_of(collection, rows), (last - first).days + 1)


def is_kept(collection: Collection, filters: Filters, rows: Rows) -> Booleans:
    """Which of *rows* are among `rows_kept`; others are not looked at."""
    keep = mask_but_dates(collection, replace(filters, dates=None))[rows]
    if filters.dates is not None:
        begin, end = days_of(collection, rows)
        first, last = numbered_days(collection, filters.dates)
        keep = keep & (begin <= last) & (end >= first)
    return keep


def _is_any(column: pd.Series, wanted: Sequence[str]) -> Booleans:
    """Which values of a column of categories are among *wanted*; a missing one is not."""
    # Ten times as fast as pandas' own comparison, which asks each row whether it is missing.
    is_wanted = np.append(column.cat.categories.isin(wanted), False)
    found: Booleans = is_wanted[column.cat.codes.to_numpy()]
    return found


def _fixed(rows: Rows) -> Rows:
    rows.flags.writeable = False
    return rows


@cached
def _days(collection: Collection) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    of, origin = collection.incidents, np.datetime64(span_of(collection)[0], "D")
    begin, end = (
        (of[name].to_numpy().astype("datetime64[D]") - origin).astype(np.int32)
        for name in ("date_start", "date_end")
    )
    return begin, end


def _published(collection: Collection, as_of: date) -> Booleans:
    seen = visible(collection, Choice(as_of=as_of))
    at = collection.claims["incident"].to_numpy()[seen]
    published = np.zeros(len(collection.incidents), dtype=bool)
    published[at[at >= 0]] = True
    return published


def _casualties(collection: Collection, filters: Filters) -> Booleans:
    killed = tolls(collection, "killed", filters.choice)
    injured = tolls(collection, "injured", filters.choice)
    zero = [t.known & (t.high == 0) & ~t.is_open for t in (killed, injured)]
    keep = np.zeros(len(killed.known), dtype=bool)
    if "killed" in filters.casualties:
        keep |= killed.known & ((killed.high > 0) | killed.is_open)
    if "injured" in filters.casualties:
        keep |= injured.known & ((injured.high > 0) | injured.is_open)
    if "none" in filters.casualties:
        keep |= zero[0] & zero[1]
    if "unknown" in filters.casualties:
        keep |= ~killed.known | ~injured.known
    return keep
