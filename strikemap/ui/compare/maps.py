"""Each side of a comparison on a map of its own: no symbol of one can hide one of the other."""

from __future__ import annotations

import numpy as np
import streamlit as st

from strikemap import cartography
from strikemap.cartography import MOST_BYTES
from strikemap.comparison.sides import names
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.markup import as_written
from strikemap.ui.elements.line import show_line
from strikemap.ui.elements.map_layer import show_layer
from strikemap.ui.session.state import Session

HEIGHT = 400


def show_maps(current: Session, one: InView, other: InView) -> None:
    """Both sides, each on its map; both maps look at the same part of the world."""
    corners = np.array([cartography.bounds(side.collection, side.rows) for side in (one, other)])
    fit = [corners[:, 0].min(axis=0).tolist(), corners[:, 1].max(axis=0).tolist()]
    maps = zip(st.columns(2), (one, other), names(one, other), ("one", "other"), strict=True)
    for column, side, label, key in maps:
        layer = cartography.incident_layer(side, maps=2)
        with column:
            show_line(as_written(label))
            show_layer(
                layer,
                key=f"compare map {key}",
                height=HEIGHT,
                fit=fit,
                basemap=current.link.basemap,
                turn=current.turn,
                most_bytes=MOST_BYTES // 2,
            )
            if layer.placeless:
                st.text(_("{count} without a point", count=layer.placeless))
