"""One budget of memory for all that readers bring to a host, and what is made of it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
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

    def count(self, elsewhere: Callable[[], int]) -> None:
        """Count also the bytes that *elsewhere* returns each time it is asked."""
        self._counted.append(elsewhere)

    @property
    def taken(self) -> int:
        """Bytes that are taken now."""
        elsewhere = sum(each() for each in self._counted)
        with self._lock:
            return self._settled() + elsewhere

    @property
    def free(self) -> int:
        """Bytes that are left; never below 0."""
        return max(0, self.most - self.taken)

    def hold(self, owner: object, size: int) -> None:
        """Take *size* bytes as long as *owner* lives."""
        with self._lock:
            self._held += size
        # An owner may end within any call of its thread, also one that holds the lock.
        finalize(owner, self._given_back.append, size).atexit = False

    @contextmanager
    def reserved(self, size: int) -> Iterator[None]:
        """
        Take *size* bytes while the block runs.

        Raises:
            NoRoom: there are not as many.
        """
        elsewhere = sum(each() for each in self._counted)
        with self._lock:
            free = max(0, self.most - self._settled() - elsewhere)
            if size > free:
                raise NoRoom(
                    sentence(
                        "this host has no room for it now: it would take {needed} MB while it is "
                        "read, and {free} MB of {most} are free; nothing of yours is lost, so try "
                        "again later, or cut the file into parts",
                        needed=_megabytes(size),
                        free=_megabytes(free),
                        most=_megabytes(self.most),
                    )
                )
            self._held += size
        try:
            yield
        finally:
            self._given_back.append(size)

    def _settled(self) -> int:
        while self._given_back:
            self._held -= self._given_back.popleft()
        return self._held


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
