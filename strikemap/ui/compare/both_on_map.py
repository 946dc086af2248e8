"""One map with both sides of a comparison: the markers of the smaller one wear a ring."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from strikemap import cartography
from strikemap.cartography import AGGREGATE_FROM, MOST_BYTES, Layer
from strikemap.comparison import Side
from strikemap.markup import safe
from strikemap.ui.elements.map_layer import show_layer
from strikemap.ui.session.state import Session

HEIGHT = 400


def show_both(current: Session, one: Side, other: Side, labels: Sequence[str]) -> None:
    """Both sides on one map; where they are too many for its markers, each on its own."""
    if sum(len(side.rows) for side in (one, other)) >= AGGREGATE_FROM:
        _show_apart(current, (one, other), labels)
        return
    drawn = [
        cartography.incident_layer(side.collection, side.rows, side.filters)
        for side in (one, other)
    ]
    # Fewer rings hide less.
    order = [0, 1] if drawn[1].shown <= drawn[0].shown else [1, 0]
    (plain, ringed), said = (drawn[at] for at in order), [labels[at] for at in order]
    st.html(
        f'<p class="sm-inview">With a ring: {safe(said[1], limit=90)}. Without: '
        f"{safe(said[0], limit=90)}. All else as on the map’s page.</p>"
    )
    both = cartography.joined(plain.markers, ringed.markers, said)
    _show(current, Layer(both, None, len(both)), [one, other], "both", MOST_BYTES)
    if missing := sum(layer.placeless for layer in drawn):
        st.caption(f"{missing:,} incidents have no point.")


def _show_apart(current: Session, of: Sequence[Side], labels: Sequence[str]) -> None:
    """Each side on a map of its own."""
    st.caption("Too many incidents for one map; each side has its own.")
    maps = zip(st.columns(2), of, labels, ("one", "other"), strict=True)
    for column, side, label, key in maps:
        layer = cartography.incident_layer(side.collection, side.rows, side.filters, maps=2)
        with column:
            st.text(label)
            _show(current, layer, [side], key, MOST_BYTES // 2)


def _show(current: Session, layer: Layer, of: Sequence[Side], key: str, most_bytes: int) -> None:
    corners = np.array([cartography.bounds(side.collection, side.rows) for side in of])
    fit = [corners[:, 0].min(axis=0).tolist(), corners[:, 1].max(axis=0).tolist()]
    show_layer(
        layer,
        key=f"compare map {key}",
        height=HEIGHT,
        fit=fit,
        basemap=current.link.basemap,
        turn=current.turn,
        most_bytes=most_bytes,
    )
