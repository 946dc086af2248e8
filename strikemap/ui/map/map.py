"""The map in its iframe, which is mounted once and then only drawn on, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from strikemap import cartography
from strikemap.cartography import AGGREGATE_FROM, Layer, RegionSums
from strikemap.filters.choices import known_codes
from strikemap.host.map_first import give_head_start, map_of_page, rest_of_page
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.languages import language, ngettext
from strikemap.links import BASEMAPS, LAYERS, View
from strikemap.markup import safe
from strikemap.ui.elements.copy_link import show_copy_link
from strikemap.ui.elements.map_layer import ready_layer
from strikemap.ui.figures.totals import show_totals_makeup
from strikemap.ui.frame.header import in_view
from strikemap.ui.frame.timeline import show_timeline
from strikemap.ui.map.incident_list import opened_rows, show_beside
from strikemap.ui.map.reported import KEY, said, said_now, window_of
from strikemap.ui.map.tour import show_tour
from strikemap.ui.session.days_at_rest import MOVING_PART
from strikemap.ui.session.map_state import Opened, Ready
from strikemap.ui.session.state import Session, seed_widgets, write_url
from strikemap.ui.session.tab_title import show_title

HEIGHT = 480
"""Pixels before the style sheet gives the map its share of the window."""


@st.fragment(key=MOVING_PART)
def show_map_and_panel(current: Session) -> None:
    """The timeline, the map and, beside it, the incident or the list that the reader opened."""
    is_alone = current.ready is None
    if is_alone and current.is_answer and not current.is_moving:
        st.rerun()  # days at rest change more than this part of the page
    current.standing.is_passing = is_alone and current.is_answer
    try:
        with map_of_page():
            if is_alone:
                prepare(current)
            _show_all(current)
    finally:
        current.ready, current.standing.is_passing = None, False
    show_title(current)
    write_url(current)


def _show_all(current: Session) -> None:
    timeline = st.container(key="timeline")
    if not current.is_arriving:
        _show_timeline(current, timeline)
    with st.container(key="map-and-panel"):
        on_map = st.container(key="map-place")
        with st.container(key="side"):
            beside = st.container(key="beside", height=HEIGHT, border=False)
            actions = st.container(key="actions", horizontal=True, gap="small")
    is_there = current.ready is not None and current.ready.is_there
    with on_map:
        show_map(current)
    if not is_there:
        give_head_start(on_arrival=current.is_arriving)
    with rest_of_page():
        with beside:
            words = current.standing.words("in view", lambda: in_view(current))
            st.html(f'<div id="sm-after-map"></div>{words}')
            show_beside(current)
        with actions:
            show_totals_makeup(current)
            show_copy_link(current)
            # A tour's stops are views of today's version.
            if not current.link.tour and not current.is_old:
                show_tour(current)
        if current.is_arriving:
            _show_timeline(current, timeline)


def _show_timeline(current: Session, place: DeltaGenerator) -> None:
    with place:
        show_timeline(current, on_map=True)


def prepare(current: Session, *, has_controls: bool = True) -> None:
    """
    Make the map ready before anything of the page is sent.

    Streamlit's browser side renders what has come every 10 ms: what is sent while the map is
    still being worked out would be rendered, all widgets with it, before the map.
    """
    if _take_act(current):
        # The filters changed: what stands around the map follows.
        st.rerun()
    _take_view(current)
    layer, regions = _layer(current)
    opened = current.opened
    # A cell that is on the map no more can't be the opened one.
    if opened and opened.cell and (layer.cells is None or layer.cells.scale != opened.cell[2]):
        current.opened = None
    opened_rows(current)
    draw = ready_layer(
        layer,
        view=current.aim,
        fit=cartography.whole_bounds(current.collection),
        basemap=current.link.basemap,
        turn=current.turn,
        visit=current.visit,
        answered=current.answered if has_controls else None,
        held=current.held_now.layer,
        heard=said_now(current).get("report", 0),
        regions=regions,
        has_controls=has_controls,
    )
    is_there = current.is_answer and not layer.is_windowed and regions is None
    current.ready = Ready(draw, layer.placeless, is_there)


def _layer(current: Session) -> tuple[Layer, RegionSums | None]:
    """What to draw: of few incidents those of all days, so that the browser can move the days."""
    view = current.in_view
    all_days = InView(view.collection, replace(view.filters, dates=None))
    is_few = len(all_days.rows) < AGGREGATE_FROM
    if is_few:
        layer = cartography.incident_layer(all_days, selected=current.selected, span=view.span)
    else:
        window, chosen = window_of(said_now(current)), current.selected
        # Days that come to rest have mostly been asked for while they moved.
        layer = current.standing.while_moving(
            (view, window, chosen, language()),
            lambda: cartography.large_layer(view, window=window, selected=chosen),
            is_moving=current.is_moving,
        )
    by = cartography.shaded_by(current.link.layer)
    return layer, cartography.region_sums(view, by) if by else None


def show_map(current: Session, *, height: int = HEIGHT) -> None:
    """The map alone."""
    if current.ready is None:
        prepare(current, has_controls=False)
    words = safe(_("Skip the map"))
    st.html(f'<a class="sm-skip" href="#sm-after-map" target="_self">{words}</a>')
    ready, current.ready = current.ready, None
    assert ready is not None
    ready.draw(key=KEY, height=height)
    if ready.placeless:
        st.caption(
            ngettext(
                "{count} incident without a point; the table holds them.",
                "{count} incidents without a point; the table holds them.",
                ready.placeless,
            )
        )


def _take_view(current: Session) -> None:
    """Take over where the map says that it looks, where the reader has moved it since `aim`."""
    report = said_now(current)
    centre, zoom = report.get("center"), report.get("zoom")
    if report.get("moved") and centre and zoom is not None:
        view = View(round(centre["lat"], 4), round(centre["lng"], 4), zoom)
        current.link = replace(current.link, view=view)


def _take_act(current: Session) -> bool:
    """Take over what the reader last did on the map; whether it changed the filters."""
    report = said()
    number, act = report.get("acts"), report.get("act")
    if not isinstance(number, int) or number == current.acts:
        return False
    current.acts = number
    # What a page did before its server was started anew stands in the address, or is over.
    if current.is_arriving or not isinstance(act, dict):
        return False
    kind = act.get("kind")
    if kind == "incident":
        _choose(current, act.get("position"))
    elif kind in ("incidents", "cell", "alone"):
        current.opened = _opened(current, act)
        current.link = replace(current.link, incident="")
    elif kind == "layer" and act.get("layer") in LAYERS:
        current.link = replace(current.link, layer=str(act["layer"]))
    elif kind == "basemap" and act.get("basemap") in BASEMAPS:
        current.link = replace(current.link, basemap=str(act["basemap"]))
    elif kind == "whole":
        current.link = replace(current.link, view=None)
    elif kind == "region":
        return _narrow_to(current, str(act.get("code")))
    return False


def _choose(current: Session, position: object) -> None:
    if type(position) is int and 0 <= position < len(current.collection.incidents):
        chosen = str(current.collection.incidents["incident_id"].iloc[position])
        current.link = replace(current.link, incident=chosen)
        current.opened = None


def _opened(current: Session, act: dict[str, Any]) -> Opened | None:
    cell, positions, region = (act.get(name) for name in ("cell", "positions", "region"))
    if isinstance(cell, list) and 4 <= len(cell) <= 2 * cartography.MOST_CELLS + 2:
        if all(isinstance(part, int | float) for part in cell):
            return Opened(cell=tuple(float(part) for part in cell))
    elif isinstance(positions, list):
        size = len(current.collection.incidents)
        return Opened(tuple(at for at in positions if type(at) is int and 0 <= at < size))
    elif isinstance(region, str):
        return Opened(region=(region, act.get("occupied") is True))
    return None


def _narrow_to(current: Session, code: str) -> bool:
    """Narrow the view to a region that was pressed; to all of them where it was alone already."""
    if code not in known_codes(current.collection)["region"]:
        return False
    alone = current.link.filters.regions == (code,)
    current.narrow(regions=() if alone else (code,))
    seed_widgets(current)
    return True
