"""How another reader's changes fare while the largest allowed file is uploaded and read."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from bench import browser as browsing
from bench import response
from bench import server as serving
from bench.speed import acled_file

PAGE = "your_data"
LARGEST = 190_000_000
"""Bytes, a little under the 200 MB that the server takes."""
ROWS = 800_000
CHANGES, WATCHED = 20, 120.0


@dataclass(frozen=True, slots=True)
class Beside:
    """The 95th percentile of changes, in milliseconds, before and during; how many were during."""

    quiet: float
    busy: float
    during: int


def beside(browser: Browser, folder: Path) -> Beside | str:
    """Another reader's changes from the choice of the file until it is offered; or why not."""
    if not (serving.ROOT / "pages" / f"{PAGE}.py").exists():
        return "there is no page to upload on"
    file = _largest()
    with serving.running(serving.OURS, folder) as server:
        held = response.ours(browser, server.url)
        quiet = [held.press("ArrowRight" if turn % 2 else "ArrowLeft") for turn in range(CHANGES)]
        page, _ = browsing.opened(browser, f"{server.url}/{PAGE}")
        offered = page.get_by_role("button", name="Open this collection")
        page.locator("input[type=file]").first.set_input_files(file, no_wait_after=True)
        busy: list[browsing.Change] = []
        until = time.perf_counter() + WATCHED
        while not offered.is_visible():
            if time.perf_counter() > until:
                return f"the file was not read within {WATCHED:.0f} s"
            busy.append(held.press("ArrowRight" if len(busy) % 2 else "ArrowLeft"))
        if len(busy) < CHANGES:
            return f"only {len(busy)} changes were made before the file was read"
        return Beside(_late(quiet), _late(busy), len(busy))


def _late(changes: list[browsing.Change]) -> float:
    return statistics.quantiles([each.milliseconds for each in changes], n=20)[-1]


def _largest() -> Path:
    whole = acled_file(ROWS)
    cut = whole.with_name("upload.csv")
    if not cut.exists():
        with whole.open("rb") as source, cut.open("wb") as target:
            size = 0
            for line in source:
                size += len(line)
                if size > LARGEST:
                    break
                target.write(line)
    return cut
