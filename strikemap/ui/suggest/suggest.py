"""The form for a suggestion: its fields, its place on a map, what is wrong, and what it yields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from strikemap import cartography, dates, geography, suggestion
from strikemap.checks.numbers import COUNTED
from strikemap.links import View
from strikemap.markup import safe
from strikemap.model import SUB_EVENT_TYPES_BY_TYPE, TABLES, Collection, Field, labels
from strikemap.suggestion import Row, Suggestion, Verdict
from strikemap.ui.elements.download import show_download
from strikemap.ui.elements.map_layer import show_layer
from strikemap.ui.session.state import ZOOMS, Session
from strikemap.wording import column_in_words

NEW = "new"
MOST_CLAIMS = 12
_LONGEST = {"title": 160, "summary": 1000, "statement": 600, "inferred": 600, "note": 600}
_TALL = ("summary", "statement", "what_changed", "why")
_KINDS = {
    "incident": "A new incident",
    "claim": "A new claim about a recorded incident",
    "correction": "A correction of a record",
}
_NOTICE = (
    "<b>Nothing is stored.</b> What you write is checked while this page is open and kept nowhere: "
    "no file, no log, no account. Copy or download the result and hand it in as a pull request or "
    "an issue; you may stay pseudonymous. Name no victim and no private person, and leave out "
    "what is younger than 72 hours and anything on where troops stand now."
)
_FOLLOWS = ("event_type", "claim_id")
_ABOUT = ("attribution", "denial", "confirmation")


@dataclass(slots=True)
class _Draft:
    """What the form holds so far: the rows to add, and where the map looks."""

    collection: Collection
    today: date
    added: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> None:
        self.added.setdefault(table, []).append(row)

    def taken(self, base: str) -> frozenset[str]:
        """Ids that begin with *base*, in the collection and in this draft."""
        own = {
            each[TABLES[name].key]
            for name, rows in self.added.items()
            for each in rows
            if TABLES[name].key
        }
        return suggestion.ids_like(self.collection, base) | own

    def finished(self, changed: dict[str, tuple[Row, ...]] | None = None) -> Suggestion:
        """The suggestion as it stands."""
        return Suggestion({name: tuple(rows) for name, rows in self.added.items()}, changed or {})


@st.fragment
def show_suggestion(current: Session) -> None:
    """The form, and beside it the place, what is wrong, and the rows once nothing is."""
    st.header("Suggest an incident or a correction", anchor=False)
    st.html(f'<p class="sm-coverage">{_NOTICE}</p>')
    if current.collection.local_only:
        st.caption(
            "The licence of this collection forbids passing its content on: keep the result."
        )
    _take_incident(current.link.incident)
    kind = st.radio(
        "What do you suggest?",
        list(_KINDS),
        key="suggest kind",
        format_func=_KINDS.__getitem__,
        horizontal=True,
    )
    form, beside = st.columns([1.25, 1], gap="large")
    draft = _Draft(current.collection, date.today())
    with form:
        made = _FORMS[kind](current, draft)
    with beside:
        if made is None:
            st.text("Nothing is suggested yet.")
            return
        _show_place(made)
        verdict = suggestion.examine(current.collection, made, draft.today)
        _show_faults(verdict)
        if verdict.is_sound:
            _show_result(current, made, verdict, draft.today)


def _take_incident(chosen: str) -> None:
    """A link that names an incident opens the form for its correction."""
    if st.session_state.get("suggest for") != chosen:
        st.session_state["suggest for"] = chosen
        st.session_state["suggest kind"] = "correction" if chosen else "incident"


def _new_incident(current: Session, draft: _Draft) -> Suggestion:
    st.subheader("The incident", anchor=False)
    row = _incident(draft, "new incident", {"status": "active"})
    proposed = suggestion.incident_id(row, draft.taken(row["date_start"]))
    chosen = st.text_input(
        "Id (proposed from day, place and kind; permanent)",
        proposed,
        key=f"suggest id {proposed}",
        max_chars=120,
    )
    row = suggestion.row("incidents", {**row, "incident_id": chosen})
    draft.add("incidents", row)
    _claims(draft, row["incident_id"])
    return draft.finished()


def _new_claim(current: Session, draft: _Draft) -> Suggestion | None:
    incident = _record(current, "incidents", "The incident that it is about")
    if not incident:
        return None
    _claims(draft, incident)
    return draft.finished()


def _correction(current: Session, draft: _Draft) -> Suggestion | None:
    of = st.radio(
        "Which record is wrong?",
        ("incidents", "claims"),
        key="suggest record",
        format_func={"incidents": "An incident", "claims": "A claim"}.__getitem__,
        horizontal=True,
    )
    chosen = _record(current, of, "Its title or id" if of == "incidents" else "Its words or id")
    was = suggestion.record(current.collection, of, chosen) if chosen else None
    if was is None:
        return None
    st.caption("Records are never deleted: one that is wrong as a whole is withdrawn or merged.")
    make = _incident if of == "incidents" else _claim
    now = make(draft, f"change {chosen}", was)
    differing = [name for name in now if now[name] != was[name]]
    st.subheader("For the record of corrections", anchor=False)
    told = {
        "date": draft.today.isoformat(),
        "record": chosen,
        "what_changed": _field("corrections", "what_changed", f"change {chosen}", ""),
        "why": _field("corrections", "why", f"change {chosen}", ""),
        "version": suggestion.next_version(current.collection.version, is_correction=True),
    }
    if not differing:
        st.caption("Nothing is changed yet: change a field above.")
        return None
    st.caption(f"Changed: {', '.join(map(column_in_words, differing))}.")
    draft.add("corrections", suggestion.row("corrections", told))
    return draft.finished({of: (suggestion.row(of, now),)})


_FORMS: dict[str, Callable[[Session, _Draft], Suggestion | None]] = {
    "incident": _new_incident,
    "claim": _new_claim,
    "correction": _correction,
}


def _record(current: Session, table: str, label: str) -> str:
    """The id of a record that the reader picks; "" as long as none is picked."""
    return _pick(current.collection, table, label, f"suggest pick {table}", current.link.incident)


def _pick(
    of: Collection, table: str, label: str, key: str, first: str = "", *, more: Row | None = None
) -> str:
    """One of the records of *table*, or of *more* (id and words), by id; "" where none is."""
    text = ""
    if len(getattr(of, table)) > suggestion.MATCHES:
        text = st.text_input(
            f"{label}: search",
            first,
            key=f"{key} search {of.name} {first}",
            help=f"Words, or a part of the id. The list holds at most {suggestion.MATCHES}.",
        )
    found = {**(more or {}), **suggestion.records_like(of, table, text)}
    if first and first not in found:
        was = suggestion.records_like(of, table, first, 1)
        found = {**was, **found}
    chosen = st.selectbox(
        label,
        list(found),
        index=list(found).index(first) if first in found else None,
        key=f"{key} {of.name} {first} {text}",
        format_func=lambda code: found[code] or code,
        placeholder="Choose, or type to search",
    )
    return chosen or ""


def _incident(draft: _Draft, key: str, was: Row) -> Row:
    """The columns of an incident, from their widgets; the event type follows the sub-event type."""

    def asked(name: str, default: str = "") -> str:
        return _field("incidents", name, key, was.get(name, "") or default)

    made = {**was, "title": asked("title"), "summary": asked("summary")}
    first, last = st.columns(2)
    with first:
        start = asked("date_start")
    with last:
        # Most incidents end on the day on which they begin.
        end = was.get("date_end", "")
        made["date_end"] = _field(
            "incidents", "date_end", key if end else f"{key} {start}", end or start
        )
    made["date_start"] = start
    names = ("time_precision", "date_basis", "part_of_day")
    for column, name in zip(st.columns(3), names, strict=True):
        with column:
            made[name] = asked(name)
    for column, name in zip(st.columns(3), ("sub_event_type", "weapon", "target"), strict=True):
        with column:
            made[name] = asked(name)
    made["event_type"] = _event_type(made["sub_event_type"])
    made |= _place(key, was)
    if "incident_id" in was:
        with st.expander("Withdraw or merge the record, or name it in another collection"):
            for name in ("status", "merged_into", "same_as"):
                made[name] = asked(name)
    return suggestion.row("incidents", made)


def _event_type(special: str) -> str:
    fits = (name for name, below in SUB_EVENT_TYPES_BY_TYPE.items() if special in below)
    return next(fits, "")


def _place(key: str, was: Row) -> dict[str, str]:
    """The columns of a place: looked up in the gazetteer, and open to correction."""
    text = st.text_input(
        "Find the place",
        key=f"suggest {key} find",
        max_chars=80,
        placeholder="begin to type its name, as Shebekino or Шебекино",
        help="Looked up in the gazetteer that comes with this page; no service is asked.",
    )
    found = geography.places_called(text) if text else ()
    place = None
    if found:
        place = st.selectbox(
            "Places of this name",
            found,
            key=f"suggest {key} found {text}",
            format_func=_place_in_words,
        )
    elif text:
        st.caption("The gazetteer has no such place. Fill its name, region and point by hand.")
    known = dict(was)
    if place is not None:
        known |= {
            "place": place.name,
            "place_local": place.name_local,
            "region": place.region,
            "latitude": str(place.latitude),
            "longitude": str(place.longitude),
            "geo_precision": "1",
        }
        key = f"{key} {place.name} {place.region} {place.latitude}"
    made: dict[str, str] = {}
    for names in (("place", "place_local"), ("region", "geo_precision"), ("latitude", "longitude")):
        for column, name in zip(st.columns(2), names, strict=True):
            with column:
                if name == "region":
                    made[name] = _region(key, known.get(name, ""))
                else:
                    made[name] = _field("incidents", name, key, known.get(name, ""))
    region = geography.regions().get(made["region"])
    if region is None:
        made["territory"] = _field("incidents", "territory", key, known.get("territory", ""))
    else:
        made["territory"] = "russia" if region.country == "RU" else "occupied_ukraine"
        territory = labels(TABLES["incidents"].field("territory").terms)[made["territory"]]
        st.caption(f"Territory, by the region: {territory}.")
    return made


def _place_in_words(place: geography.Place) -> str:
    local = f" ({place.name_local})" if place.name_local else ""
    return f"{place.name}{local}, {geography.region_name(place.region)}"


def _region(key: str, default: str) -> str:
    codes = ["", *sorted(geography.regions(), key=geography.region_name)]
    chosen = st.selectbox(
        "Region",
        codes,
        index=codes.index(default) if default in codes else 0,
        key=f"suggest {key} region",
        format_func=lambda code: geography.region_name(code) if code else "not known",
        help=TABLES["incidents"].field("region").description,
    )
    return chosen or ""


def _claims(draft: _Draft, incident: str) -> None:
    """One claim, or as many as the reader asks for."""
    count = st.session_state.setdefault("suggest claims", 1)
    for number in range(1, count + 1):
        with st.container(border=True):
            st.subheader(f"Claim {number}" if count > 1 else "The claim", anchor=False)
            row = _claim(draft, f"claim {number}", {"incident_id": incident})
            base = f"{incident}-{suggestion.slug(row['measure']) or 'claim'}"
            named = suggestion.numbered(base, draft.taken(base))
            draft.add("claims", suggestion.row("claims", {**row, "claim_id": named}))
    more, fewer = st.columns(2)
    if count < MOST_CLAIMS:
        more.button("Add another claim", on_click=_count, args=(count + 1,), width="stretch")
    if count > 1:
        fewer.button("Drop the last claim", on_click=_count, args=(count - 1,), width="stretch")


def _count(claims: int) -> None:
    st.session_state["suggest claims"] = claims


def _claim(draft: _Draft, key: str, was: Row) -> Row:
    """The columns of a claim, from their widgets: those that its measure and bound call for."""

    def asked(name: str, default: str = "") -> str:
        return _field("claims", name, key, was.get(name, "") or default)

    made = {**was}
    measure, certainty = st.columns(2)
    with measure:
        made["measure"] = asked("measure")
    with certainty:
        made["certainty"] = asked("certainty", "stated")
    made |= {"value_min": "", "value_max": "", "bound": ""}
    if made["measure"] in COUNTED:
        made |= _number(asked, made["measure"])
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
    with st.expander("More on this claim"):
        for name in ("relayed_by", "inferred"):
            made[name] = asked(name)
        made["supersedes"] = _supersedes(draft, key, made, was)
    return suggestion.row("claims", made)


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


def _supersedes(draft: _Draft, key: str, made: Row, was: Row) -> str:
    about = suggestion.records_like(draft.collection, "claims", made["incident_id"], 200)
    codes = ["", *(code for code in about if code != was.get("claim_id"))]
    default = was.get("supersedes", "")
    codes += [default] if default not in codes else []
    chosen = st.selectbox(
        "Supersedes",
        codes,
        index=codes.index(default),
        key=f"suggest {key} supersedes {made['incident_id']}",
        format_func=lambda code: f"{code}: {about.get(code, '')}" if code else "none",
        help=TABLES["claims"].field("supersedes").description,
    )
    return chosen or ""


def _claimant(draft: _Draft, key: str, first: str) -> str:
    chosen = _pick(
        draft.collection, "claimants", "Claimant: who says so", f"suggest {key} claimant", first,
        more=_offered(draft, "claimants", "name", "A new claimant …"),
    )  # fmt: skip
    if chosen != NEW:
        return chosen
    key = f"{key} claimant"
    made = {"name": _field("claimants", "name", key, "")}
    ranks = draft.collection.claimants["rank"]
    last = int(ranks.max()) + 1 if len(ranks) else 1
    defaults = {"type": "", "side": "", "origin": "", "rank": str(last)}
    for names in (("type", "side"), ("origin", "rank")):
        for column, name in zip(st.columns(2), names, strict=True):
            with column:
                made[name] = _field("claimants", name, key, defaults[name])
    base = suggestion.slug(made["name"]) or "claimant"
    made["claimant_id"] = suggestion.unique(base, draft.taken(base))
    draft.add("claimants", suggestion.row("claimants", made))
    return made["claimant_id"]


def _source(draft: _Draft, key: str, first: str) -> str:
    chosen = _pick(
        draft.collection, "sources", "Source: where it was printed", f"suggest {key} source", first,
        more=_offered(draft, "sources", "title", "A new source …"),
    )  # fmt: skip
    if chosen != NEW:
        return chosen
    key = f"{key} source"
    made = {name: _field("sources", name, key, "") for name in ("publisher", "title", "url")}
    if not made["url"]:
        made["note"] = _field("sources", "note", key, "", label="Why there is no address")
    defaults = {"accessed": draft.today.isoformat(), "language": "en"}
    for names in (("published", "accessed"), ("language", "kind"), ("archived_url",)):
        for column, name in zip(st.columns(len(names)), names, strict=True):
            with column:
                made[name] = _field("sources", name, key, defaults.get(name, ""))
    words = (made["publisher"], made["published"], made["title"])
    base = "-".join(filter(None, map(suggestion.slug, words))) or "source"
    made["source_id"] = suggestion.unique(base, draft.taken(base))
    draft.add("sources", suggestion.row("sources", made))
    return made["source_id"]


def _offered(draft: _Draft, table: str, name: str, new: str) -> Row:
    """The way to a new record, and the new ones of earlier claims in this draft."""
    return {NEW: new} | {
        each[TABLES[table].key]: f"{each[name]} (new)" for each in draft.added.get(table, ())
    }


def _field(table: str, name: str, key: str, default: str, *, label: str = "") -> str:
    """The widget of one column, in the model's words, and what it holds as text."""
    of = TABLES[table].field(name)
    label = label or _capitalised(column_in_words(name))
    label += "" if of.required or name == "url" else " (optional)"
    key = f"suggest {key} {table} {name}"
    if of.terms:
        return _choice(of, label, key, default)
    if of.kind == "date":
        return _day(of, label, key, default)
    if of.kind == "integer":
        number = st.number_input(
            label, 0 if of.minimum is None else of.minimum, 999_999_999,
            int(default) if default else None, 1, key=key, help=of.description,
        )  # fmt: skip
        return "" if number is None else str(number)
    ask = st.text_area if name in _TALL else st.text_input
    text = ask(label, default, key=key, max_chars=_LONGEST.get(name, 2_000), help=of.description)
    return suggestion.one_line(text or "")


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _choice(of: Field, label: str, key: str, default: str) -> str:
    codes = list(of.codes) if of.required else ["", *of.codes]
    named = {"": "not said", **labels(of.terms)}
    index = codes.index(default) if default in codes else None
    chosen = st.selectbox(
        label, codes, index=index, key=key, format_func=lambda code: named[code].capitalize(),
        help=of.description, placeholder="Choose",
    )  # fmt: skip
    meaning = next((term.meaning for term in of.terms if term.code == chosen), "")
    if meaning:
        st.caption(meaning)
    return chosen or ""


def _day(of: Field, label: str, key: str, default: str) -> str:
    chosen = st.date_input(
        label, dates.day(default) if default else None, date(1900, 1, 1), date(2100, 12, 31),
        key=key, help=of.description, format="YYYY-MM-DD",
    )  # fmt: skip
    return chosen.isoformat() if isinstance(chosen, date) else ""


def _show_place(made: Suggestion) -> None:
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
        st.caption("The map shows the place once it has a point.")
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
        label=incident["title"] or incident["place"] or "The suggested place",
    )
    zoom = {str(precision): zoom for precision, zoom in ZOOMS.items()}
    show_layer(
        cartography.Layer(drawn, None, 1),
        key="suggest map",
        height=250,
        view=View(latitude, longitude, zoom.get(incident["geo_precision"], ZOOMS[2])),
    )


def _show_faults(verdict: Verdict) -> None:
    """What is still empty, then what is wrong and how to put it right."""
    st.subheader("What the rules say", anchor=False)
    empty: dict[str, list[str]] = {}
    others = [each for each in verdict.faults if each.rule != "required"]
    for each in verdict.faults:
        if each.rule == "required" and each.column not in _FOLLOWS:
            columns = empty.setdefault(each.table.removesuffix("s"), [])
            columns += [] if each.column in columns else [each.column]
    for table, columns in empty.items():
        st.text(f"Still to fill for the {table}: {', '.join(map(column_in_words, columns))}.")
    if others:
        rows = "".join(
            f"<tr><td>{'' if each.is_error else 'To decide. '}{safe(each.record, limit=80)}</td>"
            f"<td>{safe(column_in_words(each.column))}</td><td>{safe(each.message, limit=400)}</td></tr>"
            for each in others
        )
        st.html(
            '<div class="sm-scroll"><table class="sm-table"><tr><th>Record</th><th>Column</th>'
            f"<th>What is wrong, and what would be right</th></tr>{rows}</table></div>"
        )
    if verdict.is_sound:
        st.text("Nothing." if not others else "Nothing but what is to be decided.")
    elif not verdict.is_readable:
        st.caption("The other rules are held once these are put right.")


def _show_result(current: Session, made: Suggestion, verdict: Verdict, today: date) -> None:
    """The lines for each file, and a pull request's text to copy or download."""
    of = current.collection
    text = suggestion.pull_request(of, made, verdict, today)
    st.subheader("The rows", anchor=False)
    for name in TABLES:
        for rows, what in (
            (made.changed.get(name), "put in place of the line with this id"),
            (made.added.get(name), "to add, in the order of the file"),
        ):
            if rows:
                st.caption(f"{name}.csv: {what}")
                st.code(suggestion.lines(name, rows), language=None, wrap_lines=True)
    st.subheader("The pull request", anchor=False)
    show_download(
        None,
        "Download its text",
        text.encode,
        f"{text.partition(chr(10))[0].removeprefix('# ').replace(' ', '-').lower()}.md",
        "text/markdown",
        key="suggest download",
        width="stretch",
    )
    st.code(text, language=None, wrap_lines=True, height=320)
