"""
A collection whose files are replaced under load: broken, then half written for a while, then good.

What readers see is told apart by the hash of its content, which the list of collections names, and
by the number in view that a page says.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from streamlit.proto.BackMsg_pb2 import BackMsg

from bench import server as serving
from bench.server import Server
from bench.sessions import ARRIVAL, Visitor, session
from strikemap import collection
from strikemap.host.shelf import STANDING
from strikemap.model import Collection

READERS, EVERY = 20, 2.0
BROKEN, PART, AFTER = 10.0, 0.4, 15.0
"""
Seconds that the broken version stands, between two parts of the half-written one, and that the
good one is watched.
"""
PARTS = 6
"""Parts in which each file is written."""
_DIRECT = build_opener(ProxyHandler({}))


@dataclass(slots=True)
class Seen:
    """What readers saw: hashes and numbers in view, and the seconds until all saw the new ones."""

    hashes: dict[str, int] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    new_after: float = 0.0
    whole: tuple[int, ...] = ()
    """The numbers in view of the two versions."""


class _Reloader(Visitor):
    async def again(self) -> int:
        """Run the whole page anew; the number in view."""
        self.in_view = -1
        await self._send(BackMsg())
        await self._until_finished("")
        return self.in_view


async def _looks(server: Server, number: int, seen: Seen, done: asyncio.Event) -> None:
    async with session(server.url) as connection:
        reader = _Reloader(connection, ARRIVAL, number)
        await reader.load()
        while not done.is_set():
            await asyncio.sleep(reader.chance.uniform(0.5, 1.5) * EVERY)
            began = time.perf_counter()
            shown = await reader.again()
            seen.took.append((time.perf_counter() - began) * 1000)
            seen.numbers[shown] = seen.numbers.get(shown, 0) + 1


async def _asks(server: Server, seen: Seen, done: asyncio.Event) -> None:
    while not done.is_set():
        found = await asyncio.to_thread(_hash, server)
        seen.hashes[found] = seen.hashes.get(found, 0) + 1
        await asyncio.sleep(0.1)


def _hash(server: Server) -> str:
    with _DIRECT.open(f"{server.url}/api/v1/collections.json", timeout=ARRIVAL) as answer:
        listed = json.load(answer)["collections"]
    return str(listed[0]["content_sha256"]) if listed else "none"


def _parts_of(content: bytes) -> list[bytes]:
    """*content* in parts that end with a line, the worst to be told from a whole."""
    lines = content.splitlines(keepends=True)
    of = max(1, -(-len(lines) // PARTS))
    return [b"".join(lines[:at]) for at in range(of, len(lines) + of, of)]


async def _replace(folder: Path, good: Path) -> None:
    """Write *good* over *folder*, file by file and part by part, as a slow copy does."""
    for file in sorted(path for path in good.iterdir() if path.is_file()):
        for part in _parts_of(file.read_bytes()):
            (folder / file.name).write_bytes(part)
            await asyncio.sleep(PART if file.suffix == ".csv" else 0.0)


async def _gather(server: Server, folder: Path, good: Path, readers: int) -> Seen:
    seen, done = Seen(), asyncio.Event()
    tasks = [asyncio.create_task(_looks(server, each, seen, done)) for each in range(readers)]
    tasks.append(asyncio.create_task(_asks(server, seen, done)))
    await asyncio.sleep(2 * EVERY)
    (folder / "claims.csv").write_text("no table", "utf-8")
    await asyncio.sleep(BROKEN)
    await _replace(folder, good)
    began, wanted = time.perf_counter(), await asyncio.to_thread(hash_of, good)
    while seen.hashes.get(wanted) is None and time.perf_counter() - began < STANDING + AFTER:
        await asyncio.sleep(0.1)
    seen.new_after = time.perf_counter() - began
    await asyncio.sleep(AFTER)
    done.set()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, BaseException):
            seen.errors.append(f"{type(ended).__name__}: {ended}")
    return seen


def hash_of(folder: Path) -> str:
    """The content's hash of the sound collection in *folder*."""
    return _read(folder).content_hash


def _read(folder: Path) -> Collection:
    found = collection.read(folder).collection
    assert found is not None
    return found


def replaced(whole: Path, good: Path, scratch: Path, readers: int = READERS) -> Seen:
    """
    What *readers* of the collection in *whole* see while its files become those of *good*.

    Both are copied to *scratch* or read, never changed.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    folder = Path(shutil.copytree(whole, scratch / whole.name))
    with serving.running(serving.OURS, folder) as server:
        seen = asyncio.run(_gather(server, folder, good, readers))
    seen.whole = tuple(len(_read(each).incidents) for each in (whole, good))
    return seen
