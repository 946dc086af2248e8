"""The server's routes and headers, asked without a network and without Streamlit."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.types import Message

from strikemap.host import shelf as shelves
from strikemap.host.shelf import Shelf
from strikemap.model import Collection
from strikemap.web import pages
from strikemap.web.pages import Shell
from strikemap.web.serving import middleware, routes
from tests.conftest import awaited

INDEX = Path(__import__("streamlit").file_util.get_static_dir()) / "index.html"
STATIC = Path(__file__).parents[3] / "static"


STRANGE = ("rebound.example", "strikes.example.rebound.example", "192.0.2.1:8501", "")
"""Names that the host of these tests is not reached by; all others are its own."""


def is_own(host: str | None) -> bool:
    """Whether *host* is none of `STRANGE`."""
    return host not in STRANGE


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers in lower case, and the body, unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def keys_at_fault(self) -> list[str | None]:
        """The key of each fault that a refusal names."""
        return [each["key"] for each in self.json["errors"]]


@cache
def _shell() -> Shell:
    """Streamlit's page, with the scripts that it asks for, which are read once."""
    return Shell.read(INDEX)


class Asker:
    """Asks a server that has these collections."""

    def __init__(self) -> None:
        shell = _shell()
        self.app = Starlette(
            routes=routes(shell), middleware=middleware(shell, INDEX.parent, STATIC, is_own)
        )

    def __call__(self, address: str, method: str = "GET", **headers: str) -> Answer:
        """The answer to *address*: a path, with its query."""
        return awaited(self.answer(address, method, **headers))

    async def answer(self, address: str, method: str = "GET", **headers: str) -> Answer:
        """The same within a loop, for several at once."""
        path, _, query = address.partition("?")
        named = {"host": "strikes.example"} | {k.replace("_", "-"): v for k, v in headers.items()}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "https",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode("utf-8", "surrogateescape"),
            "root_path": "",
            "headers": [(k.encode(), v.encode("latin-1")) for k, v in named.items()],
            "server": ("strikes.example", 443),
            "client": ("127.0.0.1", 9),
        }
        said: list[Message] = []
        asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> Message:
            for message in asked:
                return message
            # Who asked stays until the answer is whole.
            return await asyncio.Future[Message]()

        async def send(message: Message) -> None:
            said.append(message)

        await self.app(scope, receive, send)
        told = {k.decode().lower(): v.decode("latin-1") for k, v in said[0]["headers"]}
        body = b"".join(each.get("body", b"") for each in said[1:])
        if told.get("content-encoding") == "gzip" and body:
            body = gzip.decompress(body)
        return Answer(said[0]["status"], told, body)


@contextmanager
def offering(monkeypatch: Any, *collections: Collection) -> Iterator[Asker]:
    """A server that offers *collections*, the first one by default."""
    held = Shelf({each.name: each for each in collections}, {})
    monkeypatch.setenv("STRIKEMAP_DEFAULT", collections[0].name if collections else "")
    monkeypatch.setattr(shelves, "shelf", lambda told: held)
    # A busy machine is no fault of a head's words.
    monkeypatch.setattr(pages, "PATIENCE", 60.0)
    yield Asker()
