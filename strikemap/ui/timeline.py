"""Bars by day and kind over the date slider, with play, step and reset."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import streamlit as st

from strikemap import dates
from strikemap import filters as filtering
from strikemap.cartography import KINDS
from strikemap.filters import Filters
from strikemap.markup import safe
from strikemap.model import Collection
from strikemap.timeline import counts_by_day
from strikemap.ui.state import DATES_KEY, WIDGET, Session

KEY = WIDGET + DATES_KEY
HEIGHT = 54
WIDEST = 2.4
"""The widest that a bar gets, in percent of the width, so that the outermost stay on the page."""
FRAMES = 60
"""A play through the whole span takes about so many steps."""


def take_dates(current: Session) -> None:
    """Take over the dates that the slider stands on, before anything is drawn."""
    first, last = filtering.span(current.collection)
    chosen = st.session_state.get(KEY)
    if not isinstance(chosen, tuple) or len(chosen) != 2:
        return
    start, end = max(chosen[0], first), min(chosen[1], last)
    current.narrow(dates=None if (start, end) == (first, last) or start > end else (start, end))


def show_bars(current: Session) -> None:
    """The bars of all days, whatever the chosen dates, so that one sees where to drag."""
    from dataclasses import replace

    st.html(bars(current.collection, replace(current.link.filters, dates=None)))


def show_slider(current: Session) -> None:
    """The date-range slider, moved by the reader or by play."""
    first, last = filtering.span(current.collection)
    if first == last:
        st.caption(f"All incidents are of {dates.in_words(first, last)}.")
        return
    if KEY not in st.session_state:
        st.session_state[KEY] = current.link.filters.dates or (first, last)
    st.slider("Dates", first, last, key=KEY, format="D MMM YYYY", label_visibility="collapsed")


def show_controls(current: Session) -> None:
    """Play, step and reset the dates; the span in words."""
    st.html(
        f'<p class="sm-inview">{safe(dates.in_words(*(current.link.filters.dates or filtering.span(current.collection))))}</p>'
    )
    label = "Pause" if current.is_playing else "Play"
    st.button(label, key="play", on_click=_toggle, args=(current,))
    st.button("Step", key="step", on_click=_step, args=(current,))
    st.button("All days", key="all days", on_click=_all_days, args=(current,))


def _step(current: Session) -> None:
    if not advance(current):
        begin_anew(current)


def advance(current: Session) -> bool:
    """
    One step on: the span grows to the right from the first day, or moves as it is.

    Returns:
        Whether there was a step left; where there was none, nothing has changed.
    """
    first, last = filtering.span(current.collection)
    stride = timedelta(days=max(1, ((last - first).days + 1) // FRAMES))
    # The slider's own state may lag behind a quick second step.
    start, end = current.link.filters.dates or (first, last)
    if end >= last:
        return False
    grown = min(end + stride, last)
    _set(current, (start if start == first else start + (grown - end), grown))
    return True


def begin_anew(current: Session) -> None:
    """The first step of a new round: the first day alone, or the span moved to the first day."""
    first, last = filtering.span(current.collection)
    start, end = current.link.filters.dates or (first, last)
    _set(current, (first, first if start == first else first + (end - start)))


def _set(current: Session, span: tuple[date, date]) -> None:
    st.session_state[KEY] = span
    take_dates(current)


def _toggle(current: Session) -> None:
    current.is_playing = not current.is_playing
    if current.is_playing and not advance(current):
        begin_anew(current)


def _all_days(current: Session) -> None:
    current.is_playing = False
    _set(current, filtering.span(current.collection))


@lru_cache(maxsize=16)
def bars(collection: Collection, filters: Filters) -> str:
    """
    The bars as HTML: a column a day, stacked by kind, each kind with a pattern beside its colour.

    A dashed line stands for incidents whose day is not exact, over the days that they may be of.
    """
    first, last = filtering.span(collection)
    counts = counts_by_day(collection, filtering.rows(collection, filters), first, last)
    by_kind = _by_look(counts.kinds, counts.exact)
    days = by_kind.shape[1]
    top = max(int(by_kind.sum(axis=0).max(initial=0)), 1)
    slot = 100 / max(days - 1, 1)
    columns = [
        _column(
            by_kind[:, day], first + timedelta(days=int(day)), day * slot, slot, 100 / (top + 0.5)
        )
        for day in np.flatnonzero(by_kind.sum(axis=0))
    ]
    said = (
        f"{counts.total:,} incidents by day and kind, {dates.in_words(first, last)}; "
        f"at most {top:,} on a day; {counts.inexact:,} with a day that is not exact"
    )
    return (
        f'<div class="sm-bars" role="img" aria-label="{safe(said)}" style="height:{HEIGHT}px">'
        f"{''.join(columns)}{_inexact(counts.possible, slot)}</div>"
    )


def _column(
    numbers: npt.NDArray[np.int64], day: date, centre: float, slot: float, unit: float
) -> str:
    parts, told = [], []
    for kind in np.flatnonzero(numbers):
        number = int(numbers[kind])
        parts.append(f'<i class="sm-k{kind}" style="height:{number * unit:.2f}%"></i>')
        told.append(f"{KINDS[kind].label}: {number:,}")
    title = safe(f"{dates.in_words(day, day)}: {'; '.join(told)}")
    wide = min(slot * 0.78, WIDEST)
    return (
        f'<div title="{title}" style="left:{centre - wide / 2:.3f}%;width:{wide:.3f}%">'
        f"{''.join(parts)}</div>"
    )


def _by_look(kinds: tuple[str, ...], exact: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    index = {name: i for i, look in enumerate(KINDS) for name in look.sub_event_types}
    summed = np.zeros((len(KINDS), exact.shape[1]), dtype=np.int64)
    for row, name in enumerate(kinds):
        summed[index.get(name, len(KINDS) - 1)] += exact[row]
    return summed


def _inexact(possible: npt.NDArray[np.int64], slot: float) -> str:
    edges = np.flatnonzero(np.diff(np.r_[0, possible > 0, 0]))
    return "".join(
        f'<b title="Incidents whose day is not exact" style="left:{max(start * slot - slot / 3, 0):.3f}%;'
        f'width:{min((end - 1 - start) * slot + slot / 1.5, 100):.3f}%"></b>'
        for start, end in edges.reshape(-1, 2)
    )


def show_dates(current: Session) -> None:
    """Bars and slider, for the pages that have no map; `take_dates` comes before."""
    show_bars(current)
    show_slider(current)
