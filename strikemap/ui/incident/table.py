"""The present view as a table: sortable, paged, and the map's equal for the keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from strikemap.casualties.claimants import speakers
from strikemap.casualties.in_words import tolls_in_words
from strikemap.casualties.tolls import Tolls
from strikemap.geography import region_name
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.languages import marked, ngettext, pgettext
from strikemap.model import Collection
from strikemap.place_names import places
from strikemap.translations import said
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.elements.nothing_found import show_nothing_found
from strikemap.ui.elements.printed import show_printed
from strikemap.ui.elements.sortable import sortable
from strikemap.ui.incident.panel import day_known, spans
from strikemap.ui.session.state import Session
from strikemap.vocabularies import (
    GEO_PRECISIONS,
    SUB_EVENT_TYPES,
    TERRITORIES,
    labels,
)

PAGE = 200
ON_PAPER = ["title", "from", "to", "known", "killed", "injured", "who", "region", "id"]
SORTS = (marked("Day"), marked("Killed"), marked("Injured"), marked("Title"), marked("Region"))
ORDERS = (marked("Ascending"), marked("Descending"))
"""What the rows may be sorted by and how, in English: `gettext` says it."""


def show_table(current: Session) -> None:
    """The table of the incidents in view; choosing a row opens its panel."""
    rows = current.rows
    if not len(rows):
        show_nothing_found(current)
        return
    by, downward, page = _show_order(len(rows))
    rows = in_order(current.in_view, by, downward=downward)[page * PAGE : (page + 1) * PAGE]
    seen = (current.link.filters, by, downward, page)
    read, heads = table(current.in_view, rows), headings()
    chosen = show_grid(
        read,
        key=f"table {hash(seen)}",
        height=min(36 * (len(rows) + 1) + 4, 430),
        on_select="rerun",
        selection_mode="single-row",
    )
    show_printed(read[[heads[name] for name in ON_PAPER]])
    picked = chosen["selection"]["rows"]
    if picked and picked[0] < len(rows) and st.session_state.get("picked") != (seen, picked[0]):
        st.session_state["picked"] = (seen, picked[0])
        ids = current.collection.incidents["incident_id"]
        current.link = replace(current.link, incident=str(ids.iloc[rows[picked[0]]]))


def _show_order(count: int) -> tuple[str, bool, int]:
    sort, direction, number = st.columns([1, 1, 2], vertical_alignment="bottom")
    choose = _("Choose")
    by = sort.selectbox(_("Sort all rows by"), SORTS, format_func=_, placeholder=choose)
    order = direction.selectbox(
        pgettext("of rows", "Order"), ORDERS, format_func=_, placeholder=choose
    )
    downward = order == "Descending"
    pages = -(-count // PAGE)
    if pages == 1:
        return by, downward, 0
    label = ngettext(
        "Page (of {count}, {rows} rows each)",
        "Page (of {count}, {rows} rows each)",
        pages,
        rows=PAGE,
    )
    page = number.number_input(label, 1, pages, 1)
    return by, downward, int(page) - 1


def in_order(view: InView, by: str, *, downward: bool) -> npt.NDArray[np.int64]:
    """The rows in view sorted by *by*; an unknown toll comes last either way."""
    rows = view.rows
    if by in ("Killed", "Injured"):
        of = view.tolls(by.lower())
        value = of.headline[rows].astype(np.int64)
        value = np.where(of.known[rows], -value if downward else value, np.iinfo(np.int64).max)
        return rows[np.argsort(value, kind="stable")]
    order = (
        _read(view, by)
        .iloc[rows]
        .reset_index(drop=True)
        .sort_values(ascending=not downward, kind="stable")
        .index.to_numpy()
    )
    return np.asarray(rows[order], dtype=np.int64)


def _read(view: InView, by: str) -> pd.Series[Any]:
    """The column that rows are sorted by, as the table shows it."""
    incidents = view.collection.incidents
    if by == "Title":
        return said(view.collection, "incidents", "title").astype("str")
    if by == "Region":
        code = incidents["region"].astype("str")
        return code.map({each: region_name(each) for each in code.unique()}).astype("str")
    return incidents["date_start"]


def table(view: InView, rows: npt.NDArray[np.int64]) -> pd.DataFrame:
    """The incidents at *rows* as people read them, under `headings`.  Raw text."""
    kinds, territories, precisions = (
        labels(terms) for terms in (SUB_EVENT_TYPES, TERRITORIES, GEO_PRECISIONS)
    )
    collection = view.collection
    frame = collection.incidents.iloc[rows]
    killed, injured = (view.tolls(name) for name in ("killed", "injured"))
    cells = pd.DataFrame(
        {
            "title": said(collection, "incidents", "title").to_numpy()[rows],
            "from": frame["date_start"].dt.date.to_numpy(),
            "to": frame["date_end"].dt.date.to_numpy(),
            "known": [day_known(*each) for each in spans(frame)],
            "killed": sortable(tolls_in_words(killed, rows)),
            "injured": sortable(tolls_in_words(injured, rows)),
            "who": _said_by(collection, killed, injured, rows),
            "kind": [kinds.get(str(code), str(code)) for code in frame["sub_event_type"]],
            "place": places(collection, rows),
            "region": [region_name(str(code)) for code in frame["region"]],
            "territory": [territories[str(code)] for code in frame["territory"]],
            "place known": [precisions[str(each)] for each in frame["geo_precision"]],
            "id": frame["incident_id"].to_numpy(),
        }
    )
    return cells.rename(columns=headings())


def headings() -> dict[str, str]:
    """What each column of `table` is called, in the language that is spoken."""
    return {
        "title": _("Incident"),
        "from": pgettext("day", "From"),
        "to": pgettext("day", "To"),
        "known": _("Day known"),
        "killed": _("Killed"),
        "injured": _("Injured"),
        "who": _("According to"),
        "kind": _("Kind"),
        "place": _("Place"),
        "region": _("Region"),
        "territory": _("Territory"),
        "place known": _("Place known"),
        "id": _("Id"),
    }


def _said_by(
    collection: Collection, killed: Tolls, injured: Tolls, rows: npt.NDArray[np.int64]
) -> list[str]:
    names = said(collection, "claimants", "name").astype(str).to_numpy()
    told = []
    for row in rows:
        who = [each for of in (killed, injured) for each, _ in speakers(collection, of, int(row))]
        told.append("; ".join(dict.fromkeys(names[each] for each in who)))
    return told
