"""What is worked out of a collection is kept while it lives and while there is room."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

import numpy as np
import pytest

from strikemap import cache, cartography, evidence
from strikemap.casualties.history import history
from strikemap.casualties.standing import Choice
from strikemap.casualties.tolls import tolls
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept
from strikemap.in_view import InView
from strikemap.languages import language, speaking
from tests import builders


class Thing:
    """What stands for a collection here."""


def test_a_value_is_made_once() -> None:
    """Asked again, the same value comes; another question or thing has its own."""
    store, made = cache.Store(), []

    def ask(of: Thing, asked: str) -> int:
        return store.value(of, asked, lambda: made.append(asked) or len(made))

    one, other = Thing(), Thing()

    assert [ask(one, "a"), ask(one, "a"), ask(one, "b"), ask(other, "a")] == [1, 1, 2, 3]


def test_many_who_ask_at_once_have_it_made_once() -> None:
    """While a value is being made, others who ask for it wait; who asks for another does not."""
    store, of, made = cache.Store(), Thing(), []
    begun, go_on = Event(), Event()

    def make() -> int:
        made.append(1)
        begun.set()
        assert go_on.wait(30)
        return len(made)

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(store.value, of, "a", make) for _ in range(3)]
        assert begun.wait(30)
        assert pool.submit(store.value, of, "b", lambda: 7).result(30) == 7
        go_on.set()
        assert [each.result(30) for each in asked] == [1, 1, 1] and len(made) == 1


def test_what_could_not_be_made_is_tried_again() -> None:
    """A failure, or the end of a reader's run, is kept by nobody."""
    store, of = cache.Store(), Thing()
    with pytest.raises(ZeroDivisionError):
        store.value(of, "a", lambda: 1 // 0)
    assert store.value(of, "a", lambda: 1) == 1 and not store._making


def test_the_one_used_longest_ago_goes_first() -> None:
    """Beyond the room, what was not asked for lately is let go and made anew when asked for."""
    store, of, made = cache.Store(room=250), Thing(), []

    def ask(name: str) -> None:
        store.value(of, name, lambda: made.append(name) or np.zeros(100, np.int8))

    for name in ("a", "b", "a", "c", "a", "b"):
        ask(name)

    assert made == ["a", "b", "c", "b"]
    assert store.bytes <= 250


def test_one_value_larger_than_the_room_is_kept_alone() -> None:
    """What is just being used stays, however large it is."""
    store, of = cache.Store(room=10), Thing()

    first = store.value(of, "a", lambda: np.zeros(100))

    assert store.value(of, "a", lambda: np.ones(100)) is first


def test_with_the_collection_its_values_go() -> None:
    """An upload that is dropped leaves nothing behind, and its number is given to no other."""
    store, of = cache.Store(), Thing()
    value = weakref.ref(store.value(of, "a", Thing))
    del of
    gc.collect()

    assert value() is None
    assert store.bytes == 0
    assert store.value(Thing(), "a", lambda: 7) == 7


def test_no_kept_value_holds_its_collection() -> None:
    """Everything that the library keeps of a collection goes with it."""
    made = builders.build([builders.incident("a")], [builders.claim("a-1", "a", "1")])
    choice = Choice(sides=("russia",))
    for each in ("killed", "injured"):
        tolls(made, each, choice)
    history(made, 0, "killed")
    evidence.grades(made, choice)
    rows_kept(made, Filters(weapons=("drone",)))
    cartography.incident_layer(InView(made))
    cartography.whole_bounds(made)
    gone = weakref.ref(made)

    del made
    gc.collect()

    assert gone() is None


@dataclass
class _Arrays:
    one: np.ndarray
    other: tuple[np.ndarray, str]


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        (np.zeros(1000, np.int8), 1000, 1000),
        (_Arrays(np.zeros(10, np.int64), (np.zeros(5, np.int32), "x" * 100)), 200, 400),
        ({"columns": [[1] * 10] * 100}, 2000, 60_000),
        (None, 0, 100),
    ],
)
def test_what_a_value_weighs(value: object, least: int, most: int) -> None:
    """Arrays count with their bytes, also within what holds them."""
    assert least <= cache.weigh(value) <= most


def test_the_bytes_of_some() -> None:
    """What is kept of some subjects is told apart from the rest."""
    store = cache.Store(10_000)
    one, other, unknown = Thing(), Thing(), Thing()
    store.value(one, "a", lambda: np.zeros(1_000, np.int8))
    store.value(one, "b", lambda: np.zeros(500, np.int8))
    store.value(other, "a", lambda: np.zeros(70, np.int8))
    assert store.bytes_of([one]) == 1_500
    assert store.bytes_of([one, other, unknown]) == 1_570 == store.bytes
    assert store.bytes_of([]) == 0


def test_words_are_kept_for_those_who_speak_their_language() -> None:
    """What holds words is made once for each language, and given in no other."""
    of, made = Thing(), []

    @cache.cached_by_language
    def told(of: Thing, what: str) -> str:
        made.append(language())
        return f"{what} in {language()}"

    said = []
    for code in ("en", "uk", "en", "uk"):
        with speaking(code):
            said.append(told(of, "said"))

    assert said == ["said in en", "said in uk"] * 2
    assert made == ["en", "uk"]
