"""An incident and its claims: what happened, who said so, when, how sure, and where printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from strikemap import dates, evidence
from strikemap.cache import cached
from strikemap.casualties.claimants import speakers_in_words
from strikemap.casualties.history import history
from strikemap.casualties.in_words import headline_in_words, number_in_words, of_whom_in_words
from strikemap.casualties.standing import EVERYTHING, Choice
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.casualties.totals import total
from strikemap.geography import local_language, region_name
from strikemap.markup import Safe, join, safe, spoken
from strikemap.model import Collection
from strikemap.ui.elements.sortable import sortable
from strikemap.ui.incident.claims import claims_html
from strikemap.ui.session.state import Session
from strikemap.vocabularies import (
    CASUALTY_MEASURES,
    DATE_BASES,
    GEO_PRECISIONS,
    TERRITORIES,
    TIME_PRECISIONS,
    WEAPONS,
    labels,
)


def show_panel(current: Session, position: int) -> None:
    """The incident at *position*, beside the map or the table."""
    st.html(panel(current.collection, position, current.link.filters.choice))
    incident_id = str(current.collection.incidents["incident_id"].iloc[position])
    st.page_link(
        "pages/incident.py",
        label="Open this incident’s page",
        query_params={**_collection(current), "incident": incident_id},
    )


def _collection(current: Session) -> dict[str, Any]:
    named = current.query().get("collection")
    return {"collection": named} if named else {}


@cached
def panel(collection: Collection, position: int, choice: Choice) -> Safe:
    """The incident at *position* with its claims, as HTML."""
    incident = collection.incidents.iloc[position]
    return join(
        '<article class="sm-panel"><h2>',
        safe(incident["title"]),
        "</h2>",
        status_line(incident),
        "<p>",
        safe(incident["summary"]),
        "</p>",
        facts(collection, position, choice),
        claims_html(collection, position, choice),
        "</article>",
    )


def status_line(incident: pd.Series[Any]) -> str:
    """Says of a withdrawn or merged record what became of it; empty for an active one."""
    if incident["status"] == "merged":
        into = safe(incident["merged_into"])
        link = f'<a href="?incident={into}" target="_self">{into}</a>'
        return f"<p><b>Merged into {link}.</b> It counts there, not here.</p>"
    if incident["status"] == "withdrawn":
        return "<p><b>Withdrawn.</b> The corrections say why; it counts in no total.</p>"
    return ""


def facts(collection: Collection, position: int, choice: Choice) -> Safe:
    """Toll, day, place, kind and the two evidence grades, each with its precision or reason."""
    incident = collection.incidents.iloc[position]
    published = Choice(as_of=choice.as_of)
    graded = evidence.grades(collection, published)
    event = evidence.EVENT_GRADES[graded.event[position]]
    blame = evidence.RESPONSIBILITY_GRADES[graded.responsibility[position]]
    lines = [
        *((name.capitalize(), toll_html(collection, position, name, choice)) for name in CASUALTY_MEASURES),
        ("When", when(incident)),
        ("Where", where(incident)),
        ("Kind", join(safe(incident["sub_event_type"]), "; weapon: ", safe(labels(WEAPONS)[incident["weapon"]].lower()))),
        ("Event", join("<b>", safe(event.label), "</b>. ", safe(evidence.event_reason(collection, position, published)))),
        ("Responsibility", join("<b>", safe(blame.label), "</b>. ", safe(evidence.responsibility_reason(collection, position, published)))),
    ]  # fmt: skip
    return join("<dl>", *(f"<dt>{term}</dt><dd>{said}</dd>" for term, said in lines), "</dl>")


def toll_html(collection: Collection, position: int, measure: str, choice: Choice) -> Safe:
    """The toll as a range, with its headline figure and claimant; or that none is reported."""
    of = tolls(collection, measure, choice)
    if not of.known[position]:
        return safe(
            "not known by the chosen claims"
            if choice != EVERYTHING
            else "not reported (this is not zero)"
        )
    high = None if of.is_open[position] else int(of.high[position])
    low = int(of.low[position])
    headline = headline_in_words(
        int(of.headline[position]), int(of.bound[position]), int(of.most[position])
    )
    name = speakers_in_words(collection, of, position)
    several = f"{number_in_words(low, high)}; headline " if high != low else ""
    more = whom(of, position) + printed_once(collection, position, measure, choice)
    return join("<b>", safe(several + headline), "</b> according to ", safe(name + more))


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
        return ". Printed by a single publisher."
    alone = int(of.headline[position]) - int(several.headline[position])
    return f". Of these {alone:,} printed by a single publisher." if alone > 0 else ""


def when(incident: pd.Series[Any]) -> Safe:
    """The day or span, part of day, and how it is known."""
    start, end = incident["date_start"].date(), incident["date_end"].date()
    part = str(incident["part_of_day"] or "").replace("_", " ")
    basis = labels(DATE_BASES)[incident["date_basis"]]
    precision = int(incident["time_precision"])
    known = day_known(start, end, precision)
    told = f"{dates.in_words(start, end)}{', ' + part if part else ''} ({known}; {basis})"
    return safe(told)


def day_known(start: date, end: date, precision: int) -> str:
    """How surely the day is known: exactly, to one night, or within the week or the month."""
    known = dates.day_known(start, end, precision)
    if known != dates.NOT_EXACT or precision == 1:
        return known
    return f"{known}, {labels(TIME_PRECISIONS)[str(precision)]}"


def spans(incidents: pd.DataFrame) -> list[tuple[date, date, int]]:
    """The first and last day of each of *incidents*, with its time precision."""
    ends = (incidents[name].dt.date for name in ("date_start", "date_end"))
    return list(zip(*ends, incidents["time_precision"].astype(int), strict=True))


def days(incidents: pd.DataFrame) -> list[str]:
    """The day or span of each of *incidents*, with how surely it is known.  Raw text."""
    return [dates.days_in_words(*each) for each in spans(incidents)]


def where(incident: pd.Series[Any]) -> Safe:
    """Place, local name, region, territory, and how precisely the place is known."""
    place = str(incident["place"] or "place not given")
    code, name = str(incident["region"]), str(incident["place_local"] or "")
    local = join(" (", spoken(name, local_language(code)), ")") if name else Safe("")
    region = region_name(code) or "region not known"
    territory = labels(TERRITORIES)[incident["territory"]]
    precision = labels(GEO_PRECISIONS)[str(incident["geo_precision"])]
    return join(safe(place), local, safe(f", {region}. {territory}. Precision: {precision}."))


def history_frame(collection: Collection, position: int, choice: Choice) -> pd.DataFrame:
    """The toll of the incident from each day on which it changed, as a table.  Raw text."""
    rows = []
    for measure in CASUALTY_MEASURES:
        for step in history(collection, position, measure, choice):
            known = step.low is not None
            rows.append(
                {
                    "Measure": measure,
                    "From": step.day,
                    "Low": step.low,
                    "Headline": step.headline,
                    "High": step.high,
                    "Range": number_in_words(step.low or 0, step.high) if known else "unknown",
                    "According to": "; ".join(_name(collection, one) for one in step.claimants),
                }
            )
    frame = pd.DataFrame(
        rows, columns=["Measure", "From", "Low", "Headline", "High", "Range", "According to"]
    )
    return frame.assign(Range=sortable(list(frame["Range"])))


def _name(collection: Collection, claimant_id: str) -> str:
    people = collection.claimants
    hit = people.loc[people["claimant_id"] == claimant_id, "name"]
    return str(hit.iloc[0]) if len(hit) else ""
