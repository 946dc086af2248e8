"""Room for labels: one that is placed stands in its region, whole, and covers nothing."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from strikemap.cartography.label_room import FOOT, Box, Room
from strikemap.cartography.plane import Plane
from strikemap.geography import region_at

WIDTH, HEIGHT = 720.0, 630.0
PLANE = Plane.at(50.5, 37.0, 5.5, WIDTH, HEIGHT)
PIXELS = st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT))
REGIONS = ("RU-BEL", "RU-KRS", "UA-14", "RU-MOW", "RU-KAM")
BOXES: tuple[Box, ...] = ((-60, -18, 60, 3), (-3, -8, 120, 8))


@given(
    st.lists(st.tuples(PIXELS, st.floats(4, 60)), max_size=12),
    st.lists(st.tuples(st.sampled_from(REGIONS), PIXELS), max_size=12),
)
def test_property_a_label_stands_at_home_and_covers_nothing(
    symbols: list[tuple[tuple[float, float], float]],
    labels: list[tuple[str, tuple[float, float]]],
) -> None:
    """Its pixel lies in the region, its box within the map, over no symbol and no other label."""
    room, placed = Room(PLANE), []
    for (x, y), radius in symbols:
        room.take(x, y, radius)
    for region, near in labels:
        if not (found := room.take_in(region, near, BOXES)):
            continue
        (x, y), which = found
        west, north, east, south = BOXES[which]
        placed.append((x + west, y + north, x + east, y + south))
        assert region_at(*PLANE.degrees(x, y)).tolist() == [region]
    discs = [(x - r, y - r, x + r, y + r) for (x, y), r in symbols]
    for west, north, east, south in placed:
        assert west > 0 and north > 0 and east < WIDTH and south < HEIGHT - FOOT
    for one, other in (*combinations(placed, 2), *((a, b) for a in placed for b in discs)):
        across = min(one[2], other[2]) - max(one[0], other[0])
        along = min(one[3], other[3]) - max(one[1], other[1])
        assert across <= 0 or along <= 0


def test_the_nearest_place_that_is_free() -> None:
    """A label stays at its point where that is in the region and free, and else moves."""
    room, near = Room(PLANE), PLANE.pixel(50.8, 37.5)
    assert room.take_in("RU-BEL", near, BOXES) == (near, 0)
    moved = room.take_in("RU-BEL", near, BOXES)
    assert moved is not None and moved[0] != near
    assert Room(PLANE).take_in("RU-MOW", near, BOXES) is None
    assert Room(PLANE).take_in("", near, BOXES) == (near, 0)
