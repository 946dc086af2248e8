"""Which tests wait for the night."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.conftest import waiting


@pytest.mark.parametrize(("most", "all_cases"), [(1, 1), (1, 9), (3, 2), (3, 3), (3, 66), (7, 40)])
def test_what_does_not_wait_is_spread_evenly(most: int, all_cases: int) -> None:
    """So many cases as are asked run by day, the first and the last among them."""
    cases = list(range(all_cases))
    by_day = sorted(set(cases) - set(waiting(cases, most)))
    assert len(by_day) == min(most, all_cases) and by_day[0] == 0
    if most > 1:
        assert by_day[-1] == all_cases - 1
        gaps = [after - before for before, after in pairwise(by_day)]
        assert max(gaps, default=1) - min(gaps, default=1) <= 1
