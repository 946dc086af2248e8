"""Where claimants differ."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pytest

from strikemap.casualties.disagreements import disagreements
from strikemap.casualties.standing import Choice
from strikemap.model import Collection
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build, claim, incident
from tests.unit.casualties.plainly import A, claims_that_count
from tests.unit.crowded import CHOICES, SEEDS, crowded


@pytest.mark.parametrize(
    ("said", "gap", "apart"),
    [
        ({"governor": ["2"], "kyiv": ["7"]}, 5, (5, "exact")),
        ({"governor": ["7"], "kyiv": ["2"]}, 5, (5, "exact")),
        ({"governor": ["2"], "kyiv": ["2"]}, None, None),
        ({"governor": ["2", "7"]}, None, None),
        ({"governor": ["2+"], "kyiv": ["4"]}, None, None),
        ({"governor": ["5+"], "kyiv": ["3"]}, 2, (2, "at_least")),
        ({"governor": ["2+"], "kyiv": ["3+"]}, 1, (0, "at_least")),
        ({"governor": ["3-5"], "kyiv": ["3"]}, 0, (0, "at_least")),
        ({"governor": ["3-5"], "kyiv": ["4-7"]}, 1, (0, "at_least")),
        ({"governor": ["3-5"], "kyiv": ["9"]}, 6, (4, "at_least")),
        ({"governor": ["2+"], "kyiv": ["3"], "legion": ["5"]}, 2, (2, "exact")),
        ({"governor": ["1", "10"], "kyiv": ["1"]}, 9, (9, "exact")),
        ({"governor": ["1", "10"], "kyiv": ["4"]}, 6, (6, "exact")),
        ({"governor": ["2+"], "kyiv": [""]}, None, None),
        ({"governor": ["up to 9"], "kyiv": ["5"]}, None, None),
        ({"governor": ["up to 9"], "kyiv": ["12"]}, 12, (3, "at_least")),
        ({"governor": ["up to 9"], "kyiv": ["10+"]}, 10, (1, "at_least")),
        ({"governor": ["up to 9"], "kyiv": ["8+"]}, None, None),
        ({"governor": ["~4"], "kyiv": ["6"]}, 2, (2, "about")),
    ],
)
def test_disagreements(
    said: dict[str, list[str]], gap: int | None, apart: tuple[int, str] | None
) -> None:
    """
    Claimants disagree where their numbers differ, but for "2+", with which 4 agrees, and “up to
    9”, with which 5 does; the pair furthest apart is named, and by how many it differs at least.
    """
    each = [(who, number) for who, numbers in said.items() for number in numbers]
    rows = [claim(f"c{at}", "a", number, by=who) for at, (who, number) in enumerate(each)]
    whole = build([A], rows)
    found = disagreements(whole, [0])
    assert [one.gap for one in found] == ([] if gap is None else [gap])
    assert [(one.apart, one.bound) for one in found] == ([] if apart is None else [apart])
    for one in found:
        pair = whole.claims.iloc[[one.low_claim, one.high_claim]]
        assert pair["claimant_id"].nunique() == 2


def test_disagreements_in_view_the_largest_first() -> None:
    """Only incidents in view are compared, and the widest gap leads."""
    incidents = [A, incident("b"), incident("x")]
    said = [("a", "1", "2"), ("b", "1", "9"), ("x", "1", "99")]
    rows = [
        claim(f"{name}-{who}", name, number, by=who)
        for name, *numbers in said
        for who, number in zip(("governor", "kyiv"), numbers, strict=True)
    ]
    found = disagreements(build(incidents, rows), [0, 1])
    assert [(each.incident, each.gap) for each in found] == [(1, 8), (0, 1)]


def test_who_speaks_most_hides_nobody() -> None:
    """Where one claimant gave more numbers than are looked at, another's is still held to them."""
    rows = [claim(f"c{at:03d}", "a", str(at)) for at in range(300)]
    said = disagreements(build([A], [*rows, claim("k", "a", "150", by="kyiv")]), [0])
    assert [(each.gap, each.apart, each.bound) for each in said] == [(150, 150, "exact")]
    assert disagreements(build([A], rows), [0]) == ()


class Said(NamedTuple):
    """One claim's number: what it is at the least, at the most if that is told, and by whom."""

    low: int
    high: int
    at: int
    bound: str
    claimant: str

    def differs(self, other: Said) -> bool:
        """Whether the two can't both be right, as far as either end is told."""
        if self.claimant == other.claimant:
            return False
        bounds = {self.bound, other.bound}
        if bounds == {"at_least"}:
            return self.low != other.low
        if len(bounds & {"at_least", "up_to"}) and len(bounds) > 1:
            floor, ceiling = sorted((self, other), key=lambda each: RANGES.index(each.bound))
            return floor.low > ceiling.high
        return self[:2] != other[:2]


RANGES = ("at_least", "exact", "about", "up_to")
"""Which of two bears the lower end and which the upper, where one of them has but one end."""


def said_at(whole: Collection, at: int) -> Said:
    each = whole.claims.iloc[at]
    low = 0 if each["bound"] == "up_to" else int(each["value_min"])
    high = low if each["bound"] == "at_least" else int(each["value_max"])
    return Said(low, high, at, str(each["bound"]), str(each["claimant_id"]))


def apart(lower: Said, upper: Said) -> tuple[int, str]:
    """By how many two numbers differ whatever either may be, and how that is put."""
    bounds = {lower.bound, upper.bound}
    most = None if lower.bound == "at_least" else lower.high
    least = 0 if most is None else max(upper.low - most, 0)
    if "at_least" in bounds or lower.low < lower.high or upper.low < upper.high:
        return least, "at_least"
    return least, "about" if "about" in bounds else "exact"


def differing(whole: Collection, row: int, measure: str, choice: Choice) -> list[tuple[int, ...]]:
    """Each two claims on an incident that differ: gaps of low and of high, and the two."""
    everyone, alone = claims_that_count(whole, row, measure, choice)
    said = [said_at(whole, at) for at in (*everyone, *alone[0], *alone[1])]
    return [
        (other.low - one.low, other.high - one.high, one.at, other.at)
        for one, other in combinations(sorted(said), 2)
        if one.differs(other)
    ]


@pytest.mark.parametrize("choice", CHOICES[:4], ids=str)
def test_property_the_two_furthest_apart_by_an_oracle(choice: Choice) -> None:
    """Of all pairs that differ the one with the widest gap is told, incident by incident."""
    whole = crowded(SEEDS[0])
    rows = range(0, len(whole.incidents), 2)
    found = {(e.incident, e.measure): e for e in disagreements(whole, list(rows), choice)}
    pairs = {(row, m): differing(whole, row, m, choice) for row in rows for m in CASUALTY_MEASURES}
    assert set(found) == {key for key, those in pairs.items() if those}
    for key, each in found.items():
        widest = max(gap[:2] for gap in pairs[key])
        first = next(gap for gap in pairs[key] if gap[:2] == widest)
        assert (each.gap, each.low_claim, each.high_claim) == (first[0], *first[2:])
        assert (each.apart, each.bound) == apart(*(said_at(whole, at) for at in first[2:]))
    order = [(-e.gap, e.incident, e.measure) for e in disagreements(whole, list(rows), choice)]
    assert order == sorted(order)


@pytest.mark.parametrize("count", [99, 100, 101, 260])
def test_of_very_many_claims_the_ends_are_held_side_by_side(count: int) -> None:
    """However many speak of one incident, the lowest and the highest are told."""
    who = ("governor", "kyiv")
    rows = [claim(f"c{at:03d}", "a", str(at), by=who[at % 2]) for at in range(count)]
    (found,) = disagreements(build([A], rows), np.array([True]))
    widest = count - 1 if count % 2 == 0 else count - 2
    assert (found.gap, found.apart, found.bound) == (widest, widest, "exact")
