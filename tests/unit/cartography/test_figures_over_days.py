"""Figures of many columns for any span of days are those that a plain count comes to."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from strikemap.cartography.cells import AT_LEAST, UP_TO
from strikemap.cartography.figures_over_days import figures_over_days
from strikemap.casualties.standing import BOUND_CODES, Choice
from strikemap.casualties.tolls import tolls
from strikemap.model import Collection
from strikemap.span_reductions import Placed
from tests.builders import build, claim, incident

DAYS, COLUMNS = 6, 4
SAID = ("", "0", "2", "3+", "up to 4", "~5", "1-6")


def made() -> Collection:
    """Incidents of every kind of toll, of killed and of injured."""
    rows = [incident(f"i{at:02}") for at in range(len(SAID) * 3)]
    claims = [
        claim(f"{name}{at}", f"i{at:02}", SAID[(at * step) % len(SAID)], name)
        for name, step in (("killed", 1), ("injured", 3))
        for at in range(len(rows))
        if SAID[(at * step) % len(SAID)]
    ]
    return build(rows, claims)


WHOLE = made()
SIZE = len(WHOLE.incidents)
LISTS = st.lists(st.integers(0, 10**6), min_size=SIZE, max_size=SIZE)


@given(LISTS, LISTS, LISTS, st.integers(0, DAYS - 1), st.integers(0, DAYS - 1))
def test_property_plainly(
    begun: list[int], lasted: list[int], columns: list[int], one: int, other: int
) -> None:
    """Of each column those incidents that may have been in the span: their number, sums, bounds,
    how many are unknown, and the least rank.
    """
    first, last = min(one, other), max(one, other)
    start = np.array(begun) % DAYS
    end = np.minimum(start + np.array(lasted) % 3, DAYS - 1)
    column = np.array(columns) % COLUMNS
    rows = np.arange(SIZE)
    rank = np.argsort(np.array(begun) + 7 * np.array(columns), kind="stable").astype(np.int32)
    figures = figures_over_days(
        WHOLE, Choice(), rows, Placed(start, end, column, DAYS, COLUMNS), rank, SIZE
    )
    found = figures.within(first, last)
    for at in range(COLUMNS):
        own = [
            row for row in rows if column[row] == at and start[row] <= last and end[row] >= first
        ]
        assert found.count[at] == len(own)
        if own:
            assert found.rank[at] == min(rank[own])
        for name, sums in (("killed", found.killed), ("injured", found.injured)):
            of = tolls(WHOLE, name)
            known = [row for row in own if of.known[row]]
            assert sums.sum[at] == sum(int(of.headline[row]) for row in known)
            assert sums.unknown[at] == len(own) - len(known)
            codes = {BOUND_CODES[of.bound[row]] for row in known}
            bits = AT_LEAST * ("at_least" in codes) + UP_TO * ("up_to" in codes)
            assert sums.bounds[at] == bits
