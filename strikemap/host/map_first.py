"""What a host sends first: each reader's map; the rest of the pages follows, one after another."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Lock, local

HEAD_START = 0.03
"""
Seconds before the rest of a page follows its map.

Streamlit's browser side gathers what comes within 10 ms and renders it as one; with the rest of
the page in one gathering the markers changed after all of it (`docs/decisions.md`).
"""
ON_ARRIVAL = 0.7
"""
The same for the first page of a visit, where the map's frame is still to be fetched.

The frame shares the page's one thread in the browser: where forty scripts of the widgets came
at the same time the markers were there after all of them.
"""
LONGEST = 1.0
"""Seconds after which a map, or the rest of a page, waits no longer for those of other readers."""
AT_ONCE = 2
"""Maps that are worked out at once, so that one that takes long holds up no other."""


class _Turns:
    """Who is at work: maps, so many at once, and before the rests of pages, one at a time."""

    def __init__(self) -> None:
        lock = Lock()
        self._for_maps, self._for_rests = Condition(lock), Condition(lock)
        self.maps = self.rests = self.waiting = 0

    def begin_map(self) -> None:
        """Wait until there is room for one more map."""
        with self._for_maps:
            self.waiting += 1
            self._for_maps.wait_for(lambda: self.maps < AT_ONCE, LONGEST)
            self.waiting -= 1
            self.maps += 1

    def end_map(self) -> None:
        """One map less; another is next, or, where none waits, a rest."""
        with self._for_maps:
            self.maps -= 1
            (self._for_maps if self.waiting else self._for_rests).notify()

    def begin_rest(self) -> None:
        """Wait until no map waits and no other rest is at work."""
        with self._for_rests:
            self._for_rests.wait_for(lambda: not (self.rests or self.waiting), LONGEST)
            self.rests += 1

    def end_rest(self) -> None:
        """One rest less."""
        with self._for_rests:
            self.rests -= 1
            self._for_rests.notify()


_TURNS = _Turns()
_OF_RUN = local()
"""Of the thread in which a page runs: whether its map is at work."""


@contextmanager
def map_of_page() -> Iterator[None]:
    """
    Around a page's map and what is said with it; what comes `rest_of_page` is in it no more.

    Python runs one thread at a time.  Where a hundred readers ask in one moment, and all were
    answered at once, each had his answer when all had, and what was made was sent late, since
    what sends it had its turn as seldom as each of them.
    """
    if getattr(_OF_RUN, "has_map", False):
        yield
        return
    _TURNS.begin_map()
    _OF_RUN.has_map = True
    try:
        yield
    finally:
        _end_map()


def _end_map() -> None:
    if getattr(_OF_RUN, "has_map", False):
        _OF_RUN.has_map = False
        _TURNS.end_map()


def give_head_start(*, on_arrival: bool = False) -> None:
    """Let the map that was just sent reach the reader's screen before the rest of the page."""
    _end_map()
    time.sleep(ON_ARRIVAL if on_arrival else HEAD_START)


@contextmanager
def rest_of_page() -> Iterator[None]:
    """
    Around what follows a map: on a busy host the rest of one page at a time, and maps before it.

    With the rests of thirty pages beside it a map came after all of them; with one it comes in a
    tenth of the time, and the last rest no later than before.
    """
    _end_map()
    _TURNS.begin_rest()
    try:
        yield
    finally:
        _TURNS.end_rest()
