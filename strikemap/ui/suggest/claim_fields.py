"""The fields of claims: who says what, by which number, and where it was printed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from strikemap.checks.numbers import COUNTED
from strikemap.languages import gettext as _
from strikemap.model import TABLES
from strikemap.suggestion.ids import numbered, slug, unique
from strikemap.suggestion.records import records_like
from strikemap.suggestion.rows import Row, whole_row
from strikemap.ui.suggest.draft import Draft
from strikemap.ui.suggest.fields import field_value, picked_record
from strikemap.vocabularies import CASUALTY_MEASURES, GROUPS, NOT_SAID

NEW = "new"
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

    def asked(name: str, default: str = "") -> str:
        return field_value("claims", name, key, was.get(name, "") or default)

    made = {**was}
    measure, certainty = st.columns(2)
    with measure:
        made["measure"] = asked("measure")
    with certainty:
        made["certainty"] = asked("certainty", "stated")
    made |= {"value_min": "", "value_max": "", "bound": ""}
    if made["measure"] in COUNTED:
        made |= _number(asked, made["measure"])
        if made["measure"] in CASUALTY_MEASURES:
            made["people"] = asked("people", _OF_WHOM.get(made["subject"], NOT_SAID))
    elif made["measure"]:
        made["subject"] = asked("subject")
    made["statement"] = asked("statement")
    if made["measure"] in _ABOUT:
        made["about"] = asked("about")
    made["claimant_id"] = _claimant(draft, key, was.get("claimant_id", ""))
    made["source_id"] = _source(draft, key, was.get("source_id", ""))
    for column, name in zip(st.columns(2), ("claimed_on", "locator"), strict=True):
        with column:
            made[name] = asked(name)
    with st.expander(_("More on this claim")):
        for name in ("relayed_by", "inferred"):
            made[name] = asked(name)
        made["supersedes"] = _supersedes(draft, key, made, was)
    return whole_row("claims", made)


def _number(asked: Callable[[str, str], str], measure: str) -> dict[str, str]:
    """What is counted, how the number was put, and the number: one value fills both of `exact`."""
    subject, bound, least, most = st.columns(4)
    usual = {"killed": "people", "injured": "people"}.get(measure, "")
    usual = usual or ("drones" if measure.startswith("drones") else "")
    made = {"value_min": "", "value_max": ""}
    with subject:
        made["subject"] = asked("subject", usual)
    with bound:
        made["bound"] = asked("bound", "")
    if made["bound"] and made["bound"] != "up_to":
        with least:
            made["value_min"] = asked("value_min", "")
    if made["bound"] and made["bound"] != "at_least":
        with most:
            made["value_max"] = asked("value_max", "")
    if made["bound"] in ("exact", "about"):
        made["value_max"] = made["value_max"] or made["value_min"]
    return made


def _supersedes(draft: Draft, key: str, made: Row, was: Row) -> str:
    about = records_like(draft.collection, "claims", made["incident_id"], 200)
    codes = ["", *(code for code in about if code != was.get("claim_id"))]
    default = was.get("supersedes", "")
    codes += [default] if default not in codes else []
    chosen = st.selectbox(
        _("Supersedes"),
        codes,
        index=codes.index(default),
        key=f"suggest {key} supersedes {made['incident_id']}",
        format_func=lambda code: f"{code}: {about.get(code, '')}" if code else _("none"),
        help=_(TABLES["claims"].field("supersedes").description),
        placeholder=_("Choose"),
    )
    return chosen or ""


def _claimant(draft: Draft, key: str, first: str) -> str:
    chosen = picked_record(
        draft.collection,
        "claimants",
        _("Claimant: who says so"),
        f"suggest {key} claimant",
        first,
        more=_offered(draft, "claimants", "name", _("A new claimant …")),
    )
    if chosen != NEW:
        return chosen
    key = f"{key} claimant"
    made = {"name": field_value("claimants", "name", key, "")}
    ranks = draft.collection.claimants["rank"]
    last = int(ranks.max()) + 1 if len(ranks) else 1
    defaults = {"type": "", "side": "", "origin": "", "rank": str(last)}
    for names in (("type", "side"), ("origin", "rank")):
        for column, name in zip(st.columns(2), names, strict=True):
            with column:
                made[name] = field_value("claimants", name, key, defaults[name])
    base = slug(made["name"]) or "claimant"
    made["claimant_id"] = unique(base, draft.taken(base))
    draft.add("claimants", whole_row("claimants", made))
    return made["claimant_id"]


def _source(draft: Draft, key: str, first: str) -> str:
    chosen = picked_record(
        draft.collection,
        "sources",
        _("Source: where it was printed"),
        f"suggest {key} source",
        first,
        more=_offered(draft, "sources", "title", _("A new source …")),
    )
    if chosen != NEW:
        return chosen
    key = f"{key} source"
    made = {name: field_value("sources", name, key, "") for name in ("publisher", "title", "url")}
    if not made["url"]:
        made["note"] = field_value("sources", "note", key, "", label=_("Why there is no address"))
    defaults = {"accessed": draft.today.isoformat(), "language": "en"}
    for names in (("published", "accessed"), ("language", "kind"), ("archived_url",)):
        for column, name in zip(st.columns(len(names)), names, strict=True):
            with column:
                made[name] = field_value("sources", name, key, defaults.get(name, ""))
    words = (made["publisher"], made["published"], made["title"])
    base = "-".join(filter(None, map(slug, words))) or "source"
    made["source_id"] = unique(base, draft.taken(base))
    draft.add("sources", whole_row("sources", made))
    return made["source_id"]


def _offered(draft: Draft, table: str, name: str, new: str) -> Row:
    """The way to a new record, and the new ones of earlier claims in this draft."""
    return {NEW: new} | {
        each[TABLES[table].key]: _("{record} (new)", record=each[name])
        for each in draft.added.get(table, ())
    }
