"""Heads of requests and messages by WebSocket, bounded: what a stranger goes on sending."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

LONGEST = 64 * 2**10
"""Bytes of a head, or of headers behind a body, as uvicorn's other parser (h11) has it."""
LARGEST = 2**20
"""Bytes of a message by WebSocket: what a page tells of its widgets has some kilobytes."""
_MARK = "_has_come_on"
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
    connect, receive = protocol.connection_made, protocol.data_received

    def connection_made(self: Any, transport: Any) -> None:
        # The protocol of a WebSocket, which follows on a request, takes its bound from here.
        self.config.ws_max_size = min(self.config.ws_max_size, LARGEST)
        connect(self, transport)

    def data_received(self: Any, data: bytes) -> None:
        self._has_come_on = False
        receive(self, data)
        self._came = 0 if self._has_come_on else self._came + len(data)
        if self._came > LONGEST and not self.transport.is_closing():
            self.transport.write(_REFUSED)
            self.transport.close()

    protocol._has_come_on, protocol._came = False, 0
    protocol.connection_made, protocol.data_received = connection_made, data_received
    # A head that is whole, and bytes of a body: headers behind the body (trailers) are neither.
    for name in ("on_headers_complete", "on_body", "on_message_complete"):
        setattr(protocol, name, _noticed(getattr(protocol, name)))


def _noticed(handle: Callable[..., None]) -> Callable[..., None]:
    """*handle*, of a part of a request that comes to an end."""

    def noticed(self: Any, *of: bytes) -> None:
        self._has_come_on = True
        handle(self, *of)

    return noticed
