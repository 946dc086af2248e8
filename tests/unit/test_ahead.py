"""Work that is done ahead is the same work."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.ahead import made_ahead
from strikemap.languages import language, speaking


def taken(made: Iterable[float]) -> list[float | str]:
    """What comes, until a fault does."""
    seen: list[float | str] = []
    try:
        seen.extend(made)
    except ZeroDivisionError as error:
        seen.append(str(error))
    return seen


@given(st.lists(st.integers(-3, 9), max_size=12), st.booleans(), st.integers(1, 3))
def test_property_it_is_what_map_gives(of: list[int], worth: bool, at_once: int) -> None:
    """The same results in the same order, and the same fault in its place."""
    ahead = made_ahead(lambda each: 9 / each, of, worth=worth, at_once=at_once)
    assert taken(ahead) == taken(9 / each for each in of)


def test_two_are_made_at_once() -> None:
    """Each of two waits for the other, and both come."""
    together = Barrier(2, timeout=60)
    assert sorted(made_ahead(lambda _: together.wait(), range(2), worth=True)) == [0, 1]


def test_no_more_are_begun_than_may_wait() -> None:
    """Of a hundred, those that nobody took are never made."""
    begun: list[int] = []
    made = made_ahead(begun.append, range(100), worth=True)
    next(iter(made))
    del made
    assert len(begun) <= 3


@pytest.mark.parametrize("worth", [False, True])
def test_it_speaks_the_readers_language(worth: bool) -> None:
    """What is made ahead is in the language of whoever asked."""
    with speaking("uk"):
        assert list(made_ahead(lambda _: language(), range(3), worth=worth)) == ["uk"] * 3
