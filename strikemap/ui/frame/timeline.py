"""The timeline: bars and slider in one, played and stepped through in the browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from strikemap import dates
from strikemap.cartography import KINDS
from strikemap.filters.rows import span_of
from strikemap.home import HOME
from strikemap.host.static_address import PLAIN, static_address
from strikemap.languages import gettext as _
from strikemap.languages import language
from strikemap.ui.elements.style import is_dark
from strikemap.ui.frame.bars import bars
from strikemap.ui.frame.timeline_words import timeline_words
from strikemap.ui.session.map_state import Held
from strikemap.ui.session.state import Session

KEY = "dates"
SCRIPTS = HOME / "static" / "timeline"
SPEAKING = "../map/speaking.js"
"""What the timeline shares with the map, seen from its scripts."""
MOST_NUMBER = 2**53
"""Above which a browser's whole numbers are no longer exact."""
_PATTERNS = ("diagonal", "plain", "across", "back", "upright", "dots", "bands")
"""A pattern for each of `KINDS`, so that no bar is told by its colour alone."""
_LOADER = """
/* Where the address does not name the files' version they are asked for anew at each visit, at the
   cost of a few bytes where nothing has changed: a browser would else guess how long a file is good
   for, and mix an old one with a new one. */
const at = new URL("ADDRESStimeline/", document.baseURI);
const fresh = Promise.all(NAMES.map((name) => fetch(new URL(name, at), { cache: "KEPT" })));
let mount; // kept, since to import what is there already takes its turn behind all that is drawn
export default async (component) => {
  await fresh;
  mount ??= (await import(new URL("timeline.js", at))).default;
  return mount(component);
};
"""
_ROOM = """
<style>.room { height: 64px } @media (max-width: 640px) { .room { height: 110px } }</style>
<div class="room"></div>
"""
"""As high before the scripts are there as with them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What the timeline asks for: days, the number of the question, the server's last turn that it
    had heard of then, and whether the days rest.

    While they move, as under a reader's finger, no address is written.  `held` says what the page
    holds already.
    """

    number: int
    turn: int
    dates: tuple[date, date]
    is_resting: bool
    held: Held = Held()


def asked(value: object, first: date, last: date) -> Asked:
    """
    Read what a browser sent for a collection of the days *first* to *last*.

    Days beyond them are cut.

    Raises:
        ValueError: it is not what the timeline sends.
    """
    if not isinstance(value, Mapping):
        raise ValueError("no object")
    number, turn, is_resting = (value.get(name) for name in ("number", "turn", "resting"))
    ends = value.get("first"), value.get("last")
    if type(number) is not int or type(turn) is not int or not 0 <= number <= MOST_NUMBER:
        raise ValueError("no number")
    if not isinstance(is_resting, bool):
        raise ValueError("neither resting nor moving")
    start, end = (dates.day(each) for each in ends if isinstance(each, str))
    start, end = max(start, first), min(end, last)
    if start > end:
        raise ValueError("no days")
    stamps = (value.get(name) for name in ("bars", "layer"))
    held = Held(*(each if isinstance(each, str) else "" for each in stamps))
    return Asked(number, turn, (start, end), is_resting, held)


def take_dates(current: Session) -> None:
    """
    Take over the days that the timeline asks for.

    Not where a newer question has been answered, or where a link or a reset has set other days
    since: that was on its way when this was asked.
    """
    whole = span_of(current.collection)
    try:
        wanted = asked(st.session_state[KEY].get("span"), *whole)
    except ValueError:
        current.turn += 1  # so that the timeline shows again what is in view
        return
    if wanted.number <= current.answered:
        return
    current.answered, current.held = wanted.number, wanted.held
    is_heard = wanted.turn == current.turn
    current.is_moving = is_heard and not wanted.is_resting
    if is_heard:
        current.narrow(dates=None if wanted.dates == whole else wanted.dates)


def show_timeline(current: Session, *, on_map: bool = False) -> None:
    """
    Bars of all days, and on them the days that are chosen.

    *on_map*, the page's map follows in the browser, and play and step are there too.
    """
    first, last = span_of(current.collection)
    if first == last:
        st.caption(_("All incidents are of {day}.", day=dates.in_words(first, last)))
        return
    found = bars(current.in_view)
    dark = is_dark()
    stamp = f"{found['stamp']} {language()} {'dark' if dark else 'light'}"
    is_held = current.held_now.bars == stamp
    # A link's days may lie outside the collection.
    chosen = [min(max(day, first), last) for day in current.link.filters.dates or (first, last)]
    current.told = current.answered
    _component()(
        key=KEY,
        data={
            "stamp": stamp,
            "drawn": None if is_held else _drawn(found, is_dark=dark),
            "first": first.isoformat(),
            "days": (last - first).days + 1,
            "on_map": on_map,
            "chosen": [day.isoformat() for day in chosen],
            "visit": current.visit,
            "turn": current.turn,
            "answered": current.answered,
            "in_view": current.in_view.count,
            "whole": not current.standing.is_passing,
        },
        on_span_change=partial(take_dates, current),
    )


def _drawn(found: dict[str, Any], *, is_dark: bool) -> dict[str, Any]:
    """What a page that does not hold the bars is sent, of the bars that were *found*."""
    kinds = [
        {"label": look.label, "colour": look.dark if is_dark else look.colour, "pattern": pattern}
        for look, pattern in zip(KINDS, _PATTERNS, strict=True)
    ]
    drawn = {name: each for name, each in found.items() if name != "stamp"}
    return {**drawn, "kinds": kinds, "language": language(), "words": timeline_words()}


@st.cache_resource
def _component() -> Any:
    names = json.dumps([*sorted(path.name for path in SCRIPTS.iterdir()), SPEAKING])
    address = static_address()
    loader = _LOADER.replace("NAMES", names).replace("ADDRESS", address)
    kept = "no-cache" if address == PLAIN else "default"
    return st.components.v2.component(
        "strikemap_timeline", html=_ROOM, js=loader.replace("KEPT", kept)
    )
