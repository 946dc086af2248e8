"""Land, regions and the border of a still map as SVG, the regions shaded where that is asked."""

from __future__ import annotations

import json
from functools import lru_cache

import numpy as np
import shapely

from strikemap.cartography.drawing import EDGE, INK, LAND, OCCUPIED_COLOUR
from strikemap.cartography.plane import Plane
from strikemap.cartography.regions import SHADES, RegionSum, RegionSums
from strikemap.geography import regions, shapes
from strikemap.home import BOUNDARIES
from strikemap.markup import safe

UKRAINE, OTHER, LINE, BORDER = "#fbf3cf", "#e7e5df", "#bbb7ad", EDGE
HATCHING = (
    '<defs><pattern id="hatched" width="7" height="7" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><path d="M0,0V7" stroke="{INK}" stroke-width="1.6" '
    'stroke-opacity="0.45"/></pattern></defs>'
)
_LEVELS = 12
_Box = tuple[float, float, float, float]


@lru_cache(maxsize=8)
def land_svg(plane: Plane) -> str:
    """
    All land on *plane* in quiet colours, and the border between the two countries.

    The same view is asked for as page, picture and slide, and most views are of the whole.
    """
    level, box = _level(plane), _edges(plane)
    parts = []
    for code, shape in _simplified(level):
        fill = OTHER if not code else UKRAINE if regions()[code].country == "UA" else LAND
        look = f'fill="{fill}" stroke="{LINE}" stroke-width="0.6"'
        parts += [_path(each, look) for each in _outlines(plane, shape, box)]
    lines = shapely.get_parts(shapely.clip_by_rect(_border(level), *box))
    line = "".join(_outline(plane, each, "") for each in lines)
    return "".join([*parts, f'<path d="{line}" fill="none" stroke="{BORDER}" stroke-width="1.3"/>'])


def shaded_svg(plane: Plane, sums: RegionSums) -> str:
    """The regions of *sums* in their shades, hatched where most of the tolls are unknown."""
    level, box = _level(plane), _edges(plane)
    shape_of = dict(_simplified(level))
    parts = [HATCHING] if any(each.is_mostly_unknown(sums.by) for each in sums.drawn) else []
    # The occupied ones last, so that no neighbour lies over their edge.
    for region in sorted(sums.drawn, key=lambda each: each.is_occupied):
        paths = _outlines(plane, shape_of[region.code], box) if region.code in shape_of else []
        if paths:
            parts.append(_shaded(region, sums, paths))
    return "".join(parts)


def _shaded(region: RegionSum, sums: RegionSums, paths: list[str]) -> str:
    shade, is_hatched = sums.shade(region), region.is_mostly_unknown(sums.by)
    fill = LAND if shade < 0 else SHADES["light"][shade]
    edge = (OCCUPIED_COLOUR, 2.4) if region.is_occupied else (BORDER, 1)
    look = f'fill="{fill}" stroke="{edge[0]}" stroke-width="{edge[1]}"'
    drawn = "".join(_path(each, look) for each in paths)
    if is_hatched:
        drawn += "".join(_path(each, 'fill="url(#hatched)"') for each in paths)
    return (
        f'<g class="shaded" data-region="{safe(region.code)}" data-shade="{shade}" '
        f'data-hatched="{int(is_hatched)}"><title>{safe("; ".join(region.told))}</title>{drawn}</g>'
    )


def middle_of(plane: Plane, region: str) -> tuple[float, float] | None:
    """A point in degrees well within what *plane* shows of a region; None where that is nothing."""
    shape = dict(_simplified(_level(plane))).get(region) if region else None
    seen = shapely.clip_by_rect(shape, *_edges(plane)) if shape is not None else None
    if seen is None or seen.is_empty:
        return None
    largest = max(shapely.get_parts(seen), key=shapely.area)
    point = shapely.point_on_surface(largest)
    return float(point.y), float(point.x)


def _level(plane: Plane) -> int:
    # A simplification by a third of a pixel can't be seen.
    return int(np.clip(np.floor(np.log2(360 / plane.scale / 3 / 0.0005)), 0, _LEVELS))


def _edges(plane: Plane) -> _Box:
    # A little beyond the edge, so that the cut is not drawn as a border.
    of, edge = plane.window, 4 * 360 / plane.scale
    return of.west - edge, of.south - edge, of.east + edge, of.north + edge


def _path(data: str, look: str) -> str:
    return f'<path d="{data}" fill-rule="evenodd" {look}/>'


def _outlines(plane: Plane, shape: shapely.Geometry, box: _Box) -> list[str]:
    """What *box* holds of *shape*, as the data of a path for each of its parts."""
    return [
        "".join(_outline(plane, ring) for ring in (polygon.exterior, *polygon.interiors))
        for polygon in shapely.get_parts(shapely.clip_by_rect(shape, *box))
        if polygon.geom_type == "Polygon" and not polygon.is_empty
    ]


def _outline(plane: Plane, ring: shapely.Geometry, end: str = "Z") -> str:
    corners = shapely.get_coordinates(ring)
    x, y = plane.pixels(corners[:, 1], corners[:, 0])
    points = " ".join(f"{a:g},{b:g}" for a, b in zip(x.tolist(), y.tolist(), strict=True))
    return f"M{points}{end}"


@lru_cache(maxsize=_LEVELS + 1)
def _simplified(level: int) -> tuple[tuple[str, shapely.Geometry], ...]:
    """The neighbours, without a code, and the regions by code, simplified to a level's steps."""
    step = 0.0005 * 2**level
    neighbours = [("", shapely.simplify(each, step)) for each in _neighbours()]
    own = [
        (code, shapely.simplify(shapely.make_valid(shape), step))
        for code, shape in shapes().items()
    ]
    return (*neighbours, *own)


@lru_cache(maxsize=1)
def _neighbours() -> tuple[shapely.Geometry, ...]:
    whole = json.loads((BOUNDARIES / "countries.geojson").read_text("utf-8"))
    found = (shapely.from_geojson(json.dumps(each["geometry"])) for each in whole["features"])
    return tuple(shapely.make_valid(each) for each in found)


@lru_cache(maxsize=_LEVELS + 1)
def _border(level: int) -> shapely.Geometry:
    """The internationally recognised border between the two countries, simplified."""
    whole = json.loads((BOUNDARIES / "border.geojson").read_text("utf-8"))
    lines = [shapely.from_geojson(json.dumps(each["geometry"])) for each in whole["features"]]
    return shapely.simplify(shapely.union_all(lines), 0.0005 * 2**level)
