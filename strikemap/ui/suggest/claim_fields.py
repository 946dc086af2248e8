"""The fields of claims: what is said, by which number, and what it takes the place of."""

from __future__ import annotations

import streamlit as st

from strikemap.checks.numbers import COUNTED
from strikemap.languages import gettext as _
from strikemap.model import TABLES
from strikemap.suggestion.ids import numbered, slug
from strikemap.suggestion.records import records_like
from strikemap.suggestion.rows import Row, whole_row
from strikemap.ui.suggest.claimant_and_source import claimant, source
from strikemap.ui.suggest.draft import Draft
from strikemap.ui.suggest.fields import Fields, picked
from strikemap.vocabularies import CASUALTY_MEASURES, GROUPS, NOT_SAID

MOST_CLAIMS = 12
_OF_WHOM = {each: each for each in GROUPS}
_ABOUT = ("attribution", "denial", "confirmation")


def add_claims(draft: Draft, incident: str) -> None:
    """One claim, or as many as the reader asks for."""
    count = st.session_state.setdefault("suggest claims", 1)
    for number in range(1, count + 1):
        with st.container(border=True):
            named = _("Claim {number}", number=number) if count > 1 else _("The claim")
            st.subheader(named, anchor=False)
            row = claim_values(draft, f"claim {number}", {"incident_id": incident})
            base = f"{incident}-{slug(row['measure']) or 'claim'}"
            named = numbered(base, draft.taken(base))
            draft.add("claims", whole_row("claims", {**row, "claim_id": named}))
    more, fewer = st.columns(2)
    if count < MOST_CLAIMS:
        more.button(_("Add another claim"), on_click=_count, args=(count + 1,), width="stretch")
    if count > 1:
        fewer.button(_("Drop the last claim"), on_click=_count, args=(count - 1,), width="stretch")


def _count(claims: int) -> None:
    st.session_state["suggest claims"] = claims


def claim_values(draft: Draft, key: str, was: Row) -> Row:
    """The columns of a claim, from their widgets: those that its measure and bound call for."""
    of = Fields("claims", key, was)
    made = {**was, **of.line("measure", "certainty", certainty="stated")}
    made |= {"value_min": "", "value_max": "", "bound": ""}
    if made["measure"] in COUNTED:
        made |= _number(of, made["measure"])
        if made["measure"] in CASUALTY_MEASURES:
            made["people"] = of.value("people", _OF_WHOM.get(made["subject"], NOT_SAID))
    elif made["measure"]:
        made["subject"] = of.value("subject")
    made["statement"] = of.value("statement")
    if made["measure"] in _ABOUT:
        made["about"] = of.value("about")
    made["claimant_id"] = claimant(draft, key, was.get("claimant_id", ""))
    made["source_id"] = source(draft, key, was.get("source_id", ""))
    made |= of.line("claimed_on", "locator")
    with st.expander(_("More on this claim")):
        for name in ("relayed_by", "inferred"):
            made[name] = of.value(name)
        made["supersedes"] = _supersedes(draft, key, made, was)
    return whole_row("claims", made)


def _number(of: Fields, measure: str) -> Row:
    """What is counted, how the number was put, and the number: one value fills both of `exact`."""
    subject, bound, least, most = st.columns(4)
    usual = {"killed": "people", "injured": "people"}.get(measure, "")
    usual = usual or ("drones" if measure.startswith("drones") else "")
    made = {"value_min": "", "value_max": ""}
    with subject:
        made["subject"] = of.value("subject", usual)
    with bound:
        made["bound"] = of.value("bound")
    if made["bound"] and made["bound"] != "up_to":
        with least:
            made["value_min"] = of.value("value_min")
    if made["bound"] and made["bound"] != "at_least":
        with most:
            made["value_max"] = of.value("value_max")
    if made["bound"] in ("exact", "about"):
        made["value_max"] = made["value_max"] or made["value_min"]
    return made


def _supersedes(draft: Draft, key: str, made: Row, was: Row) -> str:
    about = records_like(draft.collection, "claims", made["incident_id"], 200)
    codes = ["", *(code for code in about if code != was.get("claim_id"))]
    default = was.get("supersedes", "")
    codes += [default] if default not in codes else []
    return picked(
        _("Supersedes"),
        codes,
        default,
        f"suggest {key} supersedes {made['incident_id']}",
        lambda code: f"{code}: {about.get(code, '')}" if code else _("none"),
        told=_(TABLES["claims"].field("supersedes").description),
    )
