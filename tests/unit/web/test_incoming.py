"""A head without an end is refused; one that ends, however it comes, is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest
from starlette.responses import PlainTextResponse
from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from strikemap.web.incoming import LONGEST, bound_what_comes
from tests.conftest import awaited

PART = 4_096
CHUNKED = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
START = b"GET / HTTP/1.1\r\nHost: a\r\n"


async def answered(head: Callable[[int], bytes], parts: int, end: bytes) -> tuple[bytes, int]:
    """How a server answers *parts* of a head and its *end*, and how many parts it took."""
    bound_what_comes()
    config = Config(PlainTextResponse("here"), http="httptools", lifespan="off")
    config.load()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: HttpToolsProtocol(config, ServerState(), {}, _loop=loop), "127.0.0.1", 0
    )
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        sent = 0
        with suppress(ConnectionError):
            for at in range(parts):
                writer.write(head(at))
                await writer.drain()
                sent += 1
                await asyncio.sleep(0)
            writer.write(end)
        said = b""
        with suppress(ConnectionError):
            said = await asyncio.wait_for(reader.readline(), 20)
        writer.close()
    return said, sent


ENDLESS: dict[str, Callable[[int], bytes]] = {
    "one header": lambda at: START + b"X: " if not at else b"a" * PART,
    "many headers": lambda at: START if not at else b"X: a\r\n" * (PART // 6),
    "headers behind a body": lambda at: CHUNKED if not at else b"X: a\r\n" * (PART // 6),
    "one of them": lambda at: CHUNKED + b"X: " if not at else b"a" * PART,
    "an address": lambda at: b"GET /" if not at else b"a" * PART,
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_head_without_an_end(kind: str) -> None:
    """However it goes on, whoever sends it is hung up on long before it takes memory."""
    said, sent = awaited(answered(ENDLESS[kind], 20_000, b""))
    assert sent < 20_000
    assert b" 431 " in said or said == b"" or kind in ("headers behind a body", "one of them")


@pytest.mark.parametrize("length", [0, 30_000, LONGEST - 2 * PART])
def test_a_long_head_with_an_end(length: int) -> None:
    """A long one that a reader's browser may send, cookies of neighbours and all, is answered."""
    said, _ = awaited(answered(ENDLESS["one header"], 1 + length // PART, b"\r\n\r\n"))
    assert b" 200 " in said


def test_a_body_is_no_head() -> None:
    """What follows a head is bounded elsewhere."""

    def body(at: int) -> bytes:
        return (
            b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 409600\r\n\r\n"
            if not at
            else b"a" * PART
        )

    said, sent = awaited(answered(body, 101, START + b"\r\n"))
    assert b" 200 " in said and sent == 101
