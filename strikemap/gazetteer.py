"""Places by name, and the cities that maps name in the reader's language."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from strikemap.home import BOUNDARIES
from strikemap.languages import DEFAULT, LANGUAGES, language
from strikemap.spelling import latin


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer, in degrees (WGS 84), with the region that it lies in."""

    name: str
    name_local: str
    region: str
    latitude: float
    longitude: float
    population: int


@cache
def places() -> tuple[Place, ...]:
    """The gazetteer: places of 500 people and more, the largest first."""
    with (BOUNDARIES / "gazetteer.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            Place(
                row["name"],
                row["name_local"],
                row["region"],
                float(row["latitude"]),
                float(row["longitude"]),
                int(row["population"]),
            )
            for row in csv.DictReader(file)
        ]
    return tuple(sorted(rows, key=lambda place: (-place.population, place.name, place.region)))


def places_called(text: str, limit: int = 12) -> tuple[Place, ...]:
    """
    Places of which a name begins with *text*, else holds it; the largest first.

    Names are the English and the local one and those of the map's cities in every language, in any
    of their usual spellings: Горловка, Горлівка and Gorlovka are Horlivka.
    """
    wanted = latin(text)
    if not wanted:
        return ()
    hits = [
        (any(name.startswith(wanted) for name in names), place)
        for names, place in zip(_spellings(), places(), strict=True)
        if any(wanted in name for name in names)
    ]
    begin, within = ([p for begins, p in hits if begins is first] for first in (True, False))
    return tuple((begin + within)[:limit])


@cache
def _spellings() -> tuple[tuple[str, ...], ...]:
    """The names of each of `places` as `latin` has them."""
    return tuple(
        tuple(dict.fromkeys(latin(name) for name in (each.name, each.name_local, *others) if name))
        for each in places()
        for others in (_other_names().get(each, {}).values(),)
    )


@cache
def _other_names() -> Mapping[Place, Mapping[str, str]]:
    """For each place that is a city of the map, its name in each language but English."""
    called: dict[str, list[Place]] = {}
    for place in places():
        called.setdefault(latin(place.name), []).append(place)
    codes = [code for code in LANGUAGES if code != DEFAULT]
    names = zip(*(_city_names(code) for code in codes), strict=True)
    found: dict[Place, Mapping[str, str]] = {}
    for (name, y, x, _), said in zip(cities(), names, strict=True):
        away = {
            place: abs(place.latitude - y) + abs(place.longitude - x)
            for place in called.get(latin(name), ())
        }
        nearest = min(away, key=away.__getitem__, default=None)
        if nearest is not None and away[nearest] < _SAME_POINT:
            found[nearest] = dict(zip(codes, said, strict=True))
    return found


_SAME_POINT = 0.05
"""Degrees within which a city of the map and a place of the same name are one."""


def name_of(place: Place) -> str:
    """
    The name of *place* in the language that is spoken, where it is known; else, for who reads
    Cyrillic, its local name; else the English one.
    """
    if language() == DEFAULT:
        return place.name
    return _other_names().get(place, {}).get(language()) or place.name_local or place.name


@cache
def cities() -> tuple[tuple[str, float, float, int], ...]:
    """The cities that the map names, the largest first: English name, degrees, inhabitants."""
    listed = json.loads((BOUNDARIES / "cities.json").read_text("utf-8"))
    return tuple((name, float(y), float(x), int(people)) for name, y, x, people in listed)


def city_names() -> tuple[str, ...]:
    """The names of `cities` in the language that is spoken, in their order."""
    return _city_names(language())


def file_of_city_names() -> str:
    """The file among the boundaries that has `city_names`; "" for English, which `cities` has."""
    return "" if language() == DEFAULT else f"cities-{language()}.json"


@cache
def _city_names(code: str) -> tuple[str, ...]:
    if code == DEFAULT:
        return tuple(name for name, *_ in cities())
    return tuple(json.loads((BOUNDARIES / f"cities-{code}.json").read_text("utf-8")))
