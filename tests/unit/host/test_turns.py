"""Heavy work on a host: one after another, the first who came first, and each told its place."""

from __future__ import annotations

from collections import defaultdict
from threading import Event, Thread

import pytest

from strikemap.host.turns import Turns, in_words


def test_first_come_first_served() -> None:
    """Five who come one after another have their turns in that order, never two at once."""
    turns, begin = Turns(), Event()
    order: list[int] = []
    told: dict[int, list[int]] = defaultdict(list)
    working: list[int] = []

    def work(number: int) -> None:
        with turns.turn(told[number].append):
            assert working == []
            working.append(number)
            assert begin.wait(30)
            order.append(number)
            working.remove(number)

    threads = []
    for number in range(5):
        threads.append(Thread(target=work, args=(number,)))
        threads[-1].start()
        while turns.waiting <= number or (number and not told[number]):
            begin.wait(0.001)
    begin.set()
    for each in threads:
        each.join(30)
    assert order == [0, 1, 2, 3, 4]
    assert told[0] == [] and told[4][0] == 4
    assert all(places == sorted(places, reverse=True) for places in told.values())


def test_who_gives_up_makes_room() -> None:
    """A reader who leaves the queue, waiting or at work, lets the next one on."""
    turns = Turns()

    def gone(_: int) -> None:
        raise KeyboardInterrupt

    with turns.turn(gone), pytest.raises(KeyboardInterrupt), turns.turn(gone):
        raise AssertionError("two at once")
    with pytest.raises(ZeroDivisionError), turns.turn(gone):
        raise ZeroDivisionError
    assert turns.waiting == 0
    with turns.turn(gone):
        assert turns.waiting == 1


def test_the_place_in_words() -> None:
    """Who waits is told how many come before."""
    assert "yours is next" in in_words(1)
    assert in_words(4).startswith("4 other readers")
