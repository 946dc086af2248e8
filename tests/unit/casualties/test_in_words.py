"""Tolls as people say them."""

from __future__ import annotations

import numpy as np
import pytest

from strikemap.casualties.in_words import (
    headline_in_words,
    number_first,
    number_in_words,
    of_whom_in_words,
    parted_headline_in_words,
    tolls_in_words,
)
from strikemap.casualties.tolls import tolls
from strikemap.casualties.totals import Total
from tests.builders import build, claim, incident
from tests.unit.casualties.plainly import A


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(4, 4, "4"), (3, 5, "3–5"), (2, None, "2+"), (0, 3, "0–3"), (1000, 2000, "1,000–2,000")],
)
def test_numbers_in_words(low: int, high: int | None, words: str) -> None:
    """A range shows both its ends, and an open one only its low."""
    assert number_in_words(low, high) == words


@pytest.mark.parametrize(
    ("said", "words", "behind"),
    [
        ("4", "4", "4"),
        ("~4", "about 4", "4 (about)"),
        ("2+", "at least 2", "2 (at least)"),
        ("up to 3", "up to 3", "3 (up to)"),
        ("2-5", "2", "2"),
        ("~1200", "about 1,200", "1,200 (about)"),
    ],
)
def test_headlines_in_words(said: str, words: str, behind: str) -> None:
    """A headline says its bound, before it or behind it: "up to 3" is never shown as 0."""
    of = tolls(build([A], [claim("c", "a", said)]), "killed")
    figure = (of.headline[0], of.bound[0], of.most[0])
    assert (headline_in_words(*figure), number_first(*figure)) == (words, behind)


def test_up_to_shows_the_headlines_own_most() -> None:
    """A headline "up to 3" stays so where someone else names more."""
    rows = [claim("c1", "a", "up to 3"), claim("c2", "a", "8", by="kyiv")]
    of = tolls(build([A], rows), "killed")
    assert of.high[0] == 8
    assert headline_in_words(of.headline[0], of.bound[0], of.most[0]) == "up to 3"


def test_tolls_in_words() -> None:
    """A range has its headline beside it where that is another number; the unknown has none."""
    said = {"a": "4", "b": "2+", "c": "3-5", "d": "", "e": "up to 3", "f": "~4", "g": "0"}
    rows = [claim(f"c{name}", name, number) for name, number in said.items()]
    of = tolls(build([incident(name) for name in said], rows), "killed")
    assert tolls_in_words(of, np.arange(len(said))) == [
        "4",
        "2+",
        "3–5 (headline 3)",
        "unknown",
        "0–3 (headline up to 3)",
        "4 (headline about 4)",
        "0",
    ]
    assert tolls_in_words(of, np.array([3, 0])) == ["unknown", "4"]


@pytest.mark.parametrize(
    ("headline", "civilians", "combatants", "parts"),
    [
        (54, 31, 18, "31 civilians, 18 combatants, 5 not said"),
        (49, 31, 18, "31 civilians, 18 combatants"),
        (6, 1, 0, "1 civilian, 5 not said"),
        (1, 0, 1, "1 combatant"),
        (5, 0, 0, "5 not said"),
        (0, 0, 0, ""),
    ],
)
def test_of_whom_in_words(headline: int, civilians: int, combatants: int, parts: str) -> None:
    """Parts add up to the headline; of what nothing is told nothing is said."""
    whole = Total(9, 9, 0, headline, headline, 0, 0, civilians, combatants)
    assert of_whom_in_words(whole) == parts
    behind = f": {parts}" if civilians or combatants else ""
    assert parted_headline_in_words(whole) == f"headline {headline}{behind}"
