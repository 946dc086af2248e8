"""The parts of an incident's own page."""

from __future__ import annotations

import json
from dataclasses import replace

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from strikemap import cartography, dates, export
from strikemap import collection as collections
from strikemap.casualties.standing import claims_about
from strikemap.filters.choices import Filters
from strikemap.geography import distance_km, local_language
from strikemap.languages import gettext as _
from strikemap.languages import ngettext, pgettext
from strikemap.links import View
from strikemap.markup import join, safe_label
from strikemap.model import TABLES, Collection
from strikemap.translations import said, said_at, title_of
from strikemap.ui.elements.copy_link import show_copy_link
from strikemap.ui.elements.day_axis import day_axis
from strikemap.ui.elements.download import show_download
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.elements.map_layer import show_layer
from strikemap.ui.incident.correction import correction_html
from strikemap.ui.incident.panel import days, history_frame, panel
from strikemap.ui.session.address import dashboard_address
from strikemap.ui.session.language import in_language
from strikemap.ui.session.state import ZOOMS, Session
from strikemap.vocabularies import CASUALTY_MEASURES, MEASURES, labels
from strikemap.wording import nested

NEAR_KM, NEAR_DAYS, NEAR_SHOWN = 30.0, 7, 12
REGION_ALONE = 3


def show_incident(current: Session, position: int) -> None:
    """The incident's panel, place, toll history, corrections, neighbours, records and citation."""
    collection = current.collection
    beside, on_map = st.columns([1.7, 1], gap="large")
    with beside:
        st.html(panel(collection, position, current.link.filters.choice))
        _show_same(current, position)
    with on_map:
        _show_place(current, position)
        _show_history(collection, current, position)
        show_copy_link(current)
    _show_corrections(collection, position)
    incident_id = [str(collection.incidents["incident_id"].iloc[position])]
    asked = {**current.query(), "incident": incident_id}
    st.page_link(
        "pages/suggest.py", label=_("Suggest a correction of this record"), query_params=asked
    )
    _show_related(current, position)
    _show_records(collection, position)
    _show_citation(current, position)


def _show_place(current: Session, position: int) -> None:
    incident = current.collection.incidents.iloc[position]
    if pd.isna(incident["latitude"]) or pd.isna(incident["longitude"]):
        st.caption(_("The source does not say where it happened; there is no point to show."))
        return
    place = float(incident["latitude"]), float(incident["longitude"])
    show_layer(
        cartography.incident_layer(current.in_view, np.array([position]), selected=position),
        key="small map",
        height=260,
        view=View(*place, ZOOMS[int(incident["geo_precision"])]),
        turn=position,
    )


def _show_history(collection: Collection, current: Session, position: int) -> None:
    frame = history_frame(collection, position, current.link.filters.choice)
    st.subheader(_("How the toll stood"), anchor=False)
    if not len(frame):
        st.text(_("No claim with a number, so no history. This is not zero."))
        return
    heads = {
        "measure": _("Measure"),
        "from": pgettext("day", "From"),
        "range": _("Range"),
        "who": _("According to"),
    }
    shown = frame.assign(
        day=pd.to_datetime(frame["from"]), told=[dates.in_words(day, day) for day in frame["from"]]
    )
    end = shown["day"].max() + pd.Timedelta(days=1)
    last = shown.groupby("measure", as_index=False).last().assign(day=end)
    steps = pd.concat([shown, last], ignore_index=True)
    names = [labels(MEASURES)[name].lower() for name in CASUALTY_MEASURES]
    base = alt.Chart(steps).encode(
        x=alt.X("day:T", title=None, axis=day_axis()),
        color=alt.Color("measure:N", title=None, scale=alt.Scale(domain=names, range=["#0072B2", "#D55E00"])),
    )  # fmt: skip
    band = base.mark_area(aria=False, interpolate="step-after", opacity=0.2, line=False).encode(
        y=alt.Y("low:Q", title=None, axis=alt.Axis(tickMinStep=1, format="d")), y2="high:Q"
    )
    line = base.mark_line(aria=False, interpolate="step-after", strokeWidth=2.2).encode(
        y="headline:Q",
        strokeDash=alt.StrokeDash("measure:N", legend=None),
        tooltip=[
            alt.Tooltip(f"{'told' if name == 'from' else name}:N", title=title)
            for name, title in heads.items()
        ],
    )
    st.altair_chart(
        (band + line).properties(
            height=150, description=_("The toll by day; the table below says the same")
        ),
        width="stretch",
    )
    with st.expander(_("The same as a table")):
        read = frame.drop(columns=["low", "high"]).rename(
            columns={**heads, "headline": _("Headline")}
        )
        show_grid(read)


def _show_same(current: Session, position: int) -> None:
    same = str(current.collection.incidents["same_as"].iloc[position])
    for name in (part.strip() for part in same.split(";") if part.strip()):
        collection, _slash, incident_id = name.partition("/")
        if collection in current.offered:
            label = _(
                "The same event in “{collection}”, with its claims",
                collection=safe_label(title_of(current.offered[collection])),
            )
            st.page_link(
                "pages/incident.py",
                label=label,
                query_params=in_language(
                    collection=[current.address_name(collection)], incident=[incident_id]
                ),
            )


def _show_corrections(collection: Collection, position: int) -> None:
    incident_id = str(collection.incidents["incident_id"].iloc[position])
    claims = collection.claims
    ids = {incident_id, *claims["claim_id"].iloc[claims_about(collection, position)]}
    of = collection.corrections
    of = of[of["record"].astype(str).isin(ids)]
    st.subheader(_("Corrections"), anchor=False)
    if not len(of):
        st.text(_("None."))
        return
    newest_first = of.sort_values("date", ascending=False)
    region = str(collection.incidents["region"].iloc[position])
    likely = local_language(region)
    st.html(join(*(correction_html(each, likely) for _row, each in newest_first.iterrows())))


def related(collection: Collection, position: int) -> np.ndarray:
    """
    Positions of active incidents that may lie within 30 km and seven days, the nearest in time
    first: days are counted between spans, and a place known by region alone is near nothing.
    """
    incidents = collection.incidents
    here = incidents.iloc[position]
    later = (incidents["date_start"] - here["date_end"]).dt.days.to_numpy()
    earlier = (here["date_start"] - incidents["date_end"]).dt.days.to_numpy()
    apart = np.maximum(np.maximum(later, earlier), 0)
    away = distance_km(
        here["latitude"],
        here["longitude"],
        incidents["latitude"].to_numpy(),
        incidents["longitude"].to_numpy(),
    )
    near = (apart <= NEAR_DAYS) & (away <= NEAR_KM) & (incidents["status"] == "active").to_numpy()
    vague = (incidents["geo_precision"] == REGION_ALONE).to_numpy()
    near &= ~(vague | vague[position])
    near[position] = False
    found = np.flatnonzero(near)
    return found[np.argsort(apart[found], kind="stable")]


def _show_related(current: Session, position: int) -> None:
    st.subheader(
        ngettext(
            "Within {km} km and {count} day",
            "Within {km} km and {count} days",
            NEAR_DAYS,
            km=round(NEAR_KM),
        ),
        anchor=False,
    )
    here = current.collection.incidents.iloc[position]
    if pd.isna(here["latitude"]) or here["geo_precision"] == REGION_ALONE:
        st.text(_("The place is not known well enough to say what lies near it."))
        return
    found = related(current.collection, position)
    if not len(found):
        st.text(_("No other incident in this collection."))
    near = current.collection.incidents.iloc[found[:NEAR_SHOWN]]
    titles = said(current.collection, "incidents", "title").iloc[found[:NEAR_SHOWN]]
    for incident_id, title, when in zip(near["incident_id"], titles, days(near), strict=True):
        query = {**current.query(), "incident": [str(incident_id)]}
        label = f"{safe_label(when)} · {safe_label(title, limit=100)}"
        st.page_link("pages/incident.py", label=label, query_params=query)
    if len(found) > NEAR_SHOWN:
        st.caption(
            ngettext(
                "The nearest {shown} in time of {count}.",
                "The nearest {shown} in time of {count}.",
                len(found),
                shown=NEAR_SHOWN,
            )
        )


def _show_records(collection: Collection, position: int) -> None:
    incident_id = str(collection.incidents["incident_id"].iloc[position])
    chosen = {name: np.zeros(len(getattr(collection, name)), dtype=bool) for name in TABLES}
    chosen["incidents"][position] = True
    chosen["claims"][claims_about(collection, position)] = True
    text = collections.text_tables(collection, chosen)
    with st.expander(_("The raw records")):
        claims, incident = text["claims"], text["incidents"]
        whole = {"incident": incident.to_dict("records")[0], "claims": claims.to_dict("records")}
        as_csv, as_json = st.columns(2)
        show_download(
            as_csv,
            _("Claims as CSV"),
            lambda: export.tables.csv_bytes(claims),
            f"{incident_id}-claims.csv",
            "text/csv",
            width="stretch",
        )
        content = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
        show_download(
            as_json,
            _("Incident and claims as JSON"),
            content.encode,
            f"{incident_id}.json",
            "application/json",
            width="stretch",
        )
        st.code(content, language="json", wrap_lines=True)


def _show_citation(current: Session, position: int) -> None:
    link = replace(current.link, filters=Filters(as_of=current.link.filters.as_of), view=None)
    cited = export.cite(export.View(current.collection, link, dashboard_address(current.page)))
    title = said_at(current.collection, "incidents", "title", position)
    with st.expander(_("Cite this incident")):
        st.code(
            f"{_('“{cell}”', cell=nested(title))}. {cited.text}", language=None, wrap_lines=True
        )
        st.code(cited.bibtex, language=None, wrap_lines=True)
