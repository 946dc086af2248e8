"""The fields of an incident: what, when, and where by the gazetteer."""

from __future__ import annotations

import streamlit as st

from strikemap import gazetteer, geography
from strikemap.languages import gettext as _
from strikemap.model import TABLES
from strikemap.suggestion.rows import Row, whole_row
from strikemap.ui.suggest.draft import Draft
from strikemap.ui.suggest.fields import Fields, field_value, picked
from strikemap.vocabularies import SUB_EVENT_TYPES_BY_TYPE, labels


def incident_values(draft: Draft, key: str, was: Row) -> Row:
    """The columns of an incident, from their widgets; the event type follows the sub-event type."""
    of = Fields("incidents", key, was)
    made = {**was, "title": of.value("title"), "summary": of.value("summary")}
    first, last = st.columns(2)
    with first:
        start = of.value("date_start")
    with last:
        # Most incidents end on the day on which they begin.
        end = was.get("date_end", "")
        made["date_end"] = field_value(
            "incidents", "date_end", key if end else f"{key} {start}", end or start
        )
    made["date_start"] = start
    made |= of.line("time_precision", "date_basis", "part_of_day")
    made |= of.line("sub_event_type", "weapon", "target")
    made["event_type"] = _event_type(made["sub_event_type"])
    made |= _place(key, was)
    if "incident_id" in was:
        with st.expander(_("Withdraw or merge the record, or name it in another collection")):
            made |= {name: of.value(name) for name in ("status", "merged_into", "same_as")}
    return whole_row("incidents", made)


def _event_type(special: str) -> str:
    fits = (name for name, below in SUB_EVENT_TYPES_BY_TYPE.items() if special in below)
    return next(fits, "")


def _place(key: str, was: Row) -> dict[str, str]:
    """The columns of a place: looked up in the gazetteer, and open to correction."""
    text = st.text_input(
        _("Find the place"),
        key=f"suggest {key} find",
        max_chars=80,
        placeholder=_("begin to type its name, as Shebekino or Шебекино"),
        help=_("Looked up in the gazetteer that comes with this page; no service is asked."),
    )
    found = gazetteer.places_called(text) if text else ()
    place = None
    if found:
        place = st.selectbox(
            _("Places of this name"),
            found,
            key=f"suggest {key} found {text}",
            format_func=_place_in_words,
            placeholder=_("Choose"),
        )
    elif text:
        st.caption(_("The gazetteer has no such place. Fill its name, region and point by hand."))
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
    of = Fields("incidents", key, known)
    made = of.line("place", "place_local")
    left, right = st.columns(2)
    with left:
        made["region"] = _region(key, known.get("region", ""))
    with right:
        made["geo_precision"] = of.value("geo_precision")
    made |= of.line("latitude", "longitude")
    region = geography.regions().get(made["region"])
    if region is None:
        made["territory"] = of.value("territory")
    else:
        made["territory"] = "russia" if region.country == "RU" else "occupied_ukraine"
        territory = labels(TABLES["incidents"].field("territory").terms)[made["territory"]]
        st.caption(_("Territory, by the region: {territory}.", territory=territory))
    return made


def _place_in_words(place: gazetteer.Place) -> str:
    name = gazetteer.name_of(place)
    local = f" ({place.name_local})" if place.name_local not in ("", name) else ""
    return f"{name}{local}, {geography.region_name(place.region)}"


def _region(key: str, default: str) -> str:
    codes = ["", *sorted(geography.regions(), key=geography.region_name)]
    return picked(
        _("Region"),
        codes,
        default if default in codes else "",
        f"suggest {key} region",
        lambda code: geography.region_name(code) if code else _("not known"),
        told=_(TABLES["incidents"].field("region").description),
    )
