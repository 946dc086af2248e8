"""What stands beside the map: the chosen incident, the opened cell’s incidents, or a first few."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import streamlit as st

from strikemap import cartography
from strikemap.markup import safe
from strikemap.ui.incident.panel import show_panel
from strikemap.ui.session.state import Session

LISTED = 12
_LIST_KEY = "incidents in view"


def show_beside(current: Session) -> None:
    """The chosen incident's panel, or a list to choose one from."""
    rows = current.rows
    if current.selected >= 0:
        if current.selected not in rows:
            st.caption("This incident is outside the present filters.")
        show_panel(current, current.selected)
        st.button("Close", key="close panel", on_click=_close, args=(current,))
    elif len(within := _in_cell(current, rows)):
        _show_cell(current, within)
    elif not len(rows):
        st.text("No incident fits these filters. Widen the dates or reset the filters.")
    else:
        st.caption("Choose a marker, or an incident from this list.")
        _show_list(current, rows[:LISTED])
        if len(rows) > LISTED:
            st.caption(f"The first {LISTED} of {len(rows):,}; the page Incidents has them all.")


def _in_cell(current: Session, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Those of *rows* in the opened cell; where there are none left it is open no more."""
    if current.cell is None:
        return rows[:0]
    within = cartography.rows_in(current.collection, rows, current.cell)
    if not len(within):
        current.cell = None
    return within


def _show_cell(current: Session, rows: npt.NDArray[np.int64]) -> None:
    """The incidents at *rows*, all of the opened cell, a page at a time."""
    several = f"{len(rows):,} incidents" if len(rows) > 1 else "1 incident"
    st.caption(f"{several} in the cell that you clicked{_parting(current, rows)}.")
    pages = -(-len(rows) // LISTED)
    page = min(current.cell_page, pages - 1)
    listed = rows[page * LISTED : (page + 1) * LISTED]
    _show_list(current, listed)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if pages > 1:
            first = page * LISTED + 1
            st.caption(f"{first:,}–{first + len(listed) - 1:,} of {len(rows):,}", width="content")
            for label, to in (("Previous", page - 1), ("Next", page + 1)):
                st.button(
                    label,
                    key=f"cell {label}",
                    disabled=not 0 <= to < pages,
                    on_click=_turn_to,
                    args=(current, to),
                )
        st.button("Close", key="close cell", on_click=_close_cell, args=(current,))


def _parting(current: Session, rows: npt.NDArray[np.int64]) -> str:
    """Whether zooming in shows the incidents at *rows* apart, as the end of a sentence."""
    if len(rows) == 1:
        return ""
    if cartography.is_one_point(current.collection, rows):
        return ", all at one point: no zoom can part them"
    if current.cell and current.cell[-1] >= cartography.FINEST_SCALE:
        return "; the map can be zoomed in no further to part them"
    return "; zoom in to part them"


def _show_list(current: Session, rows: npt.NDArray[np.int64]) -> None:
    listed = rows.tolist()
    st.session_state[_LIST_KEY] = None
    st.radio(
        "Incidents in view",
        listed,
        key=_LIST_KEY,
        format_func=_names(current, listed).__getitem__,
        label_visibility="collapsed",
        on_change=_choose,
        args=(current,),
    )


def _names(current: Session, rows: list[int]) -> dict[int, str]:
    """Day and title of each of *rows*, safe as Markdown, which a radio's options are."""
    of = current.collection.incidents
    days = of["date_start"].to_numpy()[rows].astype("datetime64[D]").tolist()
    titles = of["title"].array.take(rows)
    said = zip(rows, days, titles, strict=True)
    return {row: f"{day:%d %b} {safe(title, limit=90)}" for row, day, title in said}


def _choose(current: Session) -> None:
    row = st.session_state[_LIST_KEY]
    ids = current.collection.incidents["incident_id"]
    current.link = replace(current.link, incident=str(ids.iloc[row]))


def _close(current: Session) -> None:
    current.link = replace(current.link, incident="")


def _close_cell(current: Session) -> None:
    current.cell = None


def _turn_to(current: Session, page: int) -> None:
    current.cell_page = page
