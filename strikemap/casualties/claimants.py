"""By whose word a sum is, and what each claimant's own claims come to."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.casualties.counted import counted_claims
from strikemap.casualties.names_within import within
from strikemap.casualties.standing import (
    EVERYTHING,
    NO_CLAIM,
    Choice,
    Integers,
    claim_facts,
)
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.casualties.totals import totals_by
from strikemap.languages import all_of, number
from strikemap.markup import Safe, join
from strikemap.model import Collection
from strikemap.translations import html_at, said_at


@dataclass(frozen=True, slots=True)
class Contribution:
    """A claimant, by position in `claimants`, and how much of a sum is by that one's word."""

    claimant: int
    amount: int


def speakers(collection: Collection, of: Tolls, row: int) -> tuple[tuple[int, int], ...]:
    """
    By whose word the headline of the incident at *row* is: each claimant's position and share.

    One for most; two where civilians and combatants are told of apart; none where it is unknown.
    """
    if of.claim[row] == NO_CLAIM:
        return ()
    claimant, whole = collection.claims["claimant"].to_numpy(), int(of.headline[row])
    beside = int(of.parts.beside[row]) if of.parts is not None else 0
    first = (int(claimant[of.claim[row]]), whole - beside)
    if not beside or of.parts is None:
        return (first,)
    return (first, (int(claimant[of.parts.beside_claim[row]]), beside))


def speakers_at(collection: Collection, of: Tolls, rows: Integers) -> Integers:
    """By whose word the headlines of the incidents at *rows* are: positions that ascend."""
    chosen = [of.claim[rows]]
    if of.parts is not None:
        chosen.append(of.parts.beside_claim[rows])
    claims = np.concatenate(chosen)
    claimant = collection.claims["claimant"].to_numpy()
    return np.unique(claimant[claims[claims != NO_CLAIM]])


def speakers_in_words(collection: Collection, of: Tolls, row: int, *, begins: bool = False) -> str:
    """
    Who the headline of the incident at *row* is by: `A`, or `A (1) and B (2)`.  Raw text.

    It stands after other words of a sentence, where it does not *begin* a cell.
    """
    said = speakers(collection, of, row)
    names = [said_at(collection, "claimants", "name", who) for who, _share in said]
    names = [name if begins and not at else within(name) for at, name in enumerate(names)]
    if len(said) < 2:
        return "".join(names)
    shares = zip(names, said, strict=True)
    return all_of([f"{name} ({number(share)})" for name, (_who, share) in shares])


def speakers_html(collection: Collection, of: Tolls, row: int) -> Safe:
    """`speakers_in_words` made safe, each name with its language where it is not the page's."""
    said = speakers(collection, of, row)
    names = [Safe(within(html_at(collection, "claimants", "name", who))) for who, _share in said]
    if len(said) < 2:
        return join(*names)
    shares = zip(names, said, strict=True)
    return Safe(all_of([f"{name} ({number(share)})" for name, (_who, share) in shares]))


def greatest_first(collection: Collection, shared: Integers) -> tuple[Contribution, ...]:
    """*shared*, an amount for each claimant, as contributions: who adds most first, none of 0."""
    who = np.flatnonzero(shared)
    who = who[np.lexsort((who, collection.claimants["rank"].to_numpy()[who], -shared[who]))]
    return tuple(map(Contribution, who.tolist(), shared[who].tolist()))


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
        only = replace(choice, claimants=(claimant,))
        one = totals_by(tolls(collection, measure, only), np.zeros(len(chosen)), chosen)
        parts.append(one.assign(group=claimant))
    if not parts:
        return totals_by(tolls(collection, measure, choice), chosen, np.zeros_like(chosen))
    return pd.concat(parts, ignore_index=True)
