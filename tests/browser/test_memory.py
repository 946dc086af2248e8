"""One budget for what readers bring: who comes too late is told, and what is left comes back."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from bench.many_uploads import Uploader
from tests.browser.server import Server, serving
from tests.conftest import aside

BACK = 30.0
"""Seconds after a session's end in which its memory is given back."""
ROOM = "16"
"""Megabytes: room for one file of a megabyte, and none beside it."""


def contents() -> bytes:
    """A table of a little less than a megabyte."""
    rows = (f"2023-05-{1 + i % 28:02},50.6{i:05},36.6,1" for i in range(30_000))
    return "\n".join(["date,lat,lon,killed", *rows, ""]).encode()


async def visit(server: Server, opened: AsyncExitStack) -> Uploader:
    """A reader on the page for files of one's own."""
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    connection = await opened.enter_async_context(
        connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None)
    )
    reader = Uploader(connection, BACK)
    reader.host, reader.name = server.url, "your_data"
    await reader.load()
    return reader


async def full_and_free_again(server: Server) -> float:
    """Seconds from the end of a session that had taken all room to room for another's file."""
    async with AsyncExitStack() as opened:
        return await _met(server, opened)


async def _met(server: Server, opened: AsyncExitStack) -> float:
    first = await visit(server, opened)
    assert first.uploader, first.text
    late = await visit(server, opened)
    await first.upload("mine.csv", contents())
    assert "Open this collection" in first.buttons, first.text
    too_late = await visit(server, opened)
    assert not too_late.uploader
    assert "no room for another file now" in " ".join(too_late.text)
    # Who was told of room that is gone by now is refused when the file comes.
    with pytest.raises(RuntimeError, match="refused with 413"):
        await late.upload("other.csv", contents())
    await first.press_button("Open this collection")
    await first.connection.close()
    left = time.monotonic()
    while not too_late.uploader and time.monotonic() - left < 2 * BACK:
        await too_late.press_button("Look again")
        await asyncio.sleep(0.5)
    took = time.monotonic() - left
    await too_late.upload("mine.csv", contents())
    assert "Open this collection" in too_late.buttons, too_late.text
    return took


def test_memory_comes_back(tmp_path: Path) -> None:
    """A full host says so in place of the uploader, and has room 30 s after a session's end."""
    with serving(tmp_path, STRIKEMAP_UPLOAD_MEMORY=ROOM) as server:
        assert aside(lambda: asyncio.run(full_and_free_again(server))) < BACK
