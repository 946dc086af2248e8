"""How an incident's toll changed from day to day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from strikemap.casualties.claimants import speakers
from strikemap.casualties.standing import (
    EVERYTHING,
    Choice,
    claim_facts,
    claims_about,
)
from strikemap.casualties.tolls import tolls
from strikemap.model import Collection


@dataclass(frozen=True, slots=True)
class Step:
    """An incident's toll from a day on; None where it was unknown."""

    day: date
    low: int | None
    headline: int | None
    high: int | None
    claimants: tuple[str, ...]


def history(
    collection: Collection, incident: int, measure: str, choice: Choice = EVERYTHING
) -> tuple[Step, ...]:
    """
    The toll of the incident at position *incident* from each day on which it changed.

    It begins with the first day on which it was known; before that nobody had said a number.
    """
    facts = claim_facts(collection)
    about = claims_about(collection, incident)
    of_measure = (collection.claims["measure"].iloc[about] == measure).to_numpy()
    said = np.unique(facts.day[about[of_measure]])
    if choice.as_of is not None:
        said = said[said <= (choice.as_of - date(1970, 1, 1)).days]
    steps: list[_Moment] = []
    small = _subset(collection, incident)
    for day in said:
        when = date.fromordinal(date(1970, 1, 1).toordinal() + int(day))
        step = _step(small, measure, replace(choice, as_of=when), when)
        if step[1:] != (steps[-1][1:] if steps else _UNKNOWN):
            steps.append(step)
    return tuple(Step(*step) for step in steps)


_Moment = tuple[date, int | None, int | None, int | None, tuple[str, ...]]
_UNKNOWN = (None, None, None, ())


def _step(small: Collection, measure: str, choice: Choice, when: date) -> _Moment:
    toll = tolls(small, measure, choice)
    if not toll.known.item():
        return when, *_UNKNOWN
    high = None if toll.is_open.item() else toll.high.item()
    ids = small.claimants["claimant_id"]
    who = tuple(str(ids.iloc[each]) for each, _ in speakers(small, toll, 0))
    return when, toll.low.item(), toll.headline.item(), high, who


def _subset(collection: Collection, incident: int) -> Collection:
    claims = collection.claims.iloc[claims_about(collection, incident)]
    claims = claims.assign(incident=0).reset_index(drop=True)
    rows = collection.incidents.iloc[[incident]].reset_index(drop=True)
    return replace(collection, incidents=rows, claims=claims)
