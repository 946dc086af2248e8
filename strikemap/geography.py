"""Regions, their borders, places by name, and distances."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import shapely

from strikemap.gazetteer import places
from strikemap.home import BOUNDARIES
from strikemap.languages import language

Floats = npt.NDArray[np.float64]

KM_PER_DEGREE = 111.195
"""Length of a degree of latitude on a sphere of 6,371.0088 km (IUGG mean radius)."""


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level region: its ISO 3166-2 code, country (`RU`, `UA`) and names."""

    code: str
    country: str
    name: str
    name_local: str


@cache
def regions() -> Mapping[str, Region]:
    """The regions of Russia and Ukraine by code, as the United Nations recognises them."""
    found = {}
    for feature in _features():
        of = feature["properties"]
        local = of["name_ru"] if of["country"] == "RU" else of["name_uk"]
        found[of["iso"]] = Region(of["iso"], of["country"], of["name_en"], local)
    return MappingProxyType(dict(sorted(found.items())))


@cache
def region_names() -> Mapping[str, tuple[str, str, str]]:
    """The names of each region by code: in English, Russian and Ukrainian."""
    named = {
        each["properties"]["iso"]: tuple(each["properties"][f"name_{of}"] for of in _LANGUAGES)
        for each in _features()
    }
    return MappingProxyType(named)  # type: ignore[arg-type]  # three languages, three names


_LANGUAGES = ("en", "ru", "uk")


def shapes() -> Mapping[str, shapely.Geometry]:
    """The area of each region by code, in degrees, longitude first; borders as `region_at` says."""
    codes, areas, _ = _index()
    return MappingProxyType(dict(zip(codes.tolist(), areas, strict=True)))


def region_name(code: str) -> str:
    """The name of region *code* in the language that is spoken, or the code where not known."""
    names = region_names().get(code)
    return names[_LANGUAGES.index(language())] if names else code


def local_language(code: str) -> str:
    """The ISO 639-1 code of a region's local names, or "" where the region is not known."""
    region = regions().get(code)
    return {"RU": "ru", "UA": "uk"}.get(region.country, "") if region else ""


def region_at(latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> npt.NDArray[np.str_]:
    """
    The code of the region at each point, in degrees; "" where it is none of ours.

    Borders are simplified to 400 m near the front and 4 km elsewhere: a point nearer to a
    border than that may be given to the neighbour.
    """
    codes, _, _ = _index()
    named: npt.NDArray[np.str_] = np.append(codes, "").astype("<U6")[place_at(latitude, longitude)]
    return named


def region_codes() -> npt.NDArray[np.str_]:
    """The code of each region, by the place that `place_at` gives."""
    return _index()[0]


def places_of(codes: npt.NDArray[np.str_]) -> npt.NDArray[np.intp]:
    """The place of each of *codes* among `region_codes`, -1 where it is none of them."""
    known, where = np.unique(codes, return_inverse=True)
    place = {code: at for at, code in enumerate(region_codes().tolist())}
    return np.array([place.get(code, -1) for code in known.tolist()], dtype=np.intp)[where]


def place_at(latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> npt.NDArray[np.intp]:
    """The place of the region at each point among `region_codes`, as `region_at`; -1 for none."""
    y, x = np.atleast_1d(np.asarray(latitude, float)), np.atleast_1d(np.asarray(longitude, float))
    _, areas, boxes = _index()
    found = np.full(len(x), -1, dtype=np.intp)
    order = np.argsort(x, kind="stable")
    along = x[order]
    firsts = np.searchsorted(along, boxes[:, 0])
    ends = np.searchsorted(along, boxes[:, 2], "right")
    # The first region by code has a point on two regions' common border.
    for place in np.flatnonzero(ends > firsts)[::-1]:
        column = order[firsts[place] : ends[place]]
        near = column[(y[column] >= boxes[place, 1]) & (y[column] <= boxes[place, 3])]
        if len(near):
            found[near[shapely.intersects_xy(areas[place], x[near], y[near])]] = place
    return found


def km_outside(code: npt.ArrayLike, latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> Floats:
    """
    How far each point lies outside the region *code*, in kilometres; 0 within, NaN where the
    region is not known or the point not finite.

    The distance is taken on a plane tangent at the point: good to 1 % within 100 km.
    """
    wanted = np.atleast_1d(np.asarray(code, dtype=str))
    y, x = np.atleast_1d(np.asarray(latitude, float)), np.atleast_1d(np.asarray(longitude, float))
    codes, shapes, _ = _index()
    away = np.full(len(wanted), np.nan)
    for region, shape in zip(codes, shapes, strict=True):
        rows = np.flatnonzero((wanted == region) & np.isfinite(x) & np.isfinite(y))
        if not len(rows):
            continue
        inside = shapely.intersects_xy(shape, x[rows], y[rows])
        away[rows[inside]] = 0.0
        for row in rows[~inside]:
            scale = [np.cos(np.radians(y[row])) * KM_PER_DEGREE, KM_PER_DEGREE]
            plane = shapely.transform(shape, lambda c, s=scale, o=(x[row], y[row]): (c - o) * s)
            away[row] = shapely.distance(plane, shapely.Point(0, 0))
    return away


def km_to_neighbours(latitude: npt.ArrayLike, longitude: npt.ArrayLike, within_km: float) -> Floats:
    """
    How far each point, in degrees, is from the land of a country that is neither Russia nor
    Ukraine, in kilometres: 0 on it, infinite beyond *within_km*.

    By Natural Earth's outlines, which are drawn to some kilometres, and `_UNDRAWN`.
    """
    y, x = np.atleast_1d(np.asarray(latitude, float)), np.atleast_1d(np.asarray(longitude, float))
    away = np.full(len(x), np.inf)
    for west, south, east, north in _UNDRAWN:
        away[(x >= west) & (x <= east) & (y >= south) & (y <= north)] = 0.0
    for rows, found, _ in _near(y, x, within_km, *_neighbours()):
        away[rows] = np.minimum(away[rows], np.where(found < within_km, found, np.inf))
    return away


_UNDRAWN = (
    (87.0, 41.0, 131.3, 55.0),
    (131.3, 44.8, 135.2, 48.8),
    (20.9, 55.28, 21.3, 55.8),
)
"""West, south, east, north: where the outlines of the neighbours end short of the border, along
China, Mongolia and North Korea up to the Ussuri, and on Lithuania's part of the Curonian Spit."""


def nearest_region(
    latitude: npt.ArrayLike, longitude: npt.ArrayLike, within_km: float, country: str = ""
) -> npt.NDArray[np.str_]:
    """
    The code of the nearest region to each point, in degrees; "" where none of ours, or none of
    *country* (`RU`, `UA`) where it is given, is within *within_km*.
    """
    y, x = np.atleast_1d(np.asarray(latitude, float)), np.atleast_1d(np.asarray(longitude, float))
    found = np.full(len(x), "", dtype="<U6")
    best = np.full(len(x), within_km)
    codes, areas, boxes = _index()
    for rows, away, place in _near(y, x, within_km, areas, boxes):
        closer = (away < best[rows]) & str(codes[place]).startswith(country)
        best[rows[closer]], found[rows[closer]] = away[closer], codes[place]
    return found


def region_of_place_at(
    latitude: npt.ArrayLike, longitude: npt.ArrayLike, within_km: float
) -> npt.NDArray[np.str_]:
    """The region of the nearest place of the gazetteer to each point, "" where none is so near."""
    y, x = np.atleast_1d(np.asarray(latitude, float)), np.atleast_1d(np.asarray(longitude, float))
    known, at = places(), _place_points()
    found = np.full(len(x), "", dtype="<U6")
    # Degrees of latitude are 111.2 km: of what lies farther north or south nothing is within reach.
    reach = within_km / 111
    for row in range(len(x)):
        near = np.flatnonzero(np.abs(at[:, 0] - y[row]) <= reach)
        if not len(near):
            continue
        away = distance_km(y[row], x[row], at[near, 0], at[near, 1])
        nearest = int(np.argmin(away))
        if away[nearest] <= within_km:
            found[row] = known[near[nearest]].region
    return found


_ISLANDS = ((45.2553, 30.2037, "UA-51"),)
"""Snake Island, which has no place in the gazetteer and lies beyond the boundaries' coast."""


def island_at(
    latitude: npt.ArrayLike, longitude: npt.ArrayLike, within_km: float
) -> npt.NDArray[np.str_]:
    """The region of the island of `_ISLANDS` at each point, "" where none is so near."""
    y, x = np.atleast_1d(np.asarray(latitude, float)), np.atleast_1d(np.asarray(longitude, float))
    found = np.full(len(x), "", dtype="<U6")
    for north, east, code in _ISLANDS:
        found[distance_km(y, x, north, east) <= within_km] = code
    return found


def _near(
    y: Floats, x: Floats, within_km: float, areas: npt.NDArray[np.object_], boxes: Floats
) -> Iterator[tuple[npt.NDArray[np.intp], Floats, int]]:
    """
    For each area that may be within reach: the points, how far each is from it, and its place.

    Distances are taken on a plane of the point's latitude, to half a degree: good to 2 %.
    """
    bands = np.round(y * 2) / 2
    for band in np.unique(bands):
        across = max(np.cos(np.radians(band)), 0.01) * KM_PER_DEGREE
        east_west, north_south = within_km / across, within_km / KM_PER_DEGREE
        rows = np.flatnonzero(bands == band)
        by = (east_west, north_south)
        least, most = boxes[:, :2] - by, boxes[:, 2:] + by
        # One look leaves out the areas that all points of the band are far from.
        first, last = ([each.reduce(of[rows]) for of in (x, y)] for each in (np.fmin, np.fmax))
        some = ((least <= last) & (most >= first)).all(axis=1)
        for place in np.flatnonzero(some).tolist():
            west, south = least[place]
            east, north = most[place]
            near = rows[(x[rows] >= west) & (x[rows] <= east)]
            near = near[(y[near] >= south) & (y[near] <= north)]
            if len(near):
                plane = shapely.transform(areas[place], lambda c, s=(across, KM_PER_DEGREE): c * s)
                points = shapely.points(x[near] * across, y[near] * KM_PER_DEGREE)
                yield near, shapely.distance(plane, points), place


def distance_km(
    latitude: npt.ArrayLike,
    longitude: npt.ArrayLike,
    other_latitude: npt.ArrayLike,
    other_longitude: npt.ArrayLike,
) -> Floats:
    """The great-circle distance between points given in degrees, by the haversine formula."""
    a, b = np.radians(np.asarray(latitude, float)), np.radians(np.asarray(other_latitude, float))
    across = np.radians(np.asarray(other_longitude, float) - np.asarray(longitude, float))
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(across / 2) ** 2
    return np.asarray(2 * 6371.0088 * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


@cache
def _place_points() -> Floats:
    return np.array([(each.latitude, each.longitude) for each in places()])


@cache
def _features() -> list[dict[str, dict[str, str]]]:
    text = (BOUNDARIES / "regions.geojson").read_text("utf-8")
    features: list[dict[str, dict[str, str]]] = json.loads(text)["features"]
    return features


@cache
def _neighbours() -> tuple[npt.NDArray[np.object_], Floats]:
    text = (BOUNDARIES / "countries.geojson").read_text("utf-8")
    lands = [json.dumps(each["geometry"]) for each in json.loads(text)["features"]]
    areas = np.array([shapely.from_geojson(each) for each in lands], dtype=object)
    return areas, shapely.bounds(areas)


@cache
def _index() -> tuple[npt.NDArray[np.str_], npt.NDArray[np.object_], Floats]:
    shapes = np.array(
        [shapely.from_geojson(json.dumps(each["geometry"])) for each in _features()], dtype=object
    )
    shapely.prepare(shapes)
    codes = np.array([each["properties"]["iso"] for each in _features()])
    return codes, shapes, shapely.bounds(shapes)
