"""What the browser's tab is called: after its page, or after the incident that is chosen on it."""

from __future__ import annotations

import streamlit as st

from strikemap.host.page_list import PAGES, SITE, of_incident
from strikemap.languages import gettext as _
from strikemap.translations import said_at
from strikemap.ui.session.state import Session

_KEY = "tab title"
_OF_ONE = ("", "incident")
"""The map and an incident's own page: which incident is chosen there is known in each run."""


def last_title() -> str:
    """The tab's title until it is known what this run shows.  Raw text."""
    return str(st.session_state.get(_KEY) or _(SITE))


def show_title(current: Session) -> None:
    """
    Call the tab what the page's head was called, but for the filters.

    These change without a run of the whole page, as days do while they are dragged: a title would
    say those of before.  An incident is chosen by a run of what stands around the map, which calls
    this too.
    """
    page = next(each for each in PAGES if each.address == current.page)
    title = page.titled(_(SITE))
    if current.page in _OF_ONE and current.selected >= 0:
        title = of_incident(said_at(current.collection, "incidents", "title", current.selected))
    if title != last_title():
        st.set_page_config(title)
    st.session_state[_KEY] = title
