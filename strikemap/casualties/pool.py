"""Rival claims of one account to its low, headline and high."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from strikemap.casualties.standing import (
    BOUND_CODES,
    NO_CLAIM,
    Booleans,
    ClaimFacts,
    Counts,
    Integers,
)


class Pool(NamedTuple):
    """What rival claims come to at each of some places: the first eight arrays of `Tolls`."""

    known: Booleans
    low: Counts
    headline: Counts
    high: Counts
    is_open: Booleans
    bound: npt.NDArray[np.int8]
    claim: Counts
    most: Counts


def pooled(
    facts: ClaimFacts, rows: Integers, at: npt.NDArray[np.integer], rank: Counts, size: int
) -> Pool:
    """
    The claims at *rows*, each a rival of the others *at* its place, of *size* places.

    Low is the least and high the most of them; the headline is the latest claim by the claimant of
    highest *rank* (of equals, the one with the last id).
    """
    low = np.full(size, np.iinfo(np.int32).max, dtype=np.int32)
    high = np.zeros(size, dtype=np.int32)
    np.minimum.at(low, at, facts.low[rows])
    np.maximum.at(high, at, facts.high[rows])
    known = np.zeros(size, dtype=bool)
    known[at] = True
    is_open = np.zeros(size, dtype=bool)
    is_open[at[facts.bound[rows] == BOUND_CODES.index("at_least")]] = True
    best = np.full(size, NO_CLAIM, dtype=np.int32)
    # Written from the least to the most binding, so that the last one written is the headline.
    # Claims are sorted by their ids, and so are `rows`.
    by_precedence = np.lexsort((facts.day[rows], -rank))
    best[at[by_precedence]] = rows[by_precedence]
    headline, bound = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int8)
    most = np.zeros(size, dtype=np.int32)
    first = best[known]
    headline[known], most[known] = facts.low[first], facts.high[first]
    bound[known] = facts.bound[first]
    return Pool(known, np.where(known, low, 0), headline, high, is_open, bound, best, most)
