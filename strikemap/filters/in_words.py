"""Filters as people say them."""

from __future__ import annotations

from strikemap import dates, evidence
from strikemap.casualties.names_within import within
from strikemap.filters.choices import CASUALTIES, EVENTS, Filters
from strikemap.filters.rows import span_of
from strikemap.geography import region_name
from strikemap.languages import either_of, ngettext
from strikemap.languages import gettext as _
from strikemap.model import Collection
from strikemap.translations import names_of_claimants
from strikemap.vocabularies import OF_WHOM, SIDES, TARGETS, TERRITORIES, WEAPONS, labels


def filters_in_words(filters: Filters, collection: Collection) -> str:
    """
    *filters* as people would say it: `Drone strikes in Belgorod Oblast, 30–31 May 2023`.

    Raw text: what comes from data or a URL is not made safe here.
    """
    parts = [_what(filters)]
    if filters.casualties:
        parts.append(either_of([labels(CASUALTIES)[c].lower() for c in filters.casualties]))
    if filters.evidence:
        parts.append(_("event {grades}", grades=_grades(filters.evidence)))
    if filters.responsibility:
        parts.append(_("responsibility {grades}", grades=_grades(filters.responsibility)))
    if filters.text.strip():
        parts.append(_("with “{text}”", text=filters.text.strip()))
    parts.append(dates.in_words(*(filters.dates or span_of(collection))))
    if filters.claimants:
        name = names_of_claimants(collection)
        names = either_of([within(name[code]) for code in filters.claimants])
        parts.append(_("by the word of {names}", names=names))
    if filters.sides:
        sides = either_of([labels(SIDES)[s] for s in filters.sides])
        parts.append(_("by the word of {sides}’s side", sides=sides))
    if filters.who:
        whom = either_of([labels(OF_WHOM)[c].lower() for c in filters.who])
        parts.append(_("counting {whom} alone", whom=whom))
    if filters.publishers > 1:
        parts.append(
            ngettext(
                "tolls that at least {count} publisher printed",
                "tolls that at least {count} publishers printed",
                filters.publishers,
            )
        )
    if filters.as_of:
        parts.append(_("as published by {day}", day=dates.in_words(filters.as_of, filters.as_of)))
    return ", ".join(parts)


def _what(filters: Filters) -> str:
    """Which incidents, by their kind, weapon, target and place."""
    event, weapon = labels(EVENTS), labels(WEAPONS)
    events = either_of([event[code] for code in filters.events])
    weapons = either_of([weapon[code].lower() for code in filters.weapons])
    if filters.weapons == ("drone",) and not events:
        what = _("Drone strikes")
    elif events and weapons:
        what = _("{events} by {weapons}", events=events, weapons=weapons)
    elif events:
        what = events
    elif weapons:
        what = _("Incidents by {weapons}", weapons=weapons)
    else:
        what = _("All reported incidents")
    if filters.targets:
        targets = either_of([labels(TARGETS)[code].lower() for code in filters.targets])
        what = _("{what} on {targets} targets", what=what, targets=targets)
    if filters.regions:
        regions = either_of([region_name(code) for code in filters.regions])
        what = _("{what} in {regions}", what=what, regions=regions)
    if filters.territory in ("russia", "occupied_ukraine"):
        territory = labels(TERRITORIES)[filters.territory]
        what = _("{what} ({territory})", what=what, territory=territory)
    return what


def _grades(codes: tuple[str, ...]) -> str:
    every = labels((*evidence.EVENT_GRADES, *evidence.RESPONSIBILITY_GRADES))
    return either_of([every[code].lower() for code in codes])
