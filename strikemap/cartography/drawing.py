"""The map's symbols as SVG, for pictures and pages without a script: as `static/map/glyphs.js`."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from strikemap.cartography.cells import Cells
from strikemap.cartography.in_words import ONLY_REGION, alone_in_words, cell_in_words, more
from strikemap.cartography.incidents import LINE, UNKNOWN, ZERO, Incidents
from strikemap.cartography.kinds import KINDS
from strikemap.cartography.places import (
    LEAST_NUMBER,
    SHORTENED_FROM,
    RegionLabel,
    Symbol,
    ring_of,
    shares,
)
from strikemap.cartography.points import IMPRECISE
from strikemap.cartography.regions import EDGED, HATCHED, NONE, SHADES
from strikemap.cartography.regions_alone import RegionsAlone
from strikemap.languages import gettext as _
from strikemap.languages import number as number_in_words
from strikemap.markup import safe
from strikemap.wording import incidents

OCCUPIED_COLOUR = "#0057b7"
INK, PAPER, LAND, CELL_COLOUR = "#23211c", "#ffffff", "#f1efe9", "#56708a"
LABEL_COLOUR = "#6b675e"
EDGE = "#8d8a82"
"""Of borders, regions and glyphs."""
Point = tuple[float, float]
Side = tuple[float, float, str]
"""How far right of and below a dot a text begins, in pixels, and its anchor (SVG 2, 11.10.2.1)."""
ABOVE, BELOW = (0.0, -5.0, "middle"), (0.0, 14.0, "middle")
RIGHT, LEFT = (5.0, 4.0, "start"), (-5.0, 4.0, "end")
_TAG = re.compile("<[^>]*>")
_SQUARE, _HATCH = "M2,3H16V15H2Z", "M4,15L12,3M9,15L16,5M2,11L7,3"
_FIRST = 3
_CORNERS = {"triangle": (3, -90.0, 1.25), "diamond": (4, -90.0, 1.2), "square": (4, -45.0, 1.2),
            "pentagon": (5, -90.0, 1.1), "hexagon": (6, 0.0, 1.1)}  # fmt: skip


def shape_path(name: str, x: float, y: float, radius: float) -> str:
    """The outline of the shape *name* around a point, as the data of an SVG path."""
    if name == "circle":
        # To a tenth first: an arc over less than its whole width would bulge.
        r = round(radius, 1)
        return f"M{x - r:.1f},{y:.1f}a{r},{r} 0 1,0 {2 * r:.1f},0a{r},{r} 0 1,0 {-2 * r:.1f},0Z"
    if name == "plus":
        arm = radius * 1.1
        t, long = arm * 0.42, arm - arm * 0.42
        return (
            f"M{x - t:.1f},{y - arm:.1f}h{2 * t:.1f}v{long:.1f}h{long:.1f}v{2 * t:.1f}h{-long:.1f}"
            f"v{long:.1f}h{-2 * t:.1f}v{-long:.1f}h{-long:.1f}v{-2 * t:.1f}h{long:.1f}Z"
        )
    corners, turn, grown = _CORNERS[name]
    points = []
    for i in range(corners):
        angle = math.radians(turn + 360 * i / corners)
        far = radius * grown
        points.append(f"{x + far * math.cos(angle):.1f},{y + far * math.sin(angle):.1f}")
    return f"M{'L'.join(points)}Z"


def _cross(x: float, y: float, radius: float) -> str:
    d = radius * 0.7
    return (
        f"M{x - d:.1f},{y - d:.1f}L{x + d:.1f},{y + d:.1f}"
        f"M{x + d:.1f},{y - d:.1f}L{x - d:.1f},{y + d:.1f}"
    )


def _ring(
    x: float, y: float, inner: float, outer: float, parts: Sequence[tuple[int, int]]
) -> list[tuple[int, str]]:
    """Shares of a ring between two radii, clockwise from the top: a kind and a path's data each."""
    whole, before, found = sum(number for _, number in parts), 0, []

    def at(radius: float, share: float) -> str:
        angle = 2 * math.pi * share - math.pi / 2
        return f"{x + radius * math.cos(angle):.2f},{y + radius * math.sin(angle):.2f}"

    for kind, number in parts:
        start, end = before / whole, (before + number) / whole
        before += number
        wide = int(end - start > 0.5)
        if len(parts) == 1:
            path = shape_path("circle", x, y, outer) + shape_path("circle", x, y, inner)
        else:
            path = (
                f"M{at(outer, start)}A{outer},{outer} 0 {wide} 1 {at(outer, end)}"
                f"L{at(inner, end)}A{inner},{inner} 0 {wide} 0 {at(inner, start)}Z"
            )
        found.append((kind, path))
    return found


def symbol_svg(x: float, y: float, of: Incidents, symbol: Symbol) -> str:
    """A symbol of incidents *of* around a point of the plane, with its name as a title."""
    radius, is_one = symbol.radius, len(symbol) == 1
    title = f"<title>{said(of, symbol.members)}</title>"
    edge = (
        f'<circle cx="{x}" cy="{y}" r="{radius + (3 if is_one else 2.6):.1f}" fill="none" '
        f'stroke="{OCCUPIED_COLOUR}" stroke-width="2"/>'
        if symbol.is_occupied
        else ""
    )
    body = _one(x, y, of, symbol) if is_one else _several(x, y, of, symbol)
    return f'<g class="symbol">{title}{edge}{body}</g>'


def _one(x: float, y: float, of: Incidents, symbol: Symbol) -> str:
    (at,), radius = symbol.members, symbol.radius
    look, flags = KINDS[int(of.kind[at])], int(of.flags[at])
    is_hollow = flags & (UNKNOWN | ZERO)
    outline = shape_path(look.shape, x, y, radius)
    outline += _cross(x, y, radius) if flags & ZERO else ""
    near = (
        f'<circle cx="{x}" cy="{y}" r="{radius + 5:.1f}" fill="none" stroke="{INK}" '
        'stroke-width="1.2" stroke-dasharray="2 3" opacity="0.75"/>'
        if flags & IMPRECISE
        else ""
    )
    return (
        f'{near}<path d="{outline}" fill="{PAPER if is_hollow else look.colour}" '
        f'fill-opacity="{0.6 if is_hollow else 0.9}" '
        f'stroke="{look.colour if is_hollow else PAPER}" stroke-width="{2.2 if is_hollow else 1}"/>'
    )


def _several(x: float, y: float, of: Incidents, symbol: Symbol) -> str:
    radius, count = symbol.radius, len(symbol)
    inner = radius - ring_of(count, radius)
    size = min(
        14.0, max(LEAST_NUMBER, inner * (1.4 if count < 10 else 1.25 if count < 100 else 0.85))
    )
    arcs = "".join(
        f'<path d="{path}" fill="{KINDS[kind].colour}" fill-rule="evenodd" stroke="{PAPER}" '
        'stroke-width="0.7"/>'
        for kind, path in _ring(x, y, inner, radius, shares(of, symbol))
    )
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius + 0.8:.1f}" fill="{PAPER}"/>{arcs}'
        f'<text x="{x}" y="{y + size * 0.36:.1f}" text-anchor="middle" '
        f'font-size="{size:.1f}" font-weight="600" fill="{INK}">{_number(count)}</text>'
    )


def _number(count: int) -> str:
    return str(count) if count < SHORTENED_FROM else f"{round(count / 1000)}k"


def said(of: Incidents, members: Sequence[int]) -> str:
    """What a symbol stands for, as safe HTML: its incident, or their number and the first few."""
    if len(members) == 1:
        at = members[0]
        known = at < len(of.labels)
        return _plain(of.labels[at]) if known else safe(KINDS[int(of.kind[at])].label)
    titles = [_plain(of.labels[at]) for at in members[:_FIRST] if at < len(of.labels)]
    left = len(members) - len(titles)
    parts = [incidents(len(members)), *titles]
    parts += [more(left)] if titles and left else []
    return "; ".join(parts)


def _plain(label: str) -> str:
    """A hover text without its tags, which a title would show."""
    return _TAG.sub("", label.replace(LINE, "; "))


def cell_svg(x: float, y: float, of: Cells, at: int) -> str:
    """The cell at *at* around a point of the plane, with what it holds as a title."""
    edge = (
        f'<circle cx="{x}" cy="{y}" r="{of.radius[at] + 2.4:.1f}" fill="none" '
        f'stroke="{OCCUPIED_COLOUR}" stroke-width="2"/>'
        if of.is_occupied[at]
        else ""
    )
    count, radius = int(of.count[at]), float(of.radius[at])
    number = _number(count)
    size = max(LEAST_NUMBER, min(11, radius + 2, 3.1 * radius / len(number)))
    text = (
        f'<text x="{x}" y="{y + size * 0.36:.1f}" text-anchor="middle" font-size="{size:.1f}" '
        f'font-weight="600" fill="{PAPER}">{number}</text>'
    )
    return (
        f'<g class="symbol"><title>{safe(cell_in_words(of, at))}</title>{edge}<circle cx="{x}" '
        f'cy="{y}" r="{of.radius[at]}" fill="{CELL_COLOUR}" fill-opacity="0.95" '
        f'stroke="{PAPER}"/>{text}</g>'
    )


def region_label_svg(dot: Point, side: Side, of: Incidents, label: RegionLabel) -> str:
    """A region's name and number beside a *dot*, for incidents of which no more is known."""
    title = _(ONLY_REGION, incidents=said(of, label.members))
    name, count = of.names[label.region], len(label.members)
    return _label(dot, side, name, count, is_occupied=label.is_occupied, title=title)


def alone_svg(dot: Point, side: Side, of: RegionsAlone, at: int) -> str:
    """The same for the region at *at* of a large collection."""
    is_occupied, title = bool(of.is_occupied[at]), safe(alone_in_words(of, at))
    name, count = safe(of.name(at)), int(of.count[at])
    return _label(dot, side, name, count, is_occupied=is_occupied, title=title)


def _label(dot: Point, side: Side, name: str, count: int, *, is_occupied: bool, title: str) -> str:
    words = name + (f" {number_in_words(count)}" if count > 1 else "")
    colour = OCCUPIED_COLOUR if is_occupied else LABEL_COLOUR
    (x, y), (across, down, anchor) = dot, side
    return (
        f'<g class="region"><title>{title}</title><text x="{x + across:.1f}" y="{y + down:.1f}" '
        f'text-anchor="{anchor}" font-size="12" fill="{INK}" stroke="{PAPER}" stroke-width="3" '
        f'paint-order="stroke" text-decoration="underline">{words}</text>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.6" fill="{colour}"/></g>'
    )


def legend_glyph(what: str, kind: int = 0) -> str:
    """A glyph of the legend as SVG, 18 by 18 pixels: a kind's shape, or what a mark means."""
    grey = "#888888"
    if what == "kind":
        look = KINDS[kind]
        return f'<path d="{shape_path(look.shape, 9, 9, 5.5)}" fill="{look.colour}"/>'
    if what == "several":
        return "".join(
            f'<path d="{path}" fill="{KINDS[at].colour}"/>'
            for at, path in _ring(9, 9, 4.6, 8, [(0, 2), (1, 1)])
        )
    if what == "cell":
        return f'<circle cx="9" cy="9" r="7" fill="{CELL_COLOUR}" fill-opacity="0.95"/>'
    if what == "size":
        small, large = shape_path("circle", 4, 9, 2.5), shape_path("circle", 12, 9, 5.5)
        return f'<path d="{small}{large}" fill="{grey}"/>'
    if what == "region":
        return f'<circle cx="9" cy="9" r="2" fill="{LABEL_COLOUR}"/>'
    outline = {
        "unknown": (5.5, f'stroke="{grey}" stroke-width="2"'),
        "zero": (5.5, f'stroke="{grey}" stroke-width="1.6"'),
        "imprecise": (8.0, f'stroke="{INK}" stroke-width="1.2" stroke-dasharray="2 3"'),
        "occupied": (7.0, f'stroke="{OCCUPIED_COLOUR}" stroke-width="2"'),
    }
    radius, stroke = outline[what]
    cross = f'<path d="{_cross(9, 9, 5.5)}" {stroke}/>' if what == "zero" else ""
    return f'<circle cx="9" cy="9" r="{radius}" fill="none" {stroke}/>{cross}'


def region_glyph(what: int | str) -> str:
    """What `RegionSums.legend` names as SVG, 18 by 18 pixels: a shade, hatching or an edge."""
    fill = SHADES["light"][what] if isinstance(what, int) else LAND if what == NONE else "none"
    colour, width = (OCCUPIED_COLOUR, 2.4) if what == EDGED else (EDGE, 1)
    path = _SQUARE + (_HATCH if what == HATCHED else "")
    return f'<path d="{path}" fill="{fill}" stroke="{colour}" stroke-width="{width}"/>'
