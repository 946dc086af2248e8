"""What a host sends first: each reader's map; the rest of the pages follows, one after another."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

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
"""Seconds after which the rest of a page waits no longer for that of another reader's."""

_REST = Lock()


def give_head_start(*, on_arrival: bool = False) -> None:
    """Let the map that was just sent reach the reader's screen before the rest of the page."""
    time.sleep(ON_ARRIVAL if on_arrival else HEAD_START)


@contextmanager
def rest_of_page() -> Iterator[None]:
    """
    Around what follows a map: on a busy host the rest of one page at a time.

    Python runs one thread at a time.  With the rests of thirty pages beside it a map came after
    all of them; with one it comes in a tenth of the time, and the last rest no later than before.
    """
    held = _REST.acquire(timeout=LONGEST)
    try:
        yield
    finally:
        if held:
            _REST.release()
