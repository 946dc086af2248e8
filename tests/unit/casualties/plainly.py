"""One incident's toll, as the rules give it, read word for word and slowly."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

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
    """A toll with how many of its headline and of its low are civilians and combatants."""

    low: int
    headline: int
    high: int | None
    headline_of: tuple[int, int]
    low_of: tuple[int, int]


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
    claims = whole.claims.to_dict("records")
    people = whole.claimants.to_dict("records")
    days = effective_days(whole)
    place = {each["claim_id"]: at for at, each in enumerate(claims)}
    last_day = None if choice.as_of is None else (choice.as_of - date(1970, 1, 1)).days
    seen = [
        at
        for at, each in enumerate(claims)
        if (last_day is None or days[at] <= last_day)
        and (not choice.claimants or people[each["claimant"]]["claimant_id"] in choice.claimants)
        and (not choice.sides or people[each["claimant"]]["side"] in choice.sides)
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
        and (claims[at]["incident"], claims[at]["measure"]) == (incident, measure)
        and not (pd.isna(claims[at]["value_min"]) and pd.isna(claims[at]["value_max"]))
        and (not choice.who or claims[at]["people"] in choice.who)
    ]
    everyone = [at for at in numbered if claims[at]["subject"] == "people"]
    alone = [
        [at for at in numbered if claims[at]["subject"] == claims[at]["people"] == group]
        for group in GROUPS
    ]
    printed = [each["publisher"] for each in whole.sources.to_dict("records")]
    for account in (everyone, *alone):
        # A reprint has its original's publisher in the builders' sources.
        by = {printed[claims[at]["source"]] for at in account}
        if len(by) < choice.publishers:
            account.clear()
    return everyone, alone


def of_whom(whole: Collection, incident: int, measure: str, choice: Choice) -> Plain | None:
    """The same with its parts."""
    claims = whole.claims.to_dict("records")
    people = whole.claimants.to_dict("records")
    days = effective_days(whole)
    everyone, alone = claims_that_count(whole, incident, measure, choice)
    if not (everyone or alone[0] or alone[1]):
        return None

    def least(at: int) -> int:
        return 0 if claims[at]["bound"] == "up_to" else int(claims[at]["value_min"])

    def most(at: int) -> int:
        return least(at) if claims[at]["bound"] == "at_least" else int(claims[at]["value_max"])

    def first(of: list[int]) -> int:
        return min(of, key=lambda at: (people[claims[at]["claimant"]]["rank"], -days[at], -at))

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
    found = (heads[0], heads[1])
    return Plain(lowest, headline, None if is_open else highest, found, low_of)
