"""What a figure is made of: the incidents and claims that it sums, and what was left out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from strikemap.casualties.in_words import number_first, number_in_words
from strikemap.casualties.standing import PEOPLE, standing, visible
from strikemap.casualties.tolls import Tolls
from strikemap.casualties.totals import Total
from strikemap.languages import gettext as _
from strikemap.languages import ngettext
from strikemap.translations import said
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.elements.sortable import sortable
from strikemap.ui.incident.panel import days
from strikemap.ui.session.state import Session
from strikemap.vocabularies import CASUALTY_MEASURES, MEASURES, TERRITORIES, labels

SHOWN = 500


def show_makeup_button(
    current: Session, label: str, rows: npt.NDArray[np.int64], *, key: str
) -> None:
    """A button that opens the make-up of the killed and injured at *rows*."""
    if st.button(label, key=f"makeup {key}", type="tertiary"):
        titled = st.dialog(_("What makes up these numbers"), width="large")
        titled(_show_both)(current, rows)


def _show_both(current: Session, rows: npt.NDArray[np.int64]) -> None:
    names = [labels(MEASURES)[measure] for measure in CASUALTY_MEASURES]
    for tab, measure in zip(st.tabs(names), CASUALTY_MEASURES, strict=True):
        with tab:
            show_makeup(current, measure, rows)


def show_makeup(current: Session, measure: str, rows: npt.NDArray[np.int64]) -> None:
    """
    The sum, the claims behind it, the incidents that are unknown, and the claims left out.

    The territories have a sum each, and are added only where the reader has joined them.
    """
    view = current.in_view
    of = view.tolls(measure)
    for part in view.apart(rows):
        if len(part.rows):
            st.text(f"{part.label}. {sum_in_words(measure, view.total(measure, part.rows))}")
    st.caption(
        _("The ends are sums of the least and of the most claimed, not a confidence interval.")
    )
    known_first = rows[np.argsort(~of.known[rows], kind="stable")]
    show_grid(incident_table(current, measure, known_first[:SHOWN]))
    if len(rows) > SHOWN:
        st.caption(
            ngettext(
                "The first {shown} of {count} incident; the export holds all.",
                "The first {shown} of {count} incidents; the export holds all.",
                len(rows),
                shown=SHOWN,
            )
        )
    left = left_out(current, measure, rows)
    heading = ngettext("Left out: {count} claim", "Left out: {count} claims", len(left))
    st.markdown(f"**{heading}**")
    if len(left):
        show_grid(left.head(SHOWN))


def sum_in_words(measure: str, whole: Total) -> str:
    """A sum with its headline figure, over how many incidents it goes and what it leaves out."""
    return ngettext(
        "{measure}: {range} (headline {headline}) over {count} incident; unknown for {unknown}; "
        "zero stated for {zero}; {up_to} given as “up to” and counted as 0 in the headline.",
        "{measure}: {range} (headline {headline}) over {count} incidents; unknown for {unknown}; "
        "zero stated for {zero}; {up_to} given as “up to” and counted as 0 in the headline.",
        whole.known,
        measure=labels(MEASURES)[measure],
        range=number_in_words(whole.low, whole.high) if whole.known else _("not reported"),
        headline=whole.headline,
        unknown=whole.unknown,
        zero=whole.zero,
        up_to=whole.up_to,
    )


def incident_table(current: Session, measure: str, rows: npt.NDArray[np.int64]) -> pd.DataFrame:
    """A row an incident: its range, its headline figure and who gave it.  Raw text."""
    collection = current.collection
    of = current.in_view.tolls(measure)
    incidents = collection.incidents.iloc[rows]
    names, who = said(collection, "claimants", "name"), collection.claims["claimant"].to_numpy()
    return pd.DataFrame(
        {
            _("Incident"): said(collection, "incidents", "title").to_numpy()[rows],
            _("Days"): days(incidents),
            _("Range"): sortable(
                [
                    number_in_words(int(of.low[r]), None if of.is_open[r] else int(of.high[r]))
                    if of.known[r]
                    else _("unknown")
                    for r in rows
                ]
            ),
            _("Headline"): sortable([_headline(of, r) for r in rows]),
            _("According to"): [
                str(names.iloc[who[of.claim[r]]]) if of.claim[r] >= 0 else "" for r in rows
            ],
            _("Territory"): [labels(TERRITORIES)[str(code)] for code in incidents["territory"]],
            _("Id"): incidents["incident_id"].to_numpy(),
        }
    )


def _headline(of: Tolls, row: int) -> str:
    """The headline figure with its bound behind it, so that the number comes first."""
    if not of.known[row]:
        return _("unknown")
    return number_first(int(of.headline[row]), int(of.bound[row]), int(of.most[row]))


def left_out(current: Session, measure: str, rows: npt.NDArray[np.int64]) -> pd.DataFrame:
    """The claims on these incidents that do not enter the sum, and why.  Raw text."""
    collection, choice = current.collection, current.in_view.choice
    claims = collection.claims
    here = np.isin(claims["incident"].to_numpy(), rows) & (claims["measure"] == measure).to_numpy()
    seen, stands = visible(collection, choice), standing(collection, choice)
    people = (claims["subject"] == PEOPLE).to_numpy()
    numbered = (claims["value_min"].notna() | claims["value_max"].notna()).to_numpy()
    why = np.select(
        [~seen, ~people, ~stands, ~numbered],
        [
            _("not chosen, or published later"),
            _("counts a part of the people, not all"),
            _("superseded by a later claim"),
            _("gives no number"),
        ],
        "",
    )
    out = np.flatnonzero(here & (why != ""))
    return pd.DataFrame(
        {
            _("Claim"): said(collection, "claims", "statement").to_numpy()[out],
            _("Why left out"): why[out],
            _("Subject"): claims["subject"].astype(str).str.replace("_", " ").to_numpy()[out],
            _("According to"): said(collection, "claimants", "name").to_numpy()[
                claims["claimant"].to_numpy()[out]
            ],
            _("Id"): claims["claim_id"].to_numpy()[out],
        }
    )
