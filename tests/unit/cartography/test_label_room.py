"""Room for labels: one that is placed stands in its region, whole, and covers nothing."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.cartography.label_room import FAR, FOOT, STEP, Box, Room
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


@given(
    st.lists(st.tuples(PIXELS, st.floats(4, 90)), max_size=9),
    st.sampled_from(("RU-BEL", "RU-KRS", "UA-14")),
)
def test_property_no_nearer_place_was_free(
    symbols: list[tuple[tuple[float, float], float]], region: str
) -> None:
    """Of all points of its region on a grid of some pixels around it, as far as a label moves, it
    has the nearest at which one of its boxes is free; where it has none, none is.
    """
    room = Room(PLANE)
    discs = [(x - r, y - r, x + r, y + r) for (x, y), r in symbols]
    for (x, y), radius in symbols:
        room.take(x, y, radius)
    near = PLANE.pixel(*POINTS[region])
    found = room.take_in(region, near, BOXES)
    steps = np.arange(-FAR, FAR + 1, STEP)
    x, y = (each.ravel() for each in np.meshgrid(near[0] + steps, near[1] + steps))
    is_home = region_at(*PLANE.degrees(x, y)) == region
    fits = [is_home & is_free(x, y, box, discs) for box in BOXES]
    away = np.hypot(x - near[0], y - near[1])
    free = away[np.any(fits, axis=0)]
    if found is None:
        assert not len(free)
        return
    (at_x, at_y), which = found
    assert np.hypot(at_x - near[0], at_y - near[1]) == pytest.approx(free.min(), abs=0.2)
    taken = np.flatnonzero(np.hypot(x - at_x, y - at_y) < 0.2)
    assert which == next(at for at, each in enumerate(fits) if each[taken].any())


POINTS = {"RU-BEL": (50.8, 37.5), "RU-KRS": (51.7, 36.2), "UA-14": (48.1, 37.7)}


def is_free(
    x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], box: Box, discs: list[Box]
) -> npt.NDArray[np.bool_]:
    """Whether *box* around each point is on the map and over none of *discs*."""
    west, north, east, south = x + box[0], y + box[1], x + box[2], y + box[3]
    free = (west > 0) & (north > 0) & (east < WIDTH) & (south < HEIGHT - FOOT)
    for disc in discs:
        across = np.minimum(east, disc[2]) - np.maximum(west, disc[0])
        along = np.minimum(south, disc[3]) - np.maximum(north, disc[1])
        free &= (across <= 0) | (along <= 0)
    return free


def test_a_box_is_taken_once() -> None:
    """What is free is taken, and then it is not; what reaches beyond the map never is."""
    room = Room(PLANE)
    assert room.take_free((10, 10, 60, 30)) and not room.take_free((59, 29, 90, 50))
    assert room.take_free((60, 10, 90, 30)) and room.take_free((10, 30, 60, 50))
    for box in ((0, 90, 9, 99), (90, 0, 99, 9), (700, 90, 720, 99), (90, 590, 99, HEIGHT - FOOT)):
        assert not room.take_free(box)
    assert room.take_free((90, 590, 99, HEIGHT - FOOT - 0.5))
