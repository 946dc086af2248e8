"""What the reader's map last reported of itself: where it looks, and what was done on it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from strikemap.cartography import Window
from strikemap.ui.session.state import Session

KEY = "map"
"""The key of the map's widget, under which Streamlit keeps its report."""


def said() -> dict[str, Any]:
    """What the map last reported; it may be of an earlier turn."""
    found = st.session_state.get(KEY)
    return found if isinstance(found, dict) else {}


def said_now(current: Session) -> dict[str, Any]:
    """What the map last reported of where it looks, where it has not been moved since."""
    found = said()
    return found if found.get("turn") == current.turn else {}


def window_of(report: dict[str, Any]) -> Window | None:
    """Where the map looked, in degrees, as *report* says; None where it does not."""
    bounds, zoom = report.get("bounds") or {}, report.get("zoom")
    corners = [bounds.get(name) or {} for name in ("_southWest", "_northEast")]
    south, west, north, east = (corner.get(axis) for corner in corners for axis in ("lat", "lng"))
    if None in (zoom, south, west, north, east):
        return None
    return Window(*(float(str(each)) for each in (south, west, north, east, zoom)))
