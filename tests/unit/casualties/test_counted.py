"""How many publishers printed what enters a toll."""

from __future__ import annotations

import pytest

from strikemap.casualties.counted import counted_claims, publisher_of, publishers_of, tells_of_whom
from strikemap.casualties.standing import Choice
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build, claim, source
from tests.unit.casualties.plainly import A, claims_that_count, publisher
from tests.unit.crowded import CHOICES, SEEDS, crowded


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("choice", [*CHOICES, Choice(publishers=3)], ids=str)
def test_property_what_counts_by_an_oracle(seed: int, choice: Choice) -> None:
    """The claims that enter a toll, and how many publishers printed them, incident by incident."""
    whole = crowded(seed)
    sources = whole.claims["source_id"].astype(str)
    for measure in CASUALTY_MEASURES:
        counted, printed = set(), []
        for row in range(len(whole.incidents)):
            everyone, alone = claims_that_count(whole, row, measure, choice)
            here = {*everyone, *alone[0], *alone[1]}
            counted |= here
            printed.append(len({publisher(whole, sources.iloc[at]) for at in here}))
        assert set(counted_claims(whole, measure, choice).nonzero()[0].tolist()) == counted
        assert publishers_of(whole, measure, choice).tolist() == printed


def test_a_publisher_is_known_by_its_name_and_a_reprint_by_its_original() -> None:
    """One number for each publisher; a circle of reprints, which no check lets pass, ends."""
    sources = [
        source("a", publisher="Courier"),
        source("b", publisher="Courier (in an archive)"),
        source("c", publisher="Herald", reprint_of="b"),
        source("d", publisher="Herald"),
        source("e", publisher="Mirror", reprint_of="f"),
        source("f", publisher="Copy", reprint_of="e"),
        source("g", publisher="Post", reprint_of="a"),
        source("paper"),
    ]
    found = dict(zip("abcdefgp", publisher_of(build([A], sources=sources)).tolist(), strict=True))
    assert found["a"] == found["b"] == found["c"] == found["g"]
    assert len({found[name] for name in "adp"} | {found["e"]}) == 4


@pytest.mark.parametrize(
    ("cells", "tells"),
    [({}, False), ({"people": "not_said"}, False), ({"people": "civilians"}, True),
     ({"people": "combatants"}, True)],
)  # fmt: skip
def test_whether_any_claim_tells_of_whom(cells: dict[str, str], tells: bool) -> None:
    """A collection tells of whom where any of its claims does."""
    assert (
        tells_of_whom(build([A], [claim("c0", "a", "1"), claim("c1", "a", "2", **cells)])) is tells
    )
