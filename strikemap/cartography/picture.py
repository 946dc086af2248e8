"""A still map of a view as SVG: borders and the map's own symbols, for pages and pictures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import shapely

from strikemap.cartography.drawing import cell_svg, region_label_svg, symbol_svg
from strikemap.cartography.layer import Layer, incident_layer
from strikemap.cartography.places import Symbol, joined, places, region_labels
from strikemap.cartography.points import WORLD_PIXELS, Window, bounds, mercator
from strikemap.filters.choices import Filters
from strikemap.geography import BOUNDARIES, regions, shapes
from strikemap.markup import safe
from strikemap.model import Collection

Floats = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]
"""West, north, east and south edge, in pixels."""

MARGIN = 0.12
LEAST_SPAN = 0.008
"""The least part of the world across that a picture shows, about 3 degrees."""
SEA, LAND, UKRAINE, OTHER, LINE, BORDER = (
    "#dde4e8", "#f1efe9", "#fbf3cf", "#e7e5df", "#bbb7ad", "#8d8a82",
)  # fmt: skip
CITIES = 9
"""Names of cities on a picture at most, the largest first."""
_LEVELS = 12


@dataclass(frozen=True, slots=True)
class Plane:
    """A map's rectangle: fractions of the world at its north-west corner, pixels to the world."""

    x0: float
    y0: float
    scale: float
    width: float
    height: float

    @classmethod
    def around(cls, corners: Sequence[Sequence[float]], width: float, height: float) -> Plane:
        """The plane that shows degrees from the south-west to the north-east corner."""
        (south, west), (north, east) = corners
        (left, right), (low, high) = mercator([south, north], [west, east])
        wide = max(float(right - left) * (1 + 2 * MARGIN), LEAST_SPAN)
        tall = max(float(low - high) * (1 + 2 * MARGIN), LEAST_SPAN)
        scale = min(width / wide, height / tall)
        middle = float(left + right) / 2, float(low + high) / 2
        return cls._at(middle, scale, width, height)

    @classmethod
    def at(
        cls, latitude: float, longitude: float, zoom: float, width: float, height: float
    ) -> Plane:
        """The plane whose middle is a point in degrees, at a zoom of the map."""
        x, y = mercator([latitude], [longitude])
        return cls._at((float(x[0]), float(y[0])), WORLD_PIXELS * 2**zoom, width, height)

    @classmethod
    def _at(cls, middle: tuple[float, float], scale: float, width: float, height: float) -> Plane:
        x0, y0 = middle[0] - width / scale / 2, middle[1] - height / scale / 2
        return cls(x0, y0, scale, width, height)

    @property
    def zoom(self) -> float:
        """The zoom of the map at which symbols of this size would join alike."""
        return float(np.log2(self.scale / WORLD_PIXELS))

    @property
    def window(self) -> Window:
        """What it shows, in degrees."""
        ends = np.array([self.y0, self.y0 + self.height / self.scale])
        north, south = np.degrees(np.arctan(np.sinh((0.5 - ends) * 2 * np.pi)))
        west, east = ((x - 0.5) * 360 for x in (self.x0, self.x0 + self.width / self.scale))
        return Window(float(south), west, float(north), east, self.zoom)

    def pixels(self, latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Points in degrees as pixels from the north-west corner, to a tenth."""
        x, y = mercator(latitude, longitude)
        x, y = x.astype(np.float64), y.astype(np.float64)
        return np.round((x - self.x0) * self.scale, 1), np.round((y - self.y0) * self.scale, 1)


@dataclass(frozen=True, slots=True)
class StillMap:
    """A map as the inside of an SVG element, the symbols on it, and what they were made of."""

    svg: str
    layer: Layer
    symbols: tuple[Symbol, ...]
    plane: Plane


def still_map(
    collection: Collection,
    rows: npt.NDArray[np.int64],
    filters: Filters,
    plane: Plane | None = None,
    *,
    width: float,
    height: float,
    cities: bool = False,
    selected: int = -1,
) -> StillMap:
    """
    The incidents at *rows* on *plane*, or on one around all of them, *width* by *height* pixels.

    With *cities*, the names of the largest that no symbol covers; the symbol of the incident at
    the position *selected* has a ring around it.
    """
    plane = plane or Plane.around(bounds(collection, rows), width, height)
    parts = _land(plane)
    layer = incident_layer(collection, rows, filters, window=plane.window, selected=selected)
    of, cells = layer.incidents, layer.cells
    symbols, taken, marks = [], [], []
    for each in reversed(joined(places(of), plane.zoom)):
        x, y = _pixel(plane, each.latitude, each.longitude)
        if _is_inside(plane, x, y, each.radius):
            symbols.append(each)
            taken.append(_box(x, y, each.radius, each.radius))
            marks.append(symbol_svg(x, y, of, each))
            if selected in of.position[list(each.members)]:
                marks.append(_ring(x, y, each.radius))
    for at in range(len(cells) if cells else 0):
        assert cells is not None
        x, y = _pixel(plane, float(cells.latitude[at]), float(cells.longitude[at]))
        taken.append(_box(x, y, float(cells.radius[at]), float(cells.radius[at])))
        marks.append(cell_svg(x, y, cells, at))
    for label in region_labels(of):
        x, y = _pixel(plane, label.latitude, label.longitude)
        if _is_inside(plane, x, y, 0):
            x, y = _free(plane, x, y, len(of.names[label.region]) + 4, taken)
            marks.insert(0, region_label_svg(x, y, of, label))
    if cities:
        parts += _cities(plane, taken)
    return StillMap("".join([*parts, *marks]), layer, tuple(symbols), plane)


def _pixel(plane: Plane, latitude: float, longitude: float) -> tuple[float, float]:
    (x,), (y,) = plane.pixels([latitude], [longitude])
    return float(x), float(y)


def _box(x: float, y: float, wide: float, tall: float) -> Box:
    return x - wide, y - tall, x + wide, y + tall


def _ring(x: float, y: float, radius: float) -> str:
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius + 6:.1f}" fill="none" stroke="#26231d" '
        'stroke-width="2.5"/>'
    )


def _free(plane: Plane, x: float, y: float, letters: int, taken: list[Box]) -> tuple[float, float]:
    """Where a label of so many letters covers nothing, as near to its point as there is room."""
    wide, tall = letters * 3.4, 9.0
    x = min(max(x, wide + 2), plane.width - wide - 2)
    away = sorted(
        ((dx, dy) for dx in range(-120, 121, 20) for dy in range(-120, 121, 10)),
        key=lambda by: (by[0] ** 2 + 4 * by[1] ** 2, by),
    )
    for dx, dy in away:
        box = _box(x + dx, y + dy - 4, wide, tall)
        inside = box[0] > 0 and box[1] > 0 and box[2] < plane.width and box[3] < plane.height - 22
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return round(x + dx, 1), round(y + dy, 1)
    return x, y


def _is_inside(plane: Plane, x: float, y: float, radius: float) -> bool:
    return -radius <= x <= plane.width + radius and -radius <= y <= plane.height + radius


def _land(plane: Plane) -> list[str]:
    of = plane.window
    # A simplification by a third of a pixel can't be seen.
    per_pixel = 360 / plane.scale
    level = int(np.clip(np.floor(np.log2(per_pixel / 3 / 0.0005)), 0, _LEVELS))
    parts = []
    # A little beyond the edge, so that the cut is not drawn as a border.
    edge = 4 * per_pixel
    box = (of.west - edge, of.south - edge, of.east + edge, of.north + edge)
    for fill, stroke, land in _simplified(level):
        seen = shapely.clip_by_rect(land, *box)
        for polygon in shapely.get_parts(seen):
            if polygon.geom_type == "Polygon" and not polygon.is_empty:
                path = "".join(
                    _outline(plane, ring) for ring in (polygon.exterior, *polygon.interiors)
                )
                parts.append(
                    f'<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{stroke}" '
                    'stroke-width="0.6"/>'
                )
    lines = shapely.get_parts(shapely.clip_by_rect(_border(level), *box))
    line = "".join(_outline(plane, each, "") for each in lines)
    return [*parts, f'<path d="{line}" fill="none" stroke="{BORDER}" stroke-width="1.3"/>']


def _outline(plane: Plane, ring: shapely.Geometry, end: str = "Z") -> str:
    corners = shapely.get_coordinates(ring)
    x, y = plane.pixels(corners[:, 1], corners[:, 0])
    points = " ".join(f"{a:g},{b:g}" for a, b in zip(x.tolist(), y.tolist(), strict=True))
    return f"M{points}{end}"


@lru_cache(maxsize=_LEVELS + 1)
def _simplified(level: int) -> tuple[tuple[str, str, shapely.Geometry], ...]:
    """The neighbours and the regions, each with its colours, simplified to a level's steps."""
    step = 0.0005 * 2**level
    made = [(OTHER, LINE, shapely.simplify(each, step)) for each in _neighbours()]
    for code, shape in shapes().items():
        fill = UKRAINE if regions()[code].country == "UA" else LAND
        made.append((fill, LINE, shapely.simplify(shapely.make_valid(shape), step)))
    return tuple(made)


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


@lru_cache(maxsize=1)
def _largest() -> list[tuple[str, float, float, int]]:
    listed: list[tuple[str, float, float, int]] = json.loads(
        (BOUNDARIES / "cities.json").read_text("utf-8")
    )
    return listed


def _cities(plane: Plane, taken: list[Box]) -> list[str]:
    """Names of the largest cities on *plane* that cover nothing that is there, nor each other."""
    parts: list[str] = []
    for name, latitude, longitude, _ in _largest():
        x, y = _pixel(plane, latitude, longitude)
        box = (x - 4, y - 9, x + 10 + 7.2 * len(name), y + 9)
        inside = box[0] > 4 and box[2] < plane.width and 8 < y < plane.height - 30
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            parts.append(
                f'<circle cx="{x}" cy="{y}" r="1.8" fill="{BORDER}"/><text x="{x + 5:.1f}" '
                f'y="{y + 4:.1f}" font-size="12" fill="#5f5b52">{safe(name)}</text>'
            )
        if len(parts) == CITIES:
            break
    return parts


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
