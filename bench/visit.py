"""A first visit to a warm server, beside an empty app with an empty map; and a cold start."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from bench import browser as browsing
from bench import relay
from bench import server as serving

REPEATS = 20
# The frame has no height until the map has been drawn in it: what it holds is not visible before.
_VISIBLE = """([name, css]) => {
  const frame = document.querySelector(name);
  return !!frame?.offsetHeight && !!frame.contentDocument?.querySelector(css);
}"""
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}
MOBILE = {"latency": 150.0, "down": 200_000.0, "up": 100_000.0}
"""A road of 150 ms there and back, and 1.6 Mbit/s: milliseconds, bytes a second."""
_BAR = """
new MutationObserver((_, watching) => {
  if (!document.querySelector("[data-testid=stProgress]")) return;
  window.benchBar = Date.now();
  watching.disconnect();
}).observe(document, { childList: true, subtree: true });
"""
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
                one = time_of_visit(browser, url, css)
                if turn:
                    took[css].append(one)
        return statistics.median(took[EMPTY]), statistics.median(took[MARKERS])


@dataclass(frozen=True, slots=True)
class Arrival:
    """A first visit: milliseconds to a visible map, and the bytes that came until then."""

    milliseconds: float
    received_bytes: int


def on_phone(browser: Browser, folder: Path, repeats: int = 3) -> tuple[Arrival, Arrival]:
    """Medians of a phone on a slow network: of the empty app served as ours is, and of ours."""
    with (
        serving.running("empty_map_served.py") as floor,
        serving.running(serving.OURS, folder) as ours,
        relay.slowed(floor.url, **MOBILE) as far_floor,
        relay.slowed(ours.url, **MOBILE) as far_ours,
    ):
        met: dict[str, list[Arrival]] = {EMPTY: [], MARKERS: []}
        for turn in range(repeats + 1):
            for url, css in ((far_floor, EMPTY), (far_ours, MARKERS)):
                arrival = _arrived(browser, url, css)
                if turn:
                    met[css].append(arrival)
    empty, full = (
        Arrival(
            statistics.median(each.milliseconds for each in of),
            int(statistics.median(each.received_bytes for each in of)),
        )
        for of in met.values()
    )
    return empty, full


def _arrived(browser: Browser, url: str, css: str) -> Arrival:
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.set_default_timeout(browsing.PATIENCE)
    tap = context.new_cdp_session(page)
    tap.send("Network.enable")
    came: list[int] = []

    def loaded(event: dict[str, Any]) -> None:
        came.append(int(event["encodedDataLength"]))

    def told(event: dict[str, Any]) -> None:
        came.append(len(event["response"]["payloadData"]) * 3 // 4)  # base64

    tap.on("Network.loadingFinished", loaded)
    tap.on("Network.webSocketFrameReceived", told)
    began = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function(_VISIBLE, arg=[browsing.MAP, css])
    arrival = Arrival((time.perf_counter() - began) * 1000, sum(came))
    context.close()
    return arrival


def time_of_visit(browser: Browser, url: str, css: str = MARKERS) -> float:
    """Milliseconds from navigation to *css* in a map that is visible, for a first visitor."""
    # A context of its own has an empty cache, as a first visitor has.
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    took = _seen(page, url, css)
    context.close()
    return took


def _seen(page: Page, url: str, css: str) -> float:
    page.set_default_timeout(600_000)
    began = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function(_VISIBLE, arg=[browsing.MAP, css])
    return (time.perf_counter() - began) * 1000


def first_bytes(browser: Browser, folder: Path) -> browsing.Fetched:
    """What a first visit to a warm server fetches until the page has all that it shows."""
    with serving.running(serving.OURS, folder) as ours:
        return bytes_of_visit(browser, ours.url)


def bytes_of_visit(browser: Browser, url: str) -> browsing.Fetched:
    """The same of the server at *url*."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(600_000)
    fetched = browsing.count_fetched(page)
    page.goto(url, wait_until="commit")
    page.wait_for_function(_VISIBLE, arg=[browsing.MAP, MARKERS])
    browsing.settled(page)
    page.wait_for_load_state("networkidle")
    context.close()
    return fetched


def cold_start(browser: Browser, folder: Path) -> tuple[float, float | None]:
    """
    Seconds from `streamlit run` to markers in a browser that is already open, and to the bar that
    says how far the reading is, where there was one.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(_BAR)
    began = time.time()
    with serving.running(serving.OURS, folder) as server:
        _seen(page, server.url, MARKERS)
        took = time.time() - began
        bar = page.evaluate("window.benchBar ?? null")
        context.close()
    return took, None if bar is None else bar / 1000 - began
