"""The view as a picture: its map, its totals in words, what the symbols mean, and whose it is."""

from __future__ import annotations

import re

import numpy as np

from strikemap.cartography import (
    Plane,
    StillMap,
    region_sums,
    shaded_by,
    still_map,
)
from strikemap.casualties.claimants import speakers_in_words
from strikemap.casualties.in_words import headline_in_words, number_in_words
from strikemap.export.citation import cite
from strikemap.export.lettering import wrapped
from strikemap.export.one_incident import NoIncident, position
from strikemap.export.picture_column import (
    HEIGHT,
    INK,
    LEFT,
    MAP_WIDTH,
    QUIET,
    ROOM,
    WIDTH,
    Column,
    fits_title,
    written,
)
from strikemap.export.picture_legend import show_legend
from strikemap.export.totals import figure_in_words, groups, parted_in_words, summed
from strikemap.export.view import View
from strikemap.filters.in_words import in_fitting_words
from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.markup import safe
from strikemap.translations import said_at
from strikemap.vocabularies import CASUALTY_MEASURES
from strikemap.when_and_where import day_and_place
from strikemap.wording import incidents

PAPER, SEA, OCCUPIED_COLOUR = "#ffffff", "#dde4e8", "#0057b7"
INCIDENT_ZOOM = 8.0
CREDITS = marked(
    "Borders © OpenStreetMap contributors (ODbL), Natural Earth; places: GeoNames (CC BY 4.0)"
)
NOT_ALL = marked("These are not all strikes. A toll not reported is not zero.")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg(view: View) -> str:
    """
    The picture as SVG, `WIDTH` by `HEIGHT`: the symbols are the map's, by the map's rules.

    Where the link names an incident the map shows where that is, else where the link looks, else
    all that is in view.
    """
    try:
        at = position(view)
    except NoIncident:
        at = -1
    drawn = map_of(view, at)
    column = Column()
    column.text(_("Strikemap: reported strikes on Russian territory"), 16, colour=QUIET)
    column.space(6)
    if at < 0:
        _say_view(column, view)
    else:
        _say_incident(column, view, at)
    foot = _foot(view)
    show_legend(column, drawn, HEIGHT - 14 - foot[1])
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="PT Sans, sans-serif">'
        f"<title>{safe(_title(view, at))}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<svg width="{MAP_WIDTH}" height="{HEIGHT}" viewBox="0 0 {MAP_WIDTH} {HEIGHT}">'
        f'<rect width="{MAP_WIDTH}" height="{HEIGHT}" fill="{SEA}"/>{drawn.svg}'
        f'<rect y="{HEIGHT - 20}" width="{MAP_WIDTH}" height="20" fill="{PAPER}" '
        f'fill-opacity="0.8"/>{written(_(CREDITS), 8, HEIGHT - 6, 12, colour=QUIET)}</svg>'
        f"{''.join(column.parts)}{foot[0]}</svg>\n"
    )
    return _NOT_XML.sub(" ", whole)


def _title(view: View, at: int) -> str:
    if at >= 0:
        return said_at(view.collection, "incidents", "title", at)
    return in_fitting_words(view.link.filters, view.collection, fits_title)


def map_of(view: View, at: int = -1) -> StillMap:
    """The map of the picture, around the incident at position *at* where that is not -1."""
    link, plane = view.link, None
    if at >= 0:
        record = view.collection.incidents.iloc[at]
        if np.isfinite(record["latitude"]) and np.isfinite(record["longitude"]):
            place = float(record["latitude"]), float(record["longitude"])
            plane = Plane.at(*place, INCIDENT_ZOOM, MAP_WIDTH, HEIGHT)
    elif link.view:
        where = link.view
        plane = Plane.at(where.latitude, where.longitude, where.zoom, MAP_WIDTH, HEIGHT)
    by = shaded_by(link.layer)
    regions = region_sums(view.in_view, by) if by else None
    size = {"width": MAP_WIDTH, "height": HEIGHT}
    return still_map(view.in_view, plane, with_cities=True, selected=at, regions=regions, **size)


def _say_view(column: Column, view: View) -> None:
    column.title(_title(view, -1))
    column.space(8)
    for group in groups(view):
        count = len(group.rows)
        if not count:
            continue
        colour = OCCUPIED_COLOUR if group.code == "occupied_ukraine" else INK
        head = _("{territory}: {incidents}", territory=group.label, incidents=incidents(count))
        # Whose the occupied territories are is never left out.
        column.whole(head, 18, 15, bold=True, colour=colour)
        for name in CASUALTY_MEASURES:
            whole = summed(view, name, group.rows)
            figure = figure_in_words(name, whole)
            column.whole(figure[:1].upper() + figure[1:], 18, 15)
            if parted := parted_in_words(view, whole):
                column.whole(parted, 14, 12)
        column.space(6)
    if not len(view.rows):
        column.text(_("No incident is in view."), 18)


def _say_incident(column: Column, view: View, at: int) -> None:
    record = view.collection.incidents.iloc[at]
    column.title(_title(view, at))
    column.space(4)
    column.text(day_and_place(view.collection, at), 18, lines=2)
    if record["status"] != "active":
        column.text(_(_FALLEN[str(record["status"])]), 18, bold=True)
    column.space(6)
    for name in CASUALTY_MEASURES:
        of = view.in_view.tolls(name)
        if not of.known[at]:
            column.text(_(_NOT_REPORTED[name]), 20, bold=True)
            continue
        low, headline = int(of.low[at]), int(of.headline[at])
        high = None if of.is_open[at] else int(of.high[at])
        said = headline_in_words(headline, int(of.bound[at]), int(of.most[at]))
        if low != high and (high is not None or low != headline):
            span = number_in_words(low, high)
            said = _("{range} (headline {headline})", range=span, headline=said)
        speaker = speakers_in_words(view.collection, of, at)
        column.text(_(_REPORTED[name], number=said), 20, bold=True)
        column.text(_("according to {speaker}", speaker=speaker), 16, lines=4)


_NOT_REPORTED = {
    "killed": marked("Killed: not reported"),
    "injured": marked("Injured: not reported"),
}
_REPORTED = {"killed": marked("Killed: {number}"), "injured": marked("Injured: {number}")}
_FALLEN = {
    "withdrawn": marked("Withdrawn: it counts in no total."),
    "merged": marked("Merged: it counts in no total."),
}


def _foot(view: View) -> tuple[str, float]:
    """The note and the citation at the foot of the column, and how high they are."""
    local = ""
    if view.collection.local_only:
        local = _("For local use: the licence forbids passing it on.") + " "
    # Version and hash stand at the end, and must not be what finds no room.
    for longest in (None, 200, 100, 60, 30):
        cited = cite(view, longest)
        text = local + cited.text.removesuffix(f" {cited.address}")
        host = view.published_at or view.base_url
        text += f" {host}" if host else ""
        lines = wrapped(text, 12, ROOM, 5)
        if not lines[-1].endswith("…"):
            break
    warning = wrapped(_(NOT_ALL), 15, ROOM, 2, bold=True)
    height = 4 + len(warning) * 18 + len(lines) * 14.6
    y = HEIGHT - 18 - height
    parts = []
    for line in warning:
        y += 18
        parts.append(written(line, LEFT, y, 15, bold=True))
    for line in lines:
        y += 14.6
        parts.append(written(line, LEFT, y + 3, 12, colour=QUIET))
    return "".join(parts), height
