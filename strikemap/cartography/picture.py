"""A still map of a view as SVG: the map's own symbols or shaded regions, for pages and pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import shapely

from strikemap import geography
from strikemap.cartography.drawing import (
    INK,
    OCCUPIED_COLOUR,
    PAPER,
    alone_svg,
    cell_svg,
    region_label_svg,
    symbol_svg,
)
from strikemap.cartography.land import BORDER, land_svg, middle_of, shaded_svg
from strikemap.cartography.layer import Layer, incident_layer
from strikemap.cartography.places import Symbol, joined, places, region_labels
from strikemap.cartography.plane import Plane
from strikemap.cartography.points import bounds
from strikemap.cartography.regions import RegionSums
from strikemap.cartography.regions_alone import RegionsAlone
from strikemap.gazetteer import cities, city_names
from strikemap.in_view import InView
from strikemap.markup import safe

Box = tuple[float, float, float, float]
"""West, north, east and south edge, in pixels."""

CITIES = 9
"""Names of cities on a picture at most, the largest first."""


@dataclass(frozen=True, slots=True)
class StillMap:
    """A map as the inside of an SVG element, the symbols on it, and what they were made of."""

    svg: str
    layer: Layer
    symbols: tuple[Symbol, ...]
    plane: Plane
    regions: RegionSums | None = None


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
    symbols, taken, marks = [], [], []
    for each in reversed(joined(places(of), plane.zoom)):
        x, y = plane.pixel(each.latitude, each.longitude)
        if _is_inside(plane, x, y, each.radius):
            symbols.append(each)
            taken.append(_box(x, y, each.radius, each.radius))
            marks.append(symbol_svg(x, y, of, each))
            if selected in of.position[list(each.members)]:
                marks.append(_ring(x, y, each.radius))
    for at in range(len(cells) if cells else 0):
        assert cells is not None
        x, y = plane.pixel(float(cells.latitude[at]), float(cells.longitude[at]))
        taken.append(_box(x, y, float(cells.radius[at]), float(cells.radius[at])))
        marks.append(cell_svg(x, y, cells, at))
    alone = layer.alone
    for at in range(len(alone) if alone else 0):
        assert alone is not None
        x, y = plane.pixel(float(alone.latitude[at]), float(alone.longitude[at]))
        if _is_inside(plane, x, y, 0):
            free = _free_at_home(plane, (x, y), alone, at, taken)
            if free:
                marks.insert(0, alone_svg(*free, alone, at))
    # The chosen incident's own label, where its region has none.
    for label in () if alone else region_labels(of):
        x, y = plane.pixel(label.latitude, label.longitude)
        if _is_inside(plane, x, y, 0):
            x, y = _free(plane, x, y, len(of.names[label.region]) + 4, taken)
            marks.insert(0, region_label_svg(x, y, of, label))
    if regions:
        parts += _figures(plane, regions, taken)
    if with_cities:
        parts += _cities(plane, taken)
    return StillMap("".join([*parts, *marks]), layer, tuple(symbols), plane, regions)


def _box(x: float, y: float, wide: float, tall: float) -> Box:
    return x - wide, y - tall, x + wide, y + tall


def _ring(x: float, y: float, radius: float) -> str:
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius + 6:.1f}" fill="none" stroke="#26231d" '
        'stroke-width="2.5"/>'
    )


def _free_at_home(
    plane: Plane, point: tuple[float, float], of: RegionsAlone, at: int, taken: list[Box]
) -> tuple[float, float] | None:
    """Where a region's label covers nothing, touches its land and is on no other country's."""
    own = geography.shapes().get(of.code[at])

    def is_at_home(box: Box) -> bool:
        (north, west), (south, east) = plane.degrees(*box[:2]), plane.degrees(*box[2:])
        if own is None or not own.intersects(shapely.box(west, south, east, north)):
            return own is None
        code = str(geography.region_at([(north + south) / 2], [(west + east) / 2])[0])
        return code[:2] in ("", of.code[at][:2])

    letters = len(of.name(at)) + 6
    before = len(taken)
    found = _free(plane, *point, letters, taken, is_at_home)
    return found if len(taken) > before else None


def _free(
    plane: Plane,
    x: float,
    y: float,
    letters: int,
    taken: list[Box],
    may_stand: Callable[[Box], bool] = lambda _: True,
) -> tuple[float, float]:
    """
    Where a label of so many letters covers nothing and *may_stand*, as near to its point as there
    is room; its point where there is none.
    """
    wide, tall = letters * 3.4, 9.0
    x = min(max(x, wide + 2), plane.width - wide - 2)
    away = sorted(
        ((dx, dy) for dx in range(-120, 121, 20) for dy in range(-120, 121, 10)),
        key=lambda by: (by[0] ** 2 + 4 * by[1] ** 2, by),
    )
    for dx, dy in away:
        box = _box(x + dx, y + dy - 4, wide, tall)
        inside = box[0] > 0 and box[1] > 0 and box[2] < plane.width and box[3] < plane.height - 22
        free = inside and not any(_overlap(box, other) for other in taken)
        if free and may_stand(box):
            taken.append(box)
            return round(x + dx, 1), round(y + dy, 1)
    return x, y


def _is_inside(plane: Plane, x: float, y: float, radius: float) -> bool:
    return -radius <= x <= plane.width + radius and -radius <= y <= plane.height + radius


def _figures(plane: Plane, of: RegionSums, taken: list[Box]) -> list[str]:
    """Each region's name over its figure, where there is room; those with most first."""
    parts: list[str] = []
    for region in of.regions:
        middle = middle_of(plane, region.code)
        if middle is None:
            continue
        x, y = plane.pixel(*middle)
        name, figure = region.name, region.figure(of.by)
        box = _box(x, y, 3.4 * max(len(name), len(figure)) + 2, 15)
        inside = box[0] > 0 and box[1] > 0 and box[2] < plane.width and box[3] < plane.height - 22
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            look = (
                f'text-anchor="middle" fill="{OCCUPIED_COLOUR if region.is_occupied else INK}" '
                f'stroke="{PAPER}" stroke-width="3" paint-order="stroke"'
            )
            parts.append(
                f'<text x="{x}" y="{y - 2:.1f}" font-size="12" {look}>{safe(name)}</text>'
                f'<text x="{x}" y="{y + 12:.1f}" font-size="13" font-weight="700" {look}>'
                f"{safe(figure)}</text>"
            )
    return parts


def _cities(plane: Plane, taken: list[Box]) -> list[str]:
    """Names of the largest cities on *plane* that cover nothing that is there, nor each other."""
    parts: list[str] = []
    for name, (_, latitude, longitude, _) in zip(city_names(), cities(), strict=True):
        x, y = plane.pixel(latitude, longitude)
        box = (x - 4, y - 9, x + 10 + 7.2 * len(name), y + 9)
        inside = box[0] > 4 and box[2] < plane.width and 8 < y < plane.height - 30
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            parts.append(
                f'<circle cx="{x}" cy="{y}" r="1.8" fill="{BORDER}"/><text x="{x + 5:.1f}" '
                f'y="{y + 4:.1f}" font-size="12" fill="#5f5b52" stroke="{PAPER}" '
                f'stroke-width="2.5" paint-order="stroke">{safe(name)}</text>'
            )
        if len(parts) == CITIES:
            break
    return parts


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
