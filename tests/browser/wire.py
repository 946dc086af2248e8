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

    @property
    def reruns(self) -> list[Any]:
        """What the page asked to be run."""
        return [each.rerun_script for each in self.asked if each.HasField("rerun_script")]


def _read(message: Any, frame: bytes | str) -> Any:
    message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
    return message
