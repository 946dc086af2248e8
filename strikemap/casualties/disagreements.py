"""Where claims that stand differ between claimants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strikemap.casualties.counted import counted_claims
from strikemap.casualties.standing import (
    BOUND_CODES,
    EVERYTHING,
    Choice,
    ClaimFacts,
    Integers,
    claim_facts,
)
from strikemap.model import Collection
from strikemap.vocabularies import CASUALTY_MEASURES


@dataclass(frozen=True, slots=True)
class Disagreement:
    """
    Two claims that stand on one incident and measure, furthest apart among its claimants.

    `gap` is between their least numbers, and puts disagreements in order.  `apart` is by how many
    people they differ whatever their ends allow, as `bound` says (a code of `BOUND_CODES`):
    between “at least 1” and “at least 9” at least none.
    """

    incident: int
    measure: str
    low_claim: int
    high_claim: int
    gap: int
    apart: int
    bound: str


def disagreements(
    collection: Collection, rows: npt.ArrayLike, choice: Choice = EVERYTHING
) -> tuple[Disagreement, ...]:
    """
    Where claims that stand differ between claimants, the largest gap first.

    A claim without a maximum differs from one only where its minimum is above the other's
    maximum, or where neither has a maximum and the minima differ; and "up to 9", which has no
    minimum, from 12 and not from 5.
    """
    facts = claim_facts(collection)
    chosen = np.zeros(len(collection.incidents), dtype=bool)
    chosen[np.asarray(rows)] = True
    found = []
    for measure in CASUALTY_MEASURES:
        counted = np.flatnonzero(counted_claims(collection, measure, choice))
        at = collection.claims["incident"].to_numpy()[counted]
        counted, at = counted[chosen[at]], at[chosen[at]]
        several = np.bincount(at, minlength=len(chosen)) > 1
        counted, at = counted[several[at]], at[several[at]]
        for incident, claims in _grouped(at, counted):
            if pair := _furthest(facts, claims):
                low, high = pair
                gap = int(facts.low[high] - facts.low[low])
                apart, bound = _apart(facts, low, high)
                found.append(Disagreement(incident, measure, low, high, gap, apart, bound))
    return tuple(sorted(found, key=lambda each: (-each.gap, each.incident, each.measure)))


def _grouped(at: npt.NDArray[np.integer], rows: Integers) -> Iterator[tuple[int, Integers]]:
    order = np.argsort(at, kind="stable")
    at, rows = at[order], rows[order]
    edges = np.flatnonzero(np.diff(at)) + 1
    for group in np.split(np.arange(len(at)), edges):
        if len(group):
            yield int(at[group[0]]), rows[group]


def _furthest(facts: ClaimFacts, claims: Integers) -> tuple[int, int] | None:
    """The two of *claims* that differ most, by different claimants; the lower first."""
    ordered = sorted(claims, key=lambda c: (facts.low[c], facts.high[c], c))
    who = facts.claimant[ordered]
    best: tuple[int, int, int, int] | None = None
    left = _WEIGHED
    for later, high in reversed(list(enumerate(ordered))):
        left -= 1
        if left < 0 or (best and facts.low[high] - facts.low[ordered[0]] < best[0]):
            break
        for earlier in np.flatnonzero(who[:later] != who[later]).tolist():
            low = ordered[earlier]
            left -= 1
            if _differ(facts, low, high):
                # No other below this one is further from it: they ascend.
                gap, of_high = (int(each[high] - each[low]) for each in (facts.low, facts.high))
                found = gap, of_high, -earlier, -later
                best = max(best or found, found)
                break
    return (int(ordered[-best[2]]), int(ordered[-best[3]])) if best else None


_WEIGHED = 5_000
"""Of one incident's claims, about so many pairs are held side by side, the furthest apart first."""


def _differ(facts: ClaimFacts, lower: int, higher: int) -> bool:
    """Whether two claims can't both be right, as far as either end is told."""
    bounds = [BOUND_CODES[facts.bound[each]] for each in (lower, higher)]
    if bounds[0] == bounds[1] or not {"at_least", "up_to"} & set(bounds):
        ends = [(facts.low[each], facts.high[each]) for each in (lower, higher)]
        return bool(ends[0] != ends[1])
    # What has no maximum agrees with all that is higher.
    return bounds[0] != "at_least" and bool(facts.low[higher] > facts.high[lower])


def _apart(facts: ClaimFacts, low: int, high: int) -> tuple[int, str]:
    """By how many two claims differ at the least, and the code of how that is to be put."""
    bounds = {BOUND_CODES[facts.bound[each]] for each in (low, high)}
    if "at_least" not in bounds and all(facts.low[c] == facts.high[c] for c in (low, high)):
        gap = int(facts.low[high] - facts.low[low])
        return gap, "about" if "about" in bounds else "exact"
    if BOUND_CODES[facts.bound[low]] == "at_least":
        return 0, "at_least"
    return max(int(facts.low[high] - facts.high[low]), 0), "at_least"
