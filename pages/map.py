"""The start page: totals, timeline and map of the present view."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from strikemap.host.map_first import rest_of_page
from strikemap.ui.elements.copy_link import show_copy_link
from strikemap.ui.elements.style import ROOM_FOR_TIMELINE
from strikemap.ui.figures.totals import groups, show_totals_makeup, totals_html
from strikemap.ui.frame.bars import show_bars
from strikemap.ui.frame.header import in_view, show_header
from strikemap.ui.frame.timeline import advance, show_controls, show_slider, take_dates
from strikemap.ui.map.embed import show_embedded
from strikemap.ui.map.map import prepare, show_map_and_panel
from strikemap.ui.map.tour import show_tour
from strikemap.ui.session.state import Session, session, write_url

SECONDS_A_STEP = 0.8


def show(current: Session, is_ticking: bool) -> None:
    """
    Everything that moves with the dates.

    The map is made ready and sent first, since readers look there; the rest follows into its place.
    On arrival what is in view is told in figures along with it, and the controls come last.
    """
    if is_ticking and current.is_playing and not advance(current):
        current.is_playing = False
    if current.is_playing != is_ticking:
        # Whether a fragment runs by itself is settled by the run of the whole page.
        st.rerun()
    take_dates(current)
    prepare(current)
    try:
        head, timeline = st.container(), st.container(key="timeline")
        if current.is_arriving:
            show_head(current, head)
            head.html(ROOM_FOR_TIMELINE)
        show_map_and_panel(current)
    finally:
        # A run that a newer one ends before the map is sent leaves no map of its own to it.
        current.ready = None
    with rest_of_page(), timeline:
        if not current.is_arriving:
            show_head(current, head)
        show_bars(current)
        show_slider(current)
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key="controls"
        ):
            show_controls(current)
            show_totals_makeup(current)
            show_copy_link(current)
            if not current.link.tour:
                show_tour(current)
    write_url(current)


def show_head(current: Session, place: DeltaGenerator) -> None:
    """In *place* what stands over the timeline: the header, a tour's stop, what is in view."""
    with place:
        show_header(current)
        if current.link.tour:
            show_tour(current)
        st.html(in_view(current) + totals_html(current, groups(current)))


page = session()
if st.context.is_embedded:
    show_embedded(page)
    st.stop()
st.fragment(show, run_every=SECONDS_A_STEP if page.is_playing else None)(page, page.is_playing)
