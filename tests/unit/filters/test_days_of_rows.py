"""Incidents of a span of days, found by their days, are those that a look at each would find."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from strikemap.filters.days_of_rows import days_of_rows

DAYS = 40
SPANS = st.lists(st.tuples(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1)), max_size=30)
ANY_DAY = st.integers(-3, DAYS + 3)


@given(SPANS, ANY_DAY, ANY_DAY, st.integers(0, 9))
def test_property_each_span_has_its_incidents(
    spans: list[tuple[int, int]], first: int, last: int, most: int
) -> None:
    """
    Whatever the days, reversed and outside ones too, rows, their number and their first; what is
    said to end before it begins lasts a day.
    """
    spans = sorted(spans)
    begin, end = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    spans = [(start, max(start, stop)) for start, stop in spans]
    rows = np.arange(len(spans)) * 3
    plain = [
        3 * at
        for at, (start, stop) in enumerate(spans)
        if start <= last and stop >= first and first <= last
    ]
    found = days_of_rows(begin, end, DAYS)
    assert found.taken(rows, first, last).tolist() == plain
    assert found.taken(rows, first, last, most).tolist() == plain[:most]
    assert found.count(first, last) == len(plain)


def test_nothing_is_copied_where_none_lasts() -> None:
    """Incidents of one day each come as a part of what was given."""
    days = np.arange(DAYS)
    taken = days_of_rows(days, days, DAYS).taken(days, 5, 9)
    assert taken.tolist() == [5, 6, 7, 8, 9] and taken.base is days
