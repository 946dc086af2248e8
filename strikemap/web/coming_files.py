"""A reader's file while it comes in: refused before it is sent, counted, given up if it stalls."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from time import monotonic

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from strikemap.host.host_budget import BUDGET, no_room
from strikemap.host.memory_budget import NoRoom, Reservation
from strikemap.host.uploads import largest
from strikemap.languages import gettext as _

PATH = "/_stcore/upload_file/"
"""Where Streamlit takes files in; it keeps all that has come until a file is whole."""
FRAME = 64 * 2**10
"""Bytes of a request that are no file's: the form around it."""
STALLED = 30.0
"""Seconds without a byte after which a file is given up."""
SLOWEST = 16 * 2**10
"""Bytes a second: what comes more slowly, after the first `STALLED`, is given up too."""
_STEP = 2**20
"""Bytes for which room is taken at once."""
LINGERING, SILENT = 30.0, 5.0
"""
Seconds in which the rest of a file that was refused is thrown away, and without a byte of it.

A connection that is closed while the other side sends is reset, and with it goes the answer: the
reader would be told of a broken line in place of the reason (nginx's `lingering_close`, by its
defaults).
"""


class ComingFiles:
    """Middleware: what comes in stands in the host's budget from its first byte, for a time."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the file through, or answer 413 where it finds no room and 408 where it stalls."""
        is_file = scope["type"] == "http" and scope["method"] == "PUT" and PATH in scope["path"]
        if not is_file:
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        size = int(declared) - FRAME if declared.isascii() and declared.isdigit() else 0
        with BUDGET.reserved(0) as room:
            coming = _Coming(receive, send, room)
            is_refused = size > largest(max(size, 0))
            app = PlainTextResponse(no_room(), 413) if is_refused else self.app
            await app(scope, coming.receive, coming.send)
        await coming.end()


class _Coming:
    """The messages of one request, for whose bytes *room* is taken, and of its answer."""

    def __init__(self, receive: Receive, send: Send, room: Reservation) -> None:
        self._receive, self._send, self._room = receive, send, room
        self._came, self._is_whole, self._is_given_up = 0, False, False
        self._is_held_open = False
        self._since = monotonic()

    async def send(self, message: Message) -> None:
        """Pass a part of the answer on at once; it is ended by `end` where more is to come."""
        is_last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if is_last and not self._is_whole and not self._is_given_up:
            self._is_held_open = True
            message = {**message, "more_body": True}
        await self._send(message)

    async def end(self) -> None:
        """Of a file that was refused throw the rest away, for a time, and end the answer."""
        if not self._is_held_open:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGERING):
                while (await asyncio.wait_for(self._receive(), SILENT)).get("more_body", False):
                    pass
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def receive(self) -> Message:
        if self._is_whole:  # what follows is who goes away, and comes when it comes
            return await self._receive()
        until = self._since + STALLED + self._came / SLOWEST
        try:
            patience = min(STALLED, until - monotonic())
            message = await asyncio.wait_for(self._receive(), patience)
        except TimeoutError:
            self._is_given_up = True
            raise HTTPException(408, _("The file came too slowly; send it again.")) from None
        self._came += len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)
        try:
            self._room.need(-(-self._came // _STEP) * _STEP if self._came > FRAME else 0)
        except NoRoom:
            raise HTTPException(413, no_room()) from None
        return message
