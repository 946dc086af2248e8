"""
A soak: for hours readers come, change days, play, bring files, take files and leave; what stays.

Over the real protocol, without browsers, and no faster than a share of one processor.  Every few
minutes all leave and the server rests until their sessions have ended: what it holds then is
compared, so that no reader who happens to be there counts as something left over.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import os
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from bench import server as serving
from bench.downloads import Downloader
from bench.many_uploads import Uploader
from bench.report import Line, Lines
from bench.server import ROOT, Server
from bench.sessions import Visitor, session
from bench.sizes import CHRONOLOGY, folder_of

MINUTES = float(os.environ.get("BENCH_MINUTES", "120"))
WARM_UP = 20.0
"""Minutes after which nothing may grow any more."""
BUSY, REST = 255.0, 45.0
"""Seconds of visits, and then without any: sessions end after 12, made files go after 20."""
READERS, SHARE = 4, 0.1
"""Readers at once, and the part of one processor that they may take of the server."""
LEVEL = 1.05
"""What the last third of the rests may hold, times that of the first third after the warm-up."""
POOLED = 3
"""
Threads that may come after the warm-up: those of pools of fixed size (uvloop's, Streamlit's
watchers of files, our routes') that have not all been needed by then.
"""
PATIENCE = 120.0
FORMS = ("CSV", "XLSX", "GeoJSON", "Data package (zip)", "Web page (offline)")
ROUTES = ("/", "/api/v1/incidents.csv", "/api/v1/incidents.geojson", "/feed.atom", "/healthz")
_DIRECT = build_opener(ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Rest:
    """What the server and its children hold while nobody is there; *minute* since the start."""

    minute: float
    megabytes: float
    handles: int
    threads: int
    kinds: str


@dataclass(slots=True)
class Soak:
    """The rests so far, how often each thing was done, what failed, and the most at any moment."""

    rests: list[Rest] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    peak: float = 0.0
    cpu_share: float = 0.0

    @property
    def settled(self) -> list[Rest]:
        """The rests after the warm-up."""
        return [each for each in self.rests if each.minute >= WARM_UP]

    def growth(self) -> float:
        """The median of the last third of the settled rests' memory by that of the first third."""
        held = [each.megabytes for each in self.settled]
        third = max(1, len(held) // 3)
        return statistics.median(held[-third:]) / statistics.median(held[:third])


class _Life:
    """One place in the crowd, which one reader after another takes."""

    def __init__(self, server: Server, soak: Soak, pace: Callable[[], Awaitable[None]]) -> None:
        self.server, self.soak, self.pace = server, soak, pace
        self.chance = random.Random()

    async def live(self, number: int, until: float) -> None:
        """One visit after another until the clock says *until*."""
        self.chance.seed(number)
        visits = 3 * (self._look,) + 2 * (self._take,) + (self._ask, self._bring)
        while time.monotonic() < until:
            visit = self.chance.choice(visits)
            try:
                await visit(until)
            except Exception as error:  # whatever ends a visit is counted, and the soak goes on
                self.soak.errors.append(f"{visit.__name__[1:]}: {type(error).__name__}: {error}")

    async def _act(self, what: str, doing: Callable[[], Awaitable[object]]) -> None:
        await self.pace()
        await doing()
        self.soak.done[what] = self.soak.done.get(what, 0) + 1

    async def _look(self, until: float) -> None:
        async with session(self.server.url) as connection:
            reader = Visitor(connection, PATIENCE, self.chance.randrange(10**6))
            await self._act("visits", reader.load)
            for _ in range(self.chance.randrange(4, 9)):
                if time.monotonic() < until:
                    await self._act("changes", lambda: reader.change(""))
            # The server hears of play once, when it has come to the last day.
            await self._act("plays", lambda: reader.rest(reader.slider.high, ""))

    async def _take(self, _: float) -> None:
        async with session(self.server.url) as connection:
            reader = Downloader(connection, PATIENCE)
            reader.host, reader.name = self.server.url, "incidents"
            await self._act("visits", reader.load)
            for form in self.chance.sample(FORMS, 2):
                await self._act("changes", reader.search)
                await self._act("exports", lambda form=form: reader.press(form, 0.0))  # type: ignore[misc]

    async def _bring(self, _: float) -> None:
        async with session(self.server.url) as connection:
            reader = Uploader(connection, PATIENCE)
            reader.host, reader.name = self.server.url, "your_data"
            await self._act("visits", reader.load)
            content = table(self.chance.choice((2_000, 2_000, 15_000)), self.chance)
            await self._act("uploads", lambda: reader.upload("mine.csv", content))
            await self._act("changes", lambda: reader.press_button("Open this collection"))

    async def _ask(self, _: float) -> None:
        day = f"2023-05-{self.chance.randrange(6, 29):02}"
        picture = f"/api/v1/picture.png?dates={day}&dates=2023-05-31"
        for route in (*ROUTES, picture):
            await self._act("requests", lambda route=route: asyncio.to_thread(self._get, route))  # type: ignore[misc]

    def _get(self, route: str) -> None:
        with _DIRECT.open(self.server.url + route, timeout=PATIENCE) as answer:
            answer.read()


def table(rows: int, chance: random.Random) -> bytes:
    """A reader's own file of *rows* incidents, each time another."""
    lines = (
        f"2023-05-{chance.randrange(1, 29):02},50.{chance.randrange(10**6):06},36.6,1"
        for _ in range(rows)
    )
    return "\n".join(["date,lat,lon,killed", *lines, ""]).encode()


def weighed(server: Server, minute: float) -> Rest:
    """What *server* and the processes that it started hold now."""
    megabytes, handles, threads, kinds = 0.0, 0, 0, dict[str, int]()
    for each in (server.process, *server.process.children(recursive=True)):
        megabytes += each.memory_info().rss / 1e6
        handles += each.num_fds()
        threads += each.num_threads()
        for handle in Path(f"/proc/{each.pid}/fd").iterdir():
            kind = os.readlink(handle).partition(":")[0] if handle.is_symlink() else "gone"
            kinds[kind] = kinds.get(kind, 0) + 1
    told = " ".join(f"{kind}={count}" for kind, count in sorted(kinds.items()))
    return Rest(minute, megabytes, handles, threads, told)


async def _gather(server: Server, minutes: float, log: Path) -> Soak:
    soak, began, used = Soak(), time.monotonic(), server.cpu_seconds
    busy_since = [began, used]

    async def pace() -> None:
        # Who may act waits until the server has used no more than its share since the last rest.
        while server.cpu_seconds - busy_since[1] > SHARE * (time.monotonic() - busy_since[0]):
            await asyncio.sleep(0.1)
        await asyncio.sleep(0.05)

    async def watch() -> None:
        while True:
            soak.peak = max(soak.peak, server.megabytes)
            await asyncio.sleep(1)

    watcher = asyncio.create_task(watch())
    number = 0
    while (minute := (time.monotonic() - began) / 60) < minutes:
        busy_since[:] = time.monotonic(), server.cpu_seconds
        until = min(time.monotonic() + BUSY, began + minutes * 60)
        lives = [_Life(server, soak, pace).live(number + each, until) for each in range(READERS)]
        number += READERS
        await asyncio.gather(*lives)
        await asyncio.sleep(REST)
        minute = (time.monotonic() - began) / 60
        soak.rests.append(weighed(server, minute))
        soak.cpu_share = (server.cpu_seconds - used) / (time.monotonic() - began)
        _keep(soak, log)
    watcher.cancel()
    return soak


def _keep(soak: Soak, log: Path) -> None:
    """Write the rests so far to *log*, and tell the newest: a soak that is cut off leaves both."""
    with log.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([each.name for each in fields(Rest)])
        rows.writerows(map(astuple, soak.rests))
    last = soak.rests[-1]
    print(
        f"minute {last.minute:.1f}: {last.megabytes:.1f} MB, {last.handles} handles "
        f"({last.kinds}), {last.threads} threads; {soak.done}; {len(soak.errors)} errors "
        f"{sorted(set(soak.errors))[:3]}; peak {soak.peak:.0f} MB; {soak.cpu_share:.3f} cores",
        flush=True,
    )


def soaked(folder: Path, minutes: float = MINUTES) -> Soak:
    """What a server with the collection in *folder* held in the rests of *minutes* of visits."""
    with serving.running(serving.OURS, folder) as server:
        return asyncio.run(_gather(server, minutes, ROOT / "build" / "bench" / "soak.csv"))


def lines(sizes: Sequence[int], minutes: float = MINUTES) -> Lines:
    """Whether memory, open handles and threads are level after the warm-up."""
    for size in sizes:
        yield from verdict(soaked(folder_of(size), minutes), size, minutes)


def verdict(soak: Soak, size: int, minutes: float) -> Lines:
    """What *soak* of *minutes* comes to; before the warm-up's end nothing is said of memory."""
    what, settled = f"soak of {minutes:.0f} minutes", soak.settled or soak.rests[-1:]
    yield Line(
        f"{what}: what was done", size, ", ".join(f"{n:,} {k}" for k, n in soak.done.items()),
        f"{soak.cpu_share:.2f} cores",
    )  # fmt: skip
    yield Line(
        f"{what}: errors", size, f"{len(soak.errors)}", "; ".join(sorted(set(soak.errors))[:2]),
        None, "0", not soak.errors,
    )  # fmt: skip
    first, last = settled[0], settled[-1]
    if soak.settled:
        yield Line(
            f"{what}: memory at rest, last", size, f"{last.megabytes:.0f} MB",
            f"after {first.minute:.0f} minutes {first.megabytes:.0f} MB, peak {soak.peak:.0f} MB",
            soak.growth(), f"{LEVEL} × its first third", soak.growth() <= LEVEL,
        )  # fmt: skip
    yield Line(
        f"{what}: open handles at rest, last", size, f"{last.handles}",
        f"after {first.minute:.0f} minutes {first.handles}", None, "no more",
        last.handles <= first.handles,
    )  # fmt: skip
    yield Line(
        f"{what}: threads at rest, last", size, f"{last.threads}",
        f"after {first.minute:.0f} minutes {first.threads}", None,
        f"{POOLED} more, of pools", last.threads <= first.threads + POOLED,
    )  # fmt: skip


def main() -> None:
    """Soak for as long as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    for line in lines((CHRONOLOGY,), parser.parse_args().minutes):
        print("  ".join(cell for cell in line.cells if cell), flush=True)


if __name__ == "__main__":
    main()
