"""A first visit to a warm server, beside an empty app with an empty map; and a cold start."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser

from bench import browser as browsing
from bench import server as serving

REPEATS = 20
# The frame has no height until the map has been drawn in it: what it holds is not visible before.
_VISIBLE = """([name, css]) => {
  const frame = document.querySelector(name);
  return !!frame?.offsetHeight && !!frame.contentDocument?.querySelector(css);
}"""
MARKERS = ".sm-symbol, .sm-region"
EMPTY = ".leaflet-pane"
MOST_BYTES = 1_750_000
"""What all answers of a first visit may come to: half of what Streamlit sends bare."""


def first_visits(browser: Browser, folder: Path, repeats: int = REPEATS) -> tuple[float, float]:
    """Median milliseconds to a visible map: of the empty app, and of ours; taken by turns."""
    with (
        serving.running("empty_map.py") as floor,
        serving.running(serving.OURS, folder) as ours,
    ):
        took: dict[str, list[float]] = {EMPTY: [], MARKERS: []}
        for turn in range(repeats + 1):
            for url, css in ((floor.url, EMPTY), (ours.url, MARKERS)):
                one = _visit(browser, url, css)
                if turn:
                    took[css].append(one)
        return statistics.median(took[EMPTY]), statistics.median(took[MARKERS])


def _visit(browser: Browser, url: str, css: str) -> float:
    # A context of its own has an empty cache, as a first visitor has.
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(600_000)
    began = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function(_VISIBLE, arg=[browsing.MAP, css])
    took = (time.perf_counter() - began) * 1000
    context.close()
    return took


def first_bytes(browser: Browser, folder: Path) -> browsing.Fetched:
    """What a first visit to a warm server fetches until the page has all that it shows."""
    with serving.running(serving.OURS, folder) as ours:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
        page = context.new_page()
        page.set_default_timeout(600_000)
        fetched = browsing.count_fetched(page)
        page.goto(ours.url, wait_until="commit")
        page.wait_for_function(_VISIBLE, arg=[browsing.MAP, MARKERS])
        browsing.settled(page)
        page.wait_for_load_state("networkidle")
        context.close()
        return fetched


def cold_start(browser: Browser, folder: Path) -> float:
    """Seconds from `streamlit run` to markers in a browser that is already open."""
    began = time.perf_counter()
    with serving.running(serving.OURS, folder) as server:
        _visit(browser, server.url, MARKERS)
        return time.perf_counter() - began
