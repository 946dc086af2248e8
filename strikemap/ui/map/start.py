"""The start page's parts in the order in which they are sent: the map first, then the rest."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from strikemap.host.map_first import map_of_page, rest_of_page
from strikemap.ui.figures.totals import groups, totals_html
from strikemap.ui.frame.header import show_header
from strikemap.ui.map.map import prepare, show_map_and_panel
from strikemap.ui.map.tour import show_tour
from strikemap.ui.session.days_at_rest import ALL_OF_IT
from strikemap.ui.session.state import Session, write_url

ROOM_FOR_TIMELINE = '<div class="sm-room"></div>'
"""What keeps the timeline's place until it is there, which would push the map down."""


@st.fragment(key=ALL_OF_IT)
def show_start(current: Session) -> None:
    """
    Everything that moves with the dates.

    The map is made ready before anything is sent.  The totals and the timeline's answer, by which
    they count as right, are few messages and go along with it; the rest follows into its place.
    On arrival the header comes before the map, and the controls last.

    While days move only the part with timeline and map is run: the others are dim until they rest.
    """
    with map_of_page():
        _show_all(current)
    write_url(current)


def _show_all(current: Session) -> None:
    prepare(current)
    try:
        head, totals = st.container(key="head"), st.container(key="totals-in-view")
        if current.is_arriving:
            _show_head(current, head)
        totals.html(totals_html(current.in_view, groups(current.in_view)))
        if current.is_arriving:
            totals.html(ROOM_FOR_TIMELINE)
        show_map_and_panel(current)
    finally:
        # A run that a newer one ends before the map is sent leaves no map of its own to it.
        current.ready = None
    if not current.is_arriving:
        with rest_of_page():
            _show_head(current, head)


def _show_head(current: Session, place: DeltaGenerator) -> None:
    """In *place* what stands over the totals: the header, a tour's stop."""
    with place:
        show_header(current)
        if current.link.tour:
            show_tour(current)
