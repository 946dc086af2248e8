"""One map with both sides of a comparison: the markers of the smaller one wear a ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from strikemap import cartography
from strikemap.cartography import REGION, SELECTED, Layer
from strikemap.comparison import Side
from strikemap.markup import safe
from strikemap.ui.layer import show_layer
from strikemap.ui.state import Session

HEIGHT = 400
_AT_FLAGS, _AT_ROW, _AT_PLACE = 4, 5, 6
"""Where a marker's row, as `cartography.incident_layer` makes it, holds what is changed here."""


def show_both(current: Session, one: Side, other: Side, labels: Sequence[str]) -> None:
    """Both sides on one map; where either is too many for markers, each on its own."""
    drawn = [
        cartography.incident_layer(side.collection, side.rows, side.filters)
        for side in (one, other)
    ]
    if any(layer.mode != "incidents" for layer in drawn):
        st.caption("Too many incidents for one map; each side has its own.")
        for column, side, layer, label, key in zip(
            st.columns(2), (one, other), drawn, labels, ("one", "other"), strict=True
        ):
            with column:
                st.text(label)
                _show(current, layer, [side], key)
        return
    # Fewer rings hide less.
    order = [0, 1] if drawn[1].shown <= drawn[0].shown else [1, 0]
    (plain, ringed), said = (drawn[at] for at in order), [labels[at] for at in order]
    st.caption(
        f"With a ring: {safe(said[1], limit=90)}. Without: {safe(said[0], limit=90)}. "
        "All else as on the map’s page."
    )
    _show(current, joined(plain, ringed, said), [one, other], "both")
    if missing := sum(layer.placeless for layer in drawn):
        st.caption(f"{missing:,} incidents have no point.")


def joined(one: Layer, other: Layer, labels: Sequence[str]) -> Layer:
    """Both layers as one, *other* ringed; what lies at one point is laid out around it."""
    shift = 1 + max([int(row[_AT_ROW]) for row in one.rows], default=0)
    rows = [list(row) for row in one.rows]
    for row in other.rows:
        ringed = list(row)
        ringed[_AT_FLAGS] |= SELECTED
        ringed[_AT_ROW] += shift
        rows.append(ringed)
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        point = (row[0], row[1], bool(row[_AT_FLAGS] & REGION))
        row[_AT_PLACE] = seen.setdefault(point, 0)
        seen[point] += 1
    said = {at: f"{text}<br>{safe(labels[0], limit=60)}" for at, text in one.labels.items()}
    said |= {
        at + shift: f"{text}<br>{safe(labels[1], limit=60)}" for at, text in other.labels.items()
    }
    return replace(one, rows=rows, labels=said, shown=one.shown + other.shown)


def _show(current: Session, layer: Layer, of: Sequence[Side], key: str) -> None:
    corners = np.array([cartography.bounds(side.collection, side.rows) for side in of])
    fit = [corners[:, 0].min(axis=0).tolist(), corners[:, 1].max(axis=0).tolist()]
    show_layer(
        layer,
        key=f"compare map {key}",
        height=HEIGHT,
        fit=fit,
        basemap=current.link.basemap,
        turn=current.turn,
    )
