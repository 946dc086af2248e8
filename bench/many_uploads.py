"""
Many readers who upload a file each and leave: the memory at the most, and what comes back.

Over the real protocol, without browsers: the file's address is asked for, the file is sent with
the page's token, the page reads it, and the collection is opened; then all connections close.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from bench.server import Server
from bench.sessions import Visitor

PATIENCE = 900.0
RETURN = 30.0
"""Seconds after the last reader has left in which memory is to come back."""


@dataclass(slots=True)
class Uploads:
    """Megabytes before, at the most, and `RETURN` seconds after; seconds to each reader's end."""

    before: float = 0.0
    peak: float = 0.0
    after: float = 0.0
    read: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


class Uploader(Visitor):
    """A session on the page “Your data”."""

    uploader = ""
    text: list[str]

    def _seen(self, delta: object, wanted: str) -> float:
        element = delta.new_element  # type: ignore[attr-defined]
        kind = element.WhichOneof("type")
        if kind == "file_uploader":
            self.uploader = element.file_uploader.id
        elif kind == "button":
            self.buttons[element.button.label] = element.button.id
        elif kind == "alert":
            self.text.append(element.alert.body)
        elif kind == "progress" and "come before" in element.progress.text:
            self.text.append(element.progress.text)
        return super()._seen(delta, wanted) or 0.0

    async def load(self) -> None:
        """Open the page, which has no slider."""
        self.text = []
        await self._send(BackMsg())
        await self._until_finished("")

    async def press_button(self, label: str) -> None:
        """Run the page once more as the button *label* does."""
        self.uploader, self.text = "", []
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.trigger_value = self.buttons[label], True
        await self._send(message)
        await self._until_finished("")

    async def upload(self, name: str, content: bytes) -> None:
        """Send a file as a browser does, and wait until the page has read it."""
        asked = BackMsg()
        asked.file_urls_request.request_id = uuid.uuid4().hex
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self.id
        await self.connection.send(asked.SerializeToString())
        while True:
            answer = ForwardMsg()
            frame = await asyncio.wait_for(self.connection.recv(), self.patience)
            answer.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
            if answer.WhichOneof("type") == "file_urls_response":
                break
        (urls,) = answer.file_urls_response.file_urls
        status = await _put(self.host, urls.upload_url, name, content)
        if status != 204:
            raise RuntimeError(f"the file was refused with {status}")
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self.uploader
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = name, len(content), urls.file_id
        info.file_urls.CopyFrom(urls)
        await self._send(message)
        await self._until_finished("")
        if "Open this collection" not in self.buttons and not self.text:
            raise RuntimeError("the file was neither read nor refused")


async def _put(host: str, path: str, name: str, content: bytes) -> int:
    parts = urlsplit(host)
    # A connection of its own: the server hangs up on one that says nothing for five seconds.
    asking = await asyncio.open_connection(parts.hostname, parts.port)
    token = await _token(*asking, parts.netloc)
    asking[1].close()
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    edge = uuid.uuid4().hex
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    ).encode()
    tail = f"\r\n--{edge}--\r\n".encode()
    size = len(head) + len(content) + len(tail)
    writer.write(
        f"PUT {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {size}\r\n"
        f"Content-Type: multipart/form-data; boundary={edge}\r\nX-Xsrftoken: {token}\r\n"
        f"Cookie: _streamlit_xsrf={token}\r\nConnection: close\r\n\r\n".encode()
    )
    for part in (head, content, tail):
        writer.write(part)
        await writer.drain()
    status = int((await reader.readline()).split()[1])
    writer.close()
    with suppress(OSError):  # a server that refuses a file may have hung up first
        await writer.wait_closed()
    return status


async def _token(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str) -> str:
    writer.write(f"GET /_stcore/health HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lines = dict(line.split(": ", 1) for line in head.split("\r\n") if ": " in line)
    lines = {key.lower(): value for key, value in lines.items()}
    await reader.readexactly(int(lines["content-length"]))
    return lines["set-cookie"].partition("=")[2].partition(";")[0]


async def _gather(server: Server, readers: int, content: bytes) -> Uploads:
    met = Uploads()
    stop = asyncio.Event()

    async def watch() -> None:
        while not stop.is_set():
            met.peak = max(met.peak, server.megabytes)
            await asyncio.sleep(0.1)

    async def one(connection: object) -> None:
        reader = Uploader(connection, PATIENCE)  # type: ignore[arg-type]
        reader.host, reader.name = server.url, "your_data"
        await reader.load()
        began = time.perf_counter()
        try:
            if not reader.uploader:
                raise RuntimeError("there is no place to drop a file")
            await reader.upload("mine.csv", content)
        except RuntimeError as error:
            reader.text.append(str(error))
        met.read.append(time.perf_counter() - began)
        met.told += reader.text

    async with AsyncExitStack() as opened:
        address = server.url.replace("http", "ws") + "/_stcore/stream"
        first = await opened.enter_async_context(
            connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None)
        )
        arrived = Uploader(first, PATIENCE)
        await arrived.load()
        met.before = server.megabytes
        watcher = asyncio.create_task(watch())
        connections = [
            await opened.enter_async_context(
                connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None,
                        ping_interval=None)
            )
            for _ in range(readers)
        ]  # fmt: skip
        await asyncio.gather(*map(one, connections))
    await asyncio.sleep(RETURN)
    met.after = server.megabytes
    stop.set()
    await watcher
    return met


def uploaded(server: Server, readers: int, content: bytes) -> Uploads:
    """What *readers* meet who each send *content* at one moment, and what stays of it."""
    return asyncio.run(_gather(server, readers, content))
