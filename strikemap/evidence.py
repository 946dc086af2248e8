"""
How well an event, and who did it, are supported by what is published.  Never typed by hand.

A grade speaks of publications, never of the people who were killed or hurt.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from strikemap.casualties import EVERYTHING, Choice, standing
from strikemap.model import SIDES, Collection, Term

Booleans = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int8]

EVENT_GRADES = (
    Term("disputed", "Disputed", "A statement that it did not happen stands."),
    Term("both_sides", "Affirmed by both sides", "Russia's side and Ukraine's both say so."),
    Term("corroborated", "Corroborated", "Two independent origins or more say so."),
    Term("one_origin", "One origin", "All that is published goes back to one origin."),
    Term("unattributed", "Unattributed", "Published without saying who knows it."),
)
RESPONSIBILITY_GRADES = (
    Term("contested", "Contested", "Different sides are named, or the accused denies it."),
    Term("accepted", "Accepted", "Someone accepts having done it, and no other side is named."),
    Term("alleged", "Alleged", "Someone says who did it; no one accepts it."),
    Term("not_stated", "Not stated", "No claim in the collection says who did it."),
)
_DENIAL = ("denial",)
_SILENT = ("denial", "no_comment")


@dataclass(frozen=True, slots=True, eq=False)
class Grades:
    """For each incident, the index of its grade in `EVENT_GRADES` and `RESPONSIBILITY_GRADES`."""

    event: Codes
    responsibility: Codes
    origins: npt.NDArray[np.int16]


@lru_cache(maxsize=8)
def grades(collection: Collection, choice: Choice = EVERYTHING) -> Grades:
    """
    The two grades of each incident, by the first rule that fits, from the claims that stand.

    Reprints and claims without an origin add no origin; silence changes nothing.  Whoever says
    who did it, or how many were hurt, says thereby that it happened.  Actors are rivals where
    they belong to different sides: two groups of one side that both accept an act are not.
    """
    claims, size = collection.claims, len(collection.incidents)
    at = claims["incident"].to_numpy()
    stands = standing(collection, choice) & (at >= 0)
    measure = claims["measure"].astype(str).to_numpy(str)
    about = claims["about"].astype(str).to_numpy(str)
    who = claims["claimant"].to_numpy()
    side = collection.claimants["side"].to_numpy(str)[who]
    origin = collection.claimants["origin"].astype(str).to_numpy(str)[who]

    def at_least_one(rows: Booleans) -> Booleans:
        hit = np.zeros(size, dtype=bool)
        hit[at[rows]] = True
        return hit

    affirms = stands & ~np.isin(measure, _SILENT) & (origin != "")
    affirms &= ~_is_reprint(collection)[claims["source"].to_numpy()]
    origins = _distinct(at[affirms], origin[affirms], size)
    both = at_least_one(affirms & (side == "russia")) & at_least_one(affirms & (side == "ukraine"))
    denied = at_least_one(stands & (measure == "denial") & (about == ""))
    event = np.select([denied, both, origins > 1, origins == 1], [0, 1, 2, 3], 4)

    accused = _side_of(collection, about)
    accepts = stands & (measure == "responsibility")
    accuses = stands & (measure == "attribution")
    named = [
        at_least_one(accepts & (side == s.code)) | at_least_one(accuses & (accused == s.code))
        for s in SIDES
    ]
    refuses = stands & (measure == "denial") & (about != "") & (accused == side)
    refused = [at_least_one(refuses & (side == s.code)) for s in SIDES]
    contested = (np.sum(named, axis=0) > 1) | np.any(np.logical_and(named, refused), axis=0)
    responsibility = np.select(
        [contested, at_least_one(accepts), at_least_one(accuses)], [0, 1, 2], 3
    )
    return Grades(event.astype(np.int8), responsibility.astype(np.int8), origins)


def event_reason(collection: Collection, incident: int, choice: Choice = EVERYTHING) -> str:
    """Why the event at position *incident* has its grade, in a sentence (raw text)."""
    of = grades(collection, choice)
    code = EVENT_GRADES[of.event[incident]].code
    origins = _names(collection, incident, choice, with_origin=True)
    said_by = _listed(origins)
    return {
        "disputed": f"{_listed(_deniers(collection, incident, choice))} denied that it happened.",
        "both_sides": f"Officials of both sides speak of it: {said_by}.",
        "corroborated": f"{of.origins[incident]} independent origins speak of it: {said_by}.",
        "one_origin": f"What is published here goes back to one origin: {said_by}.",
        "unattributed": "The report does not say who knows of it.",
    }[code]


def responsibility_reason(
    collection: Collection, incident: int, choice: Choice = EVERYTHING
) -> str:
    """Why responsibility for the event has its grade, in a sentence (raw text)."""
    code = RESPONSIBILITY_GRADES[grades(collection, choice).responsibility[incident]].code
    accept = _listed(_names(collection, incident, choice, ("responsibility",)))
    accuse = _listed(_names(collection, incident, choice, ("attribution",)))
    if code == "contested":
        parts = [
            f"{accept} accepted it" if accept else "",
            f"{accuse} named who did it" if accuse else "",
        ]
        return (
            "; ".join(part for part in parts if part) + "; these statements differ or are denied."
        )
    return {
        "accepted": f"{accept} accepted having done it.",
        "alleged": f"{accuse} named who did it; nobody in the collection accepted it.",
        "not_stated": "No claim in the collection says who did it.",
    }[code]


def _distinct(
    at: npt.NDArray[np.integer], values: npt.NDArray[np.str_], size: int
) -> npt.NDArray[np.int16]:
    if not len(at):
        return np.zeros(size, dtype=np.int16)
    names, code = np.unique(values, return_inverse=True)
    pairs = np.unique(at.astype(np.int64) * len(names) + code)
    return np.bincount(pairs // len(names), minlength=size).astype(np.int16)


def _side_of(collection: Collection, about: npt.NDArray[np.str_]) -> npt.NDArray[np.str_]:
    """The side that each `about` stands for: an actor's own, or the one its claim accuses."""
    side = {term.code: term.code for term in SIDES}
    people = collection.claimants
    side |= dict(zip(people["claimant_id"].astype(str), people["side"].astype(str), strict=True))
    names, where = np.unique(about, return_inverse=True)
    claims = collection.claims
    ids = claims["claim_id"]
    found = []
    for name in names:
        of = side.get(str(name), "")
        if not of and name:
            hit = claims[ids == name]
            accusing = hit[hit["measure"] == "attribution"]
            of = side.get(str(accusing["about"].iloc[0]), "") if len(accusing) else ""
        found.append(of)
    return np.array(found, dtype=str)[where]


def _names(
    collection: Collection,
    incident: int,
    choice: Choice,
    measures: tuple[str, ...] = (),
    *,
    with_origin: bool = False,
) -> list[str]:
    claims = collection.claims
    rows = standing(collection, choice) & (claims["incident"] == incident).to_numpy()
    measure = claims["measure"].astype(str)
    rows &= (measure.isin(measures) if measures else ~measure.isin(_SILENT)).to_numpy()
    if with_origin:
        rows &= ~_is_reprint(collection)[claims["source"].to_numpy()]
    if measures == _DENIAL:
        rows &= (claims["about"].astype(str) == "").to_numpy()
    people = collection.claimants.iloc[np.unique(claims["claimant"].to_numpy()[rows])]
    if with_origin:
        people = people[people["origin"].astype(str) != ""]
    return sorted(people["name"].astype(str))


def _deniers(collection: Collection, incident: int, choice: Choice) -> list[str]:
    return _names(collection, incident, choice, _DENIAL)


def _is_reprint(collection: Collection) -> Booleans:
    return np.asarray(collection.sources["reprint_of"].astype(str) != "")


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return "; ".join(names[:-1]) + " and " + names[-1]
