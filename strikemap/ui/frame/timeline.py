"""The date slider, with play, step and reset."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from strikemap import dates
from strikemap import filters as filtering
from strikemap.markup import safe
from strikemap.ui.frame.bars import show_bars
from strikemap.ui.session.state import DATES_KEY, WIDGET, Session

KEY = WIDGET + DATES_KEY
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


def show_dates(current: Session) -> None:
    """Bars and slider, for the pages that have no map; `take_dates` comes before."""
    show_bars(current)
    show_slider(current)
