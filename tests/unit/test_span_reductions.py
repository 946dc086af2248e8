"""Figures over a span of days, from what was reduced beforehand, are those of the records in it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from strikemap.span_reductions import BLOCK, Placed

DAYS, WIDTH, NONE = 3 * BLOCK + 5, 3, 1_000
RECORDS = st.lists(
    st.tuples(
        st.integers(0, DAYS - 1),
        st.integers(0, DAYS - 1),
        st.integers(0, WIDTH - 1),
        st.integers(0, NONE - 1),
    ),
    max_size=25,
)
A_DAY = st.integers(0, DAYS - 1)


@given(RECORDS, A_DAY, A_DAY)
def test_property_figures_are_those_of_the_records(
    records: list[tuple[int, int, int, int]], one: int, other: int
) -> None:
    """Number, sum, least and bits of each column, however long a record lasts."""
    first, last = min(one, other), max(one, other)
    table = np.array(records, dtype=np.int64).reshape(-1, 4)
    begin, end = table[:, :2].min(axis=1), table[:, :2].max(axis=1)
    column, value = table[:, 2].astype(np.intp), table[:, 3]
    placed = Placed(begin, end, column, DAYS, WIDTH)
    inside = (begin <= last) & (end >= first)
    of = [value[inside & (column == each)].tolist() for each in range(WIDTH)]
    assert placed.sums().within(first, last).tolist() == [len(each) for each in of]
    assert placed.sums(value).within(first, last).tolist() == [sum(each) for each in of]
    least = placed.least(value, NONE).within(first, last)
    assert least.tolist() == [min(each, default=NONE) for each in of]
    bits = [int(np.bitwise_or.reduce(np.array(each, int))) for each in of]
    assert placed.bits(value).within(first, last).tolist() == bits
