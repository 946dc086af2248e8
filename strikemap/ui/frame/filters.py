"""The filters that every page shares, in the sidebar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from strikemap import dates, evidence
from strikemap.cache import cached
from strikemap.filters.choices import (
    CASUALTIES,
    EVENTS,
    LISTS,
    TERRITORY_CHOICES,
    TEXT_LIMIT,
    known_codes,
    url_code,
)
from strikemap.geography import region_name
from strikemap.host.map_first import rest_of_page
from strikemap.languages import gettext as _
from strikemap.languages import language, marked, ngettext, pgettext
from strikemap.markup import Safe, as_written
from strikemap.model import Collection
from strikemap.translations import names_of_claimants
from strikemap.ui.elements.line import show_line
from strikemap.ui.frame.collection_choice import show_collection
from strikemap.ui.session.pages import NARROWED
from strikemap.ui.session.state import WIDGET, WIDGET_KEYS, Session, reset, widget_value
from strikemap.vocabularies import OF_WHOM, SIDES, TARGETS, WEAPONS, labels

_POPOVER, _LABEL, _DRAWN = "folded filters", "label of folded filters", "folded filters are drawn"
_SPOKEN = "language of folded filters"


def take_filters(current: Session) -> None:
    """
    Take over what the reader chose in the sidebar, before anything is drawn.

    A filter without a widget stays as it is: that nothing is drawn is no choice.  Nor is what the
    browser knew before: where a link or Reset has set another value since, and the run that was to
    draw it was ended by a newer one, the browser goes on sending the old one.
    """
    chosen: dict[str, Any] = {}
    is_adopted, current.is_adopted = current.is_adopted, False
    if is_adopted and not current.is_arriving:
        # It closed as the reader pressed Reset or went away; the word of it may have been lost, as
        # where the browser asks for another page in the same moment.
        st.session_state[_POPOVER] = False
    for key in WIDGET_KEYS:
        if WIDGET + key not in st.session_state or is_adopted:
            continue
        value = st.session_state[WIDGET + key]
        if key in current.known and value == current.known[key]:
            st.session_state[WIDGET + key] = widget_value(current, key)
        else:
            chosen[key] = current.known[key] = value
    changes: dict[str, Any] = {
        LISTS[key]: tuple(code for code in _options(current, key) if code in values)
        for key, values in chosen.items()
        if key in LISTS
    }
    if "q" in chosen:
        changes["text"] = str(chosen["q"] or "").strip()[:TEXT_LIMIT]
    if "territory" in chosen:
        changes["territory"] = chosen["territory"] or ""
    if "as_of" in chosen:
        changes["as_of"] = _day(str(chosen["as_of"] or ""))
    if "publishers" in chosen:
        changes["publishers"] = int(chosen["publishers"] or 1)
    current.narrow(**changes)


def sidebar(page: str) -> DeltaGenerator:
    """The sidebar with its heading alone, so that the page has its width from the start."""
    with st.sidebar:
        heading = _("Filters") if page in NARROWED else _("Collection")
        st.html(f'<h2 class="sm-sidebar">{heading}</h2>')
        return st.container()


def show_filters(current: Session, beside: DeltaGenerator, page: str) -> None:
    """
    Draw the filters into the sidebar; `take_filters` comes before.

    On a page that they do not narrow, the choice of a collection stands there alone.

    Drawn after the page: their widgets are a good part of what a first visit fetches and renders.
    """
    with rest_of_page(), beside:
        show_collection(current, page)
        if page not in NARROWED:
            return
        for key in WIDGET_KEYS:
            # A page without filters has let go of what their widgets held.
            if key not in FOLDED and WIDGET + key not in st.session_state:
                st.session_state[WIDGET + key] = widget_value(current, key)
        st.text_input(_("Search"), key=WIDGET + "q", placeholder=_("words, place or id"))
        for key, title, name in _MAIN:
            _show_list(current, key, _(title), name(current))
        territories = {"": _("Both, side by side"), **labels(TERRITORY_CHOICES)}
        # A box of this width would cut “occupied” from Ukraine, as it would a collection's title.
        st.radio(
            _("Territory"),
            list(territories),
            key=WIDGET + "territory",
            format_func=lambda code: territories[code],
        )
        _show_list(current, "casualties", _("Casualties"), labels(CASUALTIES).get)
        is_open = _show_folded(current)
        for key in WIDGET_KEYS:
            if is_open or key not in FOLDED:
                current.known[key] = widget_value(current, key)
        st.button(_("Reset"), on_click=reset, args=(current,), width="stretch")


def _show_folded(current: Session) -> bool:
    """
    The filters in the popover, whose button says how many of them are set; whether it is open.

    They are drawn only while it is open.  While it is closed they are on no screen and hear of no
    new value, but the browser would go on sending the value that each had before.
    """
    state = st.session_state
    if state.get(_SPOKEN) != language() or not state.get(_POPOVER):
        # Its label is a part of what Streamlit knows it by: another one would close it.
        state[_SPOKEN] = language()
        count = sum(widget_value(current, key) not in _UNSET for key in FOLDED)
        state[_LABEL] = (
            ngettext(
                "Whose word, of whom, how sure, as of when ({count} set)",
                "Whose word, of whom, how sure, as of when ({count} set)",
                count,
            )
            if count
            else _("Whose word, of whom, how sure, as of when")
        )
    popover = st.popover(state[_LABEL], width="stretch", key=_POPOVER, on_change="rerun")
    if not popover.open or not state.get(_DRAWN):
        # A widget that is drawn no more leaves behind what it was last given, not what it held.
        for key in FOLDED:
            state[WIDGET + key] = widget_value(current, key)
    state[_DRAWN] = popover.open
    if not popover.open:
        return False
    with popover:
        for key, title, name in _WORD:
            _show_list(current, key, _(title), name(current))
        _show_publishers(current)
        _show_as_of(current)
    return True


def _show_publishers(current: Session) -> None:
    """How many publishers must have printed a toll, at least, for it to count."""
    numbers = sorted({1, 2, 3, current.link.filters.publishers})
    st.radio(
        _("Tolls that count"),
        numbers,
        key=WIDGET + "publishers",
        format_func=_tolls_that_count,
        help=_(
            "A toll that one publisher alone printed counts, and is marked, unless you ask for "
            "more."
        ),
    )


def _tolls_that_count(publishers: int) -> str:
    if publishers == 1:
        return pgettext("tolls", "all")
    return ngettext(
        "printed by at least {count} publisher",
        "printed by at least {count} publishers",
        publishers,
    )


def _show_as_of(current: Session) -> None:
    """
    The day as of which tolls stand, to be typed.

    Streamlit's date input takes no typed day over with Enter or Tab, discards it with Escape, and
    raises where a link's day lies outside its bounds.
    """
    written = st.text_input(
        _("As published by"),
        key=WIDGET + "as_of",
        placeholder=_("YYYY-MM-DD"),
        max_chars=len("2023-05-31"),
        help=_("Tolls as they stood on that day."),
    )
    if written and _day(written) is None:
        told = _("“{written}” is no day; write it as 2023-05-31.", written=as_written(written))
        show_line(Safe(told))


def _day(written: str) -> date | None:
    try:
        return dates.day(written.strip())
    except ValueError:
        return None


def _show_list(current: Session, key: str, title: str, name: Callable[[str], str | None]) -> None:
    st.multiselect(
        title,
        _options(current, key),
        key=WIDGET + key,
        format_func=lambda code: name(code) or code,
        placeholder=_("All"),
    )


def _options(current: Session, key: str) -> list[str]:
    """The codes that occur in the collection, and those that a link asked for."""
    known = known_codes(current.collection)[key]
    column = {"event": "sub_event_type", "weapon": "weapon", "target": "target"}.get(key)
    if column is None:
        return list(known)
    present = set(_present(current.collection, column))
    if key == "event":
        present = {url_code(value) for value in present}
    asked = getattr(current.link.filters, LISTS[key])
    return [code for code in known if code in present or code in asked]


@cached
def _present(collection: Collection, column: str) -> tuple[str, ...]:
    return tuple(str(value) for value in collection.incidents[column].unique())


def _claimant_names(current: Session) -> Callable[[str], str | None]:
    return names_of_claimants(current.collection).get


_MAIN: tuple[tuple[str, str, Callable[[Session], Callable[[str], str | None]]], ...] = (
    ("event", marked("Event type"), lambda _current: labels(EVENTS).get),
    ("weapon", marked("Weapon"), lambda _current: labels(WEAPONS).get),
    ("target", marked("Target"), lambda _current: labels(TARGETS).get),
    ("region", marked("Region"), lambda _current: region_name),
)
_WORD: tuple[tuple[str, str, Callable[[Session], Callable[[str], str | None]]], ...] = (
    ("claimant", marked("Claimant"), _claimant_names),
    ("side", marked("Side"), lambda _current: labels(SIDES).get),
    ("who", marked("Who is counted"), lambda _current: labels(OF_WHOM).get),
    (
        "evidence",
        marked("Evidence of the event"),
        lambda _current: labels(evidence.EVENT_GRADES).get,
    ),
    (
        "responsibility",
        marked("Evidence of responsibility"),
        lambda _current: labels(evidence.RESPONSIBILITY_GRADES).get,
    ),
)
FOLDED = (*(key for key, *_rest in _WORD), "publishers", "as_of")
"""The filters that stand in the popover."""
_UNSET: tuple[Any, ...] = ([], "", 1)
"""What the widget of a filter holds that narrows nothing."""
