"""An incident and its claims: what happened, who said so, when, how sure, and where printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from strikemap import dates, evidence, links
from strikemap.cache import cached_by_language
from strikemap.casualties.claimants import speakers_html
from strikemap.casualties.history import history
from strikemap.casualties.in_words import headline_in_words, number_in_words, of_whom_in_words
from strikemap.casualties.standing import EVERYTHING, Choice
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.casualties.totals import total
from strikemap.geography import local_language, region_name
from strikemap.languages import gettext as _
from strikemap.languages import language, pgettext
from strikemap.markup import Safe, as_written, join, safe, spoken
from strikemap.model import Collection
from strikemap.place_names import place_at
from strikemap.translations import html_at, names_of_claimants
from strikemap.ui.elements.sortable import sortable
from strikemap.ui.incident.claims import claims_html
from strikemap.ui.session.pages import kept_view
from strikemap.ui.session.state import Session
from strikemap.vocabularies import (
    CASUALTY_MEASURES,
    DATE_BASES,
    GEO_PRECISIONS,
    MEASURES,
    PARTS_OF_DAY,
    SUB_EVENT_TYPES,
    TERRITORIES,
    TIME_PRECISIONS,
    WEAPONS,
    labels,
)


def show_panel(current: Session, position: int) -> None:
    """The incident at *position*, beside the map or the table."""
    choice = current.link.filters.choice
    st.html(panel(current.collection, position, choice, is_narrow=True))
    incident_id = str(current.collection.incidents["incident_id"].iloc[position])
    st.page_link(
        "pages/incident.py",
        label=_("Open this incident’s page"),
        query_params=kept_view(current.query()) | {"incident": [incident_id]},
    )


@cached_by_language
def panel(
    collection: Collection, position: int, choice: Choice, *, is_narrow: bool = False
) -> Safe:
    """The incident at *position* with its claims, as HTML; less is open where *is_narrow*."""
    return join(
        '<article class="sm-panel"><h2>',
        html_at(collection, "incidents", "title", position),
        "</h2>",
        status_line(collection, position),
        "<p>",
        html_at(collection, "incidents", "summary", position),
        "</p>",
        facts(collection, position, choice),
        claims_html(collection, position, choice, is_narrow=is_narrow),
        "</article>",
    )


def status_line(collection: Collection, position: int) -> str:
    """Says of a withdrawn or merged record what became of it; empty for an active one."""
    incident = collection.incidents.iloc[position]
    if incident["status"] == "merged":
        into = str(incident["merged_into"])
        query = {"collection": [collection.name], "incident": [into], "lang": [language()]}
        link = f'<a href="?{safe(links.encode(query))}" target="_self">{safe(into)}</a>'
        said = _("<b>Merged into {incident}.</b> It counts there, not here.", incident=link)
        return f"<p>{said}</p>"
    if incident["status"] == "withdrawn":
        said = _("<b>Withdrawn.</b> The corrections say why; it counts in no total.")
        return f"<p>{said}</p>"
    return ""


def facts(collection: Collection, position: int, choice: Choice) -> Safe:
    """Toll, day, place, kind and the two evidence grades, each with its precision or reason."""
    incident = collection.incidents.iloc[position]
    published = Choice(as_of=choice.as_of)
    graded = evidence.grades(collection, published)
    event = evidence.EVENT_GRADES[graded.event[position]]
    blame = evidence.RESPONSIBILITY_GRADES[graded.responsibility[position]]
    kind = _(
        "{kind}; weapon: {weapon}",
        kind=_kind(incident),
        weapon=labels(WEAPONS)[incident["weapon"]].lower(),
    )
    reasons = (
        evidence.event_reason(collection, position, published),
        evidence.responsibility_reason(collection, position, published),
    )
    lines = [
        *((labels(MEASURES)[name], toll_html(collection, position, name, choice)) for name in CASUALTY_MEASURES),
        (_("When"), when(incident)),
        (pgettext("of an incident", "Where"), where(collection, position)),
        (_("Kind"), safe(kind)),
        (_("Event"), join("<b>", safe(event.label), "</b>. ", reasons[0])),
        (_("Responsibility"), join("<b>", safe(blame.label), "</b>. ", reasons[1])),
    ]  # fmt: skip
    return join("<dl>", *(f"<dt>{term}</dt><dd>{said}</dd>" for term, said in lines), "</dl>")


def toll_html(collection: Collection, position: int, measure: str, choice: Choice) -> Safe:
    """The toll as a range, with its headline figure and claimant; or that none is reported."""
    of = tolls(collection, measure, choice)
    if not of.known[position]:
        return safe(
            _("not known by the chosen claims")
            if choice != EVERYTHING
            else _("not reported (this is not zero)")
        )
    high = None if of.is_open[position] else int(of.high[position])
    low = int(of.low[position])
    headline = headline_in_words(
        int(of.headline[position]), int(of.bound[position]), int(of.most[position])
    )
    name = speakers_html(collection, of, position)
    if high != low:
        headline = _(
            "{range}; headline {headline}", range=number_in_words(low, high), headline=headline
        )
    more = (whom(of, position), printed_once(collection, position, measure, choice))
    # The markup in a message is ours; what it names is made safe before.
    return join(
        _("<b>{toll}</b> according to {who}", toll=safe(headline), who=name),
        safe("".join(more)),
    )


def whom(of: Tolls, position: int) -> str:
    """Of whom the headline figure is, adding up to it; "" where nothing is told of that."""
    whole = total(of, [position])
    return f"; {of_whom_in_words(whole)}" if whole.tells_of_whom else ""


def printed_once(collection: Collection, position: int, measure: str, choice: Choice) -> str:
    """Marks a toll, or the part of it, that a single publisher printed."""
    if len(collection.publishers) < 2 or choice.publishers > 1:
        return ""
    of = tolls(collection, measure, choice)
    several = tolls(collection, measure, replace(choice, publishers=2))
    if not several.known[position]:
        return ". " + _("Printed by a single publisher.")
    alone = int(of.headline[position]) - int(several.headline[position])
    if alone <= 0:
        return ""
    return ". " + _("Of these {number} printed by a single publisher.", number=alone)


def _kind(incident: pd.Series[Any]) -> str:
    code = str(incident["sub_event_type"])
    return labels(SUB_EVENT_TYPES).get(code, code)


def when(incident: pd.Series[Any]) -> Safe:
    """The day or span, part of day, and how it is known."""
    start, end = incident["date_start"].date(), incident["date_end"].date()
    days = dates.in_words(start, end)
    if incident["part_of_day"]:
        part = labels(PARTS_OF_DAY)[str(incident["part_of_day"])]
        days = _("{days}, {part}", days=days, part=part)
    known = day_known(start, end, int(incident["time_precision"]))
    basis = labels(DATE_BASES)[incident["date_basis"]]
    return safe(_("{days} ({known}; {basis})", days=days, known=known, basis=basis))


def day_known(start: date, end: date, precision: int) -> str:
    """How surely the day is known: exactly, to one night, or within the week or the month."""
    known = dates.day_known(start, end, precision)
    if precision == 1:
        return _(known)
    return _("{known}, {how}", known=_(known), how=labels(TIME_PRECISIONS)[str(precision)])


def spans(incidents: pd.DataFrame) -> list[tuple[date, date, int]]:
    """The first and last day of each of *incidents*, with its time precision."""
    ends = (incidents[name].dt.date for name in ("date_start", "date_end"))
    return list(zip(*ends, incidents["time_precision"].astype(int), strict=True))


def days(incidents: pd.DataFrame) -> list[str]:
    """The day or span of each of *incidents*, with how surely it is known.  Raw text."""
    return [dates.days_in_words(*each) for each in spans(incidents)]


def where(collection: Collection, position: int) -> Safe:
    """Place, local name, region, territory, and how precisely the place is known."""
    incident = collection.incidents.iloc[position]
    code, name = str(incident["region"]), str(incident["place_local"] or "")
    place = place_at(collection, position)
    shown = as_written(place, local_language(code)) if place else safe(_("place not given"))
    is_other = name and name != place
    local = join(" (", spoken(name, local_language(code)), ")") if is_other else Safe("")
    region = region_name(code) or _("region not known")
    territory = labels(TERRITORIES)[incident["territory"]]
    precision = labels(GEO_PRECISIONS)[str(incident["geo_precision"])]
    # A city that is a region of its own is said once.
    parts = (join(shown, local), "" if region == place else safe(region))
    named = _(
        "{where}. {territory}. Precision: {precision}.",
        where=Safe(", ".join(filter(None, parts))),
        territory=safe(territory),
        precision=safe(precision),
    )
    return Safe(named)


def history_frame(collection: Collection, position: int, choice: Choice) -> pd.DataFrame:
    """The toll of the incident from each day on which it changed, as a table.  Raw text."""
    names, people = labels(MEASURES), names_of_claimants(collection)
    rows = [
        (
            names[measure].lower(),
            step.day,
            step.low,
            step.headline,
            step.high,
            _("unknown") if step.low is None else number_in_words(step.low, step.high),
            "; ".join(people.get(one, "") for one in step.claimants),
        )
        for measure in CASUALTY_MEASURES
        for step in history(collection, position, measure, choice)
    ]
    frame = pd.DataFrame(
        rows, columns=["measure", "from", "low", "headline", "high", "range", "who"]
    )
    return frame.assign(range=sortable(list(frame["range"])))
