"""The present view as a table: sortable, paged, and the map's equal for the keyboard."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from strikemap.casualties.claimants import speakers
from strikemap.casualties.in_words import tolls_in_words
from strikemap.casualties.tolls import Tolls
from strikemap.geography import region_name
from strikemap.model import Collection
from strikemap.ui.elements.nothing_found import show_nothing_found
from strikemap.ui.elements.printed import show_printed
from strikemap.ui.elements.sortable import sortable
from strikemap.ui.incident.panel import day_known, spans
from strikemap.ui.session.state import Session
from strikemap.vocabularies import GEO_PRECISIONS, TERRITORIES, labels

PAGE = 200
ON_PAPER = [
    "Incident",
    "From",
    "To",
    "Day known",
    "Killed",
    "Injured",
    "According to",
    "Region",
    "Id",
]
SORTS = ("Day", "Killed", "Injured", "Title", "Region")


def show_table(current: Session) -> None:
    """The table of the incidents in view; choosing a row opens its panel."""
    rows = current.rows
    if not len(rows):
        show_nothing_found(current)
        return
    by, downward, page = _show_order(len(rows))
    rows = in_order(current, rows, by, downward=downward)[page * PAGE : (page + 1) * PAGE]
    seen = (current.link.filters, by, downward, page)
    read = table(current, rows)
    chosen = st.dataframe(
        read,
        key=f"table {hash(seen)}",
        hide_index=True,
        width="stretch",
        height=min(36 * (len(rows) + 1) + 4, 430),
        on_select="rerun",
        selection_mode="single-row",
    )
    show_printed(read[ON_PAPER])
    picked = chosen["selection"]["rows"]
    if picked and picked[0] < len(rows) and st.session_state.get("picked") != (seen, picked[0]):
        st.session_state["picked"] = (seen, picked[0])
        ids = current.collection.incidents["incident_id"]
        current.link = replace(current.link, incident=str(ids.iloc[rows[picked[0]]]))


def _show_order(count: int) -> tuple[str, bool, int]:
    sort, direction, number = st.columns([1, 1, 2], vertical_alignment="bottom")
    by = sort.selectbox("Sort all rows by", SORTS)
    downward = direction.selectbox("Order", ("Ascending", "Descending")) == "Descending"
    pages = -(-count // PAGE)
    if pages == 1:
        return by, downward, 0
    page = number.number_input(f"Page (of {pages:,}, {PAGE} rows each)", 1, pages, 1)
    return by, downward, int(page) - 1


def in_order(
    current: Session, rows: npt.NDArray[np.int64], by: str, *, downward: bool
) -> npt.NDArray[np.int64]:
    """*rows* sorted by *by*; an unknown toll comes last either way."""
    incidents = current.collection.incidents
    if by in ("Killed", "Injured"):
        of = current.in_view.tolls(by.lower())
        value = of.headline[rows].astype(np.int64)
        value = np.where(of.known[rows], -value if downward else value, np.iinfo(np.int64).max)
        return rows[np.argsort(value, kind="stable")]
    column = {"Day": "date_start", "Title": "title", "Region": "region"}[by]
    order = (
        incidents[column]
        .iloc[rows]
        .reset_index(drop=True)
        .astype("str" if column != "date_start" else incidents[column].dtype)
        .sort_values(ascending=not downward, kind="stable")
        .index.to_numpy()
    )
    return np.asarray(rows[order], dtype=np.int64)


def table(current: Session, rows: npt.NDArray[np.int64]) -> pd.DataFrame:
    """The incidents at *rows* as people read them.  Raw text."""
    collection = current.collection
    frame = collection.incidents.iloc[rows]
    killed, injured = (current.in_view.tolls(name) for name in ("killed", "injured"))
    return pd.DataFrame(
        {
            "Incident": frame["title"].to_numpy(),
            "From": frame["date_start"].dt.date.to_numpy(),
            "To": frame["date_end"].dt.date.to_numpy(),
            "Day known": [day_known(*each) for each in spans(frame)],
            "Killed": sortable(tolls_in_words(killed, rows)),
            "Injured": sortable(tolls_in_words(injured, rows)),
            "According to": _said_by(collection, killed, injured, rows),
            "Kind": frame["sub_event_type"].astype(str).to_numpy(),
            "Place": frame["place"].astype(str).to_numpy(),
            "Region": [region_name(str(code)) for code in frame["region"]],
            "Territory": [labels(TERRITORIES)[str(code)] for code in frame["territory"]],
            "Place known": [labels(GEO_PRECISIONS)[str(each)] for each in frame["geo_precision"]],
            "Id": frame["incident_id"].to_numpy(),
        }
    )


def _said_by(
    collection: Collection, killed: Tolls, injured: Tolls, rows: npt.NDArray[np.int64]
) -> list[str]:
    names = collection.claimants["name"].astype(str).to_numpy()
    said = []
    for row in rows:
        who = [each for of in (killed, injured) for each, _ in speakers(collection, of, int(row))]
        said.append("; ".join(dict.fromkeys(names[each] for each in who)))
    return said
