"""What is likely the same incident on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from weakref import ref

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.dates import NOT_EXACT
from strikemap.filters.choices import Filters
from strikemap.geography import distance_km
from strikemap.in_view import InView
from strikemap.languages import marked, ngettext
from strikemap.model import Collection

DAYS_APART = 1
KM_APART: Mapping[int, float] = {1: 10.0, 2: 30.0}
"""
How far apart two reports of one incident may lie, by the less precise of their points: 10 km
between named towns, 30 km where one stands for a district.  Where one is known by region alone,
the region must be the same.
"""
MAX_ROWS, MAX_PAIRS = 20_000, 5_000
"""More incidents than this on both sides are not searched; more pairs are not listed."""
_UNKNOWN, _REGION_ALONE = "unknown", 3
REGION_ALONE, KIND_UNKNOWN = marked("region alone"), marked("kind unknown")


@dataclass(frozen=True, slots=True)
class Pair:
    """
    Two records, by their positions, that are or may be one incident.

    `days` and `km` lie between them, `km` NaN where a place is known by region alone.  `vague` says
    what is not known precisely enough, in English, which `gettext` says to readers; empty, and
    `certain` true, where a record names the other in `same_as` or where both sides hold the very
    same record.
    """

    one: int
    other: int
    days: int
    km: float
    certain: bool
    vague: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """
    Pairs, the surest first.

    `many` says how many there are where not all of them are listed; `searched` is false where
    there were too many incidents to look for likely ones.
    """

    found: tuple[Pair, ...]
    many: int = 0
    searched: bool = True

    @property
    def left_out(self) -> str:
        """In words where not all could be looked for or listed; "" where they are."""
        if not self.searched:
            return ngettext(
                "More than {count} incident on both sides; narrow the view to find pairs.",
                "More than {count} incidents on both sides; narrow the view to find pairs.",
                MAX_ROWS,
            )
        if not self.many:
            return ""
        return ngettext(
            "The {listed} likeliest of {count} pair; narrow the view to see the rest.",
            "The {listed} likeliest of {count} pairs; narrow the view to see the rest.",
            self.many,
            listed=MAX_PAIRS,
        )


def pairs(one: InView, other: InView) -> Pairs:
    """
    What is likely the same incident on both sides.

    Certain: one record names the other in `same_as`; or, of two periods of one collection, the
    same record is in both, since its day is not exact.  Likely: their days are at most one
    apart, their points at most `KM_APART`, their kind is the same, and at most one of day, place
    and kind is vague.  Two records of one collection are two incidents by its curators' word.
    """
    return _pairs(one.collection, one.filters, ref(other.collection), other.filters)


@cached
def _pairs(
    collection: Collection, filters: Filters, beside: ref[Collection], others_filters: Filters
) -> Pairs:
    # What is kept of one collection may not hold the other: an upload goes with its session.
    against = beside()
    assert against is not None
    one, other = InView(collection, filters), InView(against, others_filters)
    rows, others = one.rows, other.rows
    if one.collection is other.collection:
        same = np.intersect1d(rows, others)
        return _cut(Pair(int(row), int(row), 0, 0.0, True, "") for row in same)
    certain = _stated(one.collection, other.collection, rows, others)
    certain |= {(a, b) for b, a in _stated(other.collection, one.collection, others, rows)}
    a, b = _facts(one.collection, rows), _facts(other.collection, others)
    found = [_certain(a, b, *pair) for pair in sorted(certain)]
    if min(len(rows), len(others)) > MAX_ROWS:
        return replace(_cut(iter(found)), searched=False)
    if len(rows) <= len(others):
        likely = _likely(a, b)
    else:
        likely = (replace(pair, one=pair.other, other=pair.one) for pair in _likely(b, a))
    taken = {row for row, _ in certain}, {row for _, row in certain}
    return _cut(
        iter(
            [
                *found,
                *(p for p in likely if p.one not in taken[0] and p.other not in taken[1]),
            ]
        )
    )


def _cut(found: Iterator[Pair]) -> Pairs:
    ordered = sorted(found, key=_likeliest_first)
    if len(ordered) <= MAX_PAIRS:
        return Pairs(tuple(ordered))
    return Pairs(tuple(ordered[:MAX_PAIRS]), len(ordered))


def _likeliest_first(of: Pair) -> tuple[bool, bool, int, float, int, int]:
    # To the metre, and then by position: it does not matter which side was passed over.
    km = np.inf if np.isnan(of.km) else round(of.km, 3)
    return not of.certain, of.vague != "", of.days, km, of.one, of.other


def _stated(
    collection: Collection,
    other: Collection,
    rows: npt.NDArray[np.int64],
    others: npt.NDArray[np.int64],
) -> set[tuple[int, int]]:
    """Pairs of positions that the records of *collection* name in `same_as`."""
    same = collection.incidents["same_as"].astype("str").to_numpy()[rows]
    if not (same != "").any():
        return set()
    ids = other.incidents["incident_id"].astype("str").to_numpy()[others]
    known = dict(zip(ids.tolist(), others.tolist(), strict=True))
    found = set()
    for row, text in zip(rows.tolist(), same.tolist(), strict=True):
        for each in text.split(";"):
            name, _, incident_id = each.strip().partition("/")
            if name == other.name and incident_id in known:
                found.add((row, known[incident_id]))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Facts:
    """What pairing needs of the incidents in view, in order of their first day."""

    row: npt.NDArray[np.int64]
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    latest: npt.NDArray[np.int64]
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    region: npt.NDArray[np.str_]
    kind: npt.NDArray[np.str_]
    precision: npt.NDArray[np.int64]
    is_exact: npt.NDArray[np.bool_]


def _facts(collection: Collection, rows: npt.NDArray[np.int64]) -> _Facts:
    of = collection.incidents
    start, end = (
        of[name].to_numpy()[rows].astype("datetime64[D]").astype(np.int64)
        for name in ("date_start", "date_end")
    )
    latitude, longitude = (of[name].to_numpy(np.float64)[rows] for name in _POINT)
    precision = of["geo_precision"].to_numpy(np.int64, na_value=_REGION_ALONE)[rows]
    return _Facts(
        rows,
        start,
        end,
        np.maximum.accumulate(end) if len(end) else end,
        latitude,
        longitude,
        of["region"].astype("str").to_numpy(str)[rows],
        of["sub_event_type"].astype("str").to_numpy(str)[rows],
        np.where(np.isfinite(latitude + longitude), precision, _REGION_ALONE),
        (of["time_precision"].to_numpy()[rows] == 1),
    )


_POINT = ("latitude", "longitude")


def _certain(a: _Facts, b: _Facts, one: int, other: int) -> Pair:
    i, j = int(np.searchsorted(a.row, one)), int(np.searchsorted(b.row, other))
    days = max(0, int(b.start[j] - a.end[i]), int(a.start[i] - b.end[j]))
    return Pair(one, other, days, _km(a, i, b, np.array([j]))[0], True, "")


def _km(a: _Facts, i: int, b: _Facts, at: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """How far apart the points lie; NaN where one is known by region alone."""
    away = distance_km(a.latitude[i], a.longitude[i], b.latitude[at], b.longitude[at])
    by_region = np.maximum(a.precision[i], b.precision[at]) >= _REGION_ALONE
    return np.where(by_region, np.nan, away)


def _likely(a: _Facts, b: _Facts) -> Iterator[Pair]:
    """A pass over *a*, the shorter side; *b* is sorted by its first days."""
    for i in range(len(a.row)):
        until = int(np.searchsorted(b.start, a.end[i] + DAYS_APART, side="right"))
        since = int(np.searchsorted(b.latest, a.start[i] - DAYS_APART))
        at = np.arange(since, until)
        at = at[b.end[at] >= a.start[i] - DAYS_APART]
        no_kind = (b.kind[at] == _UNKNOWN) | (a.kind[i] == _UNKNOWN)
        fits = no_kind | (b.kind[at] == a.kind[i])
        at, no_kind = at[fits], no_kind[fits]
        if not len(at):
            continue
        precision = np.maximum(a.precision[i], b.precision[at])
        by_region = precision >= _REGION_ALONE
        km = _km(a, i, b, at)
        reach = np.where(precision == 1, KM_APART[1], KM_APART[2])
        same_region = (b.region[at] == a.region[i]) & (a.region[i] != "")
        near = np.where(by_region, same_region, km <= reach)
        no_day = ~(b.is_exact[at] & a.is_exact[i])
        vague = no_day.astype(int) + by_region + no_kind
        days = np.maximum(0, np.maximum(b.start[at] - a.end[i], a.start[i] - b.end[at]))
        for k in np.flatnonzero(near & (vague <= 1)):
            reasons = (
                (no_day[k], NOT_EXACT),
                (by_region[k], REGION_ALONE),
                (no_kind[k], KIND_UNKNOWN),
            )
            told = next((words for holds, words in reasons if holds), "")
            yield Pair(int(a.row[i]), int(b.row[at[k]]), int(days[k]), float(km[k]), False, told)
