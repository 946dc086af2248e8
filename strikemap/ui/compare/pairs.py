"""What is likely the same incident on both sides of a comparison, each pair to be looked at."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from strikemap.casualties.in_words import tolls_in_words
from strikemap.comparison.pairs import Pair, pairs
from strikemap.in_view import InView
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.elements.sortable import sortable
from strikemap.ui.incident.panel import days, panel

PAGE = 50


def show_pairs(one: InView, other: InView) -> None:
    """The pairs as a table; a chosen one opens both records beside each other."""
    st.subheader("Likely the same incident in both", anchor=False)
    listed = pairs(one, other)
    if listed.left_out:
        st.text(listed.left_out)
    if not listed.found:
        st.text(
            "No pair was found by day, distance and kind. That does not say that there is none."
        )
        return
    st.caption(
        "Certain: one record names the other, or it is the same record. Likely: days at most one "
        "apart, at most 10 km between named towns and 30 km where a point stands for a district, "
        "the same kind. Choose a row to look at both."
    )
    pages = -(-len(listed.found) // PAGE)
    number = 1
    if pages > 1:
        number = int(st.number_input(f"Page (of {pages:,}, {PAGE} pairs each)", 1, pages, 1))
    found = listed.found[(number - 1) * PAGE : number * PAGE]
    key = abs(hash((one, other, number)))
    chosen = show_grid(
        table(one, other, found),
        key=f"pairs {key}",
        height=min(36 * (len(found) + 1) + 4, 330),
        on_select="rerun",
        selection_mode="single-row",
    )
    picked: Any = chosen["selection"]["rows"]
    if picked and picked[0] < len(found):
        pair = found[picked[0]]
        for column, side, row in zip(
            st.columns(2, gap="medium"), (one, other), (pair.one, pair.other), strict=True
        ):
            column.html(panel(side.collection, row, side.choice))


def table(one: InView, other: InView, found: tuple[Pair, ...]) -> pd.DataFrame:
    """A row a pair, as people read it.  Raw text."""
    columns: dict[str, Any] = {
        "How sure": [
            "certain" if p.certain else f"likely; {p.vague}" if p.vague else "likely" for p in found
        ],
        "Days apart": [p.days for p in found],
        "Km apart": ["region alone" if np.isnan(p.km) else f"{p.km:.1f}" for p in found],
    }
    for name, side in (("first", one), ("second", other)):
        rows = np.array([p.one if side is one else p.other for p in found], dtype=np.int64)
        incidents = side.collection.incidents.iloc[rows]
        columns[f"Days, {name}"] = days(incidents)
        columns[f"Incident, {name}"] = incidents["title"].to_numpy()
        for measure in ("killed", "injured"):
            of = side.tolls(measure)
            columns[f"{measure.capitalize()}, {name}"] = sortable(tolls_in_words(of, rows))
    return pd.DataFrame(columns)
