"""
A server that is killed and started again under many open pages: when each works again.

Each page does what Streamlit's does: it tries to connect until it can, names the session that it
had, and asks for its view by the address that it stands at.  It is back when the page says as
many incidents in view as before, and a change of the days after it says what it should.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from bench import server as serving
from bench.server import Server
from bench.sessions import ARRIVAL, Visitor

PAGES = 50
AGAIN = 0.5
"""Seconds between two tries to connect: a browser's shortest."""


@dataclass(slots=True)
class Back:
    """
    Seconds from the kill to the server's first answer; from that to each page's view, and to its
    first change's answer; what went wrong.
    """

    started: float = 0.0
    view: list[float] = field(default_factory=list)
    works: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def _joined(server: Server, session: str = "") -> connect:
    # The third of the protocols names the session that a page had; the second is a token.
    protocols = ("streamlit", "none", session) if session else ("streamlit",)
    return connect(
        server.url.replace("http", "ws") + "/_stcore/stream",
        subprotocols=[Subprotocol(each) for each in protocols],
        max_size=None,
        open_timeout=ARRIVAL,
    )


async def _returns(server: Server, opened: AsyncExitStack, page: Visitor) -> None:
    await page.connection.wait_closed()
    while True:
        try:
            page.connection = await opened.enter_async_context(_joined(server, page.id))
            return
        except (OSError, WebSocketException):
            await asyncio.sleep(AGAIN)


async def _comes_back(
    server: Server, opened: AsyncExitStack, page: Visitor, other: int, up: list[float], back: Back
) -> None:
    before, days = page.in_view, page.slider.values
    await _returns(server, opened, page)
    page.in_view = -1
    page.slider.id = ""
    await page.load()
    back.view.append(time.perf_counter() - up[0] if up else 0.0)
    if page.in_view != before:
        back.errors.append(f"{page.in_view} in view, not {before}")
    await page.rest(days[-1] - 1, "")
    back.works.append(time.perf_counter() - up[0] if up else 0.0)
    if page.in_view != other:
        back.errors.append(f"after a change {page.in_view} in view, not {other}")


async def _gather(server: Server, pages: int) -> Back:
    back, up = Back(), list[float]()
    async with AsyncExitStack() as opened:
        readers: list[Visitor] = []
        for number in range(pages):
            reader = Visitor(await opened.enter_async_context(_joined(server)), ARRIVAL, number)
            await reader.load()
            readers.append(reader)
        others = []
        for reader in readers:
            # Each stands at days of its own, and knows what a day less holds.
            last = reader.slider.high - 1 - reader.chance.randrange(3)
            await reader.rest(last - 1, "")
            others.append(reader.in_view)
            await reader.rest(last, "")
        returns = [
            asyncio.create_task(_comes_back(server, opened, reader, other, up, back))
            for reader, other in zip(readers, others, strict=True)
        ]
        began = time.perf_counter()
        await asyncio.to_thread(server.kill_and_start)
        back.started = time.perf_counter() - began
        up.append(time.perf_counter())
        for ended in await asyncio.gather(*returns, return_exceptions=True):
            if isinstance(ended, BaseException):
                back.errors.append(f"{type(ended).__name__}: {ended}")
    return back


def restarted(folder: Path, pages: int = PAGES) -> Back:
    """When *pages* open pages of the collection in *folder* work again after a kill."""
    with serving.running(serving.OURS, folder) as server:
        return asyncio.run(_gather(server, pages))
