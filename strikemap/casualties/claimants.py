"""By whose word a sum is, and what each claimant's own claims come to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.casualties.standing import (
    EVERYTHING,
    NO_CLAIM,
    Choice,
    Integers,
    claim_facts,
    counted_claims,
)
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.casualties.totals import totals_by
from strikemap.model import Collection
from strikemap.row_index import index


@dataclass(frozen=True, slots=True)
class Contribution:
    """A claimant, by position in `claimants`, and how much of a sum is by that one's word."""

    claimant: int
    amount: int


def contributions(
    collection: Collection, of: Tolls, rows: npt.ArrayLike, weights: npt.ArrayLike | None = None
) -> tuple[Contribution, ...]:
    """
    By whose word the headline sum of *of* over *rows* is, who gives most of it first.

    The amounts add up to `total(of, rows).headline`; who adds nothing to it is left out, and of
    two who add as much the one of higher rank comes first.  *weights*, one for each incident, are
    shared out in place of the headline figures.
    """
    chosen = np.arange(len(of.known))[index(rows)]
    chosen = chosen[of.claim[chosen] != NO_CLAIM]
    who = claim_facts(collection).claimant[of.claim[chosen]]
    amounts = np.asarray(of.headline if weights is None else weights)[chosen]
    people = len(collection.claimants)
    return greatest_first(
        collection, np.bincount(who, amounts.astype(np.float64), people).astype(np.int64)
    )


def greatest_first(collection: Collection, shared: Integers) -> tuple[Contribution, ...]:
    """*shared*, an amount for each claimant, as contributions: who adds most first, none of 0."""
    people = len(collection.claimants)
    order = np.lexsort((np.arange(people), collection.claimants["rank"].to_numpy(), -shared))
    return tuple(Contribution(int(one), int(shared[one])) for one in order if shared[one] > 0)


def by_claimant(
    collection: Collection, measure: str, rows: npt.ArrayLike, choice: Choice = EVERYTHING
) -> pd.DataFrame:
    """
    What each claimant's own claims come to over *rows*: `totals_by`'s columns, a row a claimant.

    These rows overlap and never add up to a whole: several may speak of one incident.
    """
    facts = claim_facts(collection)
    chosen = np.zeros(len(collection.incidents), dtype=bool)
    chosen[np.asarray(rows)] = True
    counted = np.flatnonzero(counted_claims(collection, measure, choice))
    counted = counted[chosen[collection.claims["incident"].to_numpy()[counted]]]
    ids = collection.claimants["claimant_id"].to_numpy()
    speaking = sorted(str(ids[who]) for who in np.unique(facts.claimant[counted]))
    parts = []
    for claimant in speaking:
        only = Choice((claimant,), choice.sides, choice.as_of)
        one = totals_by(tolls(collection, measure, only), np.zeros(len(chosen)), chosen)
        parts.append(one.assign(group=claimant))
    empty = totals_by(
        tolls(collection, measure, choice), np.zeros(len(chosen)), chosen[:0].nonzero()[0]
    )
    return pd.concat(parts, ignore_index=True) if parts else empty
