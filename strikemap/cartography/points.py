"""Where incidents lie, on the globe and on the map’s plane."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.model import Collection
from strikemap.row_index import index

IMPRECISE, REGION, OCCUPIED = 4, 8, 16
"""Bits of a marker's flags that its place gives; `markers` has the others."""
WORLD_PIXELS = 256.0
"""The width of the world at zoom 0, in pixels of the screen."""
MOST_ZOOM = 18
MARGIN = 0.15
"""The share of what is looked at that is left free on each side of it."""
LEAST_SPAN = 1e-7
"""The share of the world's width that is looked at of a single point."""


@dataclass(frozen=True, slots=True)
class Window:
    """What the reader's map shows: bounds in degrees, and the zoom level."""

    south: float
    west: float
    north: float
    east: float
    zoom: float


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """
    Of each incident of a collection: degrees (WGS 84), fractions of the world, flags, and a number
    that those of one territory at the same point, to four places, share; `repeats` says whether
    any do.

    Where `placed` is false there is no point, and the numbers are NaN; where `located` is, there is
    none nearer than the region's.
    """

    latitude: npt.NDArray[np.float32]
    longitude: npt.NDArray[np.float32]
    x: npt.NDArray[np.float32]
    y: npt.NDArray[np.float32]
    placed: npt.NDArray[np.bool_]
    located: npt.NDArray[np.bool_]
    flags: npt.NDArray[np.int8]
    is_occupied: npt.NDArray[np.bool_]
    point: npt.NDArray[np.int32]
    repeats: bool
    all_placed: bool
    all_located: bool


@cached
def points_of(collection: Collection) -> Points:
    """Where the incidents of *collection* lie, worked out once."""
    incidents = collection.incidents
    latitude = incidents["latitude"].to_numpy(np.float64, na_value=np.nan)
    longitude = incidents["longitude"].to_numpy(np.float64, na_value=np.nan)
    placed = np.isfinite(latitude) & np.isfinite(longitude)
    precision = incidents["geo_precision"].to_numpy(np.int64, na_value=3)
    flags = np.where(precision == 2, IMPRECISE, 0) | np.where(precision == 3, REGION, 0)
    is_located = placed & (precision < 3)
    is_occupied = (incidents["territory"] == "occupied_ukraine").to_numpy(bool)
    flags |= np.where(is_occupied, OCCUPIED, 0)
    degrees = np.nan_to_num(np.rint([(latitude + 90) * 1e4, (longitude + 180) * 1e4]))
    y, x = degrees.astype(np.int64)
    known, point = np.unique(y << 33 | x << 1 | is_occupied, return_inverse=True)
    return Points(
        latitude.astype(np.float32),
        longitude.astype(np.float32),
        *mercator(latitude, longitude),
        placed,
        is_located,
        flags.astype(np.int8),
        is_occupied,
        point.astype(np.int32),
        len(known) < len(point),
        bool(placed.all()),
        bool(is_located.all()),
    )


def mercator(
    latitude: npt.ArrayLike, longitude: npt.ArrayLike
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Web Mercator (EPSG:3857) as fractions of the world: x eastward, y southward, from 0 to 1."""
    y = np.radians(np.clip(np.asarray(latitude, float), -85.05, 85.05))
    x = np.asarray(longitude, float) / 360 + 0.5
    return x.astype(np.float32), (0.5 - np.arcsinh(np.tan(y)) / (2 * np.pi)).astype(np.float32)


@cached
def whole_bounds(collection: Collection) -> list[list[float]]:
    """The `bounds` of all incidents of *collection*: where its map looks at first."""
    return bounds(collection, np.arange(len(collection.incidents)))


def bounds(collection: Collection, rows: npt.NDArray[np.int64]) -> list[list[float]]:
    """South-west and north-east corners, in degrees, around the placed incidents at *rows*."""
    where = points_of(collection)
    rows = placed(where, rows)
    if not len(rows):
        return [[44.0, 30.0], [57.0, 42.0]]
    at = index(rows, is_ascending=True)
    y, x = where.latitude[at], where.longitude[at]
    # Outward, so that what lies on an edge is within.
    least = [np.floor(float(each.min()) * 1_000) / 1_000 for each in (y, x)]
    most = [np.ceil(float(each.max()) * 1_000) / 1_000 for each in (y, x)]
    return [[round(float(each), 3) for each in corner] for corner in (least, most)]


def world(collection: Collection, rows: npt.NDArray[np.int64]) -> Window:
    """A window that holds all incidents at *rows*, as a map of 1,000 pixels would show them."""
    (south, west), (north, east) = bounds(collection, rows)
    span = max(east - west, 1.0)
    return Window(
        south, west, north, east, float(np.clip(np.log2(360 * 1000 / WORLD_PIXELS / span), 2, 9))
    )


def placed(where: Points, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Those of *rows* that have a point."""
    return rows if where.all_placed else rows[where.placed[rows]]


def located(where: Points, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Those of *rows* whose place is known nearer than by their region."""
    return rows if where.all_located else rows[where.located[rows]]


def fitting_zoom(corners: list[list[float]], window: Window | None) -> float:
    """
    The nearest zoom, in quarters, at which a map of the size of *window* shows all of *corners*.

    *corners* are `bounds`; without a window the map is taken to be 600 pixels wide and 333 high.
    """
    (south, west), (north, east) = corners
    size = 600 / WORLD_PIXELS, 333 / WORLD_PIXELS
    if window:
        looked_at = _spans(window.south, window.west, window.north, window.east)
        size = looked_at[0] * 2**window.zoom, looked_at[1] * 2**window.zoom
    share = min(
        whole / max(span * (1 + 2 * MARGIN), LEAST_SPAN)
        for whole, span in zip(size, _spans(south, west, north, east), strict=True)
    )
    return float(np.clip(np.floor(np.log2(max(share, 1.0)) * 4) / 4, 0, MOST_ZOOM))


def _spans(south: float, west: float, north: float, east: float) -> tuple[float, float]:
    """How wide and how high it is on the map's plane, as fractions of the world."""
    x, y = mercator([south, north], [west, east])
    return float(x[1]) - float(x[0]), float(y[0]) - float(y[1])


def is_one_point(collection: Collection, rows: npt.NDArray[np.int64]) -> bool:
    """Whether all of *rows* lie at one and the same point, so that no zoom can part them."""
    where = points_of(collection)
    spread = [np.ptp(each[rows]) for each in (where.latitude, where.longitude)] if len(rows) else []
    return not any(each > 0 for each in spread)
