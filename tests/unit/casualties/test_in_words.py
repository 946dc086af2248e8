"""Tolls as people say them."""

from __future__ import annotations

import pytest

from strikemap.casualties.in_words import headline_in_words, number_in_words
from strikemap.casualties.tolls import tolls
from tests.builders import build, claim
from tests.unit.casualties.plainly import A


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(4, 4, "4"), (3, 5, "3–5"), (2, None, "2+"), (0, 3, "0–3"), (1000, 2000, "1,000–2,000")],
)
def test_numbers_in_words(low: int, high: int | None, words: str) -> None:
    """A range shows both its ends, and an open one only its low."""
    assert number_in_words(low, high) == words


@pytest.mark.parametrize(
    ("said", "words"), [("4", "4"), ("~4", "about 4"), ("2+", "at least 2"), ("up to 3", "up to 3")]
)
def test_headlines_in_words(said: str, words: str) -> None:
    """A headline says its bound: "up to 3" is never shown as 0."""
    of = tolls(build([A], [claim("c", "a", said)]), "killed")
    assert headline_in_words(of.headline[0], of.bound[0], of.high[0]) == words


def test_up_to_shows_the_headlines_own_most() -> None:
    """A headline "up to 3" stays so where someone else names more."""
    rows = [claim("c1", "a", "up to 3"), claim("c2", "a", "8", by="kyiv")]
    of = tolls(build([A], rows), "killed")
    assert of.high[0] == 8
    assert headline_in_words(of.headline[0], of.bound[0], of.most[0]) == "up to 3"
