"""Slow work in threads of its own: so many at once, so many waiting, the rest refused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Event, Lock
from typing import TypeVar

T = TypeVar("T")


class Full(Exception):
    """More is being made than the host has room for; it may be asked again in a moment."""


class Turns:
    """
    Threads for one kind of answer, which no reader's socket or page ever waits for.

    Work is taken in the order in which it comes, at most *at_once* together; once *waiting* more
    wait for their turn, `run` refuses.
    """

    def __init__(self, name: str, *, at_once: int, waiting: int) -> None:
        self._most = at_once + waiting
        self._held = 0
        self._lock = Lock()
        self._idle = Event()
        self._idle.set()
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix=f"strikemap {name}")

    async def run(self, work: Callable[[], T], *, patience: float | None = None) -> T:
        """
        What *work* returns, called in a thread, in the language of whoever asks.

        Raises:
            Full: too many are waiting.
            TimeoutError: it took longer than *patience* seconds; it is finished all the same.
        """
        with self._lock:
            if self._held >= self._most:
                raise Full
            self._held += 1
            self._idle.clear()
        done = self._threads.submit(copy_context().run, work)
        # Whoever asked may be gone by then: the place is free when the work is done.
        done.add_done_callback(self._leave)
        waiting = asyncio.shield(asyncio.wrap_future(done))
        return await (waiting if patience is None else asyncio.wait_for(waiting, patience))

    def wait_until_idle(self, most: float) -> None:
        """Wait, at *most* so many seconds, until nothing is being made here."""
        self._idle.wait(most)

    def _leave(self, _: object) -> None:
        with self._lock:
            self._held -= 1
            if not self._held:
                self._idle.set()
