"""Work on parts, in order, of which the next ones are done while one is taken."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

Of = TypeVar("Of")
Made = TypeVar("Made")


MANY_ROWS = 50_000
"""Rows of a table from which work on its parts is worth a thread."""


def made_ahead(
    make: Callable[[Of], Made], of: Iterable[Of], *, worth: bool, at_once: int = 2
) -> Iterator[Made]:
    """
    What *make* gives for each of *of*, in their order, as `map` does.

    While one is taken the next *at_once* are made in as many threads, which is of use where
    *make* works without the interpreter's lock, as Arrow does; so many wait at most. What *make*
    raises is raised in its place. Where it is not *worth* it, each is made when it is taken.
    """
    if not worth:
        yield from map(make, of)
        return
    waiting: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        try:
            for each in of:
                # A thread of its own speaks the language of whoever asked.
                waiting.append(pool.submit(copy_context().run, make, each))
                if len(waiting) > at_once:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for each_left in waiting:
                each_left.cancel()
