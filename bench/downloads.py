"""
Downloads of one reader far away while others change their filters, over the real protocol.

A browser asks for the file of a button, is told its address after one round trip, and asks for
that; in between the others' reruns end, and Streamlit tidies up after each.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any
from urllib.request import ProxyHandler, build_opener

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from bench.sessions import ARRIVAL, EVERY, Visitor

PRESSES, READERS, ROUND_TRIP = 200, 100, 0.15
_DIRECT = build_opener(ProxyHandler({}))


@dataclass(slots=True)
class Fetched:
    """How many files came, with what was in the first, and why the others did not."""

    files: int = 0
    first: bytes = b""
    errors: list[str] = field(default_factory=list)


class Searcher(Visitor):
    """A session that changes its filter by the search box."""

    box = ""
    turn = 0

    async def load(self) -> None:
        """Open the page."""
        await self._send(BackMsg())
        await self._until_finished("")
        if not self.box:
            raise RuntimeError("the page has no search box")

    async def search(self) -> None:
        """Search for one thing and another by turns, and wait until the page stands."""
        self.turn += 1
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = self.box, ("drone", "shelling")[self.turn % 2]
        await self._send(message)
        await self._until_finished("")

    def _seen(self, delta: Any, wanted: str) -> float:
        element = delta.new_element
        if element.WhichOneof("type") == "text_input" and element.text_input.label == "Search":
            self.box = element.text_input.id
        return super()._seen(delta, wanted)


class Downloader(Searcher):
    """A session on a page with buttons for downloads; it keeps what each is known by."""

    async def press(self, label: str, distance: float) -> bytes:
        """The file of the button *label*, for a reader *distance* seconds away, there and back."""
        message = BackMsg()
        message.backend_operation_request.request_id = label
        message.backend_operation_request.session_id = self.id
        message.backend_operation_request.deferred_file.file_id = self.buttons[label]
        await asyncio.sleep(distance / 2)
        await self.connection.send(message.SerializeToString())
        while True:
            frame = await asyncio.wait_for(self.connection.recv(), self.patience)
            answer = ForwardMsg()
            answer.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
            if answer.WhichOneof("type") == "backend_operation_response":
                break
        reply = answer.backend_operation_response
        if reply.error_msg:
            raise RuntimeError(reply.error_msg)
        await asyncio.sleep(distance)
        return await asyncio.to_thread(self._file, reply.deferred_file.url)

    def _file(self, url: str) -> bytes:
        with _DIRECT.open(f"{self.host}{url}", timeout=self.patience) as file:
            return bytes(file.read())


def _session(url: str) -> connect:
    address = url.replace("http", "ws") + "/_stcore/stream"
    return connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None)


async def _moves(url: str, number: int, every: float, done: asyncio.Event) -> None:
    async with _session(url) as connection:
        visitor = Searcher(connection, ARRIVAL, number)
        await visitor.load()
        await asyncio.sleep(visitor.chance.uniform(0, every))
        while not done.is_set():
            await visitor.search()
            await asyncio.sleep(every)


async def _gather(url: str, readers: int, presses: int, distance: float, every: float) -> Fetched:
    met, done = Fetched(), asyncio.Event()
    others = [asyncio.create_task(_moves(url, each, every, done)) for each in range(readers)]
    async with _session(url) as connection:
        reader = Downloader(connection, ARRIVAL)
        reader.host, reader.name = url, "incidents"
        await reader.load()
        for press in range(presses):
            try:
                # Every other file is of a view that has just changed, its button drawn anew.
                if press % 2:
                    await reader.search()
                content = await reader.press("CSV", distance)
                met.first, met.files = met.first or content, met.files + 1
            except (OSError, RuntimeError, TimeoutError) as error:
                met.errors.append(f"{type(error).__name__}: {error}")
    done.set()
    for ended in await asyncio.gather(*others, return_exceptions=True):
        if isinstance(ended, BaseException):
            met.errors.append(f"another reader: {type(ended).__name__}: {ended}")
    return met


def fetched(
    url: str,
    readers: int = READERS,
    presses: int = PRESSES,
    distance: float = ROUND_TRIP,
    every: float = EVERY,
) -> Fetched:
    """
    What one reader *distance* seconds away got in *presses* from the server at *url*.

    Beside him *readers* others each change their days *every* so many seconds.
    """
    return asyncio.run(_gather(url, readers, presses, distance, every))
