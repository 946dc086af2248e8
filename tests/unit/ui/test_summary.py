"""The largest toll in a sentence: how it is put and whose it is, of one incident or several."""

from __future__ import annotations

from html import unescape

import pytest

from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from strikemap.ui.map.summary import summary
from tests.builders import CLAIMANTS, build, claim, incident, occupied
from tests.unit.ui.drawn import plain, reader_of

WHO = [row["claimant_id"] for row in CLAIMANTS]
NAMES = [row["name"] for row in CLAIMANTS]


def said(*claims: tuple[str, str]) -> str:
    """The sentence on the largest toll where each incident has one such number and claimant."""
    rows = [incident(f"i{at}") for at in range(len(claims))]
    of = [claim(f"c{at}", f"i{at}", number, by=who) for at, (number, who) in enumerate(claims)]
    return unescape(summary(InView(build(rows, of), Filters()))).partition(". ")[2]


@pytest.mark.parametrize(
    ("numbers", "figure"),
    [
        (("9", "9", "3"), "9, in 2 incidents"),
        (("~9", "~9"), "about 9, in 2 incidents"),
        (("9+", "9+"), "at least 9, in 2 incidents"),
        (("9", "~9"), "9 or about 9, in 2 incidents"),
        (("9+", "~9", "9"), "9, about 9 or at least 9, in 3 incidents"),
    ],
)
def test_a_bound_is_said_of_those_that_have_it(numbers: tuple[str, ...], figure: str) -> None:
    """Figures that are put alike are told once, others each as it is put."""
    told = said(*((each, WHO[0]) for each in numbers))
    assert told == f"The most killed by a headline figure: {figure}, according to {NAMES[0]}."


def test_who_says_so_is_named() -> None:
    """Up to three claimants are named, each once; of more their number is told."""
    two = said(("9", WHO[1]), ("9", WHO[0]), ("9", WHO[1]))
    assert two.endswith(f", according to {NAMES[0]} and {NAMES[1]}.")
    three = said(*(("9", who) for who in WHO[:3]))
    assert three.endswith(f", according to {NAMES[0]}, {NAMES[1]} and {NAMES[2]}.")
    four = said(*(("9", who) for who in WHO[:4]))
    assert four.endswith(": 9, in 4 incidents, according to 4 claimants.")


def test_where_a_region_is_not_known_none_is_named() -> None:
    """Incidents are counted with those without a region; in which most lie is then not said."""
    rows = [incident("a"), incident("b", region=""), incident("c", region="")]
    told = unescape(summary(InView(build(rows), Filters())))
    assert told.startswith("3 incidents on Russian territory.")
    told = unescape(summary(InView(build(rows[:1]), Filters())))
    assert told.startswith("1 incident on Russian territory, in Belgorod Oblast.")


@pytest.mark.parametrize(
    ("regions", "told"),
    [
        (["RU-BEL"], "1 incident on Russian territory, in Belgorod Oblast."),
        (["RU-BEL", "RU-KRS"], "2 incidents on Russian territory, in 2 regions."),
        (
            ["RU-BEL", "RU-BEL", "RU-KRS"],
            "3 incidents on Russian territory, most in Belgorod Oblast (2).",
        ),
    ],
)
def test_where_most_are(regions: list[str], told: str) -> None:
    """One region is named, several that are level are counted, and the one with most is told."""
    rows = [incident(f"i{at}", region=region) for at, region in enumerate(regions)]
    said = plain(summary(reader_of(build(rows)).in_view))
    assert said == f"{told} No headline figure above zero is reported."
    both = build([*rows, occupied("o")])
    assert "; 1 incident in occupied Ukraine, in Luhansk Oblast." in plain(
        summary(reader_of(both).in_view)
    )
    alone = plain(summary(reader_of(both, "territory=occupied_ukraine").in_view))
    assert alone.startswith("1 incident in occupied Ukraine") and "Russian" not in alone


def test_the_largest_toll_is_of_killed_or_else_of_injured() -> None:
    """Injured are told where nobody is known to be killed, with what and when it was."""
    said = plain(
        summary(reader_of(build([incident("a")], [claim("c", "a", "7", "injured")])).in_view)
    )
    assert "The most injured by a headline figure: 7, according to" in said
    assert "Shelling reported at a" in said and "31 May 2023" in said
