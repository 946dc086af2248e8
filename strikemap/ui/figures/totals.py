"""Killed and injured in view: ranges, who says so, and what is unknown."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from strikemap.casualties import (
    BOUND_CODES,
    Tolls,
    Total,
    contributions,
    number_in_words,
    tolls,
    total,
)
from strikemap.filters import TOGETHER
from strikemap.in_view import parts
from strikemap.markup import safe
from strikemap.model import CASUALTY_MEASURES
from strikemap.ui.figures.makeup import show_makeup_button
from strikemap.ui.session.state import Session


def groups(current: Session) -> list[tuple[str, str, npt.NDArray[np.int64]]]:
    """The totals to show: heading, style, positions.  Joined only where the reader says so."""
    style = {"russia": "sm-russia", "occupied_ukraine": "sm-occupied", TOGETHER: "sm-joined"}
    apart = parts(current.collection, current.link.filters.territory, current.rows)
    return [(part.label, style[part.code], part.rows) for part in apart]


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
    where = (
        f"{len(rows):,} incident{'' if len(rows) == 1 else 's'} in {regions:,} "
        f"region{'' if regions == 1 else 's'}"
    )
    who = "; ".join(line for line in said if line)
    who = f"Headline figures: {who}." if who else ""
    return (
        f'<section class="sm-card {style}"><h2>{safe(heading)} <small>· {where}</small></h2>'
        f'<div class="sm-figures sm-stale-able">{"".join(figures)}</div>'
        f'<p class="sm-who sm-stale-able" title="{who}">{who}</p></section>'
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
    note += f"; {whole.up_to:,} given as “up to”" if whole.up_to else ""
    label = f"{name}, reported" if whole.known else name
    return f'<div class="sm-figure"><b>{number}</b> <p><span>{label}, </span><span class="sm-note">{note}</span></p></div>'


def _who(current: Session, name: str, of: Tolls, rows: npt.NDArray[np.int64]) -> str:
    """The headline figure and by whose word most of it is; of a zero, who states it most often."""
    whole, up_to = total(of, rows), of.bound == BOUND_CODES.index("up_to")
    number = f"{whole.headline:,}"
    said_by = contributions(current.collection, of, rows)
    if not said_by and whole.up_to:
        number = f"up to {int(of.most[rows][up_to[rows]].sum()):,}"
        said_by = contributions(current.collection, of, rows, np.where(up_to, of.most, 0))
    if not said_by:
        said_by = contributions(current.collection, of, rows, of.known)
    if not said_by:
        return ""
    first = safe(current.collection.claimants["name"].iloc[said_by[0].claimant], limit=70)
    more = len(said_by) - 1
    others = f" and {more:,} other{'' if more == 1 else 's'}" if more else ""
    return f"{name} {number} by the word of {first}{others}"
