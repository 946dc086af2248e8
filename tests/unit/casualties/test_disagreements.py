"""Where claimants differ."""

from __future__ import annotations

import pytest

from strikemap.casualties.disagreements import disagreements
from tests.builders import build, claim, incident
from tests.unit.casualties.plainly import A


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
