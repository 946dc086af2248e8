"""What a figure is made of: the incidents and claims that it sums, and what was left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from strikemap.casualties.claimants import speakers_in_words
from strikemap.casualties.counted import counted_claims, publishers_of, speaks_of
from strikemap.casualties.in_words import (
    number_first,
    number_in_words,
    of_whom_in_words,
)
from strikemap.casualties.standing import NO_ACCOUNT, claim_facts, standing, visible
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.casualties.totals import Total, total
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.languages import marked, ngettext
from strikemap.subjects import subject_in_words
from strikemap.translations import said
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.elements.sortable import sortable
from strikemap.ui.incident.panel import days
from strikemap.vocabularies import ATTACKERS, CASUALTY_MEASURES, MEASURES, TERRITORIES, labels

SHOWN = 500
OF_ATTACKERS = marked("counts those who attacked, not those who were struck")


def show_makeup_button(view: InView, label: str, *, key: str) -> None:
    """A button that opens the make-up of the killed and injured in view, found once pressed."""
    if st.button(label, key=f"makeup {key}", type="tertiary"):
        titled = st.dialog(_("What makes up these numbers"), width="large")
        titled(_show_both)(view)


def _show_both(view: InView) -> None:
    names = [labels(MEASURES)[measure] for measure in CASUALTY_MEASURES]
    for tab, measure in zip(st.tabs(names), CASUALTY_MEASURES, strict=True):
        with tab:
            show_makeup(view, measure, view.rows)


def show_makeup(view: InView, measure: str, rows: npt.NDArray[np.int64]) -> None:
    """
    The sum, the claims behind it, the incidents that are unknown, and the claims left out.

    The territories have a sum each, and are added only where the reader has joined them.
    """
    of = view.tolls(measure)
    for part in view.apart(rows):
        if len(part.rows):
            st.text(f"{part.label}. {sum_in_words(measure, view.total(measure, part.rows))}")
            if alone := printed_once(view, measure, part.rows):
                st.text(alone)
    st.caption(
        _("The ends are sums of the least and of the most claimed, not a confidence interval.")
    )
    known_first = rows[np.argsort(~of.known[rows], kind="stable")]
    show_grid(incident_table(view, measure, known_first[:SHOWN]))
    if len(rows) > SHOWN:
        st.caption(
            ngettext(
                "The first {shown} of {count} incident; the export holds all.",
                "The first {shown} of {count} incidents; the export holds all.",
                len(rows),
                shown=SHOWN,
            )
        )
    left = left_out(view, measure, rows)
    heading = ngettext("Left out: {count} claim", "Left out: {count} claims", len(left))
    st.markdown(f"**{heading}**")
    if (left[_("Why left out")] == _(OF_ATTACKERS)).any():
        st.caption(
            _(
                "The losses of those who attacked are in no sum, whoever tells of them: they are "
                "not whom the attack struck. What was claimed of them is among the claims below."
            )
        )
    if len(left):
        show_grid(left.head(SHOWN))


def sum_in_words(measure: str, whole: Total) -> str:
    """A sum with its headline figure, over how many incidents it goes and what it leaves out."""
    told = ngettext(
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
    if not whole.tells_of_whom:
        return told
    return _(
        "{told} Headline by whom it speaks of: {parts}.", told=told, parts=of_whom_in_words(whole)
    )


def printed_once(view: InView, measure: str, rows: npt.NDArray[np.int64]) -> str:
    """How much of a headline sum one publisher alone printed; "" where several printed all of it."""
    whole, rest = view.total(measure, rows), several_printed(view, measure, rows)
    if whole.headline == rest.headline and whole.known == rest.known:
        return ""
    return _(
        "Tolls that a single publisher printed count too: {incidents} of these incidents, {number} "
        "of the headline figure.",
        incidents=whole.known - rest.known,
        number=whole.headline - rest.headline,
    )


def several_printed(view: InView, measure: str, rows: npt.NDArray[np.int64]) -> Total:
    """The same sum, of tolls alone that at least two publishers printed."""
    choice = replace(view.choice, publishers=max(view.choice.publishers, 2))
    return total(tolls(view.collection, measure, choice), rows)


def incident_table(view: InView, measure: str, rows: npt.NDArray[np.int64]) -> pd.DataFrame:
    """A row an incident: its range, its headline figure and who gave it.  Raw text."""
    collection = view.collection
    of = view.tolls(measure)
    incidents = collection.incidents.iloc[rows]
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
                speakers_in_words(collection, of, int(r), begins=True) for r in rows
            ],
            _("Publishers"): publishers_of(collection, measure, view.choice)[rows],
            _("Territory"): [labels(TERRITORIES)[str(code)] for code in incidents["territory"]],
            _("Id"): incidents["incident_id"].to_numpy(),
        }
    )


def _headline(of: Tolls, row: int) -> str:
    """The headline figure with its bound behind it, so that the number comes first."""
    if not of.known[row]:
        return _("unknown")
    return number_first(int(of.headline[row]), int(of.bound[row]), int(of.most[row]))


def left_out(view: InView, measure: str, rows: npt.NDArray[np.int64]) -> pd.DataFrame:
    """The claims on these incidents that do not enter the sum, and why.  Raw text."""
    collection, choice = view.collection, view.choice
    claims = collection.claims
    here = np.isin(claims["incident"].to_numpy(), rows) & (claims["measure"] == measure).to_numpy()
    seen, stands = visible(collection, choice), standing(collection, choice)
    facts = claim_facts(collection)
    attackers = (claims["subject"] == ATTACKERS).to_numpy()
    spoken_of = speaks_of(collection, choice.who) if choice.who else np.ones(len(claims), bool)
    counted = counted_claims(collection, measure, choice)
    why = np.select(
        [
            ~seen,
            attackers,
            facts.account == NO_ACCOUNT,
            ~stands,
            ~facts.numbered,
            ~spoken_of,
            ~counted,
        ],
        [
            _("not chosen, or published later"),
            _(OF_ATTACKERS),
            _("counts a part of the people, not all"),
            _("superseded by a later claim"),
            _("gives no number"),
            _("does not say that it speaks of those chosen"),
            _("printed by too few publishers"),
        ],
        "",
    )
    out = np.flatnonzero(here & (why != ""))
    return pd.DataFrame(
        {
            _("Claim"): said(collection, "claims", "statement").to_numpy()[out],
            _("Why left out"): why[out],
            _("Subject"): [
                subject_in_words(str(each)) for each in claims["subject"].to_numpy()[out]
            ],
            _("According to"): said(collection, "claimants", "name").to_numpy()[
                claims["claimant"].to_numpy()[out]
            ],
            _("Id"): claims["claim_id"].to_numpy()[out],
        }
    )
