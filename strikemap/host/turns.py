"""One piece of heavy work at a time on a host, in the order in which readers asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

from strikemap.languages import gettext as _
from strikemap.languages import ngettext

_WAIT = 0.25


class Turns:
    """Who asks first has the first turn; who waits is told its place."""

    def __init__(self) -> None:
        self._queue: list[object] = []
        self._moved = Condition()

    @property
    def waiting(self) -> int:
        """How many have a turn or wait for one."""
        return len(self._queue)

    @contextmanager
    def turn(self, tell: Callable[[int], None]) -> Iterator[None]:
        """
        Wait for a turn, and have it while the block runs.

        *tell* hears how many come before, four times a second, and may raise to give up.
        """
        ticket = object()
        with self._moved:
            self._queue.append(ticket)
        try:
            while before := self._before(ticket):
                tell(before)
            yield
        finally:
            with self._moved:
                self._queue.remove(ticket)
                self._moved.notify_all()

    def _before(self, ticket: object) -> int:
        with self._moved:
            if self._queue[0] is not ticket:
                self._moved.wait(_WAIT)
            return self._queue.index(ticket)


def in_words(before: int) -> str:
    """How many files come before, for who waits."""
    if before == 1:
        return _("another reader’s file is being worked on; yours is next")
    return ngettext(
        "{count} other reader’s file comes before yours",
        "{count} other readers’ files come before yours",
        before,
    )
