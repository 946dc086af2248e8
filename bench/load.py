"""
Crowds that a host did not ask for: readers who never read, mere connections, all at once.

Over the real protocol, without browsers; what others meet meanwhile, and what the server holds.
"""

from __future__ import annotations

import asyncio
import base64
import os
import resource
import socket
import statistics
import struct
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg

from bench.server import Server
from bench.sessions import ARRIVAL, EVERY, Visitor, session

UNREADING, IDLE, SECONDS = 20, 2_000, 60.0
OTHERS = 10
"""Readers whose changes tell whether others are still answered."""
FIRST_VISITS, WITHIN = 1_000, 120.0
RETURN = 45.0
"""Seconds after the last has left in which memory is to come back."""
HANDLES = 8_192
"""Open files that the bench asks for, for itself and the server that it starts."""
_RECEIVED = 4_096
"""Bytes that the socket of one who never reads takes by itself."""


@dataclass(slots=True)
class Borne:
    """Megabytes before, at the most and after; the others' milliseconds before and during."""

    before: float = 0.0
    peak: float = 0.0
    after: float = 0.0
    quiet: list[float] = field(default_factory=list)
    during: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    connections: int = 0
    cut_off: int = 0
    cpu_share: float = 0.0


def late(took: Sequence[float]) -> float:
    """The 95th percentile of *took*."""
    return statistics.quantiles(took, n=20)[-1]


def allow_many_files() -> None:
    """Let this process, and what it starts, hold as many open files as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = HANDLES if hard == resource.RLIM_INFINITY else min(HANDLES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


@asynccontextmanager
async def _watched(server: Server, met: Borne) -> AsyncIterator[None]:
    """While the block runs the most that *server* holds is kept, and `RETURN` after it the rest."""

    async def watch() -> None:
        while True:
            met.peak = max(met.peak, server.megabytes)
            await asyncio.sleep(0.1)

    met.before = server.megabytes
    used, began = server.cpu_seconds, time.perf_counter()
    watcher = asyncio.create_task(watch())
    try:
        yield
        met.cpu_share = (server.cpu_seconds - used) / (time.perf_counter() - began)
    finally:
        watcher.cancel()
    await asyncio.sleep(RETURN)
    met.after = server.megabytes


async def _changes(visitor: Visitor, seconds: float, took: list[float], met: Borne) -> None:
    until = time.monotonic() + seconds
    await asyncio.sleep(visitor.chance.uniform(0, EVERY))
    while time.monotonic() < until:
        try:
            took.append(await visitor.change("component_instance"))
        except Exception as error:  # whatever a reader meets is an error of the crowd's
            met.errors.append(f"{type(error).__name__}: {error}")
            return
        await asyncio.sleep(EVERY)


async def _never_reads(server: Server, seconds: float, met: Borne) -> None:
    """Ask for the whole page every few seconds and take nothing; come again when cut off."""
    message = BackMsg()
    message.rerun_script.context_info.url = server.url
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        parts = urlsplit(server.url)
        made = socket.socket()
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVED)
        made.setblocking(False)
        await asyncio.get_running_loop().sock_connect(made, (parts.hostname, parts.port))
        _, writer = await asyncio.open_connection(sock=made)
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        key = base64.b64encode(os.urandom(16)).decode()
        writer.write(
            f"GET /_stcore/stream HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: streamlit\r\n\r\n".encode()
        )
        try:
            while time.monotonic() < until:
                writer.write(_framed(message.SerializeToString()))
                await writer.drain()
                await asyncio.sleep(EVERY)
        except OSError:
            met.cut_off += 1
        finally:
            writer.transport.abort()


def _framed(payload: bytes) -> bytes:
    """*payload* as one masked binary frame (RFC 6455, 5.2); the mask is nought."""
    return b"\x82" + struct.pack("!BH", 0x80 | 126, len(payload)) + bytes(4) + payload


async def _hold(server: Server, opened: AsyncExitStack, number: int, met: Borne) -> None:
    for _ in range(number):
        try:
            await opened.enter_async_context(session(server.url, heartbeat=None))
            met.connections += 1
        except (OSError, TimeoutError) as error:
            met.errors.append(f"connection: {type(error).__name__}: {error}")


async def _burdened(server: Server, unreading: int, idle: int, seconds: float) -> Borne:
    met = Borne()
    async with AsyncExitStack() as opened:
        others = []
        for number in range(OTHERS):
            connection = await opened.enter_async_context(session(server.url))
            others.append(Visitor(connection, ARRIVAL, number))
            await others[-1].load()
        await asyncio.gather(*(_changes(each, 6 * EVERY, met.quiet, met) for each in others))
        async with _watched(server, met), AsyncExitStack() as held:
            async with asyncio.TaskGroup() as opening:
                for _ in range(10):
                    opening.create_task(_hold(server, held, idle // 10, met))
            async with asyncio.TaskGroup() as during:
                for _ in range(unreading):
                    during.create_task(_never_reads(server, seconds, met))
                for each in others:
                    during.create_task(_changes(each, seconds, met.during, met))
    return met


def burdened(
    server: Server, unreading: int = UNREADING, idle: int = IDLE, seconds: float = SECONDS
) -> Borne:
    """
    What *OTHERS* readers meet, and *server* holds, beside strangers who are there for *seconds*.

    *unreading* of them ask for the page and never read their socket, *idle* only hold a connection.
    """
    return asyncio.run(_burdened(server, unreading, idle, seconds))


async def _page(server: Server) -> None:
    """The page's HTML, as a browser asks for it first."""
    parts = urlsplit(server.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(f"GET / HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n".encode())
    answer = await asyncio.wait_for(reader.read(), ARRIVAL)
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    if not answer.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(answer[:40].decode("latin-1"))


async def _arrive(server: Server, at: float, number: int, met: Borne) -> None:
    await asyncio.sleep(at)
    began = time.perf_counter()
    try:
        await _page(server)
        async with session(server.url) as connection:
            await Visitor(connection, ARRIVAL, number).load()
            met.during.append((time.perf_counter() - began) * 1000)
    except Exception as error:  # whatever ends a visit is an error of the crowd, and counted
        met.errors.append(f"{type(error).__name__}: {error}")


async def _arrived(server: Server, visits: int, within: float) -> Borne:
    met = Borne()
    await _arrive(server, 0.0, 0, met)
    met.quiet, met.during = met.during, []
    async with _watched(server, met), asyncio.TaskGroup() as all_of_them:
        for number in range(visits):
            at = number * within / visits
            all_of_them.create_task(_arrive(server, at, number, met))
    return met


def arrived(server: Server, visits: int = FIRST_VISITS, within: float = WITHIN) -> Borne:
    """
    What *visits* first visits meet, evenly over *within* seconds: each asks for the page's HTML,
    opens its session, has the whole page, and leaves.

    Streamlit's own files, which a browser keeps and a balancer can, are not asked for.
    """
    return asyncio.run(_arrived(server, visits, within))
