"""What is likely the same incident on both sides of a comparison, each pair to be looked at."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from strikemap.casualties.in_words import tolls_in_words
from strikemap.comparison.pairs import REGION_ALONE, Pair, pairs
from strikemap.in_view import InView
from strikemap.languages import decimal
from strikemap.languages import gettext as _
from strikemap.ui.elements.sortable import sortable
from strikemap.ui.incident.panel import days, panel
from strikemap.vocabularies import CASUALTY_MEASURES

PAGE = 50


def show_pairs(one: InView, other: InView) -> None:
    """The pairs as a table; a chosen one opens both records beside each other."""
    st.subheader(_("Likely the same incident in both"), anchor=False)
    listed = pairs(one, other)
    if listed.left_out:
        st.text(listed.left_out)
    if not listed.found:
        st.text(
            _("No pair was found by day, distance and kind. That does not say that there is none.")
        )
        return
    st.caption(
        _(
            "Certain: one record names the other, or it is the same record. Likely: days at most "
            "one apart, at most 10 km between named towns and 30 km where a point stands for a "
            "district, the same kind. Choose a row to look at both."
        )
    )
    pages = -(-len(listed.found) // PAGE)
    number = 1
    if pages > 1:
        label = _("Page (of {pages}, {count} pairs each)", pages=pages, count=PAGE)
        number = int(st.number_input(label, 1, pages, 1))
    found = listed.found[(number - 1) * PAGE : number * PAGE]
    key = abs(hash((one, other, number)))
    chosen = st.dataframe(
        table(one, other, found),
        key=f"pairs {key}",
        hide_index=True,
        width="stretch",
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
        _("How sure"): [_how_sure(p) for p in found],
        _("Days apart"): [p.days for p in found],
        _("Km apart"): [
            _(REGION_ALONE) if np.isnan(p.km) else decimal(float(p.km), 1) for p in found
        ],
    }
    for side, heads in zip((one, other), _heads(), strict=True):
        rows = np.array([p.one if side is one else p.other for p in found], dtype=np.int64)
        incidents = side.collection.incidents.iloc[rows]
        columns[heads[0]] = days(incidents)
        columns[heads[1]] = incidents["title"].to_numpy()
        for measure, head in zip(CASUALTY_MEASURES, heads[2:], strict=True):
            columns[head] = sortable(tolls_in_words(side.tolls(measure), rows))
    return pd.DataFrame(columns)


def _how_sure(pair: Pair) -> str:
    if pair.certain:
        return _("certain")
    return _("likely; {why}", why=_(pair.vague)) if pair.vague else _("likely")


def _heads() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The headings of each side's columns: days, incident, killed, injured."""
    return (
        (_("Days, first"), _("Incident, first"), _("Killed, first"), _("Injured, first")),
        (_("Days, second"), _("Incident, second"), _("Killed, second"), _("Injured, second")),
    )
