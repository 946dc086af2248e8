"""
How well an event, and who did it, are supported by what is published.  Never typed by hand.

A grade speaks of publications, never of the people who were killed or hurt.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.casualties.names_within import within
from strikemap.casualties.standing import EVERYTHING, Choice, claims_about, standing
from strikemap.languages import gettext as _
from strikemap.languages import ngettext
from strikemap.markup import Safe, as_written
from strikemap.model import Collection
from strikemap.translations import said
from strikemap.vocabularies import SIDES, Term

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
_BOTH = ("russia", "ukraine")


@dataclass(frozen=True, slots=True, eq=False)
class Grades:
    """For each incident, the index of its grade in `EVENT_GRADES` and `RESPONSIBILITY_GRADES`."""

    event: Codes
    responsibility: Codes
    origins: npt.NDArray[np.int16]


@cached
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
    measure, about = claims["measure"], claims["about"]
    who = claims["claimant"].to_numpy()
    sides = [side.code for side in SIDES]
    # As small numbers beside each claim: text, repeated for each, would take hundreds of times
    # as much where one of the texts is long.
    side = collection.claimants["side"].map(sides.index).to_numpy(np.int8)[who]
    origins_named, origin_of = np.unique(
        collection.claimants["origin"].to_numpy(object), return_inverse=True
    )
    origin = origin_of.astype(np.int32)[who]

    def at_least_one(rows: Booleans) -> Booleans:
        hit = np.zeros(size, dtype=bool)
        hit[at[rows]] = True
        return hit

    affirms = stands & ~measure.isin(_SILENT).to_numpy() & (origins_named != "")[origin]
    affirms &= ~_is_reprint(collection)[claims["source"].to_numpy()]
    origins = _distinct(at[affirms], origin[affirms], size)
    russia, ukraine = (at_least_one(affirms & (side == sides.index(each))) for each in _BOTH)
    both = russia & ukraine
    denies, of_event = (measure == "denial").to_numpy(), (about == "").to_numpy()
    denied = at_least_one(stands & denies & of_event)
    event = np.select([denied, both, origins > 1, origins == 1], [0, 1, 2, 3], 4)

    accused = _side_of(collection, sides)
    accepts = stands & (measure == "responsibility").to_numpy()
    accuses = stands & (measure == "attribution").to_numpy()
    named = [
        at_least_one(accepts & (side == code)) | at_least_one(accuses & (accused == code))
        for code in range(len(sides))
    ]
    refuses = stands & denies & ~of_event & (accused == side)
    refused = [at_least_one(refuses & (side == code)) for code in range(len(sides))]
    contested = (np.sum(named, axis=0) > 1) | np.any(np.logical_and(named, refused), axis=0)
    responsibility = np.select(
        [contested, at_least_one(accepts), at_least_one(accuses)], [0, 1, 2], 3
    )
    return Grades(event.astype(np.int8), responsibility.astype(np.int8), origins)


def event_reason(collection: Collection, incident: int, choice: Choice = EVERYTHING) -> Safe:
    """Why the event at position *incident* has its grade, in a sentence.  Safe HTML."""
    # A name is made safe before it is put into a message, which has no markup of its own.
    return Safe(_event_reason(collection, incident, choice))


def _event_reason(collection: Collection, incident: int, choice: Choice) -> str:
    of = grades(collection, choice)
    code = EVENT_GRADES[of.event[incident]].code
    if code == "disputed":
        deniers = _listed(_deniers(collection, incident, choice))
        return _("{names} denied that it happened.", names=deniers)
    if code == "both_sides":
        of_sides = _names(collection, incident, choice, with_origin=True, sides=_BOTH)
        return _("Both sides speak of it: {names}.", names=_listed(of_sides))
    names = _listed(_names(collection, incident, choice, with_origin=True))
    if code == "corroborated":
        return ngettext(
            "{count} independent origin speaks of it: {names}.",
            "{count} independent origins speak of it: {names}.",
            int(of.origins[incident]),
            names=names,
        )
    if code == "one_origin":
        return _("What is published here goes back to one origin: {names}.", names=names)
    return _("The report does not say who knows of it.")


def responsibility_reason(
    collection: Collection, incident: int, choice: Choice = EVERYTHING
) -> Safe:
    """Why responsibility for the event has its grade, in a sentence.  Safe HTML."""
    return Safe(_responsibility_reason(collection, incident, choice))


def _responsibility_reason(collection: Collection, incident: int, choice: Choice) -> str:
    code = RESPONSIBILITY_GRADES[grades(collection, choice).responsibility[incident]].code
    accept = _listed(_names(collection, incident, choice, ("responsibility",)))
    accuse = _listed(_names(collection, incident, choice, ("attribution",)))
    if code == "contested" and accept and accuse:
        return _(
            "{accepting} accepted it; {naming} named who did it; "
            "these statements differ or are denied.",
            accepting=accept,
            naming=accuse,
        )
    if code == "contested" and accept:
        return _("{names} accepted it; these statements differ or are denied.", names=accept)
    if code == "contested":
        return _("{names} named who did it; these statements differ or are denied.", names=accuse)
    if code == "accepted":
        return _("{names} accepted having done it.", names=accept)
    if code == "alleged":
        return _("{names} named who did it; nobody in the collection accepted it.", names=accuse)
    return _("No claim in the collection says who did it.")


def _distinct(
    at: npt.NDArray[np.integer], values: npt.NDArray[np.integer], size: int
) -> npt.NDArray[np.int16]:
    """How many different *values* each of *size* incidents has, *at* being that of each value."""
    if not len(at):
        return np.zeros(size, dtype=np.int16)
    many = int(values.max()) + 1
    pairs = np.unique(at.astype(np.int64) * many + values)
    return np.bincount(pairs // many, minlength=size).astype(np.int16)


def _side_of(collection: Collection, sides: list[str]) -> Codes:
    """
    The side that each claim's `about` stands for, an index into *sides* or -1: an actor's own,
    or the one that the claim named there accuses.
    """
    side = {code: number for number, code in enumerate(sides)}
    people = collection.claimants
    known = zip(people["claimant_id"], people["side"], strict=True)
    side |= {str(who): sides.index(of) for who, of in known}
    claims = collection.claims
    about = claims["about"].cat
    names = [str(name) for name in about.categories]
    accused = _accused(collection, [name for name in names if name and name not in side])
    found = [side.get(name, side.get(accused.get(name, ""), -1)) for name in names]
    return np.array(found, dtype=np.int8)[about.codes.to_numpy()]


def _accused(collection: Collection, wanted: list[str]) -> dict[str, str]:
    """What the attributions among the claims with the ids *wanted* are about, by their id."""
    if not wanted:
        return {}
    claims = collection.claims
    hit = claims[claims["claim_id"].isin(wanted) & (claims["measure"] == "attribution")]
    return dict(zip(hit["claim_id"].astype(str), hit["about"].astype(str), strict=True))


def _names(
    collection: Collection,
    incident: int,
    choice: Choice,
    measures: tuple[str, ...] = (),
    *,
    with_origin: bool = False,
    sides: tuple[str, ...] = (),
) -> list[Safe]:
    here = claims_about(collection, incident)
    here = here[standing(collection, choice)[here]]
    claims = collection.claims.iloc[here]
    kept = claims["measure"].isin(measures) if measures else ~claims["measure"].isin(_SILENT)
    rows = kept.to_numpy().copy()
    if with_origin:
        rows &= ~_is_reprint(collection)[claims["source"].to_numpy()]
    if measures == _DENIAL:
        rows &= (claims["about"] == "").to_numpy()
    who = np.unique(claims["claimant"].to_numpy()[rows])
    if with_origin:
        who = who[(collection.claimants["origin"].astype(str) != "").to_numpy()[who]]
    if sides:
        who = who[collection.claimants["side"].isin(sides).to_numpy()[who]]
    names = sorted(said(collection, "claimants", "name").iloc[who].astype(str))
    return [as_written(within(name)) for name in names]


def _deniers(collection: Collection, incident: int, choice: Choice) -> list[Safe]:
    return _names(collection, incident, choice, _DENIAL)


def _is_reprint(collection: Collection) -> Booleans:
    return np.asarray(collection.sources["reprint_of"].astype(str) != "")


def _listed(names: list[Safe]) -> str:
    if len(names) < 2:
        return "".join(names)
    # A name may hold commas, so that CLDR's lists would not tell one from the next.
    return _("{names} and {last}", names="; ".join(names[:-1]), last=names[-1])
