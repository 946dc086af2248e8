"""The toll of each incident: low, headline, high, or unknown; and of whom it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.casualties.counted import counted_claims
from strikemap.casualties.of_whom import Parts, with_groups
from strikemap.casualties.pool import pooled
from strikemap.casualties.standing import (
    BOUND_CODES,
    EVERYTHING,
    WHOLE,
    Booleans,
    Choice,
    Counts,
    claim_facts,
)
from strikemap.model import Collection


@dataclass(frozen=True, slots=True, eq=False)
class Tolls:
    """
    One measure's toll of each incident of a collection: arrays as long as its `incidents`.

    Where `known` is false the numbers are 0 and mean nothing.  Where `is_open` is true there is
    no maximum, and `high` is the most that anyone named.  `bound` is the headline's, an index
    into `BOUND_CODES`; `claim` is the headline claim's position, or -1, and `most` that claim's
    own maximum.  `parts` says of whom the toll is; None where no claim does.
    """

    known: Booleans
    low: Counts
    headline: Counts
    high: Counts
    is_open: Booleans
    bound: npt.NDArray[np.int8]
    claim: Counts
    most: Counts
    parts: Parts | None = None


@cached
def tolls(collection: Collection, measure: str, choice: Choice = EVERYTHING) -> Tolls:
    """
    The toll of each incident by *measure* (`killed` or `injured`) under *choice*.

    Accounts of everyone make it; what accounts of civilians or of combatants alone add, and of
    whom the toll is, is told in `of_whom`.
    """
    facts, size = claim_facts(collection), len(collection.incidents)
    rows = np.flatnonzero(counted_claims(collection, measure, choice))
    at = collection.claims["incident"].to_numpy()[rows]
    rank = collection.claimants["rank"].to_numpy(np.int32)[facts.claimant[rows]]
    account = facts.account[rows]
    is_whole = account == WHOLE
    if is_whole.all():
        whole = pooled(facts, rows, at, rank, size)
    else:
        whole = pooled(facts, rows[is_whole], at[is_whole], rank[is_whole], size)
    parts = None
    if facts.of_whom[rows].any():
        whole, parts = with_groups(facts, rows, at, rank, whole)
    for each in (*whole, *(parts or ())):
        each.flags.writeable = False
    return Tolls(*whole, parts)


def is_up_to(of: Tolls) -> Booleans:
    """Where the headline figure is a maximum, "up to 3", which enters a sum as 0."""
    return np.asarray(of.bound == BOUND_CODES.index("up_to"))
