"""Two cells or three: which join, how large each is drawn, and which gives way, by plain rules."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strikemap.cartography.cells import AT_LEAST, UP_TO, Cells, Sums, cell_radius
from strikemap.cartography.joined_cells import joined_cells

ZOOM = 6.0
PIXELS_TO_A_DEGREE = 256 * 2**ZOOM / 360
COUNTS = st.sampled_from([1, 3, 9, 10, 40, 120, 999, 1_000, 9_999, 10_000, 33_000, 250_000])
# Fractions of the world are of single precision: a pixel here is some thousands of their steps.
NEAR = 0.02


def cells_at(*of: tuple[float, int, bool]) -> Cells:
    """Cells on one line: pixels eastward, incidents, whether it is occupied Ukraine."""
    far, count, is_occupied = (np.array(each) for each in zip(*of, strict=True))
    at = np.arange(len(of))
    killed = Sums(10 + at, np.array([AT_LEAST, UP_TO, 0, 0])[: len(of)], 100 + at)
    injured = Sums(1_000 + at, at * 0, at * 7)
    return Cells(
        at * 0.0, far / PIXELS_TO_A_DEGREE, cell_radius(count), count.astype(np.int64), killed,
        injured, at + 5, at + 50, is_occupied.astype(bool), 60.0,
    )  # fmt: skip


def letters(count: int) -> int:
    """Of its number as it is written."""
    return len(str(count) if count < 10_000 else f"{count // 1_000}k")


def half_of_number(count: int) -> float:
    return min(max(letters(count) * 3.4, 9.0), 14.0)


def least(count: int) -> float:
    return round(2.6 + 2.4 * letters(count), 1)


def size(count: int) -> float:
    return float(cell_radius(np.array([count]))[0])


@example(2, 3, 19.0, True)
@example(2, 3, 23.0, True)
@example(2, 3, 19.0, False)
@given(COUNTS, COUNTS, st.floats(0, 45), st.booleans())
def test_property_two_of_one_territory(one: int, other: int, away: float, side: bool) -> None:
    """They are one where the greater's disc or number, or what a finger hits, reaches so far; at
    the point of the one that has more, with all that both have.
    """
    edge = 3.6 if side else 0.0
    over = min(size(one), size(other)) + edge + max(half_of_number(one), half_of_number(other))
    reach = max(size(one), size(other), over, 13.0)
    if abs(away - reach) < NEAR:
        return
    of = cells_at((0, one, side), (away, other, side))
    made = joined_cells(of, ZOOM)
    if away > reach:
        assert made.count.tolist() == [one, other] and not len(made.more[0])
        assert made.radius.tolist() == [size(one), size(other)]
        return
    first = 0 if one >= other else 1
    assert made.count.tolist() == [one + other] and made.radius.tolist() == [size(one + other)]
    assert (made.longitude[0], made.column[0]) == (of.longitude[first], 5 + first)
    assert [each.tolist() for each in made.more] == [[0], [6 - first], [51 - first]]
    assert (made.killed.sum[0], made.killed.unknown[0]) == (21, 201)
    assert made.killed.bounds.tolist() == [AT_LEAST | UP_TO]
    assert (made.injured.sum[0], made.injured.unknown[0], made.is_occupied[0]) == (2_001, 7, side)


@given(COUNTS, COUNTS, st.floats(0.1, 45))
def test_property_two_territories_stay_apart(one: int, other: int, away: float) -> None:
    """Where neither has another of its own both stay; the greater reaches no further than to the
    other's middle and that no further than to its number, as far as both can be read.
    """
    made = joined_cells(cells_at((0, one, False), (away, other, True)), ZOOM)
    assert made.count.tolist() == [one, other]
    if size(one) <= size(other):
        meant = [away - half_of_number(other), away]
    else:
        meant = [away, away - half_of_number(one) - 3.6]
    for at, count in enumerate((one, other)):
        drawn = min(size(count), meant[at])
        assert made.radius[at] == pytest.approx(
            max(math.floor(drawn * 10) / 10, least(count)), abs=0.1 + NEAR
        )
    assert made.killed.sum.tolist() == [10, 11] and not len(made.more[0])


@pytest.mark.parametrize(
    ("one", "other", "own", "left"),
    [
        # The lesser has its own near, and goes there.
        (50, 9, (60, 30, True), [50, 39]),
        (50, 9, (107, 30, True), [50, 39]),
        # A pixel further than it may go, and both stay.
        (50, 9, (113, 30, True), [50, 9, 30]),
        # The lesser has none, so that the greater goes.
        (9, 50, (60, 30, True), [9, 80]),
        # One of the other territory is none of its own.
        (50, 9, (-60, 30, False), [80, 9]),
    ],
)
def test_who_gives_way(one: int, other: int, own: tuple[float, int, bool], left: list[int]) -> None:
    """Of two territories on one spot the lesser goes into the nearest of its own, if that is near,
    or else the greater does; where neither has one, both stay.
    """
    made = joined_cells(cells_at((0, one, False), (3, other, True), own), ZOOM)
    assert sorted(made.count.tolist()) == sorted(left)
    assert made.killed.sum.sum() == 10 + 11 + 12


def test_who_is_not_hidden_stays() -> None:
    """Two territories that can be read beside each other stay, whoever is near."""
    made = joined_cells(cells_at((0, 50, False), (30, 9, True), (90, 30, True)), ZOOM)
    assert made.count.tolist() == [50, 9, 30]


def test_a_crowd_is_one_at_its_greatest() -> None:
    """Where three cover each other in a row, those that reach the greatest join it."""
    made = joined_cells(cells_at((0, 5, False), (10, 90, False), (20, 6, False)), ZOOM)
    assert made.count.tolist() == [101] and made.column.tolist() == [6]
    assert sorted(made.more[1].tolist()) == [5, 7] and made.killed.sum.tolist() == [33]


@pytest.mark.parametrize(("one", "other"), [(9, 50), (50, 9), (2, 3), (120, 40)])
def test_a_number_is_hidden_to_the_pixel(one: int, other: int) -> None:
    """Who lies over the other's number, drawn as small as can be, gives way; a pixel further off
    both stay.
    """
    small, great = min(one, other), max(one, other)
    edge = 3.6 if other == small else 0.0
    reach = least(small) + edge + half_of_number(great)
    for away, is_hidden in ((reach - 0.7, True), (reach + 0.3, False)):
        of = cells_at((0, one, False), (away, other, True), (-70, 4, False), (away + 70, 4, True))
        assert (len(joined_cells(of, ZOOM)) < 4) is is_hidden
