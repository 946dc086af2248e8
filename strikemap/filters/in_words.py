"""Filters as people say them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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
from strikemap.wording import shortened

LONGEST_SEARCH = 40
"""Characters of what was searched for, where there is little room."""


def filters_in_words(filters: Filters, collection: Collection, most: int | None = None) -> str:
    """
    *filters* as people would say it: `Drone strikes in Belgorod Oblast, 30–31 May 2023`.

    Of a choice of more than *most* the rest is counted.  Raw text: what comes from data or a URL
    is not made safe here.
    """

    def either_of(names: Iterable[str]) -> str:
        return _either_of_most(names, most)

    parts = [_what(filters, either_of)]
    if filters.casualties:
        parts.append(either_of([labels(CASUALTIES)[c].lower() for c in filters.casualties]))
    if filters.evidence:
        parts.append(_("event {grades}", grades=either_of(_grades(filters.evidence))))
    if filters.responsibility:
        parts.append(
            _("responsibility {grades}", grades=either_of(_grades(filters.responsibility)))
        )
    if filters.text.strip():
        text = filters.text.strip()
        if most is not None:
            text = shortened(text, LONGEST_SEARCH)
        parts.append(_("with “{text}”", text=text))
    parts.append(dates.in_words(*(filters.dates or span_of(collection))))
    # Whose word counts leaves every incident in view: it is tolls alone that are theirs.
    if filters.claimants:
        name = names_of_claimants(collection)
        names = either_of([within(name[code]) for code in filters.claimants])
        parts.append(_("tolls by the word of {names}", names=names))
    if filters.sides:
        sides = either_of([labels(SIDES)[s] for s in filters.sides])
        parts.append(_("tolls by the word of {sides}’s side", sides=sides))
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


def in_fitting_words(filters: Filters, collection: Collection, fits: Callable[[str], bool]) -> str:
    """
    *filters* in words that fit, where any do: long choices are counted rather than the end left
    out, which says by whose word and as of which day the numbers are.
    """
    for most in (None, 3, 2, 1):
        words = filters_in_words(filters, collection, most)
        if fits(words):
            break
    return words


def _either_of_most(names: Iterable[str], most: int | None) -> str:
    every = list(names)
    if most is None or len(every) <= most + 1:
        return either_of(every)
    rest = len(every) - most
    return either_of([*every[:most], ngettext("{count} other", "{count} others", rest)])


def _what(filters: Filters, either_of: Callable[[Iterable[str]], str]) -> str:
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


def _grades(codes: tuple[str, ...]) -> list[str]:
    every = labels((*evidence.EVENT_GRADES, *evidence.RESPONSIBILITY_GRADES))
    return [every[code].lower() for code in codes]
