"""Which of a cell's incidents lends it its point first."""

from __future__ import annotations

import numpy as np

from strikemap.cartography.standing_points import ranks
from strikemap.filters.choices import Filters
from tests.builders import build, incident


def test_most_at_a_point_come_first_and_then_the_nearest_to_the_mean() -> None:
    """Two at one point rank before all others, and of these the middle one first."""
    few = [incident(f"a{at}", latitude=f"{50 + at / 100}", longitude="36.1") for at in range(5)]
    few += [incident(f"b{at}", latitude="50.09", longitude="36.1") for at in range(2)]
    of = ranks(build(few), Filters(), 300.0)
    assert of.order.tolist()[:2] == [5, 6] and of.order[2] == 4 and of.order[-1] == 0
    assert (of.rank[of.order] == np.arange(len(few))).all()
