"""Both sides on one axis."""

from __future__ import annotations

from datetime import date

import numpy as np

from strikemap.comparison.sides import other_period
from strikemap.comparison.timelines import coarser, counts_by_day, timeline
from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from tests.builders import build, incident
from tests.unit.comparison.side import side


def test_counts_have_every_day_of_the_span_and_the_inexact_apart() -> None:
    """Each day has its number, zero included; an incident without an exact day stands on none."""
    of = side(
        incident("a", date_start="2023-05-01"),
        incident("b", date_start="2023-05-03"),
        incident("c", date_start="2023-05-03"),
        incident("d", date_start="2023-05-01", date_end="2023-05-04", time_precision="2"),
    )
    counts, inexact = counts_by_day(of)
    assert counts.tolist() == [1, 0, 2, 0]
    assert inexact == 1


def test_two_collections_share_the_calendar() -> None:
    """A day that a side does not cover is NaN, not zero."""
    one = side(incident("a", date_start="2023-05-01"), incident("b", date_start="2023-05-02"))
    other = side(incident("c", date_start="2023-05-02"), incident("d", date_start="2023-05-04"))
    frame = timeline(one, other)
    assert frame["at"].dt.day.tolist() == [1, 2, 3, 4]
    np.testing.assert_equal(frame["one"].tolist(), [1, 1, np.nan, np.nan])
    np.testing.assert_equal(frame["other"].tolist(), [np.nan, 1, 0, 1])
    turned = timeline(other, one)
    assert turned["at"].tolist() == frame["at"].tolist()
    np.testing.assert_equal(turned["one"].tolist(), frame["other"].tolist())
    np.testing.assert_equal(turned["other"].tolist(), frame["one"].tolist())


def test_two_periods_are_laid_over_each_other() -> None:
    """Their days are counted from the first; the shorter one ends before the axis does."""
    of = build([incident("a", date_start="2023-05-01"), incident("b", date_start="2023-05-11")])
    first = InView(of, Filters(dates=(date(2023, 5, 1), date(2023, 5, 3))))
    second = other_period(first, (date(2023, 5, 10), date(2023, 5, 11)))
    frame = timeline(first, second)
    assert frame["at"].tolist() == [1, 2, 3]
    np.testing.assert_equal(frame["one"].tolist(), [1, 0, 0])
    np.testing.assert_equal(frame["other"].tolist(), [0, 1, np.nan])


def test_a_night_is_known_where_it_begins() -> None:
    """The day from which one night is counted says so, and weeks that a night leads beyond do."""
    night = incident("a", date_start="2023-05-07", date_end="2023-05-08")
    vague = incident("d", date_start="2023-05-10", date_end="2023-05-11", time_precision="2")
    others = incident("b", date_start="2023-05-01"), incident("c", date_start="2023-05-14")
    of = side(*others, night, vague)
    whole = timeline(of, of)
    assert whole.loc[whole["night_one"], "day_one"].dt.day.tolist() == [7]
    assert coarser(whole, 1) is whole
    assert coarser(whole, 7)["night_other"].tolist() == [True, False]
    assert coarser(whole, 9)["night_other"].tolist() == [False, False]


def test_a_coarser_timeline_counts_the_same() -> None:
    """A row for several days adds their counts up; days that a side lacks stay without one."""
    of = build([incident("a", date_start="2023-05-01"), incident("b", date_start="2023-05-11")])
    first = InView(of, Filters(dates=(date(2023, 5, 1), date(2023, 5, 9))))
    second = other_period(first, (date(2023, 5, 10), date(2023, 5, 12)))
    whole = timeline(first, second)
    weeks = coarser(whole, 7)
    assert list(weeks.columns) == list(whole.columns) and weeks["at"].tolist() == [4, 8.5]
    np.testing.assert_equal(weeks["one"].tolist(), [1, 0])
    np.testing.assert_equal(weeks["other"].tolist(), [1, np.nan])
    assert weeks["day_other"].isna().tolist() == [False, True]
