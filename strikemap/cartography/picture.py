"""A still map of a view as SVG: the map's own symbols or shaded regions, for pages and pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from strikemap.cartography.drawing import (
    ABOVE,
    BELOW,
    INK,
    LEFT,
    OCCUPIED_COLOUR,
    PAPER,
    RIGHT,
    Point,
    Side,
    alone_svg,
    cell_svg,
    region_label_svg,
    symbol_svg,
)
from strikemap.cartography.in_words import no_room_for, no_room_for_alone
from strikemap.cartography.label_room import Box, Room
from strikemap.cartography.land import BORDER, land_svg, middle_of, shaded_svg
from strikemap.cartography.layer import Layer, incident_layer
from strikemap.cartography.places import Symbol, joined, places, region_labels
from strikemap.cartography.plane import Plane
from strikemap.cartography.points import bounds
from strikemap.cartography.regions import RegionSums
from strikemap.gazetteer import cities, city_names
from strikemap.geography import region_name
from strikemap.in_view import InView
from strikemap.languages import number
from strikemap.markup import safe

CITIES = 9
"""Names of cities on a picture at most, the largest first."""


@dataclass(frozen=True, slots=True)
class StillMap:
    """
    A map as the inside of an SVG element, the symbols on it, and what they were made of.

    `left_out` says what found no room on it, a sentence each: raw text.
    """

    svg: str
    layer: Layer
    symbols: tuple[Symbol, ...]
    plane: Plane
    regions: RegionSums | None = None
    left_out: tuple[str, ...] = ()
    has_labels: bool = False


def still_map(
    view: InView,
    plane: Plane | None = None,
    *,
    width: float,
    height: float,
    with_cities: bool = False,
    selected: int = -1,
    regions: RegionSums | None = None,
) -> StillMap:
    """
    All in view on *plane*, or on one around all of them, *width* by *height* pixels.

    Where it is *with_cities*, the names of the largest that no symbol covers; the symbol of the
    incident at the position *selected* has a ring around it.  With *regions* these are shaded, as
    on the map, and of the incidents that one alone has a symbol.
    """
    rows = view.rows
    plane = plane or Plane.around(bounds(view.collection, rows), width, height)
    parts = [land_svg(plane)]
    if regions:
        parts.append(shaded_svg(plane, regions))
        rows = rows[rows == selected]
    layer = incident_layer(view, rows, window=plane.window, selected=selected)
    of, cells = layer.incidents, layer.cells
    symbols, room, marks, ring = [], Room(plane), [], ""
    # The smaller over the greater, as on the map: the other way a disc would cover a number.
    for each in sorted(joined(places(of), plane.zoom), key=lambda each: -each.radius):
        x, y = plane.pixel(each.latitude, each.longitude)
        if _is_inside(plane, x, y, each.radius):
            symbols.append(each)
            room.take(x, y, each.radius)
            marks.append(symbol_svg(x, y, of, each))
            if selected in of.position[list(each.members)]:
                ring = _ring(x, y, each.radius)
    for at in np.argsort(-cells.radius, kind="stable").tolist() if cells else ():
        assert cells is not None
        x, y = plane.pixel(float(cells.latitude[at]), float(cells.longitude[at]))
        room.take(x, y, float(cells.radius[at]))
        marks.append(cell_svg(x, y, cells, at))
    labels, left_out = _labels(view, layer, room)
    if regions:
        figures, told = _figures(regions, room)
        parts, left_out = parts + figures, left_out + told
    if with_cities:
        parts += _cities(room)
    svg = "".join([*parts, *labels, *marks, ring])
    return StillMap(svg, layer, tuple(symbols), plane, regions, tuple(left_out), bool(labels))


def _ring(x: float, y: float, radius: float) -> str:
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius + 6:.1f}" fill="none" stroke="#26231d" '
        'stroke-width="2.5"/>'
    )


@dataclass(frozen=True, slots=True)
class _Label:
    """Incidents of which the region *code* alone is known, and how their label is drawn."""

    code: str
    count: int
    latitude: float
    longitude: float
    draw: Callable[[Point, Side], str]


def _labels_wanted(view: InView, layer: Layer) -> Iterator[_Label]:
    of, alone = layer.incidents, layer.alone
    for at in range(len(alone) if alone else 0):
        assert alone is not None
        draw = partial(alone_svg, of=alone, at=at)
        point = float(alone.latitude[at]), float(alone.longitude[at])
        yield _Label(alone.code[at], int(alone.count[at]), *point, draw)
    column: Any = view.collection.incidents["region"].array
    # The chosen incident's own label, where its region has none.
    for label in () if alone else region_labels(of):
        code = column.codes[of.position[label.members[0]]]
        draw = partial(region_label_svg, of=of, label=label)
        named = str(column.categories[code])
        yield _Label(named, len(label.members), label.latitude, label.longitude, draw)


def _beside(side: Side, wide: float) -> Box:
    """What a text *wide* pixels long takes beside its dot, the dot with it."""
    across, down, anchor = side
    west = across - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
    return min(west, -3), min(down - 12, -3), max(west + wide, 3), max(down + 4, 3)


def _labels(view: InView, layer: Layer, room: Room) -> tuple[list[str], list[str]]:
    """
    A label for each region that incidents are known by alone, its dot in that region, the most
    incidents first; and what is said of those that find no room.
    """
    parts: list[str] = []
    left: list[tuple[str, int]] = []
    for each in _labels_wanted(view, layer):
        x, y = room.plane.pixel(each.latitude, each.longitude)
        if not _is_inside(room.plane, x, y, 0):
            continue
        name = region_name(each.code) if each.code else ""
        wide = 6.8 * (len(name) + 1.5 + len(number(each.count)) * (each.count > 1))
        boxes = [(side, _beside(side, wide)) for side in (ABOVE, RIGHT, LEFT, BELOW)]
        if found := room.take_in(each.code, (x, y), [box for _side, box in boxes]):
            place, at = found
            parts.append(each.draw(place, boxes[at][0]))
        else:
            left.append((name, each.count))
    return parts, [no_room_for_alone(left)] if left else []


def _is_inside(plane: Plane, x: float, y: float, radius: float) -> bool:
    return -radius <= x <= plane.width + radius and -radius <= y <= plane.height + radius


def _figures(of: RegionSums, room: Room) -> tuple[list[str], list[str]]:
    """
    Each region's name over its figure, which stands in it, those with most first; where there is
    no room for both the figure; and what is said of those without.
    """
    parts: list[str] = []
    left: list[str] = []
    for region in of.drawn:
        middle = middle_of(room.plane, region.code)
        if middle is None:
            continue
        name, figure = region.name, region.figure(of.by)
        x, y = room.plane.pixel(*middle)
        wide, narrow = 3.4 * max(len(name), len(figure)) + 2, 3.6 * len(figure) + 2
        colour = OCCUPIED_COLOUR if region.is_occupied else INK
        bold = 'font-weight="700"'
        found = room.take_in(region.code, (x, y + 7), [(-wide, -22, wide, 8)])
        if found:
            (x, y), _which = found
            parts.append(_written(name, x, y - 9, 12, colour))
        else:
            found = room.take_in(region.code, (x, y), [(-narrow, -7, narrow, 8)])
        if found:
            (x, y), _which = found
            parts.append(_written(figure, x, y + 5, 13, colour, bold))
        else:
            left.append(f"{name} {figure}")
    return parts, [no_room_for(left)] if left else []


def _written(text: str, x: float, y: float, size: int, colour: str, more: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" {more} text-anchor="middle" '
        f'fill="{colour}" stroke="{PAPER}" stroke-width="3" paint-order="stroke">'
        f"{safe(text)}</text>"
    )


def _cities(room: Room) -> list[str]:
    """Names of the largest cities that cover nothing that is there, nor each other."""
    parts: list[str] = []
    for name, (_, latitude, longitude, _) in zip(city_names(), cities(), strict=True):
        x, y = room.plane.pixel(latitude, longitude)
        if room.take_free((x - 4, y - 9, x + 10 + 7.2 * len(name), y + 9)):
            parts.append(
                f'<circle cx="{x}" cy="{y}" r="1.8" fill="{BORDER}"/><text x="{x + 5:.1f}" '
                f'y="{y + 4:.1f}" font-size="12" fill="#5f5b52" stroke="{PAPER}" '
                f'stroke-width="2.5" paint-order="stroke">{safe(name)}</text>'
            )
        if len(parts) == CITIES:
            break
    return parts
