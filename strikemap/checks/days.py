"""Rules on dates: their order, their precision, and what may be said when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from strikemap import dates
from strikemap.checks.rule import Days, Edit, Finding, Rule, Subject, rows_where
from strikemap.languages import sentence

DAYS_WITHHELD = 3
"""Days for which an incident is not published (72 hours)."""

_DAYS_IN_WEEK = 7
_DAY = np.timedelta64(1, "D")


def ordered(subject: Subject) -> Iterator[Finding]:
    """Spans that end before they begin, and sources read before they were published."""
    for table, first, last in (
        ("incidents", "date_start", "date_end"),
        ("claims", "covers_from", "covers_to"),
        ("sources", "published", "accessed"),
    ):
        begin, end = subject.days(table, first), subject.days(table, last)
        yield Finding(
            table,
            rows_where(end < begin),
            last,
            lambda at, b=begin, e=end, f=first: (  # type: ignore[misc]
                sentence(
                    "{last} is before {column}, {first}; correct one of them",
                    last=str(e[at]),
                    column=f,
                    first=str(b[at]),
                )
            ),
        )


def _span(subject: Subject) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    begin, end = subject.days("incidents", "date_start"), subject.days("incidents", "date_end")
    return (end - begin).astype(np.int64) + 1


def time_precision(subject: Subject) -> Iterator[Finding]:
    """Incidents whose precision and span of days disagree."""
    span = _span(subject)
    precision = subject.incidents["time_precision"].to_numpy(np.int64)
    night = (subject.incidents["part_of_day"] == "night").to_numpy()
    wrong = np.select(
        [precision == 1, precision == 2],
        [span > 2, span > _DAYS_IN_WEEK],
        span <= _DAYS_IN_WEEK,
    )

    def said(at: int) -> str:
        named = {"precision": str(precision[at]), "days": str(span[at])}
        if span[at] <= 2:
            return sentence(
                "{precision} for a span of {days} days; write 1 or 2, or correct the days", **named
            )
        return sentence(
            "{precision} for a span of {days} days; write {right}, or correct the days",
            right="2" if span[at] <= _DAYS_IN_WEEK else "3",
            **named,
        )

    yield Finding("incidents", rows_where((span > 0) & wrong), "time_precision", said)
    yield Finding(
        "incidents",
        rows_where((precision == 1) & (span == 2) & ~night),
        "part_of_day",
        sentence("two days at precision 1 are one night; write night, or correct the days"),
        "warning",
    )


def reported_only(subject: Subject) -> Iterator[Finding]:
    """Incidents dated by the report alone whose span is not its day and the six before."""
    chosen = (subject.incidents["date_basis"] == "reported_only").to_numpy()
    precision = subject.incidents["time_precision"].to_numpy(np.int64)
    week = (_span(subject) == _DAYS_IN_WEEK) & (precision == 2)
    yield Finding(
        "incidents",
        rows_where(chosen & ~week),
        "date_basis",
        sentence(
            "reported_only is the publication's day and the six before it, precision 2; write those"
        ),
    )
    claims = subject.of_incident
    incident = subject.claims["incident"].to_numpy()[claims]
    same = _published(subject)[claims] == subject.days("incidents", "date_end")[incident]
    on_the_day = np.zeros(len(chosen), bool)
    on_the_day[incident[same]] = True
    yield Finding(
        "incidents",
        rows_where(chosen & week & subject.active & ~on_the_day),
        "date_end",
        sentence(
            "no source of this incident was published on this day; end on the publication's day"
        ),
        "warning",
    )


def _published(subject: Subject) -> Days:
    return np.asarray(subject.days("sources", "published")[subject.claims["source"].to_numpy()])


def _claimed(subject: Subject) -> tuple[Days, Days]:
    """The first and the last day on which each claim may have been made; NaT if not given."""
    column = subject.claims["claimed_on"].cat
    known = [dates.parse(each) if each else None for each in column.categories]
    codes = column.codes.to_numpy()
    first = np.array([each.first if each else None for each in known], "datetime64[D]")
    last = np.array([each.last if each else None for each in known], "datetime64[D]")
    return first[codes], last[codes]


def not_before_incident(subject: Subject) -> Iterator[Finding]:
    """Claims made before their incident, or printed more than a day before it."""
    claims = subject.of_incident
    incident = subject.claims["incident"].to_numpy()[claims]
    begin = subject.days("incidents", "date_start")[incident]
    _, last = _claimed(subject)
    early = claims[last[claims] < begin]
    starts = subject.days("incidents", "date_start")

    def began(at: int) -> str:
        return str(starts[subject.claims["incident"].iloc[at]])

    yield Finding(
        "claims",
        early,
        "claimed_on",
        lambda at: sentence(
            "before its incident, which began on {day} at the earliest; correct one", day=began(at)
        ),
    )
    # A paper west of the place may still have had the day before.
    printed = claims[_published(subject)[claims] < begin - _DAY]
    yield Finding(
        "claims",
        printed,
        "source_id",
        lambda at: sentence(
            "its source is before its incident, which began on {day} at the earliest; correct one",
            day=began(at),
        ),
    )


def not_after_publication(subject: Subject) -> Iterator[Finding]:
    """Claims made after their source was published."""
    first, _ = _claimed(subject)
    published = _published(subject)
    yield Finding(
        "claims",
        rows_where(first > published),
        "claimed_on",
        lambda at: sentence(
            "after its source was published, on {day}; correct one of them", day=str(published[at])
        ),
    )


def coverage(subject: Subject) -> Iterator[Finding]:
    """Active incidents wholly outside the days that the collection says it covers."""
    begin, end = subject.days("incidents", "date_start"), subject.days("incidents", "date_end")
    first, last = subject.collection.coverage_from, subject.collection.coverage_to
    outside = np.zeros(len(begin), bool)
    if first:
        outside |= end < np.datetime64(first)
    if last:
        outside |= begin > np.datetime64(last)
    yield Finding(
        "incidents",
        rows_where(outside & subject.active),
        "date_start",
        sentence(
            "outside the days covered, {first} to {last}; correct `coverage`",
            first=first or "…",
            last=last or "…",
        ),
        "warning",
    )


def not_recent(subject: Subject) -> Iterator[Finding]:
    """Incidents younger than 72 hours on the day of the check or of the last update."""
    updated = subject.collection.updated
    day = min(subject.today, date.fromisoformat(updated)) if updated else subject.today
    latest = np.datetime64(day) - np.timedelta64(DAYS_WITHHELD, "D")
    yield Finding(
        "incidents",
        rows_where(subject.days("incidents", "date_end") > latest),
        "date_end",
        sentence(
            "younger than 72 hours on {day}; leave it out until it is older, or correct `updated`",
            day=str(day),
        ),
    )


def not_in_future(subject: Subject) -> Iterator[Finding]:
    """Publications, readings and corrections that are dated after the day of the check."""
    today = np.datetime64(subject.today)
    for table, column in (
        ("sources", "published"),
        ("sources", "accessed"),
        ("corrections", "date"),
    ):
        later = rows_where(subject.days(table, column) > today)
        told = sentence("after today, {day}; correct it", day=str(today))
        yield Finding(table, later, column, told)


RULES = (
    Rule(
        "dates-ordered",
        "A span ends no earlier than it begins, and a source is read after it is published.",
        (Edit("incidents.csv", 3, "date_end", "2023-05-30"),),
        ordered,
    ),
    Rule(
        "time-precision",
        "Precision 1 is one day, or one night between two; precision 2 at most seven days; "
        "precision 3 more.",
        (Edit("incidents.csv", 2, "time_precision", "3"),),
        time_precision,
    ),
    Rule(
        "reported-only",
        "An incident dated by the report alone spans the publication's day and the six before.",
        (Edit("incidents.csv", 3, "date_basis", "reported_only"),),
        reported_only,
        of_curation=True,
    ),
    Rule(
        "claim-after-incident",
        "A claim is not made, nor its source published, before the incident.",
        (Edit("claims.csv", 4, "claimed_on", "2023-05-30"),),
        not_before_incident,
    ),
    Rule(
        "claim-before-publication",
        "A claim is not made after its source was published.",
        (Edit("claims.csv", 4, "claimed_on", "2023-06"),),
        not_after_publication,
    ),
    Rule(
        "coverage",
        "Incidents lie within the days that the collection covers.",
        (Edit("datapackage.json", 0, "coverage", {"from": "2023-06-01", "to": "2023-06-02"}),),
        coverage,
    ),
    Rule(
        "not-recent",
        "Nothing is younger than 72 hours on the day of the check, nor on the day on which "
        "the collection was last updated.",
        (Edit("datapackage.json", 0, "updated", "2023-06-01"),),
        not_recent,
        of_curation=True,
    ),
    Rule(
        "not-in-future",
        "Nothing was published, read or corrected after the day of the check.",
        (Edit("sources.csv", 2, "accessed", "2099-01-01"),),
        not_in_future,
    ),
)
