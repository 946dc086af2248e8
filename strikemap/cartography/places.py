"""
Incidents as a map shows them: a symbol a place, and one for places that would cover each other.

The rules, which `static/map/joining.js` has too; cases made here hold the two together:

- All incidents at one point are one symbol, at exactly that point; those of Russian territory and
  of occupied Ukraine never share one.  Incidents of which only the region is known have a label.
- Where two symbols of one territory lie so near that the middle of one is within the other's disc,
  or within the least that a finger hits, or that the smaller would lie over the other's number,
  they are one, at the point of the place among them that has the most incidents.  So no disc covers
  more than half of another of its territory: beyond the tangent at its middle nothing is covered (a
  disc is convex).
- The area of a disc is its number, from 2 to 144, and its number can be read in it.  Symbols of
  two territories can neither join nor move apart: where the greater of them would reach the other's
  middle, or the smaller lie over its number, all symbols are drawn smaller, by one factor, until it
  does not, but by no less than `LEAST_FACTOR` and none so small that its number could not be read.
- Where even so the one would hide the other's middle or number, the lesser goes into the nearest of
  its own territory that has as many at its point, or else the greater does; where neither has one
  within `GIVES_WAY`, both stay.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from strikemap.cartography.incidents import Incidents
from strikemap.cartography.kinds import KINDS
from strikemap.cartography.points import OCCUPIED, REGION, WORLD_PIXELS

NUMBER, MOST_NUMBER, HALF_A_LETTER = 9.0, 14.0, 3.4
"""
Pixels from a disc's middle within which its number stands, the least, the most and for a letter:
no smaller symbol lies over it.
"""
EDGE = 3.6
"""Pixels that the ring around a symbol of occupied Ukraine adds to its radius."""
LEAST_NUMBER = 9.0
"""Pixels: letters that a number is written in at least."""
TARGET = 13.0
"""
Pixels from a symbol's middle within which another joins it: 12 around each can be hit (WCAG 2.2,
2.5.8), and both stand on whole pixels of the screen.
"""
GIVES_WAY = 108.0
"""Pixels to its own within which a symbol gives way to one of another territory; else it stays."""
MOST_DISC, DISC = 48.0, 4.0
"""Pixels: the greatest radius of a disc, and the radius for one incident's area."""
LEAST_FACTOR = 0.35
"""Symbols are drawn no smaller than this share of their size, and one incident's than `LEAST`."""
LEAST, _AROUND_NUMBER, _BY_LETTER = 4.0, 3.2, 2.42
"""Pixels: the radius of one incident; of a disc around its number, without letters and for each."""
_LEAST_RING, _MOST_RING = 1.4, 5.0
"""Pixels across the ring of kinds around a disc, the least and the most."""
SHORTENED_FROM = 10_000
"""Incidents whose number is told in thousands."""
UNITS = 2**30
"""Steps to the width of the world: whole numbers compare alike in every language."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """
    What stands at one point: degrees (WGS 84), steps of `UNITS` eastward and southward, pixels.

    `members` are indices into the columns that it was made of, in their order; `most` is the
    number of incidents at its own point.
    """

    latitude: float
    longitude: float
    x: int
    y: int
    radius: float
    is_occupied: bool
    members: tuple[int, ...]
    most: int

    def __len__(self) -> int:
        return len(self.members)


def steps(latitude: float, longitude: float) -> tuple[int, int]:
    """Web Mercator (EPSG:3857) in steps of `UNITS`, eastward and southward from the north-west."""
    sine = math.sin(math.radians(min(max(latitude, -85.05), 85.05)))
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return math.floor((longitude / 360 + 0.5) * UNITS + 0.5), math.floor(y * UNITS + 0.5)


def disc(count: int) -> float:
    """The radius in pixels of the disc of *count* incidents."""
    return min(DISC * math.sqrt(count), MOST_DISC)


def letters(count: int) -> int:
    """Of the number of *count* incidents, as “1204” or “33k”."""
    return len(str(count)) - (2 if count >= SHORTENED_FROM else 0)


def legible(count: int) -> float:
    """The least radius in pixels of a symbol of *count* incidents: its number can be read in it."""
    return LEAST if count == 1 else _AROUND_NUMBER + _BY_LETTER * letters(count)


def ring_of(count: int, radius: float) -> float:
    """Pixels across the ring of a disc of *count* incidents, inward from *radius*."""
    # A quarter, but for the room that the number needs.
    return min(_MOST_RING, radius / 4, _LEAST_RING + radius - legible(count))


def places(of: Incidents, shown: Sequence[int] | None = None) -> list[Symbol]:
    """
    A symbol for each point and territory at which incidents of *of* lie, the most incidents first.

    Of *shown*, indices that ascend, or of all; those known by region alone are in none.
    """
    found: dict[tuple[float, float, bool], list[int]] = {}
    for at in range(len(of)) if shown is None else shown:
        flags = int(of.flags[at])
        if not flags & REGION:
            point = float(of.latitude[at]), float(of.longitude[at])
            found.setdefault((*point, bool(flags & OCCUPIED)), []).append(at)
    made = [
        Symbol(
            latitude,
            longitude,
            *steps(latitude, longitude),
            disc(len(members)) if len(members) > 1 else float(of.radius[members[0]]),
            is_occupied,
            tuple(members),
            len(members),
        )
        for (latitude, longitude, is_occupied), members in found.items()
    ]
    return sorted(made, key=_rank)


def joined(places: Sequence[Symbol], zoom: float) -> list[Symbol]:
    """*places* as the map shows them at *zoom*, crowded ones as one; the most incidents first."""
    # A step in pixels of the screen at this zoom.
    pixel = WORLD_PIXELS * 2**zoom / UNITS
    symbols = sorted(places, key=_rank)
    while True:
        kept: list[Symbol] = []
        for each in symbols:
            near = [at for at, other in enumerate(kept) if _cover(each, other, pixel)]
            if near:
                nearest = min(near, key=lambda at: (_away(each, kept[at]), at))
                kept[nearest] = _as_one(kept[nearest], each)
            else:
                kept.append(each)
        if len(kept) == len(symbols):
            gone = _giving_way(kept, pixel)
            if gone is None:
                return _apart(kept, pixel)
            at, into = gone
            kept[into] = _as_one(kept[into], kept[at])
            del kept[at]
        symbols = sorted(kept, key=_rank)


def _giving_way(symbols: list[Symbol], pixel: float) -> tuple[int, int] | None:
    """The last of *symbols* that can't stay beside one of the other territory, and its nearest."""
    least = [replace(of, radius=max(of.radius * LEAST_FACTOR, legible(len(of)))) for of in symbols]
    far = (MOST_DISC + EDGE + MOST_NUMBER) / pixel
    sides = [[at for at, of in enumerate(least) if of.is_occupied == side] for side in (0, 1)]
    for at in range(len(symbols) - 1, -1, -1):
        for other in sides[not least[at].is_occupied]:
            if other > at:
                break
            if abs(least[at].x - least[other].x) < far and _hide(least[at], least[other], pixel):
                for each in (at, other):
                    into = _nearest_own(symbols, each, pixel)
                    if into is not None:
                        return each, into
    return None


def _nearest_own(symbols: list[Symbol], at: int, pixel: float) -> int | None:
    """The nearest of its territory that the symbol at *at* may go into, to stand there with it."""
    one = symbols[at]
    own = [
        (_away(one, of), into)
        for into, of in enumerate(symbols)
        if into != at and of.is_occupied == one.is_occupied and of.most >= one.most
    ]
    away, into = min(own, default=(0, None))
    return into if away * pixel * pixel < GIVES_WAY**2 else None


def _hide(one: Symbol, other: Symbol, pixel: float) -> bool:
    """Whether of two territories the greater reaches the other's middle, or that its number."""
    smaller, greater = _by_size(one, other)
    number = letters(len(greater)) * HALF_A_LETTER if len(greater) > 1 else 0.0
    reach = max(greater.radius, smaller.radius + _edge(smaller) + number)
    return _away(one, other) * pixel * pixel < reach**2


def _apart(symbols: list[Symbol], pixel: float) -> list[Symbol]:
    """*symbols*, all smaller by one factor where one would reach another territory's middle."""
    factor = 1.0
    ours, theirs = (
        [each for each in symbols if each.is_occupied == side] for side in (False, True)
    )
    for one in ours:
        for other in theirs:
            away = math.sqrt(_away(one, other)) * pixel
            smaller, greater = _by_size(one, other)
            room = away - _half_of_number(greater) - _edge(smaller)
            factor = min(factor, away / greater.radius, max(room, 0) / smaller.radius)
    factor = max(factor, LEAST_FACTOR)
    return [replace(each, radius=max(each.radius * factor, legible(len(each)))) for each in symbols]


def _by_size(one: Symbol, other: Symbol) -> tuple[Symbol, Symbol]:
    first, second = sorted((one, other), key=lambda each: (each.radius, len(each)))
    return first, second


def _edge(of: Symbol) -> float:
    return EDGE if of.is_occupied else 0.0


def _half_of_number(of: Symbol) -> float:
    """Pixels from a disc's middle within which its number stands; 0 where it has none."""
    return min(max(letters(len(of)) * HALF_A_LETTER, NUMBER), MOST_NUMBER) if len(of) > 1 else 0.0


def _rank(of: Symbol) -> tuple[int, int, int, bool]:
    return -len(of), of.x, of.y, of.is_occupied


def _away(one: Symbol, other: Symbol) -> int:
    return (one.x - other.x) ** 2 + (one.y - other.y) ** 2


def _cover(one: Symbol, other: Symbol, pixel: float) -> bool:
    smaller, greater = _by_size(one, other)
    number = _half_of_number(greater)
    over_number = smaller.radius + _edge(smaller) + number if number else 0
    reach = max(greater.radius, TARGET, over_number)
    return one.is_occupied == other.is_occupied and _away(one, other) * pixel * pixel < reach**2


def _as_one(kept: Symbol, other: Symbol) -> Symbol:
    first = other if other.most > kept.most else kept
    members = tuple(sorted((*kept.members, *other.members)))
    return replace(first, radius=disc(len(members)), members=members)


def shares(of: Incidents, symbol: Symbol) -> list[tuple[int, int]]:
    """The kinds in *symbol*, as indices into `KINDS`, each with its number, in their order."""
    counted = Counter(int(of.kind[at]) for at in symbol.members)
    return [(kind, counted[kind]) for kind in range(len(KINDS)) if counted[kind]]


@dataclass(frozen=True, slots=True)
class RegionLabel:
    """The incidents of which only the region is known: where the label stands, and which."""

    latitude: float
    longitude: float
    region: int
    is_occupied: bool
    members: tuple[int, ...]


def region_labels(of: Incidents, shown: Sequence[int] | None = None) -> list[RegionLabel]:
    """A label for each region and territory that incidents of *of* are known by alone."""
    found: dict[tuple[int, bool], list[int]] = {}
    for at in range(len(of)) if shown is None else shown:
        flags = int(of.flags[at])
        if flags & REGION:
            found.setdefault((int(of.region[at]), bool(flags & OCCUPIED)), []).append(at)
    labels = []
    for (region, is_occupied), members in found.items():
        points = [(float(of.latitude[at]), float(of.longitude[at])) for at in members]
        (point, _), *_ = Counter(points).most_common(1)
        labels.append(RegionLabel(*point, region, is_occupied, tuple(members)))
    return sorted(labels, key=lambda each: (-len(each.members), each.region, each.is_occupied))
