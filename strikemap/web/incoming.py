"""Heads of requests and messages by WebSocket, bounded: what a stranger goes on sending."""

from __future__ import annotations

import contextlib
from typing import Any

LONGEST = 64 * 2**10
"""Bytes of a head, after the part with which it began, as uvicorn's other parser (h11) has it."""
LARGEST = 4 * 2**20
"""Bytes of a message by WebSocket: what a page tells of its widgets has some kilobytes."""
_MARK = "_is_in_head"
_REFUSED = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"Connection: close\r\nContent-Length: 0\r\n\r\n"
)


def bound_what_comes() -> None:
    """
    Hang up on whoever sends a head without an end, with 431, or too large a message, with 1009.

    httptools puts a header together anew with each part that comes, all of it in the loop that
    serves every reader: with 60 MB of one header others waited 6 s.  Neither it nor uvicorn has a
    bound to set; where httptools is not installed, h11 has its own.  For messages Streamlit has
    one setting, 200 MB both ways: parts of one that never ends were held for each connection.
    """
    with contextlib.suppress(ImportError):
        from uvicorn.protocols.http import httptools_impl

        if not hasattr(httptools_impl.HttpToolsProtocol, _MARK):
            _install(httptools_impl.HttpToolsProtocol)


def _install(protocol: Any) -> None:
    connect, begin, complete, receive = (
        protocol.connection_made,
        protocol.on_message_begin,
        protocol.on_headers_complete,
        protocol.data_received,
    )

    def connection_made(self: Any, transport: Any) -> None:
        # The protocol of a WebSocket, which follows on a request, takes its bound from here.
        self.config.ws_max_size = min(self.config.ws_max_size, LARGEST)
        connect(self, transport)

    def on_message_begin(self: Any) -> None:
        self._is_in_head = True
        begin(self)

    def on_headers_complete(self: Any) -> None:
        self._is_in_head = False
        complete(self)

    def data_received(self: Any, data: bytes) -> None:
        # Where a head begins within *data*, what stands before it may be another's body.
        came = self._came + len(data) if self._is_in_head else 0
        if came > LONGEST:
            self.transport.write(_REFUSED)
            self.transport.close()
            return
        receive(self, data)
        self._came = came if self._is_in_head else 0

    protocol._is_in_head, protocol._came = False, 0
    protocol.connection_made = connection_made
    protocol.on_message_begin = on_message_begin
    protocol.on_headers_complete = on_headers_complete
    protocol.data_received = data_received
