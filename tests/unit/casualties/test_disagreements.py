"""Where claimants differ."""

from __future__ import annotations

import pytest

from strikemap.casualties.disagreements import disagreements
from tests.builders import build, claim, incident
from tests.unit.casualties.plainly import A


@pytest.mark.parametrize(
    ("said", "gap"),
    [
        ({"governor": ["2"], "kyiv": ["7"]}, 5),
        ({"governor": ["7"], "kyiv": ["2"]}, 5),
        ({"governor": ["2"], "kyiv": ["2"]}, None),
        ({"governor": ["2", "7"]}, None),
        ({"governor": ["2+"], "kyiv": ["4"]}, None),
        ({"governor": ["5+"], "kyiv": ["3"]}, 2),
        ({"governor": ["2+"], "kyiv": ["3+"]}, 1),
        ({"governor": ["3-5"], "kyiv": ["3"]}, 0),
        ({"governor": ["2+"], "kyiv": ["3"], "legion": ["5"]}, 2),
        ({"governor": ["1", "10"], "kyiv": ["1"]}, 9),
        ({"governor": ["1", "10"], "kyiv": ["4"]}, 6),
        ({"governor": ["2+"], "kyiv": [""]}, None),
    ],
)
def test_disagreements(said: dict[str, list[str]], gap: int | None) -> None:
    """
    Claimants disagree where their numbers differ, but for "2+", with which 4 agrees; the pair
    furthest apart is named.
    """
    each = [(who, number) for who, numbers in said.items() for number in numbers]
    rows = [claim(f"c{at}", "a", number, by=who) for at, (who, number) in enumerate(each)]
    whole = build([A], rows)
    found = disagreements(whole, [0])
    assert [one.gap for one in found] == ([] if gap is None else [gap])
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
