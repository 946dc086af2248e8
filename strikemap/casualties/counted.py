"""Which of the claims that stand enter a toll: of whom they speak, and how many printed them."""

from __future__ import annotations

import numpy as np

from strikemap.cache import cached
from strikemap.casualties.standing import (
    EVERYTHING,
    NO_ACCOUNT,
    Booleans,
    Choice,
    Counts,
    Integers,
    claim_facts,
    standing,
)
from strikemap.collection.assembly import publisher_name
from strikemap.model import Collection
from strikemap.vocabularies import CIVILIANS, COMBATANTS, NOT_SAID


def counted_claims(collection: Collection, measure: str, choice: Choice) -> Booleans:
    """
    Claims that enter a toll: of this measure, an account of whom the choice asks for, numbered,
    standing, and where it asks for several publishers, of an account that so many printed.
    """
    facts, claims = claim_facts(collection), collection.claims
    counted = np.asarray(
        standing(collection, choice)
        & facts.numbered
        & (claims["measure"] == measure).to_numpy()
        & (facts.account != NO_ACCOUNT)
        & (claims["incident"] >= 0).to_numpy()
    )
    if choice.who:
        counted &= speaks_of(collection, choice.who)
    if choice.publishers > 1:
        rows = np.flatnonzero(counted)
        counted[rows[_publishers(collection, rows) < choice.publishers]] = False
    return counted


@cached
def tells_of_whom(collection: Collection) -> bool:
    """Whether any claim of *collection* says that it speaks of civilians, or of combatants."""
    return bool(claim_facts(collection).of_whom.any())


def speaks_of(collection: Collection, who: tuple[str, ...]) -> Booleans:
    """Which claims speak of any of *who*, codes of `OF_WHOM`."""
    wanted = [code for code, each in enumerate((NOT_SAID, CIVILIANS, COMBATANTS)) if each in who]
    return np.isin(claim_facts(collection).of_whom, wanted)


def _publishers(collection: Collection, rows: Integers) -> Integers:
    """For each claim at *rows* how many publishers printed it or another of its account."""
    if not len(rows):
        return np.empty(0, np.int64)
    facts = claim_facts(collection)
    account = collection.claims["incident"].to_numpy(np.int64)[rows] * 3 + facts.account[rows]
    printed = publisher_of(collection)[collection.claims["source"].to_numpy()[rows]]
    pairs = np.unique(np.stack([account, printed]), axis=1)
    accounts, counts = np.unique(pairs[0], return_counts=True)
    return np.asarray(counts[np.searchsorted(accounts, account)])


@cached
def publisher_of(collection: Collection) -> Integers:
    """
    A number for the publisher of each source, alike for sources of one publisher.

    A publisher is the name before a bracket, since a bracket says where its text was read; a
    reprint is its original's.
    """
    sources = collection.sources
    ids = sources["source_id"].astype(str).tolist()
    place = {each: at for at, each in enumerate(ids)}
    original = [place.get(each, -1) for each in sources["reprint_of"].astype(str)]
    names = [publisher_name(each) for each in sources["publisher"].astype(str)]
    number: dict[str, int] = {}
    found = np.empty(len(ids), np.int64)
    for at in range(len(ids)):
        first, seen = at, {at}
        while original[first] >= 0 and original[first] not in seen:
            first = original[first]
            seen.add(first)
        found[at] = number.setdefault(names[first], len(number))
    return found


@cached
def publishers_of(collection: Collection, measure: str, choice: Choice = EVERYTHING) -> Counts:
    """How many publishers printed the claims that make each incident's toll; 0 where unknown."""
    counted = np.flatnonzero(counted_claims(collection, measure, choice))
    claims = collection.claims
    at = claims["incident"].to_numpy(np.int64)[counted]
    printed = publisher_of(collection)[claims["source"].to_numpy()[counted]]
    many = len(collection.sources)
    of = np.unique(at * many + printed) // many
    return np.bincount(of, minlength=len(collection.incidents)).astype(np.int32)
