"""One incident's toll, as the rules give it, read word for word and slowly."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd
from hypothesis import settings

from strikemap.casualties.standing import EVERYTHING, Choice, effective_days
from strikemap.casualties.tolls import tolls
from strikemap.model import Collection
from strikemap.vocabularies import GROUPS
from tests.builders import incident

A = incident("a")


def told(
    collection: Collection, choice: Choice = EVERYTHING, measure: str = "killed"
) -> tuple[int, int, int | None] | None:
    """Low, headline and high of the first incident; None where its toll is unknown."""
    of = tolls(collection, measure, choice)
    if not of.known[0]:
        return None
    high = None if of.is_open[0] else int(of.high[0])
    return int(of.low[0]), int(of.headline[0]), high


SLOWLY = settings(max_examples=max(settings().max_examples // 10, 5))
"""For a law that is held against a slow reading of the rules."""


class Plain(NamedTuple):
    """
    A toll with how many of its headline and of its low are civilians and combatants.

    `words` are the claims that make the headline, each with its share; `most` is what these name
    at most, and `bound` how the headline is put.
    """

    low: int
    headline: int
    high: int | None
    headline_of: tuple[int, int]
    low_of: tuple[int, int]
    words: tuple[tuple[int, int], ...]
    bound: str
    most: int


@lru_cache(maxsize=4)
def _records(whole: Collection, table: str) -> list[dict[str, Any]]:
    """The rows of a table; those of claims with the `day` from which each counts."""
    records: list[dict[str, Any]] = getattr(whole, table).to_dict("records")
    if table == "claims":
        for record, day in zip(records, effective_days(whole), strict=True):
            record["day"] = int(day)
    return records


def plainly(
    whole: Collection, incident: int, measure: str, choice: Choice
) -> tuple[int, int, int | None] | None:
    """Low, headline and high of one incident, by the rules of `casualties` read word for word."""
    found = of_whom(whole, incident, measure, choice)
    return None if found is None else found[:3]


def claims_that_count(
    whole: Collection, incident: int, measure: str, choice: Choice
) -> tuple[list[int], list[list[int]]]:
    """The claims that stand and count on everyone hurt, and those on one of `GROUPS` alone."""
    claims, people = _records(whole, "claims"), _records(whole, "claimants")
    about = [at for at, each in enumerate(claims) if each["incident"] == incident]
    place = {claims[at]["claim_id"]: at for at in about}
    last_day = None if choice.as_of is None else (choice.as_of - date(1970, 1, 1)).days
    seen = [
        at
        for at in about
        if (last_day is None or claims[at]["day"] <= last_day)
        and (not choice.claimants or claims[at]["claimant_id"] in choice.claimants)
        and (not choice.sides or people[claims[at]["claimant"]]["side"] in choice.sides)
    ]
    fallen: set[int] = set()
    for at in seen:
        followed = {at}
        while (replaced := place.get(claims[at]["supersedes"], -1)) not in followed | {-1}:
            fallen.add(replaced)
            followed.add(replaced)
            at = replaced
    numbered = [
        at
        for at in seen
        if at not in fallen
        and claims[at]["measure"] == measure
        and not (pd.isna(claims[at]["value_min"]) and pd.isna(claims[at]["value_max"]))
        and (not choice.who or claims[at]["people"] in choice.who)
    ]
    everyone = [at for at in numbered if claims[at]["subject"] == "people"]
    alone = [
        [at for at in numbered if claims[at]["subject"] == claims[at]["people"] == group]
        for group in GROUPS
    ]
    for account in (everyone, *alone):
        if len({publisher(whole, claims[at]["source_id"]) for at in account}) < choice.publishers:
            account.clear()
    return everyone, alone


def publisher(whole: Collection, source: str) -> str:
    """Whose a source is: its original's, where it is a reprint; without the place of reading."""
    sources = {each["source_id"]: each for each in _records(whole, "sources")}
    while original := sources[source]["reprint_of"]:
        source = original
    return str(sources[source]["publisher"]).partition(" (")[0]


def of_whom(whole: Collection, incident: int, measure: str, choice: Choice) -> Plain | None:
    """The same with its parts."""
    claims, people = _records(whole, "claims"), _records(whole, "claimants")
    everyone, alone = claims_that_count(whole, incident, measure, choice)
    if not (everyone or alone[0] or alone[1]):
        return None

    def least(at: int) -> int:
        return 0 if claims[at]["bound"] == "up_to" else int(claims[at]["value_min"])

    def most(at: int) -> int:
        return least(at) if claims[at]["bound"] == "at_least" else int(claims[at]["value_max"])

    def first(of: list[int]) -> int:
        return min(of, key=rank)

    def rank(at: int) -> tuple[int, int, int]:
        return people[claims[at]["claimant"]]["rank"], -claims[at]["day"], -at

    def low(of: list[int]) -> int:
        return min(map(least, of), default=0)

    def head(of: list[int]) -> int:
        return least(first(of)) if of else 0

    def high(of: list[int]) -> int:
        return max(map(most, of), default=0)

    says = [[at for at in everyone if claims[at]["people"] == group] for group in GROUPS]
    unsaid = [at for at in everyone if claims[at]["people"] not in GROUPS]
    # Of whom the whole is, says the first in precedence that says so at all.
    who_says = first(says[0] + says[1]) if says[0] or says[1] else -1
    heads, lows = [], []
    for within, outside in zip(says, alone, strict=True):
        if who_says in within:
            heads.append(min(least(who_says), head(everyone)))
            rivals = [low(everyone), low(within), *([low(outside)] if outside else [])]
            if says[0] and says[1]:
                rivals.append(0)
            lows.append(min(rivals))
        else:
            heads.append(head(outside))
            lows.append(low(outside))
    headline = max(head(everyone), sum(heads))
    lowest = max(low(everyone), sum(lows))
    if unsaid:
        lowest = min(lowest, low(unsaid))
    civilians_low = min(lows[0], lowest)
    low_of = (civilians_low, min(lows[1], lowest - civilians_low))
    highest = max(
        high(everyone),
        high(says[0] + alone[0]) + high(alone[1]),
        high(alone[0]) + high(says[1] + alone[1]),
    )
    is_open = any(claims[at]["bound"] == "at_least" for at in everyone)
    if not everyone or headline > head(everyone):
        is_open |= any(claims[at]["bound"] == "at_least" for at in alone[0] + alone[1])
    words = [(first(everyone), head(everyone))] if everyone else []
    added = [(first(of), head(of)) for of in alone if of and not everyone]
    if everyone and headline > head(everyone):
        # What is told of apart is of the group that the whole is not of; where the whole is of
        # neither, the greater of the two bears it.
        others = [of for of, within in zip(alone, says, strict=True) if who_says not in within]
        greater = max(reversed(others), key=head)
        added = [(first(greater), headline - head(everyone))]
    words += [each for at, each in enumerate(added) if each[1] or not (everyone or at)]
    put = {str(claims[at]["bound"]) for at, _ in words}
    joined = next(each for each in ("at_least", "about", "exact", *put) if each in put)
    named = max(headline, sum(most(at) for at, _ in words))
    return Plain(
        lowest,
        headline,
        None if is_open else highest,
        (heads[0], heads[1]),
        low_of,
        tuple(words),
        joined if len(words) > 1 else put.pop(),
        named,
    )
