"""Killed and injured in view: ranges, who says so, and what is unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import streamlit as st

from strikemap import wording
from strikemap.cache import cached_by_language
from strikemap.casualties.claimants import Contribution, greatest_first
from strikemap.casualties.counted import tells_of_whom
from strikemap.casualties.in_words import bounded, number_in_words, of_whom_in_words
from strikemap.casualties.names_within import within
from strikemap.casualties.totals import Total
from strikemap.filters.choices import TOGETHER, Filters
from strikemap.in_view import JOINED, InView
from strikemap.languages import gettext as _
from strikemap.languages import marked, ngettext, number
from strikemap.markup import Safe, join, safe
from strikemap.model import Collection
from strikemap.span_totals import SpanTotal, span_total
from strikemap.translations import html_at, said_at
from strikemap.ui.figures.makeup import show_makeup_button
from strikemap.ui.session.state import Session
from strikemap.vocabularies import CASUALTY_MEASURES, TERRITORIES


def groups(view: InView) -> list[tuple[str, str, str]]:
    """The totals to show: heading, style, territory.  Joined only where the reader says so."""
    chosen = view.filters.territory
    if chosen == TOGETHER:
        return [(_(JOINED), "sm-joined", "")]
    style = {"russia": "sm-russia", "occupied_ukraine": "sm-occupied"}
    shown = [term for term in TERRITORIES if chosen in ("", term.code)]
    return [(term.label, style[term.code], term.code) for term in shown]


def show_totals(current: Session) -> None:
    """Draw the totals of the present view, each territory on a card of its own."""
    st.html(totals_html(current.in_view, groups(current.in_view)))


def show_totals_makeup(current: Session) -> None:
    """A button that opens what the totals are made of."""
    show_makeup_button(current.in_view, _("What makes up these numbers"), key="totals")


def totals_html(view: InView, cards: list[tuple[str, str, str]]) -> str:
    """The cards as HTML, made once for all readers who look at the same."""
    return _totals_html(view.collection, view.filters, tuple(cards))


@cached_by_language
def _totals_html(of: Collection, filters: Filters, cards: tuple[tuple[str, str, str], ...]) -> str:
    view = InView(of, filters)
    single = " sm-one" if len(cards) == 1 else ""
    return f'<div class="sm-totals{single}">{"".join(_card(view, *card) for card in cards)}</div>'


def _card(view: InView, heading: str, style: str, territory: str) -> str:
    sums = {
        name: span_total(view.collection, view.filters, name, territory)
        for name in CASUALTY_MEASURES
    }
    figures = [_figure(name, of.total) for name, of in sums.items()]
    whom = "" if view.filters.who else _of_whom({n: of.total for n, of in sums.items()})
    if not whom and tells_of_whom(view.collection):
        whom = '<p class="sm-whom sm-none">&nbsp;</p>'  # so that the map below does not jump
    count, regions = next((of.total.incidents, of.regions) for of in sums.values())
    where = _(
        "{incidents} in {regions}",
        incidents=wording.incidents(count),
        regions=wording.regions(regions),
    )
    who = _who_line(view.collection, sums)
    return (
        f'<section class="sm-card {style}"><h2>{safe(heading)} <small class="sm-stale-able">· {safe(where)}</small></h2>'
        f'<div class="sm-figures sm-stale-able">{"".join(figures)}</div>{whom}'
        f"{who}</section>"
    )


def _figure(name: str, whole: Total) -> str:
    figure = number_in_words(whole.low, whole.high) if whole.known else "–"
    if not whole.incidents:
        note = _("no incident in view")
    elif not whole.unknown:
        note = _("toll known for all")
    elif not whole.known:
        note = _("not reported for all {count}", count=whole.incidents)
    else:
        note = _(
            "unknown for {unknown} of {incidents}",
            unknown=whole.unknown,
            incidents=whole.incidents,
        )
    if whole.up_to:
        note = "; ".join((note, _("{count} given as “up to”", count=whole.up_to)))
    label = wording.measure(name)
    label = _("{measure}, reported", measure=label) if whole.known else label
    return f'<div class="sm-figure"><b>{figure}</b> <p><span>{safe(label)}, </span><span class="sm-note">{safe(note)}</span></p></div>'


def _of_whom(sums: Mapping[str, Total]) -> str:
    """What the headline figures consist of, each in words that add up to it."""
    said = [
        _(_PARTED[name], number=whole.headline, parts=of_whom_in_words(whole))
        for name, whole in sums.items()
        if whole.tells_of_whom
    ]
    title = safe(_("Of whom the headline figures are"))
    lines = "".join(f"<span>{safe(each)}</span> " for each in said)
    return f'<p class="sm-whom sm-stale-able" title="{title}">{lines}</p>' if said else ""


_PARTED = {
    "killed": marked("Killed {number}: {parts}."),
    "injured": marked("Injured {number}: {parts}."),
}


def _who_line(collection: Collection, sums: Mapping[str, SpanTotal]) -> Safe:
    """
    Who says so, in one line: a name gives way where there is no room, a number never does.

    Under the pointer it is whole; the make-up names everyone.
    """
    whole, shown = (
        "; ".join(_who_says_so(collection, sums, name))
        for name in (partial(_name, collection), partial(_shown_name, collection))
    )
    if not whole:
        return join('<p class="sm-who"></p>')
    title = safe(_("Headline figures: {figures}.", figures=whole))
    line = _("Headline figures: {figures}.", figures=shown)
    return join('<p class="sm-who sm-stale-able" title="', title, '">', line, "</p>")


def _name(collection: Collection, claimant: int) -> str:
    return within(said_at(collection, "claimants", "name", claimant))


def _shown_name(collection: Collection, claimant: int) -> Safe:
    name = Safe(within(html_at(collection, "claimants", "name", claimant, limit=70)))
    return join('<span class="sm-name">', name, "</span>")


def _who_says_so(
    collection: Collection, sums: Mapping[str, SpanTotal], name: Callable[[int], str]
) -> Iterator[str]:
    """
    Each headline figure and by whose word most of it is; of a zero, who states it most often.

    Who is named once, by *name* of the claimant’s position, is “the same” the second time.
    """
    before = -1
    for measure, of in sums.items():
        said_by, figure = _said_by(collection, of)
        if not said_by:
            continue
        first, more = int(said_by[0].claimant), len(said_by) - 1
        told = {"measure": wording.measure(measure), "number": figure}
        if first == before:
            yield (
                ngettext(
                    "{measure} {number} – the same and {count} other",
                    "{measure} {number} – the same and {count} others",
                    more,
                    **told,
                )
                if more
                else _("{measure} {number} – the same", **told)
            )
        else:
            before = first
            told["who"] = name(first)
            yield (
                ngettext(
                    "{measure} {number} – {who} and {count} other",
                    "{measure} {number} – {who} and {count} others",
                    more,
                    **told,
                )
                if more
                else _("{measure} {number} – {who}", **told)
            )


def _said_by(collection: Collection, of: SpanTotal) -> tuple[tuple[Contribution, ...], str]:
    """Who contributes most to a headline figure, the others after him, and the figure."""
    figure, said_by = number(of.total.headline), greatest_first(collection, of.headline)
    if not said_by and of.total.up_to:
        figure = bounded(number(int(of.maxima.sum())), "up_to")
        said_by = greatest_first(collection, of.maxima)
    return said_by or greatest_first(collection, of.known), figure
