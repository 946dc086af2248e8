"""Positions in the form in which numpy takes them fastest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.row_index import index


@pytest.mark.parametrize("rows", [[0, 1, 2], [3, 4], [7]])
def test_a_run_is_a_slice(rows: list[int]) -> None:
    """Positions without a gap are taken as a slice."""
    assert isinstance(index(np.array(rows)), slice)


@given(
    st.lists(st.integers(0, 9), max_size=12)
    | st.lists(st.booleans(), min_size=10, max_size=10)
    | st.integers(0, 9).map(lambda start: list(range(start, 10)))
)
def test_the_same_is_taken(rows: list[int]) -> None:
    """Whatever the positions or the mask, the same is taken, in the same order."""
    of = np.arange(10) * 11
    chosen = np.array(rows, dtype=bool if rows and isinstance(rows[0], bool) else np.int64)

    assert of[index(chosen)].tolist() == of[chosen].tolist()
    ascending = np.unique(chosen)
    if chosen.dtype != bool:
        assert of[index(ascending, is_ascending=True)].tolist() == of[ascending].tolist()
