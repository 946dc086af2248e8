"""The form for a suggestion: its three kinds, and beside it what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.markup import join, safe
from strikemap.suggestion.ids import incident_id
from strikemap.suggestion.pull_request import next_version
from strikemap.suggestion.records import record_as_row
from strikemap.suggestion.rows import Suggestion, whole_row
from strikemap.suggestion.verdict import examine
from strikemap.ui.session.state import Session
from strikemap.ui.suggest.claim_fields import add_claims, claim_values
from strikemap.ui.suggest.draft import Draft
from strikemap.ui.suggest.fields import Fields, picked_record
from strikemap.ui.suggest.incident_fields import incident_values
from strikemap.ui.suggest.outcome import show_faults, show_place, show_result
from strikemap.wording import column_in_words

_KINDS = {
    "incident": marked("A new incident"),
    "claim": marked("A new claim about a recorded incident"),
    "correction": marked("A correction of a record"),
}
_NOTHING_STORED = marked("Nothing is stored.")
_NOTICE = marked(
    "What you write is checked while this page is open and kept nowhere: "
    "no file, no log, no account. Copy or download the result and hand it in as a pull request or "
    "an issue; you may stay pseudonymous. Name no victim and no private person, and leave out "
    "what is younger than 72 hours and anything on where troops stand now."
)


@st.fragment
def show_suggestion(current: Session) -> None:
    """The form, and beside it the place, what is wrong, and the rows once nothing is."""
    st.header(_("Suggest an incident or a correction"), anchor=False)
    notice = join("<b>", safe(_(_NOTHING_STORED)), "</b> ", safe(_(_NOTICE)))
    st.html(join('<p class="sm-coverage">', notice, "</p>"))
    if current.collection.local_only:
        st.caption(
            _("The licence of this collection forbids passing its content on: keep the result.")
        )
    _take_incident(current.link.incident)
    kind = st.radio(
        _("What do you suggest?"),
        list(_KINDS),
        key="suggest kind",
        format_func=lambda each: _(_KINDS[each]),
        horizontal=True,
    )
    form, beside = st.columns([1.25, 1], gap="large")
    draft = Draft(current.collection, date.today())
    with form:
        made = _FORMS[kind](current, draft)
    with beside:
        if made is None:
            st.text(_("Nothing is suggested yet."))
            return
        show_place(made)
        verdict = examine(current.collection, made, draft.today)
        show_faults(verdict)
        if verdict.is_sound:
            show_result(current, made, verdict, draft.today)


def _take_incident(chosen: str) -> None:
    """A link that names an incident opens the form for its correction."""
    if st.session_state.get("suggest for") != chosen:
        st.session_state["suggest for"] = chosen
        st.session_state["suggest kind"] = "correction" if chosen else "incident"


def _new_incident(current: Session, draft: Draft) -> Suggestion:
    st.subheader(_("The incident"), anchor=False)
    row = incident_values(draft, "new incident", {"status": "active"})
    proposed = incident_id(row, draft.taken(row["date_start"]))
    chosen = st.text_input(
        _("Id (proposed from day, place and kind; permanent)"),
        proposed,
        key=f"suggest id {proposed}",
        max_chars=120,
    )
    row = whole_row("incidents", {**row, "incident_id": chosen})
    draft.add("incidents", row)
    add_claims(draft, row["incident_id"])
    return draft.finished()


def _new_claim(current: Session, draft: Draft) -> Suggestion | None:
    incident = _record(current, "incidents", _("The incident that it is about"))
    if not incident:
        return None
    add_claims(draft, incident)
    return draft.finished()


def _correction(current: Session, draft: Draft) -> Suggestion | None:
    of = st.radio(
        _("Which record is wrong?"),
        ("incidents", "claims"),
        key="suggest record",
        format_func={"incidents": _("An incident"), "claims": _("A claim")}.__getitem__,
        horizontal=True,
    )
    label = _("Its title or id") if of == "incidents" else _("Its words or id")
    chosen = _record(current, of, label)
    was = record_as_row(current.collection, of, chosen) if chosen else None
    if was is None:
        return None
    st.caption(_("Records are never deleted: one that is wrong as a whole is withdrawn or merged."))
    make = incident_values if of == "incidents" else claim_values
    now = make(draft, f"change {chosen}", was)
    differing = [name for name in now if now[name] != was[name]]
    st.subheader(_("For the record of corrections"), anchor=False)
    of_log = Fields("corrections", f"change {chosen}", {})
    told = {
        "date": draft.today.isoformat(),
        "record": chosen,
        "what_changed": of_log.value("what_changed"),
        "why": of_log.value("why"),
        "version": next_version(current.collection.version, is_correction=True),
    }
    if not differing:
        st.caption(_("Nothing is changed yet: change a field above."))
        return None
    st.caption(_("Changed: {columns}.", columns=", ".join(map(column_in_words, differing))))
    draft.add("corrections", whole_row("corrections", told))
    return draft.finished({of: (whole_row(of, now),)})


_FORMS: dict[str, Callable[[Session, Draft], Suggestion | None]] = {
    "incident": _new_incident,
    "claim": _new_claim,
    "correction": _correction,
}


def _record(current: Session, table: str, label: str) -> str:
    """The id of a record that the reader picks; "" as long as none is picked."""
    return picked_record(
        current.collection, table, label, f"suggest pick {table}", current.link.incident
    )
