"""What a server holds with one session and with more, and a browser after many changes."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from websockets.asyncio.client import connect

from bench import browser as browsing
from bench import response, timeline
from bench import server as serving
from bench.sessions import Visitor

IDLE_SESSIONS = 40
CHANGES, PLAYS = 2_000, 10
PRESSES = 100
"""How many of the changes are key presses, after each of which the days rest by themselves."""
# Play that is paused at once, and all days, tell the server at once.
_BY_BUTTONS = """
async ([[play, all], times]) => {
  const page = document.querySelector("[data-testid=stApp]");
  const drawn = () => new Promise(requestAnimationFrame);
  const answered = async () => {
    const since = performance.now();
    do await drawn(); while (page.matches(".sm-stale") && performance.now() - since < 60_000);
    if (page.matches(".sm-stale")) throw new Error("no answer within a minute");
  };
  for (let turn = 0; turn < times; turn += 1) {
    if (turn % 2) all.click();
    else { play.click(); play.click(); }
    if (!page.matches(".sm-stale")) throw new Error("no change");
    await answered();
  }
}
"""
_VIEW = "`${map_div.getCenter()} at ${map_div.getZoom()}`"


@dataclass(frozen=True, slots=True)
class Growth:
    """The browser before and after the changes: Leaflet's counts, the heap, mounts, and view."""

    before: dict[str, int]
    after: dict[str, int]
    heap_before: float
    heap_after: float
    loads: int
    views: tuple[str, str]


def of_server(folder: Path, idle: int = IDLE_SESSIONS) -> tuple[float, float, float]:
    """Megabytes: with one session, for each further idle one, and the peak so far."""
    with serving.running(serving.OURS, folder) as server:
        return asyncio.run(_weighed(server, idle))


async def _weighed(server: serving.Server, idle: int) -> tuple[float, float, float]:
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    opened: list[Any] = []
    try:
        for count in range(idle + 1):
            connection = await connect(address, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
            opened.append(connection)
            await Visitor(connection, patience=900.0).load()
            if count == 0:
                one = _steady(server)
        return one, (_steady(server) - one) / idle, _peak(server)
    finally:
        for connection in opened:
            await connection.close()


def _steady(server: serving.Server) -> float:
    # Allocators give memory back a little later: the figure counts once it no longer falls.
    last, until = server.megabytes, time.perf_counter() + 5
    while time.perf_counter() < until:
        now = server.megabytes
        if now >= last:
            break
        last = now
    return server.megabytes


def _peak(server: serving.Server) -> float:
    status = Path(f"/proc/{server.process.pid}/status")
    if not status.exists():
        return float("nan")
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) / 1000


def of_browser(
    browser: Browser, folder: Path, changes: int = CHANGES, plays: int = PLAYS
) -> Growth:
    """What *changes* of days and *plays* through all of them leave in the map's iframe."""
    with serving.running(serving.OURS, folder) as server:
        held = response.ours(browser, server.url)
        frame = held.page.query_selector(browsing.MAP)
        inside = frame.content_frame() if frame else None
        if inside is None:
            raise RuntimeError("the map has no frame")
        for turn in range(4):
            held.press("ArrowRight" if turn % 2 else "ArrowLeft")
        before, heap = inside.evaluate("strikemap.counts()"), _heap(held.page)
        view = inside.evaluate(_VIEW)
        held.page.evaluate("window.bench.loads = 0")
        presses = min(PRESSES, changes)
        for turn in range(presses):
            held.press("ArrowRight" if turn % 2 else "ArrowLeft")
        _press_buttons(held, changes - presses)
        for _ in range(plays):
            timeline.play_through(held.page)
        grown = Growth(
            before,
            inside.evaluate("strikemap.counts()"),
            heap,
            _heap(held.page),
            int(held.page.evaluate("window.bench.loads")),
            (view, inside.evaluate(_VIEW)),
        )
        held.page.context.close()
        return grown


def _press_buttons(held: response.Held, times: int) -> None:
    """Change the days by buttons, so many *times*; each must have been told to the server."""
    page, wire = held.page, held.wire
    named = [page.get_by_role("button", name=name) for name in ("Play", "All days")]
    buttons = [each.element_handle() for each in named]
    wire.clear()
    page.evaluate(_BY_BUTTONS, [buttons, times])
    browsing.settled(page)
    told = sum(browsing.is_rerun(frame) for _, frame in wire.sent)
    wire.clear()
    if told < times:
        raise RuntimeError(f"the server was told of {told} of {times} changes")


def _heap(page: Any) -> float:
    tap = page.context.new_cdp_session(page)
    tap.send("HeapProfiler.collectGarbage")
    used = tap.send("Runtime.getHeapUsage")["usedSize"]
    tap.detach()
    return float(used) / 1e6
