"""A collection in which each rule meets every other: many claims on many incidents, by chance."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import lru_cache

from strikemap.casualties.standing import Choice
from strikemap.model import Collection
from strikemap.vocabularies import GROUPS, SIDES
from tests.builders import (
    CLAIMANTS,
    DRONE,
    SHELLING,
    SOURCES,
    Row,
    build,
    claim,
    claimant,
    incident,
    occupied,
    source,
)
from tests.unit.strategies import FIRST, OF_WHOM

SEEDS = (1, 2)
"""Building takes most of a law's time, whatever the size: a few large ones try the most."""
PEOPLE = (
    *CLAIMANTS,
    claimant("mayor", "russia", "russian-state", 1, "local_officials"),
    claimant("partisans", "ukraine", "partisans", 4, "armed_group"),
    claimant("channel", "russia", "", 8, "independent_media"),
)
PRINTED = (
    *SOURCES,
    source("another", published="2023-05-30", publisher="Another newspaper"),
    source("again", reprint_of="copy", published="2023-06-02", publisher="An agency"),
)
WHO = tuple(row["claimant_id"] for row in PEOPLE)
SAID = ("0", "1", "2", "3", "5", "~1", "~4", "0+", "1+", "3+", "up to 0", "up to 2", "up to 6",
        "0-2", "1-4", "2-3", "")  # fmt: skip
MEASURES = (*["killed"] * 5, *["injured"] * 3, "attribution", "responsibility", "denial",
            "no_comment", "confirmation")  # fmt: skip
PLACES = ("Shebekino", "Belgorod", "Grayvoron")
CHOICES = (
    Choice(),
    Choice(as_of=date(2023, 5, 31)),
    Choice(publishers=2),
    Choice(sides=("russia",)),
    Choice(claimants=("kyiv", "mayor", "newsroom")),
    Choice(who=("civilians",)),
    Choice(who=GROUPS, as_of=date(2023, 6, 2)),
)


def _day(chance: random.Random) -> date:
    return FIRST + timedelta(days=chance.randrange(8))


def _incident(name: str, chance: random.Random) -> Row:
    start, longer = _day(chance), chance.choice((0, 0, 0, 1, 2, 6))
    make = chance.choice((incident, incident, occupied))
    where = {"place": chance.choice(PLACES)} if make is incident else {}
    if make is incident and chance.random() < 0.3:
        where |= {"region": "RU-KDA", "place": "Ilsky"}
    return make(
        name,
        date_start=start.isoformat(),
        date_end=(start + timedelta(days=longer)).isoformat(),
        time_precision="1" if longer < 2 else "2",
        sub_event_type=chance.choice((SHELLING, DRONE)),
        weapon=chance.choice(("drone", "artillery")),
        target=chance.choice(("energy", "residential")),
        status=chance.choice(("active", "active", "active", "active", "withdrawn")),
        **where,
    )


def _about(measure: str, earlier: list[Row], chance: random.Random) -> str:
    if measure not in ("attribution", "denial") or chance.random() < 0.2:
        return ""
    sides = [side.code for side in SIDES]
    claims = [row["claim_id"] for row in earlier] if measure == "denial" else []
    return chance.choice([*sides, *sides, *WHO[:6], *claims, *claims])


def _claim(number: int, of: str, earlier: list[Row], chance: random.Random) -> Row:
    measure = chance.choice(MEASURES)
    counts = measure in ("killed", "injured")
    alike = [row["claim_id"] for row in earlier if row["measure"] == measure]
    cells = dict(chance.choice(OF_WHOM)) if counts else {}
    if about := _about(measure, earlier, chance):
        cells["about"] = about
    if alike and chance.random() < 0.25:
        cells["supersedes"] = chance.choice(alike)
    on = chance.choice((_day(chance).isoformat(), _day(chance).isoformat(), "", "2023-05"))
    cells["source_id"] = chance.choice(PRINTED)["source_id"]
    said = chance.choice(SAID) if counts else ""
    return claim(f"c{number:04d}", of, said, measure, chance.choice(WHO), on, **cells)


def _collective(number: int, chance: random.Random) -> Row:
    first = _day(chance)
    last = first + timedelta(days=chance.randrange(6))
    region = chance.choice(("", "RU-BEL", "RU-BEL", "RU-KDA", "UA-09"))
    cells = {
        "covers_from": first.isoformat(),
        "covers_to": last.isoformat(),
        "covers_region": region,
        "covers_place": chance.choice(("", *PLACES, "A district")) if region == "RU-BEL" else "",
        **chance.choice(OF_WHOM),
    }
    measure = chance.choice(("killed", "injured", "damage"))
    said = chance.choice(SAID) if measure != "damage" else ""
    if measure == "damage":
        cells = {name: cell for name, cell in cells.items() if name.startswith("covers")}
    return claim(f"t{number:04d}", "", said, measure, chance.choice(WHO), **cells)


def crowded_rows(chance: random.Random, size: int = 60) -> tuple[list[Row], list[Row]]:
    """The rows of *size* incidents and of the claims on them, and some on several at once."""
    incidents = [_incident(f"i{number:03d}", chance) for number in range(size)]
    claims: list[Row] = []
    for each in incidents:
        earlier: list[Row] = []
        for _ in range(chance.randrange(8)):
            earlier.append(_claim(len(claims) + len(earlier), each["incident_id"], earlier, chance))
        claims += earlier
    claims += [_collective(number, chance) for number in range(size // 3)]
    chance.shuffle(claims)
    return incidents, claims


@lru_cache(maxsize=len(SEEDS))
def crowded(seed: int) -> Collection:
    """The collection of `crowded_rows`, the same for each *seed*."""
    incidents, claims = crowded_rows(random.Random(seed))
    return build(incidents, claims, PEOPLE, PRINTED)
