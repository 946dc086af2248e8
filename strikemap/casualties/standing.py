"""Which claims count: whose, of whom, until when, and which of them another replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import dates
from strikemap.cache import cached
from strikemap.collection.id_lookup import places_of
from strikemap.collection.writing import contiguous
from strikemap.model import Collection
from strikemap.vocabularies import CIVILIANS, COMBATANTS, PEOPLE

Booleans = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int32]

NO_CLAIM = -1
BOUND_CODES = ("exact", "about", "at_least", "up_to")


@dataclass(frozen=True, slots=True)
class Choice:
    """
    Whose claims count, of whom, and until when; empty means all.  It chooses claims, not incidents.

    `who` holds codes of `OF_WHOM`.  A toll counts where at least `publishers` printed it.
    """

    claimants: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    as_of: date | None = None
    who: tuple[str, ...] = ()
    publishers: int = 1


EVERYTHING = Choice()
WHOLE, NO_ACCOUNT = 0, -1
"""In `ClaimFacts.account`: of everyone, and of what enters no toll."""
SAYS_CIVILIANS, SAYS_COMBATANTS = 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class ClaimFacts:
    """
    What every choice needs of the claims, worked out once for a collection.

    `of_whom` is 1 where a claim speaks of civilians, 2 of combatants, else 0.  `account` is 0 where
    it counts everyone (subject `people`), 1 or 2 where it counts civilians or combatants alone, and
    -1 where it enters no toll.
    """

    day: Counts
    replaces: Counts
    claimant: Counts
    low: Counts
    high: Counts
    numbered: Booleans
    bound: npt.NDArray[np.int8]
    of_whom: npt.NDArray[np.int8]
    account: npt.NDArray[np.int8]


@cached
def claim_facts(collection: Collection) -> ClaimFacts:
    """What every choice needs of the claims of *collection*."""
    claims = collection.claims
    ids = contiguous(claims["claim_id"])
    replaces = np.full(len(claims), NO_CLAIM, dtype=np.int32)
    named = (claims["supersedes"] != "").to_numpy()
    replaces[named] = places_of(contiguous(claims["supersedes"][named]), ids)
    least, most = (claims[name].to_numpy(np.float64, na_value=np.nan) for name in _VALUES)
    # What has no bound has no number either, and is never asked how it is put.
    bound = _coded(claims["bound"], {each: code for code, each in enumerate(BOUND_CODES)}, 0)
    low = np.where(bound == BOUND_CODES.index("up_to"), 0, np.nan_to_num(least))
    high = np.where(bound == BOUND_CODES.index("at_least"), low, np.nan_to_num(most))
    of_whom = _coded(claims["people"], {CIVILIANS: SAYS_CIVILIANS, COMBATANTS: SAYS_COMBATANTS}, 0)
    account = _coded(
        claims["subject"],
        {PEOPLE: WHOLE, CIVILIANS: SAYS_CIVILIANS, COMBATANTS: SAYS_COMBATANTS},
        NO_ACCOUNT,
    )
    # Before there was the column, a claim about civilians alone entered no toll: nor does it now.
    account[(account > WHOLE) & (account != of_whom)] = NO_ACCOUNT
    return ClaimFacts(
        day=effective_days(collection).astype(np.int32),
        replaces=replaces,
        claimant=claims["claimant"].to_numpy(),
        low=low.astype(np.int32),
        high=high.astype(np.int32),
        numbered=~(np.isnan(least) & np.isnan(most)),
        bound=bound,
        of_whom=of_whom,
        account=account,
    )


def _coded(column: pd.Series, number: Mapping[str, int], other: int) -> npt.NDArray[np.int8]:
    """The *number* of each value of a column of categories, *other* where it has none."""
    values = column.astype("category").cat
    numbers = np.array([*(number.get(str(e), other) for e in values.categories), other], np.int8)
    coded: npt.NDArray[np.int8] = numbers[values.codes.to_numpy()]
    return coded


_VALUES = ("value_min", "value_max")


def effective_days(collection: Collection) -> Integers:
    """
    The day on which each claim counts as said, as days since 1970-01-01.

    A claim without `claimed_on` counts from its source's publication; a prefix from its last
    day or the publication, whichever is earlier.
    """
    claims = collection.claims
    published = collection.sources["published"].to_numpy().astype("datetime64[D]")
    printed = published.astype(np.int64)[claims["source"].to_numpy()]
    column = claims["claimed_on"].astype("category").cat
    said, where = [str(each) for each in column.categories], column.codes.to_numpy()
    never = np.iinfo(np.int64).max
    last = np.array(
        [(dates.parse(text).last - date(1970, 1, 1)).days if text else never for text in said],
        dtype=np.int64,
    )
    is_prefix = np.array([len(text) < len("2023-05-31") for text in said])
    counted = last[where]
    return np.where(is_prefix[where], np.minimum(counted, printed), counted)


@cached
def visible(collection: Collection, choice: Choice) -> Booleans:
    """Which claims *choice* looks at: an array as long as the collection's `claims`."""
    facts = claim_facts(collection)
    seen = np.ones(len(collection.claims), dtype=bool)
    if choice.as_of is not None:
        seen &= facts.day <= (choice.as_of - date(1970, 1, 1)).days
    if choice.claimants:
        chosen = collection.claimants["claimant_id"].isin(choice.claimants).to_numpy(bool)
        seen &= chosen[facts.claimant]
    if choice.sides:
        chosen = collection.claimants["side"].isin(choice.sides).to_numpy(bool)
        seen &= chosen[facts.claimant]
    return seen


@cached
def standing(collection: Collection, choice: Choice = EVERYTHING) -> Booleans:
    """
    Which claims stand: visible under *choice* and not superseded by a visible one.

    Supersession is weighed among the chosen claims, so that one claimant's last word is found
    also where another of its side later gave a newer number.  A claim that superseded such a
    number supersedes all that the number did.
    """
    facts = claim_facts(collection)
    stands = visible(collection, choice).copy()
    followed = stands.copy()
    falling = facts.replaces[followed]
    while len(falling := falling[falling != NO_CLAIM]):
        stands[falling] = False
        unseen = falling[~followed[falling]]
        followed[unseen] = True
        falling = facts.replaces[unseen]
    return stands


def claims_about(collection: Collection, incident: int) -> Integers:
    """The positions of the claims about the incident at position *incident*, in order."""
    order, sorted_ = _by_incident(collection)
    first, last = np.searchsorted(sorted_, [incident, incident + 1])
    return np.sort(order[first:last]).astype(np.int64)


@cached
def _by_incident(collection: Collection) -> tuple[Counts, Counts]:
    """The claims' positions in the order of their incidents, and those incidents."""
    at = collection.claims["incident"].to_numpy()
    order = np.argsort(at, kind="stable").astype(np.int32)
    return order, at[order]
