"""What comes of the form: its place on a map, what is wrong, and the rows to hand in."""

from __future__ import annotations

from datetime import date

import streamlit as st

from strikemap import cartography
from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.links import View
from strikemap.markup import join, safe, safe_words
from strikemap.model import TABLES
from strikemap.suggestion.pull_request import pull_request
from strikemap.suggestion.rows import Suggestion, csv_lines
from strikemap.suggestion.verdict import Fault, Verdict
from strikemap.ui.elements.download import show_download
from strikemap.ui.elements.map_layer import show_layer
from strikemap.ui.session.state import ZOOMS, Session
from strikemap.wording import column_in_words

_FOLLOWS = ("event_type", "claim_id")
STILL_TO_FILL = {
    "incidents": marked("Still to fill for the incident: {columns}."),
    "claims": marked("Still to fill for the claim: {columns}."),
    "claimants": marked("Still to fill for the claimant: {columns}."),
    "sources": marked("Still to fill for the source: {columns}."),
    "corrections": marked("Still to fill for the correction: {columns}."),
}


def show_place(made: Suggestion) -> None:
    """The place of the suggested incident on a map, with its precision drawn."""
    incidents = made.rows("incidents")
    if not incidents:
        return
    incident = incidents[0]
    try:
        latitude, longitude = float(incident["latitude"]), float(incident["longitude"])
        within = abs(latitude) <= 85 and abs(longitude) <= 180
    except ValueError:
        within = False
    if not within:
        st.caption(_("The map shows the place once it has a point."))
        return
    flags = cartography.UNKNOWN
    flags |= {"2": cartography.IMPRECISE, "3": cartography.REGION}.get(incident["geo_precision"], 0)
    flags |= cartography.OCCUPIED if incident["territory"] == "occupied_ukraine" else 0
    drawn = cartography.one_incident(
        latitude,
        longitude,
        kind=int(cartography.kinds_of([incident["sub_event_type"]])[0]),
        flags=flags,
        name=incident["region"],
        label=incident["title"] or incident["place"] or _("The suggested place"),
    )
    zoom = {str(precision): zoom for precision, zoom in ZOOMS.items()}
    show_layer(
        cartography.Layer(drawn, None, 1),
        key="suggest map",
        height=250,
        view=View(latitude, longitude, zoom.get(incident["geo_precision"], ZOOMS[2])),
    )


def show_faults(verdict: Verdict) -> None:
    """What is still empty, then what is wrong and how to put it right."""
    st.subheader(_("What the rules say"), anchor=False)
    empty: dict[str, list[str]] = {}
    others = [each for each in verdict.faults if each.rule != "required"]
    for each in verdict.faults:
        if each.rule == "required" and each.column not in _FOLLOWS:
            columns = empty.setdefault(each.table, [])
            columns += [] if each.column in columns else [each.column]
    for table, columns in empty.items():
        st.text(_(STILL_TO_FILL[table], columns=", ".join(map(column_in_words, columns))))
    if others:
        rows = "".join(
            f"<tr><td>{_record(each)}</td><td>{safe(column_in_words(each.column))}</td>"
            f"<td>{safe_words(each.message, limit=400)}</td></tr>"
            for each in others
        )
        heads = (_("Record"), _("Column"), _("What is wrong, and what would be right"))
        st.html(
            '<div class="sm-scroll"><table class="sm-table"><tr>'
            f"{''.join(f'<th>{safe(head)}</th>' for head in heads)}</tr>{rows}</table></div>"
        )
    if verdict.is_sound:
        st.text(_("Nothing but what is to be decided.") if others else _("Nothing."))
    elif not verdict.is_readable:
        st.caption(_("The other rules are held once these are put right."))


def _record(fault: Fault) -> str:
    named = safe(fault.record, limit=80)
    return named if fault.is_error else join(safe(_("To decide.")), " ", named)


def show_result(current: Session, made: Suggestion, verdict: Verdict, today: date) -> None:
    """The lines for each file, and a pull request's text to copy or download."""
    of = current.collection
    text = pull_request(of, made, verdict, today)
    st.subheader(_("The rows"), anchor=False)
    for name in TABLES:
        for rows, what in (
            (made.changed.get(name), marked("{file}: put in place of the line with this id")),
            (made.added.get(name), marked("{file}: to add, in the order of the file")),
        ):
            if rows:
                st.caption(_(what, file=name + ".csv"))
                st.code(csv_lines(name, rows), language=None, wrap_lines=True)
    st.subheader(_("The pull request"), anchor=False)
    show_download(
        None,
        _("Download its text"),
        text.encode,
        f"{text.partition(chr(10))[0].removeprefix('# ').replace(' ', '-').lower()}.md",
        "text/markdown",
        key="suggest download",
        width="stretch",
    )
    st.code(text, language=None, wrap_lines=True, height=320)
