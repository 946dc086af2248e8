"""Cases of the rules that Python and the map's scripts both have, with Python's answers."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import numpy as np

from strikemap.cartography import Incidents, joined, places, region_labels, shares
from strikemap.cartography.in_words import incidents_in, more, toll_in_words
from strikemap.cartography.map_words import map_words
from strikemap.cartography.points import OCCUPIED, REGION
from strikemap.languages import speaking
from tests.pseudo import CODE, pseudo_language

ZOOMS = (3.0, 4.25, 5.5, 6.75, 8.0, 11.0, 18.0)


_COLUMNS = ("latitude", "longitude", "kind", "radius", "flags", "region", "start", "end")


def some(chance: random.Random, size: int, spread: float) -> Incidents:
    """Made-up incidents around a border, many of them at points that others have too."""
    known = [
        (round(50 + chance.gauss(0, spread), 4), round(36 + chance.gauss(0, spread), 4))
        for _ in range(max(1, size // 3))
    ]
    points = [chance.choice(known) for _ in range(size)]

    def whole(make: Any) -> Any:
        return np.array([make() for _ in range(size)], dtype=np.int64)

    start = whole(lambda: chance.randrange(60))
    return Incidents(
        np.array([latitude for latitude, _ in points]),
        np.array([longitude for _, longitude in points]),
        whole(lambda: chance.randrange(7)),
        np.array([round(chance.uniform(5.5, 22), 1) for _ in range(size)]),
        whole(lambda: chance.choice([0, 0, 0, OCCUPIED, OCCUPIED, REGION, REGION | OCCUPIED])),
        np.arange(size),
        whole(lambda: chance.randrange(3)),
        start,
        start + whole(lambda: chance.choice([0, 0, 1, 6])),
        date(2023, 5, 1),
        ("one", "two", "three"),
        (),
    )


def _case(chance: random.Random) -> dict[str, Any]:
    size = chance.choice([0, 1, 2, 12, 90, 400])
    of = some(chance, size, chance.choice([0.02, 0.6, 5.0]))
    first = chance.randrange(60)
    span = (first, chance.randrange(first, 60))
    shown = [at for at in range(size) if of.start[at] <= span[1] and of.end[at] >= span[0]]
    zoom = chance.choice(ZOOMS)
    symbols = joined(places(of, shown), zoom)
    return {
        "of": {
            name: getattr(of, name).tolist()
            for name in (
                "latitude",
                "longitude",
                "kind",
                "radius",
                "flags",
                "region",
                "start",
                "end",
            )
        },
        "zoom": zoom,
        "span": list(span),
        "shown": shown,
        "symbols": [
            [each.latitude, each.longitude, each.radius, each.is_occupied, list(each.members)]
            for each in symbols
        ],
        "shares": [shares(of, each) for each in symbols],
        "labels": [
            [each.latitude, each.longitude, each.region, each.is_occupied, list(each.members)]
            for each in region_labels(of, shown)
        ],
    }


def _told(chance: random.Random) -> dict[str, Any]:
    count = chance.choice([1, 2, 5, 11, 21, 104, 1_112, chance.randrange(1, 3_000_000)])
    unknown = chance.choice([0, 1, count, chance.randrange(count + 1)])
    toll = (chance.choice(["killed", "injured"]), count // 3, chance.randrange(4), unknown, count)
    is_occupied = chance.random() < 0.5
    return {
        "count": count,
        "is_occupied": is_occupied,
        "toll": toll,
        "incidents": incidents_in(count, is_occupied=is_occupied),
        "more": more(count),
        "said": toll_in_words(*toll),
    }


def _in_language(language: str, chance: random.Random) -> dict[str, Any]:
    with speaking(language), pseudo_language():
        return {
            "language": language,
            "words": map_words(),
            "told": [_told(chance) for _ in range(80)],
        }


def map_cases(seed: int = 3) -> dict[str, list[dict[str, Any]]]:
    """Cases by the name of their rule, the same for each run."""
    chance = random.Random(seed)  # no secret hangs on it
    return {
        "joined": [_case(chance) for _ in range(60)],
        "spoken": [_in_language(language, chance) for language in ("en", CODE)],
    }
