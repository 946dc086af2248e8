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
from tests.conftest import awaited

BACK = 30.0
"""Seconds after a session's end in which its memory is given back."""
ROOM = "16"
"""Megabytes: room for one file of a megabyte, and none beside it."""


def contents() -> bytes:
    """A table of about a megabyte, most of it in a column that is left out."""
    rows = (f"2023-05-{1 + i % 28:02},50.6{i:04},36.6,1,{'x' * 300}" for i in range(3_000))
    return "\n".join(["date,lat,lon,killed,own", *rows, ""]).encode()


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


async def full_and_free_again(server: Server) -> tuple[float, float]:
    """
    Seconds until there is room for another's file: from the end of a session that had taken all of
    it, and from the moment when a reader took his file away.
    """
    async with AsyncExitStack() as opened:
        return await _met(server, opened)


async def until_room(reader: Uploader) -> float:
    """Seconds until the page offers *reader* a place to drop a file."""
    since = time.monotonic()
    while not reader.uploader and time.monotonic() - since < 2 * BACK:
        await reader.press_button("Look again")
        await asyncio.sleep(0.5)
    return time.monotonic() - since


async def _met(server: Server, opened: AsyncExitStack) -> tuple[float, float]:
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
    from_end = await until_room(too_late)
    await too_late.upload("mine.csv", contents())
    assert "Open this collection" in too_late.buttons, too_late.text
    # Opened and looked at on the map, then taken away, the session going on.
    await too_late.press_button("Open this collection")
    third = await visit(server, opened)
    assert not third.uploader
    too_late.page, too_late.name = "", "your_data"
    await too_late.load()
    await too_late.press_button("Remove")
    from_taking_away = await until_room(third)
    await third.upload("mine.csv", contents())
    assert "Open this collection" in third.buttons, third.text
    return from_end, from_taking_away


@pytest.mark.nightly("half a minute of waiting; tests/unit/host holds the budget's arithmetic")
def test_memory_comes_back(tmp_path: Path) -> None:
    """
    A full host says so in place of the uploader, and has room within 30 s after a session's end,
    and after a file that was opened has been taken away.
    """
    with serving(tmp_path, STRIKEMAP_UPLOAD_MEMORY=ROOM) as server:
        assert max(awaited(full_and_free_again(server))) < BACK
