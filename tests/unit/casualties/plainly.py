"""One incident's toll, as the rules give it, read word for word and slowly."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import settings

from strikemap.casualties.standing import EVERYTHING, Choice, effective_days
from strikemap.casualties.tolls import tolls
from strikemap.model import Collection
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


def plainly(
    whole: Collection, incident: int, measure: str, choice: Choice
) -> tuple[int, int, int | None] | None:
    """Low, headline and high of one incident, by the rules of `casualties` read word for word."""
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
    counted = [
        at
        for at in seen
        if at not in fallen
        and (claims[at]["incident"], claims[at]["measure"]) == (incident, measure)
        and claims[at]["subject"] == "people"
        and not (pd.isna(claims[at]["value_min"]) and pd.isna(claims[at]["value_max"]))
    ]
    if not counted:
        return None

    def least(at: int) -> int:
        return 0 if claims[at]["bound"] == "up_to" else int(claims[at]["value_min"])

    first = min(counted, key=lambda at: (people[claims[at]["claimant"]]["rank"], -days[at], -at))
    is_open = any(claims[at]["bound"] == "at_least" for at in counted)
    highest = None if is_open else max(int(claims[at]["value_max"]) for at in counted)
    return min(map(least, counted)), least(first), highest
