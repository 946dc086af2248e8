"""The map in its iframe, which is mounted once and then only drawn on, and the panel beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from strikemap import cartography
from strikemap.cartography import Window
from strikemap.host.map_first import give_head_start, rest_of_page
from strikemap.links import View
from strikemap.ui.elements.map_layer import ready_layer
from strikemap.ui.map.incident_list import show_beside
from strikemap.ui.session.state import BASEMAP_KEY, Ready, Session, write_url

HEIGHT = 415
_KEY = "map"
RETURNED = ("last_active_drawing", "last_object_clicked_count", "zoom", "center", "bounds")
_BASEMAPS = {"boundaries": "Borders (offline)", "osm": "OpenStreetMap"}


@st.fragment
def show_map_and_panel(current: Session, *, height: int = HEIGHT) -> None:
    """The map and, beside it, the incident or the cell that the reader clicked."""
    if current.ready is None:
        prepare(current)
    on_map, beside = st.columns([2.1, 1], gap="medium")
    with on_map:
        show_map(current, height=height)
    give_head_start(on_arrival=current.is_arriving)
    with rest_of_page():
        with on_map:
            _show_basemap_switch(current)
        with beside, st.container(height=height + 42, border=False, key="beside"):
            show_beside(current)
    write_url(current)


def prepare(current: Session) -> None:
    """
    Make the map ready before anything of the page is sent.

    Streamlit's browser side renders what has come every 10 ms: what is sent while the map is
    still being worked out would be rendered, all widgets with it, before the map.
    """
    _take_click(current)
    _take_view(current)
    layer = cartography.incident_layer(
        current.collection,
        current.rows,
        current.link.filters,
        window=_window(current),
        selected=current.selected,
    )
    # A cell that is on the map no more can't be the chosen one.
    if current.cell and (layer.cells is None or layer.cells.scale != current.cell[-1]):
        current.cell = None
    draw = ready_layer(
        layer,
        view=current.aim,
        fit=cartography.whole_bounds(current.collection),
        basemap=current.link.basemap,
        turn=current.turn,
        heard=_said_now(current).get("report", 0),
    )
    current.ready = Ready(draw, layer.placeless)


def show_map(current: Session, *, height: int = HEIGHT) -> None:
    """The map alone."""
    if current.ready is None:
        prepare(current)
    ready, current.ready = current.ready, None
    assert ready is not None
    ready.draw(key=_KEY, height=height, returned=RETURNED)
    if ready.placeless:
        st.caption(f"{ready.placeless:,} incidents in view have no point; the table holds them.")


def _said() -> dict[str, Any]:
    """What the map last reported; it may be of an earlier turn."""
    said = st.session_state.get(_KEY)
    return said if isinstance(said, dict) else {}


def _said_now(current: Session) -> dict[str, Any]:
    """What the map last reported of where it looks, where it has not been moved since."""
    said = _said()
    return said if said.get("turn") == current.turn else {}


def _window(current: Session) -> Window | None:
    said = _said_now(current)
    bounds, zoom = said.get("bounds") or {}, said.get("zoom")
    corners = [bounds.get(name) or {} for name in ("_southWest", "_northEast")]
    south, west, north, east = (corner.get(axis) for corner in corners for axis in ("lat", "lng"))
    if None in (zoom, south, west, north, east):
        return None
    return Window(*(float(str(each)) for each in (south, west, north, east, zoom)))


def _take_view(current: Session) -> None:
    """Take over where the map says that it looks, where the reader has moved it since `aim`."""
    said = _said_now(current)
    centre, zoom = said.get("center"), said.get("zoom")
    if said.get("moved") and centre and zoom is not None:
        view = View(round(centre["lat"], 4), round(centre["lng"], 4), zoom)
        current.link = replace(current.link, view=view)


def _take_click(current: Session) -> None:
    said = _said()
    clicks = said.get("last_object_clicked_count")
    if clicks == current.clicks:
        return
    current.clicks = clicks
    properties = (said.get("last_active_drawing") or {}).get("properties") or {}
    index, cell = properties.get("i"), properties.get("cell")
    if isinstance(index, int) and 0 <= index < len(current.collection.incidents):
        chosen = str(current.collection.incidents["incident_id"].iloc[index])
        current.link = replace(current.link, incident=chosen)
        current.cell = None
    elif isinstance(cell, list) and len(cell) == 3:
        current.cell, current.cell_page = tuple(float(part) for part in cell), 0
        current.link = replace(current.link, incident="")


def _show_basemap_switch(current: Session) -> None:
    options = list(_BASEMAPS)
    st.session_state.setdefault(BASEMAP_KEY, current.link.basemap)
    chosen = st.segmented_control(
        "Basemap",
        options,
        key=BASEMAP_KEY,
        format_func=_BASEMAPS.__getitem__,
        label_visibility="collapsed",
    )
    if chosen and chosen != current.link.basemap:
        current.link = replace(current.link, basemap=chosen)
        write_url(current)
        st.rerun(scope="fragment")
