"""
Killed and injured: low, headline, high and unknown, for incidents and for their sums.

The rules, in one place:

- Only claims about `people` enter a toll, and only those that stand: a claim falls when another
  claim that is in view names it in `supersedes`.
- Low is the least and high the most among the claims that stand.  "At least 2" has no high and
  leaves the toll open ("2+"); "up to 3" has low 0.
- The headline figure is the minimum of the latest claim by the claimant of highest rank.
- An incident without a number that stands is unknown.  Unknown is counted, never summed as zero.
- The ends of a sum are sums of extremes, not a confidence interval.

After Every Casualty Standards (ranges, openly published hierarchy of sources) and Airwars'
practice of a minimum and a maximum for each number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import dates
from strikemap.cache import cached
from strikemap.collection.id_lookup import places_of
from strikemap.collection.writing import contiguous
from strikemap.model import CASUALTY_MEASURES, Collection
from strikemap.row_index import index

Booleans = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int32]

PEOPLE = "people"
NO_CLAIM = -1
BOUND_CODES = ("exact", "about", "at_least", "up_to")


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose claims count, and until when; empty means all.  It chooses claims, not incidents."""

    claimants: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    as_of: date | None = None


EVERYTHING = Choice()


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


@dataclass(frozen=True, slots=True)
class Total:
    """
    A sum over incidents.  `high` is None where some toll has no maximum.

    `up_to` counts the headline figures that are maxima and so entered the headline as 0.
    """

    incidents: int
    known: int
    low: int
    headline: int
    high: int | None
    zero: int
    up_to: int

    @property
    def unknown(self) -> int:
        """Incidents without a number that stands."""
        return self.incidents - self.known


@dataclass(frozen=True, slots=True)
class Step:
    """An incident's toll from a day on; None where it was unknown."""

    day: date
    low: int | None
    headline: int | None
    high: int | None
    claimant: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims that stand on one incident and measure, furthest apart among its claimants."""

    incident: int
    measure: str
    low_claim: int
    high_claim: int
    gap: int


@dataclass(frozen=True, slots=True, eq=False)
class _Facts:
    """What every choice needs of the claims, worked out once for a collection."""

    day: Counts
    replaces: Counts
    claimant: Counts
    low: Counts
    high: Counts
    numbered: Booleans
    bound: npt.NDArray[np.int8]


@cached
def _facts(collection: Collection) -> _Facts:
    claims = collection.claims
    ids = contiguous(claims["claim_id"])
    replaces = np.full(len(claims), NO_CLAIM, dtype=np.int32)
    named = (claims["supersedes"] != "").to_numpy()
    replaces[named] = places_of(contiguous(claims["supersedes"][named]), ids)
    least, most = (claims[name].to_numpy(np.float64, na_value=np.nan) for name in _VALUES)
    put = claims["bound"].astype("category").cat
    codes = [BOUND_CODES.index(each) if each in BOUND_CODES else -1 for each in put.categories]
    bound = np.array([*codes, -1], dtype=np.int8)[put.codes.to_numpy()]
    low = np.where(bound == BOUND_CODES.index("up_to"), 0, np.nan_to_num(least))
    high = np.where(bound == BOUND_CODES.index("at_least"), low, np.nan_to_num(most))
    return _Facts(
        day=effective_days(collection).astype(np.int32),
        replaces=replaces,
        claimant=claims["claimant"].to_numpy(),
        low=low.astype(np.int32),
        high=high.astype(np.int32),
        numbered=~(np.isnan(least) & np.isnan(most)),
        bound=np.maximum(bound, 0),
    )


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
    facts = _facts(collection)
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
    facts = _facts(collection)
    stands = visible(collection, choice).copy()
    followed = stands.copy()
    falling = facts.replaces[followed]
    while len(falling := falling[falling != NO_CLAIM]):
        stands[falling] = False
        unseen = falling[~followed[falling]]
        followed[unseen] = True
        falling = facts.replaces[unseen]
    return stands


@cached
def tolls(collection: Collection, measure: str, choice: Choice = EVERYTHING) -> Tolls:
    """The toll of each incident by *measure* (`killed` or `injured`) under *choice*."""
    facts, claims = _facts(collection), collection.claims
    size = len(collection.incidents)
    counted = _counted(collection, measure, choice)
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


def _counted(collection: Collection, measure: str, choice: Choice) -> Booleans:
    """Claims that enter a toll: of this measure, about people, numbered, and standing."""
    claims = collection.claims
    return np.asarray(
        standing(collection, choice)
        & _facts(collection).numbered
        & (claims["measure"] == measure).to_numpy()
        & (claims["subject"] == PEOPLE).to_numpy()
        & (claims["incident"] >= 0).to_numpy()
    )


def total(of: Tolls, rows: npt.ArrayLike) -> Total:
    """The sum of *of* over the incidents at *rows* (positions or a mask)."""
    chosen = index(rows)
    known = of.known[chosen]
    maxima = of.bound[chosen] == BOUND_CODES.index("up_to")
    return Total(
        incidents=len(known),
        known=int(known.sum()),
        low=int(of.low[chosen].sum(dtype=np.int64)),
        headline=int(of.headline[chosen].sum(dtype=np.int64)),
        high=None if (of.is_open[chosen]).any() else int(of.high[chosen].sum(dtype=np.int64)),
        zero=int((known & (of.high[chosen] == 0) & ~of.is_open[chosen]).sum()),
        up_to=int((known & maxima).sum()),
    )


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
    who = _facts(collection).claimant[of.claim[chosen]]
    amounts = np.asarray(of.headline if weights is None else weights)[chosen]
    people = len(collection.claimants)
    shared = np.bincount(who, amounts.astype(np.float64), people).astype(np.int64)
    order = np.lexsort((np.arange(people), collection.claimants["rank"].to_numpy(), -shared))
    return tuple(Contribution(int(one), int(shared[one])) for one in order if shared[one] > 0)


def totals_by(of: Tolls, groups: npt.ArrayLike, rows: npt.ArrayLike) -> pd.DataFrame:
    """
    The sums of *of* over *rows*, for each value of *groups* (one for each incident).

    Columns: `group, incidents, known, unknown, low, headline, high, open, zero, up_to`, a row a
    group in order of its value.  The columns that count or sum add up to `total`.
    """
    chosen = np.asarray(rows)
    values, where = np.unique(np.asarray(groups)[chosen], return_inverse=True)
    known = of.known[chosen]

    def summed(what: npt.ArrayLike) -> Integers:
        weights = np.asarray(what, dtype=np.float64)
        return np.bincount(where, weights, len(values)).astype(np.int64)

    shut = ~of.is_open[chosen]
    counts = np.bincount(where, minlength=len(values))
    return pd.DataFrame(
        {
            "group": values,
            "incidents": counts,
            "known": summed(known),
            "unknown": counts - summed(known),
            "low": summed(of.low[chosen]),
            "headline": summed(of.headline[chosen]),
            "high": summed(of.high[chosen]),
            "open": summed(~shut) > 0,
            "zero": summed(known & (of.high[chosen] == 0) & shut),
            "up_to": summed(known & (of.bound[chosen] == BOUND_CODES.index("up_to"))),
        }
    )


def by_claimant(
    collection: Collection, measure: str, rows: npt.ArrayLike, choice: Choice = EVERYTHING
) -> pd.DataFrame:
    """
    What each claimant's own claims come to over *rows*: `totals_by`'s columns, a row a claimant.

    These rows overlap and never add up to a whole: several may speak of one incident.
    """
    facts = _facts(collection)
    chosen = np.zeros(len(collection.incidents), dtype=bool)
    chosen[np.asarray(rows)] = True
    counted = np.flatnonzero(_counted(collection, measure, choice))
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


def history(
    collection: Collection, incident: int, measure: str, choice: Choice = EVERYTHING
) -> tuple[Step, ...]:
    """The toll of the incident at position *incident* from each day on which it changed."""
    facts = _facts(collection)
    about = claims_about(collection, incident)
    of = collection.claims.iloc[about]
    counted = ((of["measure"] == measure) & (of["subject"] == PEOPLE)).to_numpy()
    said = np.unique(facts.day[about[counted]])
    if choice.as_of is not None:
        said = said[said <= (choice.as_of - date(1970, 1, 1)).days]
    steps: list[_Moment] = []
    small = _subset(collection, incident)
    for day in said:
        when = date.fromordinal(date(1970, 1, 1).toordinal() + int(day))
        step = _step(small, measure, Choice(choice.claimants, choice.sides, when), when)
        if not steps or steps[-1][1:] != step[1:]:
            steps.append(step)
    return tuple(Step(*step) for step in steps)


_Moment = tuple[date, int | None, int | None, int | None, str]


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


def _step(small: Collection, measure: str, choice: Choice, when: date) -> _Moment:
    toll = tolls(small, measure, choice)
    if not toll.known[0]:
        return when, None, None, None, ""
    high = None if toll.is_open[0] else int(toll.high[0])
    who = str(small.claimants["claimant_id"].iloc[_facts(small).claimant[toll.claim[0]]])
    return when, int(toll.low[0]), int(toll.headline[0]), high, who


def _subset(collection: Collection, incident: int) -> Collection:
    claims = collection.claims.iloc[claims_about(collection, incident)]
    claims = claims.assign(incident=0).reset_index(drop=True)
    rows = collection.incidents.iloc[[incident]].reset_index(drop=True)
    return replace(collection, incidents=rows, claims=claims)


def disagreements(
    collection: Collection, rows: npt.ArrayLike, choice: Choice = EVERYTHING
) -> tuple[Disagreement, ...]:
    """
    Where claims that stand differ between claimants, the largest gap first.

    A claim without a maximum differs from one only where its minimum is above the other's
    maximum, or where neither has a maximum and the minima differ.
    """
    facts = _facts(collection)
    chosen = np.zeros(len(collection.incidents), dtype=bool)
    chosen[np.asarray(rows)] = True
    found = []
    for measure in CASUALTY_MEASURES:
        counted = np.flatnonzero(_counted(collection, measure, choice))
        at = collection.claims["incident"].to_numpy()[counted]
        counted, at = counted[chosen[at]], at[chosen[at]]
        several = np.bincount(at, minlength=len(chosen)) > 1
        counted, at = counted[several[at]], at[several[at]]
        for incident, claims in _grouped(at, counted):
            if pair := _furthest(facts, claims):
                low, high = pair
                gap = int(facts.low[high] - facts.low[low])
                found.append(Disagreement(incident, measure, low, high, gap))
    return tuple(sorted(found, key=lambda each: (-each.gap, each.incident, each.measure)))


def _grouped(at: npt.NDArray[np.integer], rows: Integers) -> Iterator[tuple[int, Integers]]:
    order = np.argsort(at, kind="stable")
    at, rows = at[order], rows[order]
    edges = np.flatnonzero(np.diff(at)) + 1
    for group in np.split(np.arange(len(at)), edges):
        if len(group):
            yield int(at[group[0]]), rows[group]


def _furthest(facts: _Facts, claims: Integers) -> tuple[int, int] | None:
    """The two of *claims* that differ most, by different claimants; the lower first."""
    ordered = sorted(claims, key=lambda c: (facts.low[c], facts.high[c], c))
    if len(ordered) > 2 * _WEIGHED:
        ordered = ordered[:_WEIGHED] + ordered[-_WEIGHED:]
    pairs = [pair for pair in combinations(ordered, 2) if _differ(facts, *pair)]
    if not pairs:
        return None
    low, high = max(
        pairs,
        key=lambda p: (facts.low[p[1]] - facts.low[p[0]], facts.high[p[1]] - facts.high[p[0]]),
    )
    return int(low), int(high)


_WEIGHED = 50
"""Of one incident's claims, as many of the lowest and of the highest are held side by side."""


def _differ(facts: _Facts, one: int, other: int) -> bool:
    if facts.claimant[one] == facts.claimant[other]:
        return False
    at_least = BOUND_CODES.index("at_least")
    one_open, other_open = facts.bound[one] == at_least, facts.bound[other] == at_least
    if one_open and not other_open:
        return bool(facts.low[one] > facts.high[other])
    if other_open and not one_open:
        return bool(facts.low[other] > facts.high[one])
    same = facts.low[one] == facts.low[other] and facts.high[one] == facts.high[other]
    return not same


@dataclass(frozen=True, slots=True)
class Collective:
    """A claim about several incidents, beside the sum of the incidents that it covers."""

    claim: int
    sum: Total

    def difference(self, said: int) -> int | None:
        """How many more *said* is than the headline sum; None where nothing of it is reported."""
        return said - self.sum.headline if self.sum.known else None


def collective(collection: Collection, choice: Choice = EVERYTHING) -> tuple[Collective, ...]:
    """
    Each standing collective claim of killed or injured, with the sum over what it covers.

    It covers the active incidents of its region whose whole span lies within its days.
    """
    claims, incidents = collection.claims, collection.incidents
    stands = standing(collection, choice) & (claims["incident"] < 0).to_numpy()
    active = (incidents["status"] == "active").to_numpy()
    region = incidents["region"].astype(str).to_numpy()
    found = []
    for position in np.flatnonzero(stands):
        claim = claims.iloc[position]
        if claim["measure"] not in CASUALTY_MEASURES or claim["subject"] != PEOPLE:
            continue
        covered = active & (incidents["date_start"] >= claim["covers_from"]).to_numpy()
        covered &= (incidents["date_end"] <= claim["covers_to"]).to_numpy()
        if claim["covers_region"]:
            covered &= region == claim["covers_region"]
        toll = tolls(collection, str(claim["measure"]), choice)
        found.append(Collective(int(position), total(toll, covered)))
    return tuple(found)


def number_in_words(low: int, high: int | None) -> str:
    """A range as it is shown: `4`, `3–5`, `2+`, or `0–3`."""
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def headline_in_words(headline: int, bound: int, most: int) -> str:
    """A headline figure with its bound: `4`, `about 4`, `at least 2`, `up to 3`."""
    code = BOUND_CODES[bound]
    if code == "up_to":
        return f"up to {most:,}"
    return {"about": "about ", "at_least": "at least "}.get(code, "") + f"{headline:,}"


def tolls_in_words(of: Tolls, rows: Integers) -> list[str]:
    """Each toll at *rows* as `4`, `2+`, `3–5 (headline 4)` or `unknown`."""
    said = []
    for row in rows:
        if not of.known[row]:
            said.append("unknown")
            continue
        span = number_in_words(int(of.low[row]), None if of.is_open[row] else int(of.high[row]))
        headline = headline_in_words(int(of.headline[row]), int(of.bound[row]), int(of.most[row]))
        said.append(
            span if span == headline or span.endswith("+") else f"{span} (headline {headline})"
        )
    return said
