"""What a page and its server say to each other."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, WebSocket, WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class Wire:
    """What the page asks of the server and is told, since it was last looked at."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.told: list[Any] = []

    def hear(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self.asked.append(_read(BackMsg(), frame)))
        socket.on("framereceived", lambda frame: self.told.append(_read(ForwardMsg(), frame)))

    def clear(self) -> None:
        """Look away from what has passed."""
        self.asked.clear()
        self.told.clear()

    @property
    def reruns(self) -> list[Any]:
        """What the page asked to be run."""
        return [each.rerun_script for each in self.asked if each.HasField("rerun_script")]

    @property
    def addresses(self) -> list[str]:
        """The queries that the server gave the page to show, each an entry to go back to."""
        told = (each.page_info_changed for each in self.told if each.HasField("page_info_changed"))
        return [each.query_string for each in told]


class Line:
    """The wire to a page, on which what the server says can be kept back for a while."""

    def __init__(self, page: Page) -> None:
        self.kept: list[str | bytes] = []
        self.is_slow = False
        page.route_web_socket("**/_stcore/stream", self._join)

    def _join(self, socket: WebSocketRoute) -> None:
        self.socket = socket
        server = socket.connect_to_server()
        server.on_message(self._hear)

    def _hear(self, said: str | bytes) -> None:
        if self.is_slow:
            self.kept.append(said)
        else:
            self.socket.send(said)

    def kept_of(self, kind: str) -> int:
        """How many messages of this kind are on their way."""
        said = (each if isinstance(each, bytes) else each.encode() for each in self.kept)
        return sum(ForwardMsg.FromString(each).HasField(kind) for each in said)

    def arrive(self) -> None:
        """Let through what was kept back, and what follows."""
        self.is_slow = False
        kept, self.kept = self.kept, []
        for each in kept:
            self.socket.send(each)


def _read(message: Any, frame: bytes | str) -> Any:
    message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
    return message
