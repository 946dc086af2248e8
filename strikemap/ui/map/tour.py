"""The way through a collection's guided tour, a stop after the other."""

from __future__ import annotations

import streamlit as st

from strikemap import links
from strikemap.languages import gettext as _
from strikemap.languages import ngettext, pgettext
from strikemap.markup import as_written, join, safe_label
from strikemap.tour import ON, Stop, Tour, read_tour
from strikemap.translations import TOUR, text_of
from strikemap.ui.session.state import Session

EMBEDDING = ("embed", "embed_options")


def show_tour(current: Session) -> None:
    """The way into the tour; on a tour its present stop, with previous, next and leave."""
    try:
        tour = read_tour(current.collection.beside)
    except ValueError:
        return  # who asked for it is told by the link's notices
    if tour is None:
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
    count = len(tour.stops)
    # The file may have lost stops since the link was read.
    number = min(current.link.stop or 1, count)
    stop = tour.stops[number - 1]
    with st.container(border=True, key="tour"):
        st.html(
            join(
                '<p class="sm-inview"><b>',
                as_written(_said(current, f"stops.{number}.title", stop.title), limit=120),
                "</b> · ",
                _(
                    "stop {number} of {count}, {tour}",
                    number=number,
                    count=count,
                    tour=as_written(_said(current, "title", tour.title), limit=80),
                ),
                '</p><p class="sm-inview">',
                as_written(_said(current, f"stops.{number}.text", stop.text)),
                "</p>",
            )
        )
        if _without_embedding(stop.query) != links.decode(stop.query):
            st.caption(_("This stop asks for an embedded page, which a tour cannot give."))
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
