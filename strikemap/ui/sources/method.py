"""The words of the page on sources and method, and the lists that go with them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from strikemap.markup import Safe, join, safe
from strikemap.model import Collection
from strikemap.ui.incident.claims import source_html
from strikemap.ui.session.state import Session
from strikemap.vocabularies import (
    CASUALTY_MEASURES,
    CLAIMANT_TYPES,
    OF_WHOM,
    SIDES,
    SOURCE_KINDS,
    labels,
)
from strikemap.wording import counted, language_name

SHOWN = 1_000
"""Rows of a list of sources or claimants that are sent to the browser."""


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


CONTACT = "the issue tracker of the project’s repository"

_RULE = " ".join(f"*{term.label.lower()}*: {_lower(term.meaning)}" for term in OF_WHOM)

METHOD = f"""
## What this is about
Russia launched a full-scale invasion of Ukraine on 24 February 2022; tens of thousands of people have been killed, most of them in Ukraine. Strikes reported on Russian territory are a part of that war, and this map, which shows that part alone, does not stand for the whole.

## What counts as an incident
One event at one place and time: a strike, shelling, drone or missile attack, an act of sabotage or a ground raid that a publication reports on Russian territory, or on Ukrainian territory under Russian occupation. Reports of one event under a village, its district and its town are one incident; attacks that the sources part are several. Strikes on Ukrainian-held territory are outside the scope of this map.

## Territory
Russian territory is that within Russia’s internationally recognised borders. Crimea, Sevastopol and the occupied parts of Donetsk, Luhansk, Kherson and Zaporizhzhia are Ukraine (UN General Assembly resolutions 68/262 and ES-11/4). They are shown apart, and join a total only where you say so.

## How totals are made
- Each number is a **claim**: one statement by one claimant, printed in one source. What enters a toll is told under “Who is counted”.
- A claim falls only when a later one replaces it: by the same claimant, or by one of its side where the source presents an update.
- **Low** is the least and **high** the most among the claims that stand. “At least 2” has no high and shows as 2+. “Up to 3” has low 0.
- The **headline figure** is the minimum of the latest claim by the claimant of highest rank, and is always named with that claimant. It is one side’s word, not the truth.
- **Not reported is not zero.** An incident without a number counts as unknown, and the unknown are counted beside every total. Zero is shown only where someone says that nobody was killed, or hurt.
- Killed and injured are never added together. Injured may include people who died later.
- A total’s ends are sums of extremes, not a confidence interval. Drones launched and downed never become a rate.
- A day’s or month’s total claimed by someone stands beside the sum that it covers, never in it.

## Who is counted
Everyone who is reported killed or injured by an incident, each once, whichever side tells of it, soldiers as well as civilians.
- Each claim says of whom it speaks, by its own words: {_RULE} Nothing is inferred from the place or the kind of attack.
- A total is parted by its headline figure: civilians, combatants, not said; the three add up to it. You may count one of them alone; an incident of which no claim says so is then unknown.
- A claim of civilians or of soldiers alone is a part of the whole where that does not say of whom it is, and is added to it where it is of the others. A part (children, the crew of one aircraft) adds to nothing.
- **Not counted, in any row:** the losses of those who attacked, who are not whom the attack struck and of whom mostly their enemy tells; and deaths on the way out, of illness or stress, which nobody puts down to the attack. They stand with the incident’s claims.
- A toll that a single publisher printed counts, and is marked; you may ask for two. A publisher is counted once however many of its pages are cited.
- A total that was claimed as such says what place it covers; a district’s is never held against its region.

## How sure it is
Of the event: *disputed*, *affirmed by both sides*, *corroborated* by two independent origins, *one origin*, or *unattributed*. Of responsibility: *contested*, *accepted*, *alleged*, *not stated*. Both are worked out from the claims and never typed by hand; a government, its agencies and its state media are one origin. A grade speaks of what is published, never of the people who were killed or hurt.

## Precision
Dates and places carry ACLED’s precision codes. A day that is not exact has a span, and a date filter keeps an incident when any part of its span falls inside. A dashed outline means “somewhere here” and is no area of effect; where only the region is known there is a label and no pin.

## What is not covered
Everything that the collection’s sources do not report. No victim’s name, wound or home is recorded, nothing about where troops stand now, and nothing younger than 72 hours when a collection is checked.

## Takedown and corrections
Write to {CONTACT}. Corrections are public: what changed, why, and in which version.

## Licences
Code: MIT. Incident data: as the collection says, CC BY 4.0 for those that ship. Borders: © OpenStreetMap contributors (ODbL 1.0) and Natural Earth (public domain); places: GeoNames (CC BY 4.0); map: Leaflet (BSD 2-Clause).
"""


def show_collection(current: Session) -> None:
    """What the open collection is, when it was last updated, and under which licence."""
    of = current.collection
    st.html(f'<h2 class="sm-heading">{safe(of.title)}</h2>')
    st.text(of.description)
    st.text(
        f"Version {of.version}, last updated {of.updated or 'on an unknown day'}. Licence: {of.licence}. "
        f"Content sha256 {of.content_hash[:12]}. {counted(len(of.incidents), 'incident')}, "
        f"{counted(len(of.claims), 'claim')}, {counted(len(of.claimants), 'claimant')}, "
        f"{counted(len(of.sources), 'source')}."
    )


def show_sources(current: Session) -> None:
    """Every source by publisher and day, its address one click away and its host in view."""
    whole = current.collection.sources
    of = whole.sort_values(["publisher", "published", "source_id"]).head(SHOWN)
    rows = "".join(_source_row(source) for _, source in of.iterrows())
    st.markdown(f"### Sources ({len(whole):,})")
    st.caption(
        "Beside each address is a copy of the page in an archive: one that was looked at, or, not "
        "checked, the Wayback Machine's nearest to the day of printing. Nothing is fetched until "
        f"you follow it. {_located(current.collection)}"
    )
    # A link in Streamlit's grid, which is a picture, is reached by no key and read by no reader.
    st.html(
        '<div class="sm-scroll sm-long" tabindex="0" role="region" aria-label="Sources">'
        '<table class="sm-table"><tr><th>Source</th><th>Language</th><th>Kind</th><th>Note</th>'
        f"<th>Id</th></tr>{rows}</table></div>"
    )
    _tell_rest(len(whole), "sources")


def _located(collection: Collection) -> str:
    """How many of the claims that tolls rest on say where on the page they stand."""
    of = collection.claims[collection.claims["measure"].isin(CASUALTY_MEASURES)]
    located = int((of["locator"].astype(str) != "").sum())
    return (
        f"Of {len(of):,} claims about people killed or injured, {located:,} say in which paragraph "
        "or caption of the page they stand."
    )


def _source_row(source: pd.Series[Any]) -> Safe:
    kind = labels(SOURCE_KINDS).get(str(source["kind"]), str(source["kind"]))
    language = language_name(str(source["language"]))
    told = (language, kind, source["note"], source["source_id"])
    cells = "".join(f"<td>{safe(each)}</td>" for each in told)
    return join(f"<tr><td>{source_html(source)}</td>{cells}</tr>")


def show_claimants(current: Session) -> None:
    """Every claimant with its side, origin and rank."""
    whole = current.collection.claimants
    of = whole.sort_values(["rank", "claimant_id"]).head(SHOWN)
    table = pd.DataFrame(
        {
            "Claimant": of["name"].astype(str),
            "Kind": of["type"].astype(str).map(labels(CLAIMANT_TYPES)),
            "Side": of["side"].astype(str).map(labels(SIDES)),
            "Origin": _origins(of["origin"].astype(str)),
            "Rank": of["rank"],
            "Id": of["claimant_id"].astype(str),
        }
    )
    st.markdown(f"### Claimants ({len(whole):,})")
    st.dataframe(table, hide_index=True, width="stretch")
    _tell_rest(len(whole), "claimants")


def _origins(of: pd.Series[str]) -> list[str]:
    """An origin that several share by its id's words; of one that nobody shares, that it is so."""
    shared = of.duplicated(keep=False)
    return [
        "names nobody" if not each else each.replace("-", " ").capitalize() if is_shared else "own"
        for each, is_shared in zip(of, shared, strict=True)
    ]


def _tell_rest(count: int, what: str) -> None:
    """Where a table ends before its rows do, say so, and where all of them are."""
    if count > SHOWN:
        st.caption(f"The first {SHOWN:,} of {count:,} {what}; the Data Package holds all.")
