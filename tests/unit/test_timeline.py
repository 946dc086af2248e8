"""Counts by day honour how precisely the day is known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given

from strikemap.timeline import BY_SPAN, SPANS, counts_by_day, span_of_bars
from tests.builders import DRONE, SHELLING, build, incident
from tests.unit.strategies import DAYS, Drawn, tables

FIRST, LAST = date(2023, 5, 29), date(2023, 5, 31)


def test_days_and_kinds() -> None:
    """Each exact incident stands on its first day, in its kind's row."""
    whole = build(
        [
            incident("a", date_start="2023-05-29"),
            incident("b", date_start="2023-05-30", date_end="2023-05-31"),
            incident("c", date_start="2023-05-30", sub_event_type=DRONE),
        ]
    )
    counts = counts_by_day(whole, np.arange(3), FIRST, LAST)
    assert [str(day) for day in counts.days] == ["2023-05-29", "2023-05-30", "2023-05-31"]
    assert counts.exact[counts.kinds.index(SHELLING)].tolist() == [1, 1, 0]
    assert counts.exact[counts.kinds.index(DRONE)].tolist() == [0, 1, 0]
    assert (counts.inexact, counts.total) == (0, 3)


def test_an_inexact_incident_may_be_on_each_of_its_days() -> None:
    """An incident of some day of a week stands on each as possible, and once in the bin."""
    week = incident("a", date_start="2023-05-24", date_end="2023-05-30", time_precision="2")
    counts = counts_by_day(build([week]), np.arange(1), FIRST, LAST)
    assert counts.possible.tolist() == [1, 1, 0]
    assert (int(counts.exact.sum()), counts.inexact, counts.total) == (0, 1, 1)


@pytest.mark.parametrize(
    ("start", "end", "possible"),
    [
        ("2023-05-28", "2023-05-29", [1, 0, 0]),
        ("2023-05-31", "2023-06-01", [0, 0, 0]),
        ("2023-05-25", "2023-05-26", [0, 0, 0]),
        ("2023-06-03", "2023-06-04", [0, 0, 0]),
    ],
)
def test_a_night_at_the_edge(start: str, end: str, possible: list[int]) -> None:
    """A night that began before the first day is still counted, on the day that is in view; one of
    other days is on none of these.
    """
    whole = build([incident("a", date_start=start, date_end=end)])
    counts = counts_by_day(whole, np.arange(1), FIRST, LAST)
    assert counts.possible.tolist() == possible and counts.total == 1


def test_only_the_rows_in_view_are_counted() -> None:
    """Rows that are not given are not counted, and no rows give zeros."""
    whole = build([incident("a"), incident("b")])
    assert counts_by_day(whole, np.array([1]), FIRST, LAST).total == 1
    nothing = counts_by_day(whole, np.array([], int), FIRST, LAST)
    assert nothing.total == 0 and not nothing.possible.any()


def test_an_empty_collection_has_days_too() -> None:
    """Without incidents there are days, each with nothing on it."""
    counts = counts_by_day(build([]), np.array([], int), FIRST, LAST)
    assert len(counts.days) == 3 and counts.total == 0


@given(tables(), DAYS, DAYS)
def test_property_each_incident_is_counted_once(drawn: Drawn, one: date, other: date) -> None:
    """Exact days and the bin of inexact ones add up to the incidents, whatever the days shown."""
    whole = build(drawn["incidents"])
    rows = np.arange(len(whole.incidents))
    counts = counts_by_day(whole, rows, min(one, other), max(one, other))
    assert counts.total == len(rows)
    assert (counts.possible >= 0).all() and (counts.possible <= counts.inexact).all()


@given(tables(), DAYS, DAYS)
def test_property_counts_are_those_of_a_plain_count(drawn: Drawn, one: date, other: date) -> None:
    """On each day stand, kind by kind, the exact incidents of that day, and those that may be."""
    whole = build(drawn["incidents"])
    counts = counts_by_day(whole, np.arange(len(whole.incidents)), min(one, other), max(one, other))
    spans = [
        (each.date_start.date(), each.date_end.date(), each.sub_event_type, each.time_precision)
        for each in whole.incidents.itertuples()
    ]
    for at, moment in enumerate(counts.days):
        day = date.fromisoformat(str(moment))
        exact = [kind for start, _end, kind, precision in spans if precision == 1 and start == day]
        assert counts.exact[:, at].tolist() == [exact.count(kind) for kind in counts.kinds]
        assert counts.possible[at] == sum(
            start <= day <= end for start, end, _kind, precision in spans if precision != 1
        )


def test_each_length_of_bars_has_its_name() -> None:
    """What counts by bars of some days are called is said for just those that there are."""
    assert list(BY_SPAN) == list(SPANS)


@pytest.mark.parametrize(("days", "span"), [(1, 1), (100, 1), (101, 7), (701, 28), (99_999, 364)])
def test_a_bar_stands_for_as_few_days_as_fit(days: int, span: int) -> None:
    """A bar is a day where there is room for so many, else a week, four or fifty-two."""
    assert span_of_bars(days, 100) == span and span in SPANS
