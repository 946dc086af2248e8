"""A place is a symbol at exactly its point, and crowded ones join without hiding or losing any."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.cartography import (
    Incidents,
    Symbol,
    joined,
    places,
    region_labels,
    shares,
    symbol_svg,
)
from strikemap.cartography.places import (
    EDGE,
    GIVES_WAY,
    LEAST_FACTOR,
    MOST_DISC,
    TARGET,
    UNITS,
    disc,
    legible,
    letters,
    ring_of,
    steps,
)
from strikemap.cartography.points import OCCUPIED, REGION, mercator
from tests.js.map_cases import some

ZOOMS = st.integers(12, 72).map(lambda quarters: quarters / 4)
SCENES = st.tuples(st.integers(0, 10**6), st.integers(0, 60), st.sampled_from([0.01, 0.3, 3.0]))


def scene(of: tuple[int, int, float]) -> Incidents:
    seed, size, spread = of
    return some(random.Random(seed), size, spread)


def away(one: Symbol, other: Symbol, zoom: float) -> float:
    """Pixels between the middles of two symbols."""
    return math.hypot(one.x - other.x, one.y - other.y) * 256 * 2**zoom / UNITS


@given(SCENES, ZOOMS)
def test_every_symbol_is_at_a_point_of_its_own(of: tuple[int, int, float], zoom: float) -> None:
    """A symbol lies at the point of one of its incidents and holds one territory alone."""
    drawn = scene(of)
    for symbol in joined(places(drawn), zoom):
        points = {(drawn.latitude[at], drawn.longitude[at]) for at in symbol.members}
        assert (symbol.latitude, symbol.longitude) in points
        assert {bool(drawn.flags[at] & OCCUPIED) for at in symbol.members} == {symbol.is_occupied}


@given(SCENES, ZOOMS)
def test_parts_add_up(of: tuple[int, int, float], zoom: float) -> None:
    """Each incident is in one symbol, or in the label of its region, and in no other."""
    drawn = scene(of)
    symbols, labels = joined(places(drawn), zoom), region_labels(drawn)
    held = [at for each in (*symbols, *labels) for at in each.members]
    assert sorted(held) == list(range(len(drawn)))
    assert all(drawn.flags[at] & REGION for each in labels for at in each.members)
    for symbol in symbols:
        assert sum(number for _, number in shares(drawn, symbol)) == len(symbol)


@given(SCENES, ZOOMS)
def test_no_symbol_reaches_the_middle_of_another(of: tuple[int, int, float], zoom: float) -> None:
    """Of a territory, no two are so near that one covers half of the other or of its number, or
    can't be hit; of two territories, neither, unless their numbers could not be read any smaller,
    and there no middle and no number is hidden where one of the two has its own near.
    """
    drawn = scene(of)
    symbols = joined(places(drawn), zoom)
    for at, one in enumerate(symbols):
        for other in symbols[:at]:
            reach, apart = max(one.radius, other.radius), away(one, other, zoom)
            smaller, greater = sorted((one, other), key=lambda each: (each.radius, len(each)))
            free = reach
            if len(greater) > 1:
                edge = EDGE if smaller.is_occupied else 0
                number = max(9, min(14, 3.4 * len(str(len(greater)))))
                free = max(reach, smaller.radius + edge + number)
            if one.is_occupied == other.is_occupied:
                is_whole = greater.radius == whole(drawn, greater)
                assert apart >= max(free if is_whole else reach, TARGET) - 1e-6
            elif apart < free - 1e-6:
                assert is_least(drawn, smaller if apart >= reach else greater)
                least, most = (smallest(drawn, each) for each in (smaller, greater))
                letters = 3.4 * len(str(len(greater))) if len(greater) > 1 else 0
                edge = EDGE if smaller.is_occupied else 0
                if apart < max(most, least + edge + letters) - 1e-6:
                    assert is_alone(symbols, one, zoom) and is_alone(symbols, other, zoom)


def is_least(of: Incidents, symbol: Symbol) -> bool:
    """Whether it can't be drawn any smaller."""
    return symbol.radius <= smallest(of, symbol) + 1e-9


def smallest(of: Incidents, symbol: Symbol) -> float:
    """The least radius that it may be drawn with."""
    return max(whole(of, symbol) * LEAST_FACTOR, legible(len(symbol)))


def is_alone(symbols: list[Symbol], one: Symbol, zoom: float) -> bool:
    """Whether none of its territory with as many at its point is near enough to go into."""
    return all(
        each is one
        or each.is_occupied != one.is_occupied
        or each.most < one.most
        or away(each, one, zoom) >= GIVES_WAY - 1e-6
        for each in symbols
    )


def whole(of: Incidents, symbol: Symbol) -> float:
    """The radius of a symbol that nothing has made smaller."""
    several = len(symbol) > 1
    return disc(len(symbol)) if several else float(of.radius[symbol.members[0]])


@given(SCENES, ZOOMS)
def test_every_number_can_be_read(of: tuple[int, int, float], zoom: float) -> None:
    """Of symbols of several, on the page's rules and in pictures, each has its number, in letters
    of nine pixels at least, within its ring.
    """
    drawn = scene(of)
    for symbol in joined(places(drawn), zoom):
        assert symbol.radius >= legible(len(symbol))
        # What stands beside another territory is made smaller by two thirds at most.
        assert symbol.radius >= 0.35 * whole(drawn, symbol) - 1e-9
        if len(symbol) == 1:
            continue
        picture = symbol_svg(0, 0, drawn, symbol)
        found = re.search(r'<text [^>]*font-size="([\d.]+)"[^>]*>(\d+)</text>', picture)
        assert found and found[2] == str(len(symbol))
        size = float(found[1])
        assert size >= 9
        # Digits of system-ui are at most 0.6 em wide and 0.72 em high.
        corner = math.hypot(0.3 * size * len(found[2]), 0.36 * size)
        assert corner <= symbol.radius - ring_of(len(symbol), symbol.radius)
        assert 1.4 - 1e-9 <= ring_of(len(symbol), symbol.radius) <= 5


@given(SCENES, ZOOMS)
def test_a_joined_symbol_stands_where_most_are(of: tuple[int, int, float], zoom: float) -> None:
    """It is at the point of the place with the most incidents among those that joined."""
    drawn = scene(of)
    for symbol in joined(places(drawn), zoom):
        counted = Counter((drawn.latitude[at], drawn.longitude[at]) for at in symbol.members)
        assert counted[symbol.latitude, symbol.longitude] == max(counted.values()) == symbol.most


@given(SCENES)
def test_every_place_parts_in_the_end(of: tuple[int, int, float]) -> None:
    """Zoomed in far enough, each place that is more than a street away is a symbol of its own."""
    drawn = scene(of)
    alone = places(drawn)
    near = {
        at
        for at, one in enumerate(alone)
        for other in alone
        if one is not other and away(one, other, 18) < 100
    }
    parted = {(each.latitude, each.longitude, each.is_occupied) for each in joined(alone, 18)}
    for at, place in enumerate(alone):
        assert at in near or (place.latitude, place.longitude, place.is_occupied) in parted


def test_the_area_of_a_disc_is_its_number() -> None:
    """From 2 to 144 incidents the area is to the number as of one, and the number can be read."""
    one = disc(2) ** 2 / 2
    for count in range(2, 145):
        assert disc(count) ** 2 == pytest.approx(one * count)
        assert disc(count) >= legible(count)
    assert disc(145) == disc(2_000) == MOST_DISC


@given(SCENES, ZOOMS)
def test_discs_that_stand_together_compare(of: tuple[int, int, float], zoom: float) -> None:
    """Whatever is made smaller, areas are to each other as numbers, but where a number could not
    be read any smaller, or a disc would be greater than the greatest.
    """
    several = [each for each in joined(places(scene(of)), zoom) if len(each) > 1]
    true = [
        each.radius**2 / len(each)
        for each in several
        if each.radius > legible(len(each)) + 1e-9 and disc(len(each)) < MOST_DISC
    ]
    assert not true or max(true) == pytest.approx(min(true))


def test_steps_are_those_of_the_map() -> None:
    """Whole steps and the map's own projection agree."""
    x, y = mercator([50.4144, -33.9], [36.8956, 151.2])
    for at, (latitude, longitude) in enumerate(((50.4144, 36.8956), (-33.9, 151.2))):
        made = np.array(steps(latitude, longitude)) / UNITS
        assert made == pytest.approx([float(x[at]), float(y[at])], abs=1e-7)


def test_two_incidents_of_two_territories_need_no_room_for_a_number() -> None:
    """Neither has one, so that both keep their size where neither hides the other's middle."""
    step = UNITS / (256 * 2**9)
    ours = Symbol(50.0, 36.0, UNITS // 2, UNITS // 3, 8.0, False, (0,), 1)
    theirs = replace(ours, x=ours.x + round(14 * step), is_occupied=True, members=(1,))
    assert [each.radius for each in joined([ours, theirs], 9.0)] == [8.0, 8.0]
    several = replace(theirs, radius=12.0, members=(1, 2), most=2)
    assert joined([ours, several], 9.0)[1].radius < 8.0


@pytest.mark.parametrize(
    ("count", "written"), [(9, "9"), (1204, "1204"), (9_999, "9999"), (10_000, "10k")]
)
def test_a_number_has_the_letters_that_are_written(count: int, written: str) -> None:
    """In thousands from ten thousand on."""
    assert letters(count) == len(written)
