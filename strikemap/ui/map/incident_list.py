"""What stands beside the map: the chosen incident, what the reader opened, or all that is in view."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import numpy as np
import numpy.typing as npt
import streamlit as st

from strikemap import cartography, dates, wording
from strikemap.cache import cached_by_language
from strikemap.casualties.in_words import headline_in_words
from strikemap.casualties.tolls import Tolls
from strikemap.filters.choices import Filters
from strikemap.filters.rows import is_kept
from strikemap.geography import local_language, region_name
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.languages import marked, ngettext, number, pgettext
from strikemap.links import View
from strikemap.markup import join, safe, tongue_of
from strikemap.model import Collection
from strikemap.translations import said
from strikemap.ui.elements.choice_list import Item, Section, show_choice_list
from strikemap.ui.elements.nothing_found import show_nothing_found
from strikemap.ui.incident.panel import show_panel
from strikemap.ui.map.reported import said as reported
from strikemap.ui.map.reported import window_of
from strikemap.ui.map.summary import summary
from strikemap.ui.session.map_state import Opened
from strikemap.ui.session.state import Session, aim
from strikemap.vocabularies import CASUALTY_MEASURES

Rows = npt.NDArray[np.int64]
LISTED = 300
"""Incidents of a list that are sent to the browser at once."""
OF_ALL = 40
"""The same where nothing has been opened."""
_REGION = "@"
_DISTRICT = 2
"""ACLED's code of geographic precision for a point that stands for a district."""


def show_beside(current: Session) -> None:
    """The chosen incident's panel, or a list to choose one from."""
    within, count = opened_rows(current), current.in_view.count
    if current.selected >= 0:
        _show_chosen(current, within)
    elif len(within):
        _show_opened(current, within)
    elif not count:
        show_nothing_found(current)
    else:
        words = current.standing.words("summary", lambda: summary(current.in_view))
        st.html(f'<p class="sm-summary sm-stale-able">{words}</p>')
        of, filters = current.collection, current.link.filters
        sections = current.standing.words(
            "list", lambda: [*_regions_alone(current), *_first_in_view(of, filters)]
        )
        _show_sections(current, sections, _("Incidents in view"))
        if count > OF_ALL:
            st.caption(
                ngettext(
                    "The first {shown} of {count}; the page Incidents has them all.",
                    "The first {shown} of {count}; the page Incidents has them all.",
                    count,
                    shown=OF_ALL,
                )
            )


def opened_rows(current: Session) -> Rows:
    """What is in view at what the reader opened; where nothing is left it is open no more."""
    opened = current.opened
    if opened is None:
        return np.array([], dtype=np.int64)
    rows = current.rows
    if opened.cell:
        within = cartography.rows_in(current.collection, rows, opened.cell)
    elif opened.region:
        code, is_occupied = opened.region
        within = cartography.rows_alone(current.collection, rows, code, is_occupied=is_occupied)
    else:
        within = rows[np.isin(rows, np.array(opened.positions, dtype=np.int64))]
    if not len(within):
        current.opened = None
    return within


def _show_chosen(current: Session, within: Rows) -> None:
    with st.container(horizontal=True, gap="small", key="panel bar"):
        if len(within) > 1:
            label = ngettext(
                "Back to the {count} incident", "Back to the {count} incidents", len(within)
            )
            st.button(label, key="back to list", on_click=_close, args=(current,))
        st.button(_("Close"), key="close panel", on_click=_close_all, args=(current,))
    chosen = np.array([current.selected])
    if not is_kept(current.collection, current.link.filters, chosen).all():
        st.caption(_("This incident is outside the present filters."))
    show_panel(current, current.selected)


def _show_opened(current: Session, rows: Rows) -> None:
    """The incidents at *rows*, all of what the reader opened, by day; a district's apart."""
    st.html(f'<p class="sm-inview sm-stale-able">{opened_in_words(current, rows)}</p>')
    pages = -(-len(rows) // LISTED)
    page = min(current.opened.page if current.opened else 0, pages - 1)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if not cartography.is_one_point(current.collection, rows):
            st.button(_("Zoom in"), key="zoom in", on_click=_zoom_in, args=(current, rows))
        st.button(_("Close"), key="close list", on_click=_close_list, args=(current,))
        for key, label, to in (
            (
                ("Previous", pgettext("page of a list", "Previous"), page - 1),
                ("Next", pgettext("page of a list", "Next"), page + 1),
            )
            if pages > 1
            else ()
        ):
            st.button(
                label,
                key=f"list {key}",
                disabled=not 0 <= to < pages,
                on_click=_turn_to,
                args=(current, to),
            )
    listed = rows[page * LISTED : (page + 1) * LISTED]
    if pages > 1:
        first = page * LISTED + 1
        shown = f"{number(first)}–{number(first + len(listed) - 1)}"
        st.caption(_("{shown} of {all}", shown=shown, all=len(rows)))
    _show_list(current, by_precision(current, listed), _("Incidents at this symbol"))


def by_precision(current: Session, rows: Rows) -> list[tuple[str, Rows]]:
    """*rows* whose place is known, somewhere in its district, and known by region alone, apart."""
    column = current.collection.incidents["geo_precision"].array.take(rows)
    precision = column.to_numpy(np.int64, na_value=3)
    # What has joined is at many places, each at its own.
    is_one = cartography.is_one_point(current.collection, rows)
    at_place = _("At the place itself") if is_one else pgettext("heading", "Place known")
    parts = [
        (at_place, rows[precision < _DISTRICT]),
        (_("Somewhere in the district"), rows[precision == _DISTRICT]),
        (_("Somewhere in the region"), rows[precision > _DISTRICT]),
    ]
    return [(name, part) for name, part in parts if len(part)]


def opened_in_words(current: Session, rows: Rows) -> str:
    """How many incidents are at *rows*, and whether zooming in shows them apart.  Safe HTML."""
    # The markup in a message is ours, and a number is safe.
    number = join("<b>", safe(wording.incidents(len(rows))), "</b>")
    return _(_parting(current, rows), incidents=number)


def _parting(current: Session, rows: Rows) -> str:
    if len(rows) == 1:
        return "{incidents}"
    if cartography.is_one_point(current.collection, rows):
        return marked("{incidents}, all at one point: no zoom can part them")
    cell = current.opened.cell if current.opened else None
    if cell and cell[2] >= cartography.FINEST_SCALE:
        return marked("{incidents}; the map can be zoomed in no further to part them")
    return marked("{incidents} at this symbol; zoom in to part them")


def _show_list(current: Session, parts: list[tuple[str, Rows]], label: str) -> None:
    sections = [
        Section(" · ".join(filter(None, (name, day))), items)
        for name, rows in parts
        for day, items in _by_day(current.in_view, rows)
    ]
    _show_sections(current, sections, label)


def _regions_alone(current: Session) -> list[Section]:
    """A line for each region of which more is not known: its label may find no room on the map."""
    of = cartography.regions_alone(current.in_view)
    lines = tuple(
        Item(
            _key_of(code, is_occupied=bool(is_occupied)),
            region_name(code),
            wording.incidents(int(count)),
        )
        for code, is_occupied, count in zip(of.code, of.is_occupied, of.count, strict=True)
        if code
    )
    return [Section(_("Somewhere in the region"), lines)] if lines else []


def _key_of(code: str, *, is_occupied: bool) -> str:
    """What tells a region's line from an incident's, whose id has no space."""
    return f"{_REGION} {code} {'*' if is_occupied else ''}".rstrip()


@cached_by_language
def _first_in_view(of: Collection, filters: Filters) -> list[Section]:
    """The first `OF_ALL` in view by day, made once for all readers who look at the same."""
    view = InView(of, filters)
    return [Section(day, items) for day, items in _by_day(view, view.first(OF_ALL))]


def _show_sections(current: Session, sections: list[Section], label: str) -> None:
    show_choice_list(
        sections,
        key="incident list",
        label=label,
        on_chosen=lambda chosen: _choose(current, chosen),
    )


def _by_day(view: InView, rows: Rows) -> list[tuple[str, tuple[Item, ...]]]:
    """The incidents at *rows* under the days that are known of them, each with its toll."""
    of = view.collection.incidents
    first, last = (of[name].to_numpy() for name in ("date_start", "date_end"))
    # Of these rows alone: a column of a million takes milliseconds to convert.
    precision = of["time_precision"].array.take(rows).to_numpy(np.int64)
    order = np.lexsort((precision, last[rows], first[rows]))
    rows, precision = rows[order], precision[order]
    ids = of["incident_id"].array.take(rows)
    titles = said(view.collection, "incidents", "title").array.take(rows)
    regions = of["region"].array.take(rows)
    days = [
        of[name].to_numpy()[rows].astype("datetime64[D]").tolist()
        for name in ("date_start", "date_end")
    ]
    both = [view.tolls(name) for name in CASUALTY_MEASURES]
    made = [
        (
            dates.days_in_words(start, end, int(exact)),
            Item(
                str(id_),
                str(title)[:160],
                _toll(both, row),
                tongue_of(str(title)[:160], local_language(str(region))),
            ),
        )
        for row, exact, id_, title, region, start, end in zip(
            rows.tolist(), precision, ids, titles, regions, *days, strict=True
        )
    ]
    return [
        (day, tuple(item for _day, item in group))
        for day, group in groupby(made, lambda pair: pair[0])
    ]


def _toll(both: list[Tolls], row: int) -> str:
    said = [
        _(
            cartography.FIGURE[name],
            number=headline_in_words(int(of.headline[row]), int(of.bound[row]), int(of.most[row])),
        )
        for name, of in zip(CASUALTY_MEASURES, both, strict=True)
        if of.known[row]
    ]
    return "; ".join(said) or _("toll not reported")


def _choose(current: Session, chosen: str) -> None:
    """Open the incident, or what is known of the region alone, whose line was chosen."""
    kind, _space, named = chosen.partition(" ")
    if kind == _REGION and named:
        code, _space, territory = named.partition(" ")
        current.opened = Opened(region=(code, bool(territory)))
        return
    current.link = replace(current.link, incident=chosen)


def _close(current: Session) -> None:
    current.link = replace(current.link, incident="")


def _close_all(current: Session) -> None:
    _close(current)
    current.opened = None


def _close_list(current: Session) -> None:
    current.opened = None


def _turn_to(current: Session, page: int) -> None:
    if current.opened:
        current.opened = replace(current.opened, page=page)


def _zoom_in(current: Session, rows: Rows) -> None:
    """Look at *rows* so near that they fill the map, and a step nearer at the least."""
    corners = cartography.bounds(current.collection, rows)
    (south, west), (north, east) = corners
    window = window_of(reported())
    now = window.zoom if window else current.link.view.zoom if current.link.view else 0.0
    zoom = max(cartography.fitting_zoom(corners, window), round((now + 1) * 4) / 4)
    aim(current, View((south + north) / 2, (west + east) / 2, min(zoom, cartography.MOST_ZOOM)))
