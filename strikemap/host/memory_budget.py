"""One budget of memory for all that readers bring to a host, and what is made of it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from weakref import finalize

from strikemap.languages import SpokenError, decimal, sentence

_CONTAINER = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)
_GROUP = Path("/proc/self/cgroup")


class NoRoom(SpokenError):
    """Why something was not taken in; the message is for the reader."""


class Budget:
    """
    Bytes that are held, promised, or counted elsewhere, beside the most that there may be.

    Shared by all sessions and threads.  What is held goes with its owner.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = Lock()
        self._held = 0
        self._given_back: deque[int] = deque()
        self._counted: list[Callable[[], int]] = []
        self._yielding: list[tuple[Callable[[], int], Callable[[int], None]]] = []

    def count(
        self, elsewhere: Callable[[], int], let_go: Callable[[int], None] | None = None
    ) -> None:
        """
        Count also the bytes that *elsewhere* returns each time it is asked.

        With *let_go* they are taken only as long as nobody else needs them: it is called with the
        bytes that are wanted, and lets go of as many as it can.
        """
        if let_go:
            self._yielding.append((elsewhere, let_go))
        else:
            self._counted.append(elsewhere)

    @property
    def taken(self) -> int:
        """Bytes that are taken now."""
        elsewhere = self._elsewhere() + self._to_be_had()
        with self._lock:
            return self._settled() + elsewhere

    @property
    def free(self) -> int:
        """Bytes that are left, with those that would be let go of; never below 0."""
        return max(0, self.most - self.taken + self._to_be_had())

    def hold(self, owner: object, size: int) -> None:
        """Take *size* bytes as long as *owner* lives."""
        with self._lock:
            self._held += size
        # An owner may end within any call of its thread, also one that holds the lock.
        finalize(owner, self._given_back.append, size).atexit = False

    @contextmanager
    def reserved(self, size: int) -> Iterator[Reservation]:
        """
        Take *size* bytes while the block runs, and more where the `Reservation` is told to.

        Raises:
            NoRoom: there are not as many.
        """
        made = Reservation(self)
        try:
            made.need(size)
            yield made
        finally:
            self._given_back.append(made.size)

    def take(self, size: int, before: int) -> None:
        """
        Take *size* bytes beside *before*, which the same reader has; see `reserved`.

        Raises:
            NoRoom: there are not as many.
        """
        elsewhere, to_be_had = self._elsewhere(), self._to_be_had()
        with self._lock:
            free = max(0, self.most - self._settled() - elsewhere)
            if size > free:
                # Nobody waits for room while he holds some: two who did would wait for ever.
                raise NoRoom(
                    sentence(
                        "this host has no room for it now: it would take {needed} MB while it is "
                        "read, and {free} MB of {most} are free; nothing of yours is lost, so try "
                        "again later, or cut the file into parts",
                        needed=_megabytes(size + before),
                        free=_megabytes(free + before),
                        most=_megabytes(self.most),
                    )
                )
            self._held += size
            lacking = size - (free - to_be_had)
        for _, let_go in self._yielding if lacking > 0 else ():
            let_go(lacking)

    def _elsewhere(self) -> int:
        return sum(each() for each in self._counted)

    def _to_be_had(self) -> int:
        return sum(each() for each, _ in self._yielding)

    def _settled(self) -> int:
        while self._given_back:
            self._held -= self._given_back.popleft()
        return self._held


@dataclass(slots=True)
class Reservation:
    """Bytes of *budget* that one piece of work has taken for as long as it lasts."""

    budget: Budget
    size: int = 0

    def need(self, size: int) -> None:
        """
        Let it be *size* bytes at least.

        Raises:
            NoRoom: there are not as many; it stays as it was.
        """
        if size > self.size:
            self.budget.take(size - self.size, self.size)
            self.size = size


def memory() -> int:
    """The bytes of memory that the machine has, or the container where that is less."""
    sizes = [2**32]
    with suppress(ValueError, OSError, AttributeError):
        sizes = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for path in (*_CONTAINER, *_service()):
        with suppress(OSError, ValueError):
            sizes.append(int(path.read_text("ascii")))
    return min(sizes)


def _service() -> Iterator[Path]:
    """Where the limit of the service that this process belongs to stands, and those around it."""
    with suppress(OSError, ValueError):
        own = Path(_GROUP.read_text("ascii").rpartition("0::/")[2].strip())
        for group in (own, *own.parents):
            yield _CONTAINER[0].parent / group / _CONTAINER[0].name


def _megabytes(size: int) -> Callable[[], str]:
    return lambda: decimal(size / 2**20, 0)
