"""What a page and its server say to each other."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import WebSocket
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


def _read(message: Any, frame: bytes | str) -> Any:
    message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
    return message
