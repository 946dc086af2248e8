"""A guided tour: stops from the collection's `tour.json`, each a saved view with a few words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st

from strikemap import links
from strikemap.languages import gettext as _
from strikemap.languages import ngettext, pgettext
from strikemap.markup import join, safe, safe_label
from strikemap.translations import TOUR, text_of
from strikemap.ui.session.state import Session

FILE = "tour.json"
ON = "guided"
EMBEDDING = ("embed", "embed_options")
MAX_BYTES, MAX_STOPS, MAX_TEXT = 200_000, 50, 2_000


@dataclass(frozen=True, slots=True)
class Stop:
    """A saved view, by the part of its URL after `?`, and what to know of it.  Raw text."""

    title: str
    text: str
    query: str


@dataclass(frozen=True, slots=True)
class Tour:
    """The stops in their order.  Raw text."""

    title: str
    stops: tuple[Stop, ...]


def read_tour(folder: Path | None) -> Tour | None:
    """
    The tour of the collection in *folder*; None where it has none.

    Raises:
        ValueError: there is a `tour.json` that can't be read; the message says why.
    """
    if folder is None:
        return None
    path = folder / FILE
    try:
        found = path.stat()
    except OSError:
        return None
    return _read(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=16)
def _read(path: Path, changed: int, size: int) -> Tour:
    if size > MAX_BYTES:
        raise ValueError(_("{size} bytes; at most {most} are read", size=size, most=MAX_BYTES))
    try:
        return parsed(path.read_text("utf-8"))
    except OSError as error:
        raise ValueError(_("it can't be read: {fault}", fault=error.strerror)) from None


def parsed(text: str) -> Tour:
    """
    A tour from JSON: `{"title", "stops": [{"title", "text", "query"}]}`.

    Raises:
        ValueError: it is no JSON, or a part is missing or too long.
    """
    try:
        found = json.loads(text)
    except RecursionError:
        raise ValueError(_("nested too deeply")) from None
    stops = found.get("stops") if isinstance(found, dict) else None
    if not isinstance(stops, list) or not stops:
        raise ValueError(_('write an object with "title" and a list of "stops"'))
    if len(stops) > MAX_STOPS:
        raise ValueError(
            _("{count} stops; at most {most} are shown", count=len(stops), most=MAX_STOPS)
        )
    return Tour(
        _text(found, "title", 0),
        tuple(_stop(each, number) for number, each in enumerate(stops, 1)),
    )


def _stop(found: object, number: int) -> Stop:
    if not isinstance(found, dict):
        raise ValueError(
            _('stop {number} is no object with "title", "text" and "query"', number=number)
        )
    title, text, query = (_text(found, key, number) for key in ("title", "text", "query"))
    return Stop(title, text, query)


def _text(found: dict[str, object], key: str, stop: int) -> str:
    """The text called *key* of the *stop* of that number, or of the tour where it is 0."""
    value = found.get(key)
    if not isinstance(value, str) or not (value.strip() or key == "query"):
        raise ValueError(
            _("stop {number} has no {key}", number=stop, key=key)
            if stop
            else _("the tour has no {key}", key=key)
        )
    if len(value) > MAX_TEXT:
        raise ValueError(
            _(
                "the {key} of stop {number} is longer than {most} characters",
                key=key,
                number=stop,
                most=MAX_TEXT,
            )
            if stop
            else _("the {key} of the tour is longer than {most} characters", key=key, most=MAX_TEXT)
        )
    return value


def show_tour(current: Session) -> None:
    """The way into the tour; on a tour its present stop, with previous, next and leave."""
    try:
        tour = read_tour(current.collection.folder)
    except ValueError as error:
        if current.link.tour:
            st.text(
                _(
                    "The tour can’t be shown; {file} is not in order: {fault}.",
                    file=FILE,
                    fault=str(error)[:300],
                )
            )
        return
    if tour is None:
        if current.link.tour:
            st.text(_("This collection has no tour."))
        return
    if not current.link.tour:
        label = ngettext(
            "Guided tour: {title} ({count} stop)",
            "Guided tour: {title} ({count} stops)",
            len(tour.stops),
            title=safe_label(_said(current, "title", tour.title), limit=80),
        )
        if st.button(label, key="tour start", type="tertiary"):
            _go(current, tour, 1)
        return
    _show_stop(current, tour)


def _show_stop(current: Session, tour: Tour) -> None:
    count, asked = len(tour.stops), current.link.stop or 1
    number = min(asked, count)
    stop = tour.stops[number - 1]
    with st.container(border=True, key="tour"):
        st.html(
            join(
                '<p class="sm-inview"><b>',
                safe(_said(current, f"stops.{number}.title", stop.title), limit=120),
                "</b> · ",
                _(
                    "stop {number} of {count}, {tour}",
                    number=number,
                    count=count,
                    tour=safe(_said(current, "title", tour.title), limit=80),
                ),
                '</p><p class="sm-inview">',
                safe(_said(current, f"stops.{number}.text", stop.text)),
                "</p>",
            )
        )
        if _without_embedding(stop.query) != links.decode(stop.query):
            st.caption(_("This stop asks for an embedded page, which a tour cannot give."))
        if asked > count:
            st.caption(_("There is no stop {number}; this is the last one.", number=asked))
        row = st.container(horizontal=True, vertical_alignment="center", gap="small")
        if row.button(
            pgettext("stop of a tour", "Previous"), key="tour previous", disabled=number == 1
        ):
            _go(current, tour, number - 1)
        if row.button(
            pgettext("stop of a tour", "Next"), key="tour next", disabled=number == count
        ):
            _go(current, tour, number + 1)
        if _is_elsewhere(current, stop) and row.button(
            _("Back to this stop’s view"), key="tour back"
        ):
            _go(current, tour, number)
        if row.button(_("Leave the tour"), key="tour leave"):
            _leave(current)


def _said(current: Session, field: str, original: str) -> str:
    return text_of(current.collection, TOUR, field, original)


def _is_elsewhere(current: Session, stop: Stop) -> bool:
    """Whether the reader has changed what the stop shows."""
    link, _told = links.from_query(links.decode(stop.query), current.collection)
    return link.filters != current.link.filters or link.incident != current.link.incident


def _go(current: Session, tour: Tour, number: int) -> None:
    """Follow a stop as one follows a link, so that Back leads to the stop before."""
    query = _without_embedding(tour.stops[number - 1].query)
    ours = {"collection": [current.collection.name], "tour": [ON], "stop": [str(number)]}
    if current.link.language:
        ours["lang"] = [current.link.language]
    st.query_params.from_dict(query | ours)
    st.rerun()


def _without_embedding(query: str) -> dict[str, list[str]]:
    """*query* without what asks for an embedded page: Streamlit keeps those keys to itself."""
    found = links.decode(query)
    return {key: each for key, each in found.items() if key.casefold() not in EMBEDDING}


def _leave(current: Session) -> None:
    kept = {key: each for key, each in current.query().items() if key not in ("tour", "stop")}
    st.query_params.from_dict(kept | {"collection": [current.collection.name]})
    st.rerun()
