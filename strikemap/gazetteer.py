"""Places by name, and the cities that maps name in the reader's language."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache

from strikemap.home import BOUNDARIES
from strikemap.languages import DEFAULT, language


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
    """Places whose English or local name begins with *text*, else holds it; the largest first."""
    wanted = _plain(text)
    if not wanted:
        return ()
    known = [(_plain(place.name), _plain(place.name_local), place) for place in places()]
    hits = [
        (a.startswith(wanted) or b.startswith(wanted), p)
        for a, b, p in known
        if wanted in a or wanted in b
    ]
    begin, within = ([p for begins, p in hits if begins is first] for first in (True, False))
    return tuple((begin + within)[:limit])


def _plain(name: str) -> str:
    return name.casefold().replace("’", "").replace("'", "").replace("ё", "е").strip()


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
