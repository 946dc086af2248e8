"""Filters as people say them."""

from __future__ import annotations

from collections.abc import Sequence

from strikemap import dates, evidence
from strikemap.filters.choices import CASUALTIES, EVENTS, Filters
from strikemap.filters.rows import span_of
from strikemap.geography import region_name
from strikemap.model import Collection
from strikemap.vocabularies import OF_WHOM, SIDES, TARGETS, TERRITORIES, WEAPONS, labels


def filters_in_words(filters: Filters, collection: Collection) -> str:
    """
    *filters* as people would say it: `Drone strikes in Belgorod Oblast, 30–31 May 2023`.

    Raw text: what comes from data or a URL is not made safe here.
    """
    weapon = labels(WEAPONS)
    event = {term.code: term.label for term in EVENTS}
    parts = []
    if filters.weapons == ("drone",) and not filters.events:
        what = "Drone strikes"
    elif filters.events:
        what = _either([event[code] for code in filters.events])
        if filters.weapons:
            what += f" by {_either([weapon[code].lower() for code in filters.weapons])}"
    elif filters.weapons:
        what = f"Incidents by {_either([weapon[code].lower() for code in filters.weapons])}"
    else:
        what = "All reported incidents"
    if filters.targets:
        what += (
            f" on {_either([labels(TARGETS)[code].lower() for code in filters.targets])} targets"
        )
    if filters.regions:
        what += f" in {_either([region_name(code) for code in filters.regions])}"
    if filters.territory in ("russia", "occupied_ukraine"):
        what += f" ({labels(TERRITORIES)[filters.territory]})"
    parts.append(what)
    if filters.casualties:
        parts.append(_either([labels(CASUALTIES)[c].lower() for c in filters.casualties]))
    if filters.evidence:
        parts.append("event " + _either([_grade(c).lower() for c in filters.evidence]))
    if filters.responsibility:
        parts.append(
            "responsibility " + _either([_grade(c).lower() for c in filters.responsibility])
        )
    if filters.text.strip():
        parts.append(f"with “{filters.text.strip()}”")
    parts.append(dates.in_words(*(filters.dates or span_of(collection))))
    if filters.claimants:
        name = dict(
            zip(collection.claimants["claimant_id"], collection.claimants["name"], strict=True)
        )
        parts.append(f"by the word of {_either([str(name[c]) for c in filters.claimants])}")
    if filters.sides:
        parts.append(f"by the word of {_either([labels(SIDES)[s] for s in filters.sides])}’s side")
    if filters.who:
        parts.append(f"counting {_either([labels(OF_WHOM)[c].lower() for c in filters.who])} alone")
    if filters.publishers > 1:
        parts.append(f"tolls that at least {filters.publishers} publishers printed")
    if filters.as_of:
        parts.append(f"as published by {dates.in_words(filters.as_of, filters.as_of)}")
    return ", ".join(parts)


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]


def _grade(code: str) -> str:
    every = (*evidence.EVENT_GRADES, *evidence.RESPONSIBILITY_GRADES)
    return next(term.label for term in every if term.code == code)
