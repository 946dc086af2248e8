"""Killed and injured in view: ranges, who says so, and what is unknown."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from strikemap.casualties.claimants import greatest_first
from strikemap.casualties.in_words import number_in_words, of_whom_in_words
from strikemap.casualties.totals import Total
from strikemap.filters.choices import TOGETHER
from strikemap.in_view import JOINED
from strikemap.markup import safe
from strikemap.span_totals import SpanTotal, span_total
from strikemap.ui.figures.makeup import show_makeup_button
from strikemap.ui.session.state import Session
from strikemap.vocabularies import CASUALTY_MEASURES, TERRITORIES


def groups(current: Session) -> list[tuple[str, str, str]]:
    """The totals to show: heading, style, territory.  Joined only where the reader says so."""
    chosen = current.link.filters.territory
    if chosen == TOGETHER:
        return [(JOINED, "sm-joined", "")]
    style = {"russia": "sm-russia", "occupied_ukraine": "sm-occupied"}
    shown = [term for term in TERRITORIES if chosen in ("", term.code)]
    return [(term.label, style[term.code], term.code) for term in shown]


def show_totals(current: Session) -> None:
    """Draw the totals of the present view, each territory on a card of its own."""
    cards = groups(current)
    st.html(totals_html(current, cards))


def show_totals_makeup(current: Session) -> None:
    """A button that opens what the totals are made of."""
    show_makeup_button(current, "What makes up these numbers", current.rows, key="totals")


def totals_html(current: Session, cards: list[tuple[str, str, str]]) -> str:
    """The cards as HTML."""
    single = " sm-one" if len(cards) == 1 else ""
    return (
        f'<div class="sm-totals{single}">{"".join(_card(current, *card) for card in cards)}</div>'
    )


def _card(current: Session, heading: str, style: str, territory: str) -> str:
    sums = {
        name: span_total(current.collection, current.link.filters, name, territory)
        for name in CASUALTY_MEASURES
    }
    figures = [_figure(name, of.total) for name, of in sums.items()]
    whom = "" if current.link.filters.who else _of_whom({n: of.total for n, of in sums.items()})
    said = [_who(current, name, of) for name, of in sums.items()]
    count, regions = next((of.total.incidents, of.regions) for of in sums.values())
    where = (
        f"{count:,} incident{'' if count == 1 else 's'} in {regions:,} "
        f"region{'' if regions == 1 else 's'}"
    )
    who = "; ".join(line for line in said if line)
    who = f"Headline figures: {who}." if who else ""
    return (
        f'<section class="sm-card {style}"><h2>{safe(heading)} <small class="sm-stale-able">· {where}</small></h2>'
        f'<div class="sm-figures sm-stale-able">{"".join(figures)}</div>{whom}'
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


def _of_whom(sums: Mapping[str, Total]) -> str:
    """What the headline figures consist of, each in words that add up to it."""
    said = [
        f"<span>{name.capitalize()} {whole.headline:,}: {of_whom_in_words(whole)}.</span> "
        for name, whole in sums.items()
        if whole.tells_of_whom
    ]
    return (
        f'<p class="sm-whom sm-stale-able" title="Of whom the headline figures are">{"".join(said)}</p>'
        if said
        else ""
    )


def _who(current: Session, name: str, of: SpanTotal) -> str:
    """The headline figure and by whose word most of it is; of a zero, who states it most often."""
    number, said_by = f"{of.total.headline:,}", greatest_first(current.collection, of.headline)
    if not said_by and of.total.up_to:
        number = f"up to {int(of.maxima.sum()):,}"
        said_by = greatest_first(current.collection, of.maxima)
    if not said_by:
        said_by = greatest_first(current.collection, of.known)
    if not said_by:
        return ""
    first = safe(current.collection.claimants["name"].iloc[said_by[0].claimant], limit=70)
    more = len(said_by) - 1
    others = f" and {more:,} other{'' if more == 1 else 's'}" if more else ""
    return f"{name} {number} by the word of {first}{others}"
