"""Rules on records that look like one event."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from strikemap import geography
from strikemap.checks.places import points_of
from strikemap.checks.rule import Edit, Finding, Positions, Rule, Subject, in_package
from strikemap.languages import decimal, marked, quoted, sentence

KM_APART = 10.0
"""Within this distance, two incidents of one kind and day may be one event."""
LOOKS_ALIKE = marked(
    "{km} km from {id} (row {row}), of the same day and kind; merge them, or list the pair under "
    "`distinct` in datapackage.json"
)
_MOST_NEIGHBOURS = 200
_MOST_PAIRS = 1_000_000
_LONGEST_SPAN = 7


def look_alike(subject: Subject) -> Iterator[Finding]:
    """Active incidents that may be one event with another, unless they are found distinct."""
    one, other, apart = _near_pairs(subject)
    ids = subject.texts("incidents", "incident_id")
    settled = _distinct(subject)
    if settled:
        open_ = [frozenset(ids[[a, b]]) not in settled for a, b in zip(one, other, strict=True)]
        one, other, apart = one[open_], other[open_], apart[open_]
    rows, first = np.unique(other, return_index=True)
    place = dict(zip(rows.tolist(), first.tolist(), strict=True))

    def said(at: int) -> str:
        like = int(one[place[at]])
        return sentence(
            LOOKS_ALIKE,
            km=_tenths(float(apart[place[at]])),
            id=ids[like],
            row=str(subject.row("incidents", like)),
        )

    yield Finding("incidents", rows, "incident_id", said, "warning")


def _tenths(km: float) -> Callable[[], str]:
    return lambda: decimal(km, 1)


def _distinct(subject: Subject) -> set[frozenset[str]]:
    pairs = subject.collection.descriptor.get("distinct")
    return {frozenset(pair) for pair in pairs} if isinstance(pairs, list) else set()


def _near_pairs(subject: Subject) -> tuple[Positions, Positions, geography.Floats]:
    """The positions of both of each pair, the lesser first, and their distance in km."""
    latitude, longitude = points_of(subject)
    begin, end = subject.days("incidents", "date_start"), subject.days("incidents", "date_end")
    span = (end - begin).astype(np.int64) + 1
    located = np.isfinite(latitude) & np.isfinite(longitude)
    chosen = np.flatnonzero(subject.active & located & (span > 0) & (span <= _LONGEST_SPAN))
    # A row for each day of the span, so that spans that touch meet on one of them.
    rows = np.repeat(chosen, span[chosen])
    starts = np.repeat(np.cumsum(span[chosen]) - span[chosen], span[chosen])
    day = begin.astype(np.int64)[rows] + np.arange(len(rows)) - starts
    kind = subject.incidents["sub_event_type"].cat.codes.to_numpy().astype(np.int64)[rows]
    order = np.lexsort((latitude[rows], kind, day))
    rows, group = rows[order], (day * 1000 + kind)[order]
    of = max(len(begin), 1)
    pairs, distances = [np.empty(0, np.int64)], [np.empty(0)]
    at = np.arange(len(rows))
    # Sorted by latitude within a day and kind, so that what is too far north ends the search.
    for step in range(1, _MOST_NEIGHBOURS + 1):
        at = at[at + step < len(rows)]
        north = (latitude[rows[at + step]] - latitude[rows[at]]) * geography.KM_PER_DEGREE
        at = at[(group[at] == group[at + step]) & (north <= KM_APART * 1.01)]
        if not len(at):
            break
        a, b = rows[at], rows[at + step]
        apart = geography.distance_km(latitude[a], longitude[a], latitude[b], longitude[b])
        near = (apart <= KM_APART) & (a != b)
        # As one number, in the order of the pairs: rows of three are slow to sort.
        pairs.append((np.minimum(a, b).astype(np.int64) * of + np.maximum(a, b))[near])
        distances.append(apart[near])
        if sum(map(len, pairs)) > _MOST_PAIRS:
            break
    both, first = np.unique(np.concatenate(pairs), return_index=True)
    return both // of, both % of, np.concatenate(distances)[first]


def distinct_pairs(subject: Subject) -> Iterator[Finding]:
    """Pairs found distinct of which one incident is not there."""
    named = sorted({each for pair in _distinct(subject) for each in pair})
    if named:
        known = set(subject.texts("incidents", "incident_id"))
        for each in named:
            if each not in known:
                told = sentence("{id} is no incident; correct it", id=quoted(each[:60]))
                yield in_package("distinct", told)


_AGAIN = (
    Edit("incidents.csv", 4, "status", "active"),
    Edit("incidents.csv", 4, "merged_into", ""),
)

RULES = (
    Rule(
        "look-alike",
        "Two active incidents of one kind within 10 km, whose spans of at most a week share a "
        "day, are merged, or found distinct: the decision is recorded as a pair of ids under "
        "`distinct` in datapackage.json.",
        _AGAIN,
        look_alike,
        of_curation=True,
    ),
    Rule(
        "distinct-pairs",
        "The pairs under `distinct` in datapackage.json name incidents that are there.",
        (Edit("datapackage.json", 0, "distinct", [["2023-05-31-shebekino-shelling", "gone"]]),),
        distinct_pairs,
    ),
)
