"""Killed and injured in view: ranges, who says so, and what is unknown."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from strikemap.casualties import Tolls, Total, number_in_words, tolls, total
from strikemap.filters import TOGETHER
from strikemap.markup import safe
from strikemap.model import CASUALTY_MEASURES, TERRITORIES
from strikemap.ui.figures.makeup import show_makeup_button
from strikemap.ui.session.state import Session


def groups(current: Session) -> list[tuple[str, str, npt.NDArray[np.int64]]]:
    """The totals to show: heading, style, positions.  Joined only where the reader says so."""
    rows = current.rows
    chosen = current.link.filters.territory
    if chosen == TOGETHER:
        return [("Russian territory and occupied Ukraine together", "sm-joined", rows)]
    column = current.collection.incidents["territory"].cat
    # Numbers, since comparing a million strings takes longer than all else on the page.
    of = column.codes.to_numpy()[rows]
    code_of = {name: code for code, name in enumerate(column.categories)}
    return [
        (
            term.label,
            "sm-russia" if term.code == "russia" else "sm-occupied",
            rows[of == code_of.get(term.code, -1)],
        )
        for term in TERRITORIES
        if chosen in ("", term.code)
    ]


def show_totals(current: Session) -> None:
    """Draw the totals of the present view, each territory on a card of its own."""
    cards = groups(current)
    st.html(totals_html(current, cards))


def show_totals_makeup(current: Session) -> None:
    """A button that opens what the totals are made of."""
    show_makeup_button(current, "What makes up these numbers", current.rows, key="totals")


def totals_html(current: Session, cards: list[tuple[str, str, npt.NDArray[np.int64]]]) -> str:
    """The cards as HTML."""
    single = " sm-one" if len(cards) == 1 else ""
    return (
        f'<div class="sm-totals{single}">{"".join(_card(current, *card) for card in cards)}</div>'
    )


def _card(current: Session, heading: str, style: str, rows: npt.NDArray[np.int64]) -> str:
    collection, choice = current.collection, current.link.filters.choice
    figures, said = [], []
    for name in CASUALTY_MEASURES:
        of = tolls(collection, name, choice)
        whole = total(of, rows)
        figures.append(_figure(name, whole))
        said.append(_who(current, name, of, rows))
    codes = collection.incidents["region"].cat.codes.to_numpy()
    regions = int(np.count_nonzero(np.bincount(codes[rows] + 1)))
    figures.append(
        f'<div class="sm-figure"><b>{len(rows):,}</b><span>incident{"" if len(rows) == 1 else "s"}</span>'
        f'<span class="sm-note">in {regions:,} region{"" if regions == 1 else "s"}</span></div>'
    )
    who = "; ".join(line for line in said if line)
    who = f"Headline figures: {who}." if who else ""
    return (
        f'<section class="sm-card {style}"><h2>{safe(heading)}</h2>'
        f'<div class="sm-figures">{"".join(figures)}</div>'
        f'<p class="sm-who">{who}</p></section>'
    )


def _figure(name: str, whole: Total) -> str:
    number = number_in_words(whole.low, whole.high) if whole.known else "–"
    if not whole.incidents:
        note = "no incident in view"
    elif not whole.unknown:
        note = "toll known for all"
    elif not whole.known:
        note = f"not reported for all {whole.incidents:,}"
    else:
        note = f"unknown for {whole.unknown:,} of {whole.incidents:,}"
    maxima = f'<span class="sm-note">{whole.up_to} given as “up to”</span>' if whole.up_to else ""
    label = f"{name}, reported" if whole.known else name
    return f'<div class="sm-figure"><b>{number}</b><span>{label}</span><span class="sm-note">{note}</span>{maxima}</div>'


def _who(current: Session, name: str, of: Tolls, rows: npt.NDArray[np.int64]) -> str:
    claims = of.claim[rows]
    claims = claims[(claims >= 0)]
    if not len(claims):
        return ""
    positions = current.collection.claims["claimant"].to_numpy()[claims]
    counted = np.bincount(positions)
    name_of = current.collection.claimants["name"]
    first = safe(name_of.iloc[int(counted.argmax())], limit=70)
    more = int(np.count_nonzero(counted)) - 1
    others = f" and {more:,} other{'' if more == 1 else 's'}" if more else ""
    return f"{name} {total(of, rows).headline:,} by the word of {first}{others}"
