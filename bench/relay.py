"""
A slow road to a server of this machine: all that a browser says and hears comes later.

Chromium's own emulation of a network delays requests and answers, but not what passes over a
WebSocket once that is open, which is all that Streamlit says after a page's first files.  Here
every byte takes its time, and a connection's first word a round trip more, for the greeting of
TCP.  No packet is lost, and no connection begins slowly.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from urllib.parse import urlsplit

HERE = "127.0.0.1"
MOST = 64
"""Connections at once; a further one is closed at once.  A browser opens seven to one host."""
PIECE, PIECES = 4_096, 4
"""
Bytes that are read at once, and how many such one connection may have on their way each way: about
as much as a young connection of TCP (RFC 6928), which is enough to fill 1.6 Mbit/s by itself, and
little enough that six of them keep nobody waiting for more than half a second.
"""


@dataclass(slots=True)
class Lane:
    """One way of the road, which all connections share: its bytes a second, or no limit (0)."""

    rate: float
    delay: float
    free_at: float = 0.0

    def arrival(self, now: float, size: int) -> float:
        """When *size* bytes that set out *now* are there, behind what set out before them."""
        if self.rate:
            self.free_at = max(now, self.free_at) + size / self.rate
        return max(now, self.free_at) + self.delay


@dataclass(slots=True)
class _Road:
    port: int
    latency: float
    up: Lane
    down: Lane
    open: set[asyncio.Task[None]] = field(default_factory=set)

    def take(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """A new connection: carried, or closed where there are too many."""
        if len(self.open) >= MOST:
            back.close()
            return
        carrying = asyncio.create_task(self._carry(near, back))
        self.open.add(carrying)
        carrying.add_done_callback(self.open.discard)

    async def _carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        # Until one end breaks it off, or both have said all.
        on: asyncio.StreamWriter | None = None
        try:
            await asyncio.sleep(self.latency)
            far, on = await asyncio.open_connection(HERE, self.port, limit=PIECE)
            async with asyncio.TaskGroup() as both:
                both.create_task(_carried(near, on, self.up))
                both.create_task(_carried(far, back, self.down))
        except* OSError:  # an end is gone: the other one is told by the closing below
            pass
        finally:
            for end in filter(None, (back, on)):
                end.close()
                with suppress(OSError):
                    await end.wait_closed()


async def _carried(of: asyncio.StreamReader, to: asyncio.StreamWriter, lane: Lane) -> None:
    """What one end says *to* the other, each piece when it is due, until it says no more."""
    now = asyncio.get_running_loop().time
    underway: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(PIECES)

    async def arrive() -> None:
        while True:
            due, piece = await underway.get()
            await asyncio.sleep(due - now())
            if not piece:
                to.write_eof()
                return
            to.write(piece)
            await to.drain()

    async with asyncio.TaskGroup() as both:
        both.create_task(arrive())
        while True:
            piece = await of.read(PIECE)
            await underway.put((lane.arrival(now(), len(piece)), piece))
            if not piece:
                return


@contextmanager
def slowed(url: str, latency: float, down: float = 0.0, up: float = 0.0) -> Iterator[str]:
    """
    An address from which the server at *url* is *latency* milliseconds away, there and back.

    *down* and *up* are the bytes a second that all connections share, 0 for no limit.  It hears
    this machine alone, leads to this machine alone, and ends with the block.

    Raises:
        ValueError: *url* is of another machine.
    """
    named = urlsplit(url)
    if named.hostname != HERE or not named.port:
        raise ValueError(f"{url} is no server of {HERE}")
    delay = latency / 2000
    road = _Road(named.port, latency / 1000, Lane(up, delay), Lane(down, delay))
    begun: SimpleQueue[tuple[int, asyncio.AbstractEventLoop, asyncio.Event]] = SimpleQueue()

    async def lead() -> None:
        ended = asyncio.Event()
        server = await asyncio.start_server(road.take, HERE, 0, limit=PIECE)
        begun.put((server.sockets[0].getsockname()[1], asyncio.get_running_loop(), ended))
        await ended.wait()
        server.close()

    # Connections that are still open are cancelled by `asyncio.run` when that has ended.
    road_thread = threading.Thread(target=lambda: asyncio.run(lead()), daemon=True)
    road_thread.start()
    port, loop, ended = begun.get(timeout=10)
    try:
        yield f"http://{HERE}:{port}"
    finally:
        loop.call_soon_threadsafe(ended.set)
        road_thread.join(10)
