"""The toll of each incident: low, headline, high, or unknown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.casualties.standing import (
    BOUND_CODES,
    EVERYTHING,
    NO_CLAIM,
    Booleans,
    Choice,
    Counts,
    claim_facts,
    counted_claims,
)
from strikemap.model import Collection


@dataclass(frozen=True, slots=True, eq=False)
class Tolls:
    """
    One measure's toll of each incident of a collection: arrays as long as its `incidents`.

    Where `known` is false the numbers are 0 and mean nothing.  Where `is_open` is true there is
    no maximum, and `high` is the most that anyone named.  `bound` is the headline's, an index
    into `BOUND_CODES`; `claim` is the headline claim's position, or -1, and `most` that claim's
    own maximum.
    """

    known: Booleans
    low: Counts
    headline: Counts
    high: Counts
    is_open: Booleans
    bound: npt.NDArray[np.int8]
    claim: Counts
    most: Counts


@cached
def tolls(collection: Collection, measure: str, choice: Choice = EVERYTHING) -> Tolls:
    """The toll of each incident by *measure* (`killed` or `injured`) under *choice*."""
    facts, claims = claim_facts(collection), collection.claims
    size = len(collection.incidents)
    counted = counted_claims(collection, measure, choice)
    rows = np.flatnonzero(counted)
    at = claims["incident"].to_numpy()[rows]
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
    # Of equals, the one with the last id: claims are sorted by theirs, and so are `rows`.
    rank = collection.claimants["rank"].to_numpy(np.int32)[facts.claimant[rows]]
    by_precedence = np.lexsort((facts.day[rows], -rank))
    best[at[by_precedence]] = rows[by_precedence]
    headline, bound = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int8)
    most = np.zeros(size, dtype=np.int32)
    first = best[known]
    headline[known], most[known] = facts.low[first], facts.high[first]
    bound[known] = facts.bound[first]
    result = Tolls(known, np.where(known, low, 0), headline, high, is_open, bound, best, most)
    for each in (known, result.low, headline, high, is_open, bound, best, most):
        each.flags.writeable = False
    return result


def is_up_to(of: Tolls) -> Booleans:
    """Where the headline figure is a maximum, "up to 3", which enters a sum as 0."""
    return np.asarray(of.bound == BOUND_CODES.index("up_to"))
