"""
Of whom a toll is: civilians, combatants, or not said; each person counted once.

Claims are of three accounts.  One of everyone has the subject `people`, whatever it says of whom
they were; one of civilians or of combatants alone has that subject and says nothing of others.

- Accounts of everyone are rivals and make the toll as they would without the others.
- Of whom its headline is says the first claim in precedence, among them, that says so at all, up to
  its own number; the rest is not said.
- Civilians or combatants told of alone are a part of the whole where it does not say of whom it is,
  and stand beside it where it is of the others.  So a part never adds to its whole, the whole is
  never less than its parts, and without an account of everyone it is their sum.
- Low is the least that an account leaves possible: one of everyone that does not say of whom stands
  against the parts, and where accounts differ on of whom they are, neither part has a least.

Civilians, combatants and what is not said therefore add up to the toll, in headline and low, and
none is negative.  Highs do not add up: they are each group's own.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from strikemap.casualties.pool import Pool, pooled
from strikemap.casualties.standing import (
    BOUND_CODES,
    NO_CLAIM,
    SAYS_CIVILIANS,
    SAYS_COMBATANTS,
    WHOLE,
    ClaimFacts,
    Counts,
    Integers,
)

Bounds = npt.NDArray[np.int8]


class Parts(NamedTuple):
    """
    For each incident how many of its headline and of its low are civilians and combatants.

    What is left of headline and low is not said.  `beside` of the headline are by the word of the
    claim at position `beside_claim`, not of the headline claim.
    """

    civilians: Counts
    combatants: Counts
    civilians_low: Counts
    combatants_low: Counts
    beside: Counts
    beside_claim: Counts


def with_groups(
    facts: ClaimFacts, rows: Integers, at: npt.NDArray[np.integer], rank: Counts, whole: Pool
) -> tuple[Pool, Parts]:
    """
    The tolls of *whole*, of claims of everyone, with what the others at *rows* add, and the parts.

    *at* and *rank* are the incident and the claimant's rank of each of *rows*.
    """
    telling = (facts.of_whom[rows] > 0) | (facts.account[rows] != WHOLE)
    there = np.unique(at[telling])
    here = np.isin(at, there)
    rows, at, rank = rows[here], np.searchsorted(there, at[here]), rank[here]
    before = Pool(*(each[there] for each in whole))
    after, parts = _joined(facts, rows, at, rank, before)
    for name in Pool._fields:
        getattr(whole, name)[there] = getattr(after, name)
    spread = [np.zeros(len(whole.known), np.int32) for _ in parts]
    spread[-1][:] = NO_CLAIM
    for of_all, of_some in zip(spread, parts, strict=True):
        of_all[there] = of_some
    return whole, Parts(*spread)


def _joined(
    facts: ClaimFacts, rows: Integers, at: npt.NDArray[np.integer], rank: Counts, whole: Pool
) -> tuple[Pool, Parts]:
    size = len(whole.known)

    def of(chosen: npt.NDArray[np.bool_]) -> Pool:
        return pooled(facts, rows[chosen], at[chosen], rank[chosen], size)

    account, says = facts.account[rows], facts.of_whom[rows]
    is_whole = account == WHOLE
    unsaid, said = of(is_whole & (says == 0)), of(is_whole & (says > 0))
    within = [of(is_whole & (says == each)) for each in _CODES]
    alone = [of(account == each) for each in _CODES]
    whose = np.where(said.known, facts.of_whom[said.claim], 0)
    disputed = within[0].known & within[1].known
    told = np.minimum(said.headline, whole.headline)
    heads, lows, highs = [], [], []
    for code, inner, outer in zip(_CODES, within, alone, strict=True):
        mine = whose == code
        heads.append(np.where(mine, told, outer.headline))
        least = np.where(disputed, 0, np.minimum(inner.low, whole.low))
        rival = np.where(outer.known, np.minimum(least, outer.low), least)
        lows.append(np.where(mine, rival, outer.low))
        highs.append(np.maximum(inner.high, outer.high))
    headline = np.maximum(whole.headline, heads[0] + heads[1])
    low = np.maximum(whole.low, lows[0] + lows[1])
    low = np.where(unsaid.known, np.minimum(low, unsaid.low), low)
    # Of rival accounts of everyone only one is true, so their highs are never added.
    high = np.maximum(highs[0] + alone[1].high, alone[0].high + highs[1])
    high = np.maximum(whole.high, high)
    civilians_low = np.minimum(lows[0], low)
    combatants_low = np.minimum(lows[1], low - civilians_low)
    added, beside, beside_claim = _beside(whole, headline, whose, alone)
    first = _first(whole, alone)
    other = np.where(beside > 0, facts.high[beside_claim], 0)
    joined = Pool(
        known=whole.known | alone[0].known | alone[1].known,
        low=low,
        headline=headline,
        high=high,
        is_open=whole.is_open | ((alone[0].is_open | alone[1].is_open) & added),
        bound=_bound(first.bound, beside, facts.bound[beside_claim]),
        claim=first.claim,
        most=np.maximum(headline, first.most + other),
    )
    parts = Parts(heads[0], heads[1], civilians_low, combatants_low, beside, beside_claim)
    return joined, parts


def _first(whole: Pool, alone: list[Pool]) -> Pool:
    """The account by which the headline is, or the greater part of it."""
    made = [
        np.where(whole.known, of_all, np.where(alone[0].known, one, other))
        for of_all, one, other in zip(whole, *alone, strict=True)
    ]
    return Pool(*made)


_CODES = (SAYS_CIVILIANS, SAYS_COMBATANTS)


def _beside(
    whole: Pool, headline: Counts, whose: Counts, alone: list[Pool]
) -> tuple[npt.NDArray[np.bool_], Counts, Counts]:
    """Where a group told of alone adds, how much, and by which claim beside the headline's."""
    both = alone[0].known & alone[1].known & ~whole.known
    # Where the whole is of one group, what is added to it is of the other.
    is_second = (whose == SAYS_CIVILIANS) | (
        (whose == 0) & (alone[1].headline >= alone[0].headline)
    )
    claim = np.where(both | is_second, alone[1].claim, alone[0].claim)
    extra = np.where(whole.known, headline - whole.headline, np.where(both, alone[1].headline, 0))
    adds = extra > 0
    return adds | ~whole.known, extra, np.where(adds, claim, NO_CLAIM)


def _bound(of: Bounds, beside: Counts, other: Bounds) -> Bounds:
    """The bound of a figure of two claims: at least, where one is; about, where one is."""
    about, at_least = BOUND_CODES.index("about"), BOUND_CODES.index("at_least")
    joined = np.where((of == about) | (other == about), about, BOUND_CODES.index("exact"))
    joined = np.where((of == at_least) | (other == at_least), at_least, joined)
    return np.where(beside > 0, joined, of).astype(np.int8)
