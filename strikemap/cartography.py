"""Incidents to map layers.  The only module that knows folium."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, ClassVar

import folium
import numpy as np
import numpy.typing as npt
from branca.element import MacroElement
from jinja2 import Template

from strikemap import dates
from strikemap.casualties import Tolls, headline_in_words, tolls
from strikemap.filters import Filters
from strikemap.geography import region_name
from strikemap.links import View
from strikemap.markup import safe
from strikemap.model import SUB_EVENT_TYPES_BY_TYPE, Collection

LEAFLET = "../../app/static/leaflet/"
"""Where the page serves Leaflet, seen from the map's iframe."""
SCRIPT = "../../app/static/strikemap.js"
AGGREGATE_FROM = 2_000
"""From this many incidents in the window on, cells are drawn instead."""
LABELLED_UP_TO = 300
"""Up to this many markers each carries its own hover text; beyond, its kind."""
CELL_PIXELS = 36
MOST_CELLS = 1_000
"""More than a screen can show; beyond it cells are doubled in size."""
UNKNOWN, ZERO, IMPRECISE, REGION, OCCUPIED, SELECTED = 1, 2, 4, 8, 16, 32
_UNIT = 256.0


@dataclass(frozen=True, slots=True)
class Look:
    """
    How one kind of incident is drawn, everywhere: colour (Okabe and Ito), shape, label.

    `dark` is the same hue, lighter, for 3:1 against the dark map (WCAG 2.2, 1.4.11).
    """

    code: str
    label: str
    colour: str
    dark: str
    shape: str
    sub_event_types: tuple[str, ...]


_EXPLOSIVE = ("Remote explosive/landmine/IED", "Suicide bomb", "Grenade", "Chemical weapon")
KINDS = (
    Look("strike", "Air/drone strike", "#0072B2", "#4AA3DF", "triangle", ("Air/drone strike",)),
    Look(
        "shelling",
        "Shelling/artillery/missile",
        "#D55E00",
        "#E8772E",
        "circle",
        ("Shelling/artillery/missile attack",),
    ),
    Look("intercepted", "Intercepted", "#56B4E9", "#7CC6F0", "diamond", ("Disrupted weapons use",)),
    Look(
        "explosive",
        "Explosive, sabotage",
        "#E69F00",
        "#F0B23C",
        "square",
        (*_EXPLOSIVE, "Looting/property destruction"),
    ),
    Look(
        "ground",
        "Ground fighting, raid",
        "#009E73",
        "#2EC095",
        "plus",
        SUB_EVENT_TYPES_BY_TYPE["Battles"],
    ),
    Look(
        "attack",
        "Attack on civilians",
        "#CC79A7",
        "#DB97BD",
        "pentagon",
        SUB_EVENT_TYPES_BY_TYPE["Violence against civilians"],
    ),
    Look("other", "Other or unknown", "#7A7A7A", "#A8A8A8", "hexagon", ()),
)


@dataclass(frozen=True, slots=True)
class Window:
    """What the reader's map shows: bounds in degrees, and the zoom level."""

    south: float
    west: float
    north: float
    east: float
    zoom: float


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """
    What is drawn: rows for the script in the iframe, and how many incidents they hold.

    A row of an incident: latitude, longitude, kind, radius, flags, position, place in the
    rosette, and for one known by region alone the region's name.  A row of a cell: latitude,
    longitude, radius, incidents, killed, unknown killed, injured, unknown injured, column, line;
    `scale` is the number of cells to the width of the world.  Where `is_windowed`, there are so
    many incidents that what is drawn depends on where the map looks.
    """

    mode: str
    rows: Sequence[Sequence[Any]]
    labels: Mapping[int, str]
    shown: int
    placeless: int
    scale: float = 0.0
    is_windowed: bool = False


@lru_cache(maxsize=8)
def kind_of(collection: Collection) -> npt.NDArray[np.int8]:
    """The index in `KINDS` of each incident's kind."""
    column = collection.incidents["sub_event_type"].astype("category").cat
    names = [str(name) for name in column.categories] or ["unknown"]
    return kinds_of(names)[column.codes.to_numpy()]


def kinds_of(sub_event_types: Sequence[str]) -> npt.NDArray[np.int8]:
    """The index in `KINDS` of the kind of each of *sub_event_types*; what is none is the last."""
    index = {name: i for i, look in enumerate(KINDS) for name in look.sub_event_types}
    return np.array([index.get(name, len(KINDS) - 1) for name in sub_event_types], dtype=np.int8)


@dataclass(frozen=True, slots=True, eq=False)
class _Geometry:
    latitude: npt.NDArray[np.float32]
    longitude: npt.NDArray[np.float32]
    x: npt.NDArray[np.float32]
    y: npt.NDArray[np.float32]
    placed: npt.NDArray[np.bool_]
    flags: npt.NDArray[np.int8]


@lru_cache(maxsize=8)
def _geometry(collection: Collection) -> _Geometry:
    incidents = collection.incidents
    latitude = incidents["latitude"].to_numpy(np.float64, na_value=np.nan)
    longitude = incidents["longitude"].to_numpy(np.float64, na_value=np.nan)
    placed = np.isfinite(latitude) & np.isfinite(longitude)
    precision = incidents["geo_precision"].to_numpy(np.int64, na_value=3)
    flags = np.where(precision == 2, IMPRECISE, 0) | np.where(precision == 3, REGION, 0)
    flags |= np.where((incidents["territory"] == "occupied_ukraine").to_numpy(), OCCUPIED, 0)
    return _Geometry(
        latitude.astype(np.float32),
        longitude.astype(np.float32),
        *mercator(latitude, longitude),
        placed,
        flags.astype(np.int8),
    )


def mercator(
    latitude: npt.ArrayLike, longitude: npt.ArrayLike
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Web Mercator (EPSG:3857) as fractions of the world: x eastward, y southward, from 0 to 1."""
    y = np.radians(np.clip(np.asarray(latitude, float), -85.05, 85.05))
    x = np.asarray(longitude, float) / 360 + 0.5
    return x.astype(np.float32), (0.5 - np.arcsinh(np.tan(y)) / (2 * np.pi)).astype(np.float32)


def constant_map() -> folium.Map:
    """
    The map that never changes, so that its iframe is never remounted.

    All that changes goes through `feature_group`; Leaflet comes from this host.
    """
    chart = _Map(
        location=(51.0, 37.0), zoom_start=5, tiles=None, min_zoom=2, max_zoom=18, zoom_snap=0.25
    )
    options = {
        "kinds": [
            {"label": safe(k.label), "colour": k.colour, "dark": k.dark, "shape": k.shape}
            for k in KINDS
        ],
    }
    chart.add_child(_Mount(json.dumps(options)))
    return chart


class _Map(folium.Map):  # type: ignore[misc]  # folium has no types
    default_js: ClassVar = [("leaflet", LEAFLET + "leaflet.js"), ("strikemap", SCRIPT)]
    default_css: ClassVar = [("leaflet_css", LEAFLET + "leaflet.css")]

    def render(self, **kwargs: Any) -> None:
        # streamlit-folium reads the script alone.  For a page of its own folium would also
        # compile a dozen templates, at each change of each reader.
        pass


class _Group(folium.FeatureGroup):  # type: ignore[misc]  # folium has no types
    def render(self, **kwargs: Any) -> None:
        pass  # as `_Map`


class _Mount(MacroElement):  # type: ignore[misc]  # branca has no types
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "strikemap.mount({{ this._parent.get_name() }}, {{ this.options_json }});"
        "{% endmacro %}"
    )

    def __init__(self, options_json: str) -> None:
        super().__init__()
        self._name = "Mount"
        self.options_json = options_json


class _Draw(MacroElement):  # type: ignore[misc]  # branca has no types
    # The array that streamlit-folium keeps of its groups is emptied: it never does so itself.
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.feature_group = []; strikemap.draw({{ this.payload_json }});"
        "{% endmacro %}"
    )

    def __init__(self, payload_json: str) -> None:
        super().__init__()
        self._name = "Draw"
        self.payload_json = payload_json


def feature_group(
    layer: Layer,
    *,
    view: View | None,
    fit: Sequence[Sequence[float]],
    basemap: str,
    dark: bool,
    turn: int = 0,
    heard: int = 0,
) -> folium.FeatureGroup:
    """
    What to draw now, as streamlit-folium takes it.

    *view*, or the bounds *fit* where it is None, is looked at only when it, or *turn*, differs
    from the last one drawn: a reader's own pan and zoom stay.  *heard* is the number of the map's
    report whose window the layer was made for, 0 for none: the map draws no answer to a report
    that a newer one has overtaken, and reports where it looks when asked for a window.
    """
    where: dict[str, Any] = (
        {"lat": view.latitude, "lon": view.longitude, "zoom": view.zoom}
        if view
        else {"bounds": [list(corner) for corner in fit]}
    )
    payload = {
        "mode": layer.mode,
        "rows": layer.rows,
        "labels": layer.labels,
        "scale": layer.scale,
        "view": {**where, "turn": turn},
        "heard": heard if layer.is_windowed else None,
        "basemap": basemap,
        "dark": dark,
    }
    text = json.dumps(payload, separators=(",", ":"), ensure_ascii=True)
    payload["stamp"] = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:10]
    group = _Group(name="incidents")
    # A space keeps two closing or opening braces apart: branca reads the script as a template.
    group.add_child(_Draw(json.dumps(payload, separators=(", ", ": "), ensure_ascii=True)))
    return group


@lru_cache(maxsize=8)
def whole_bounds(collection: Collection) -> list[list[float]]:
    """The `bounds` of all incidents of *collection*: where its map looks at first."""
    return bounds(collection, np.arange(len(collection.incidents)))


def bounds(collection: Collection, rows: npt.NDArray[np.int64]) -> list[list[float]]:
    """South-west and north-east corners, in degrees, around the placed incidents at *rows*."""
    where = _geometry(collection)
    rows = rows[where.placed[rows]]
    if not len(rows):
        return [[44.0, 30.0], [57.0, 42.0]]
    y, x = where.latitude[rows], where.longitude[rows]
    return [
        [round(float(y.min()), 3), round(float(x.min()), 3)],
        [round(float(y.max()), 3), round(float(x.max()), 3)],
    ]


def incident_layer(
    collection: Collection,
    rows: npt.NDArray[np.int64],
    filters: Filters,
    *,
    window: Window | None = None,
    selected: int = -1,
) -> Layer:
    """
    The incidents at *rows* as markers, or as cells of a grid where there are too many to show.

    Cells are counted over *window* with a margin of a quarter of its size; within it nothing is
    sampled.  An incident without a point is counted in `placeless` and found in the table.
    """
    where = _geometry(collection)
    placed = rows[where.placed[rows]]
    missing = len(rows) - len(placed)
    if len(placed) < AGGREGATE_FROM:
        return _markers(collection, placed, filters, selected, missing)
    around = window or _world(collection, placed)
    near = placed[_within(where, placed, around)]
    drawn = (
        _markers(collection, near, filters, selected, missing)
        if len(near) < AGGREGATE_FROM
        else _cells(collection, near, filters, around, missing)
    )
    return replace(drawn, is_windowed=True)


def _world(collection: Collection, rows: npt.NDArray[np.int64]) -> Window:
    (south, west), (north, east) = bounds(collection, rows)
    span = max(east - west, 1.0)
    return Window(
        south, west, north, east, float(np.clip(np.log2(360 * 1000 / _UNIT / span), 2, 9))
    )


def _within(where: _Geometry, rows: npt.NDArray[np.int64], of: Window) -> npt.NDArray[np.bool_]:
    tall, wide = (of.north - of.south) / 4, (of.east - of.west) / 4
    y, x = where.latitude[rows], where.longitude[rows]
    inside = (y >= of.south - tall) & (y <= of.north + tall)
    return inside & (x >= of.west - wide) & (x <= of.east + wide)


def _markers(
    collection: Collection,
    rows: npt.NDArray[np.int64],
    filters: Filters,
    selected: int,
    missing: int,
) -> Layer:
    where, kinds = _geometry(collection), kind_of(collection)
    killed = tolls(collection, "killed", filters.choice)
    injured = tolls(collection, "injured", filters.choice)
    toll = np.maximum(killed.headline[rows], injured.headline[rows])
    known = killed.known[rows] | injured.known[rows]
    most = np.maximum(killed.high[rows], injured.high[rows])
    zero = known & (most == 0) & ~killed.is_open[rows] & ~injured.is_open[rows]
    flags = where.flags[rows] | np.where(known, 0, UNKNOWN) | np.where(zero, ZERO, 0)
    flags |= np.where(rows == selected, SELECTED, 0)
    radius = np.round(np.clip(5.5 + 2.1 * np.sqrt(toll), 5.5, 22), 1)
    region = collection.incidents["region"].iloc[rows].astype(str).tolist()
    ring: dict[tuple[float, float, bool], int] = {}
    drawn: list[list[Any]] = []
    # The greatest toll first, so that smaller markers lie above larger ones.
    for at in np.argsort(-toll, kind="stable").tolist():
        row = int(rows[at])
        by_region = bool(flags[at] & REGION)
        point = (round(float(where.latitude[row]), 4), round(float(where.longitude[row]), 4))
        place = ring.setdefault((*point, by_region), 0)
        ring[(*point, by_region)] += 1
        one = [*point, int(kinds[row]), float(radius[at]), int(flags[at]), row, place]
        drawn.append([*one, safe(region_name(region[at]))] if by_region else one)
    labels = hover_texts(collection, rows, killed, injured) if len(rows) <= LABELLED_UP_TO else {}
    return Layer("incidents", drawn, labels, len(rows), missing)


def hover_texts(
    collection: Collection, rows: npt.NDArray[np.int64], killed: Tolls, injured: Tolls
) -> dict[int, str]:
    """The hover text of each incident at *rows*: title, day, toll.  Safe HTML."""
    frame = collection.incidents[["title", "date_start", "date_end", "time_precision"]].iloc[rows]
    texts = {}
    for row, title, start, end, precision in zip(
        rows.tolist(), *(frame[name].tolist() for name in frame.columns), strict=True
    ):
        inexact = "" if precision == 1 else " (day not exact)"
        when = dates.in_words(start.date(), end.date()) + inexact
        toll = f"killed {_toll(killed, row)}; injured {_toll(injured, row)}"
        texts[row] = f"<b>{safe(title, limit=120)}</b><br>{safe(when)}<br>{safe(toll)}"
    return texts


def _toll(of: Tolls, row: int) -> str:
    if not of.known[row]:
        return "not reported"
    return headline_in_words(int(of.headline[row]), int(of.bound[row]), int(of.most[row]))


def _cells(
    collection: Collection,
    rows: npt.NDArray[np.int64],
    filters: Filters,
    window: Window,
    missing: int,
) -> Layer:
    where = _geometry(collection)
    scale, column, line = _grid(where, rows, window.zoom)
    left, top = int(column.min()), int(line.min())
    wide, tall = int(column.max()) - left + 1, int(line.max()) - top + 1
    cell = (line - top) * wide + (column - left)
    counts = np.bincount(cell, minlength=wide * tall)
    filled = np.flatnonzero(counts)
    count = counts[filled]
    sums = []
    for name in ("killed", "injured"):
        of = tolls(collection, name, filters.choice)
        sums += [
            _summed(cell, each[rows], wide * tall)[filled] for each in (of.headline, ~of.known)
        ]
    y = np.bincount(cell, where.latitude[rows], wide * tall)[filled] / count
    x = np.bincount(cell, where.longitude[rows], wide * tall)[filled] / count
    radius = np.clip(4 + 2.6 * np.log2(count + 1) ** 0.9, 5, CELL_PIXELS / 2)
    columns = (
        np.round(y, 3), np.round(x, 3), np.round(radius, 1), count,
        *(each.astype(np.int64) for each in sums), filled % wide + left, filled // wide + top,
    )  # fmt: skip
    drawn = [list(row) for row in zip(*(each.tolist() for each in columns), strict=True)]
    return Layer("cells", drawn, {}, len(rows), missing, scale)


def _grid(
    where: _Geometry, rows: npt.NDArray[np.int64], zoom: float
) -> tuple[float, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Cells to the width of the world, and each row's column and line, for few enough cells."""
    x, y = where.x[rows], where.y[rows]
    scale = float(_UNIT * 2 ** np.floor(zoom) / CELL_PIXELS)
    while True:
        column, line = _cell_of(x, scale), _cell_of(y, scale)
        spread = (int(np.ptp(column)) + 1) * (int(np.ptp(line)) + 1)
        if spread <= MOST_CELLS or scale < 1:
            return scale, column, line
        occupied = len(np.unique(column * (2**31) + line)) if spread < 8 * MOST_CELLS else spread
        if occupied <= MOST_CELLS:
            return scale, column, line
        scale /= 2


def _cell_of(fraction: npt.NDArray[np.float32], scale: float) -> npt.NDArray[np.int64]:
    return np.asarray(np.floor(fraction * np.float32(scale)), dtype=np.int64)


def _summed(cell: npt.NDArray[np.int32], what: npt.ArrayLike, size: int) -> npt.NDArray[np.float64]:
    weights = np.asarray(what, dtype=np.float64)
    return np.bincount(cell, weights, size).astype(np.float64)


def rows_in(
    collection: Collection, rows: npt.NDArray[np.int64], cell: Sequence[float]
) -> npt.NDArray[np.int64]:
    """Those of *rows* that lie in the cell (column, line, cells to the width of the world)."""
    column, line, scale = cell
    where = _geometry(collection)
    inside = _cell_of(where.x[rows], scale) == int(column)
    inside &= where.placed[rows] & (_cell_of(where.y[rows], scale) == int(line))
    return np.asarray(rows[inside])
