"""A component's page hears nobody but the page of this host around it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from strikemap.web.map_frame import GUARD, Guarded
from tests.conftest import awaited

ADDRESS = "/component/streamlit_folium.st_folium/index.html"
PAGE = b"<!doctype html><html lang=en><head><script src=main.js></script></head></html>"


def asked(app: ASGIApp, path: str = ADDRESS) -> tuple[dict[str, str], bytes]:
    """The headers and the body that a browser, which would take it packed, is given."""
    said: list[Message] = []
    scope: Scope = {
        "type": "http", "method": "GET", "path": path, "query_string": b"",
        "headers": [(b"accept-encoding", b"gzip"), (b"range", b"bytes=5-")],
    }  # fmt: skip

    async def receive() -> Message:
        # Who asked stays until the answer is whole.
        return await asyncio.Future[Message]()

    async def send(message: Message) -> None:
        said.append(message)

    awaited(Guarded(app)(scope, receive, send))
    start, *parts = said
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    return told, b"".join(each.get("body", b"") for each in parts)


@pytest.mark.parametrize("page", [PAGE, PAGE.replace(b"<head>", b""), b""])
def test_the_guard_is_the_first_script(page: bytes) -> None:
    """Whatever the page is, all of it comes, its length is right and the guard stands before it."""

    async def parts() -> AsyncIterator[bytes]:
        for at in range(0, len(page), 7):
            yield page[at : at + 7]

    for answer in (Response(page), StreamingResponse(parts())):
        answer.headers["content-type"] = "text/html; charset=utf-8"
        told, body = asked(answer)
        assert body.replace(GUARD, b"", 1) == page
        assert body.find(b"<script") == body.index(GUARD)
        assert told["content-length"] == str(len(body))


def test_a_page_is_asked_for_whole_and_bare() -> None:
    """What is written into a page can't be written into a packed one, or into a part."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["headers"] == []
        await Response(PAGE, media_type="text/html")(scope, receive, send)

    assert GUARD in asked(app)[1]


def test_nothing_else_is_changed() -> None:
    """Scripts and styles of a component, and pages elsewhere, go as they are."""
    assert asked(Response(b"x", media_type="text/javascript"))[1] == b"x"
    assert asked(Response(PAGE, media_type="text/html"), "/app/static/published/a.html")[1] == PAGE
