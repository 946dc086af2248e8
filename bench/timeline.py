"""Days dragged and played in the browser: how soon symbols change, and what the server hears."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from streamlit.proto.BackMsg_pb2 import BackMsg

from bench import browser as browsing
from bench import server as serving
from bench.browser import Wire

STEPS = 60
FRAME, GOLDEN = 1 / 60, 0.618034
"""Seconds to a frame; the part of one by which each move comes later in its frame than the last."""
INSIDE = 3
"""Pixels from the end of the bars, where the last thumb still is."""
LATENCY = 150
"""Milliseconds of a slow network, each way and back together."""
REST = 1_000
"""Milliseconds after which the days have rested and the answer is there."""
THUMB = "[role=slider][aria-label='Last day']"
# To the end of the frame in which the symbols changed, whether the browser changed them by itself
# or the server's answer did.  A message posted within a frame is heard once it has been drawn.  A
# move that has changed no day by the end of its frame changes no symbol: it is not waited for.
_WATCH = """
(name) => {
  const view = document.querySelector(name).contentWindow, strikemap = view.strikemap;
  const bench = Object.assign(window.bench, { took: [], moved: 0, isAsked: false });
  const drawn = new MessageChannel();
  drawn.port1.onmessage = ({ data: isChanged }) => {
    if (!isChanged && bench.isAsked) return;
    if (isChanged && bench.moved) bench.took.push(performance.now() - bench.moved);
    Object.assign(bench, { moved: 0, isAsked: false });
  };
  const changed = () => drawn.port2.postMessage(true);
  if (strikemap.narrow) {
    const narrow = strikemap.narrow;
    strikemap.narrow = (...asked) => {
      const found = narrow.apply(strikemap, asked);
      bench.isAsked = true;
      if (found !== null && !asked[2]) changed();
      return found;
    };
  }
  new MutationObserver(changed).observe(
    view.document.body, { attributes: true, attributeFilter: ["data-drawn"] });
  window.addEventListener("pointermove", (event) => {
    bench.moved ||= event.timeStamp;
    requestAnimationFrame(() => drawn.port2.postMessage(false));
  }, true);
}
"""


@dataclass(frozen=True, slots=True)
class Dragged:
    """Milliseconds of each step to changed symbols; reruns asked for on the way, and at rest."""

    took: list[float]
    reruns: int
    at_rest: int


def dragged(browser: Browser, folder: Path, *, latency: int = 0) -> Dragged:
    """Drag the end of the days over the whole timeline and back, *latency* milliseconds away."""
    with serving.running(serving.OURS, folder) as server:
        page, wire = _opened(browser, server.url)
        if latency:
            tap = page.context.new_cdp_session(page)
            tap.send("Network.enable")
            tap.send("Network.emulateNetworkConditions", _slow(latency))
        page.evaluate(_WATCH, browsing.MAP)
        box: Any = page.locator(".track").bounding_box()
        height = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] - INSIDE, height)
        page.mouse.down()
        wire.clear()
        for step in range(1, STEPS + 1):
            # A hand moves at any moment of a frame; at its beginning each waits for a whole one.
            time.sleep(step * GOLDEN % 1 * FRAME)
            part = 1 - 0.9 * (step if step <= STEPS / 2 else STEPS - step) / (STEPS / 2)
            page.mouse.move(box["x"] + box["width"] * part, height)
            page.evaluate("() => new Promise(requestAnimationFrame)")
        page.mouse.up()
        page.wait_for_timeout(REST)
        browsing.settled(page)
        found = Dragged(page.evaluate("window.bench.took"), *_told(wire))
        page.context.close()
        return found


def played(browser: Browser, folder: Path) -> tuple[int, int]:
    """Play the whole timeline at its highest speed; the reruns asked for meanwhile, and after."""
    with serving.running(serving.OURS, folder) as server:
        page, wire = _opened(browser, server.url)
        wire.clear()
        play_through(page)
        told = _told(wire)
        page.context.close()
        return told


def play_through(page: Page) -> None:
    """Play from the first day to the last at the highest speed, and wait for the server's word."""
    page.get_by_label("Speed of play").select_option("4")
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Pause").wait_for()
    page.get_by_role("button", name="Play").wait_for(timeout=120_000)
    page.wait_for_timeout(REST)
    browsing.settled(page)


def _opened(browser: Browser, url: str) -> tuple[Page, Wire]:
    page, wire = browsing.opened(browser, url, patience=600_000)
    browsing.watch_map(page)
    page.set_default_timeout(browsing.PATIENCE)
    page.locator(THUMB).wait_for()
    browsing.settled(page)
    return page, wire


def _slow(latency: int) -> dict[str, Any]:
    return {"offline": False, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1}


def _told(wire: Wire) -> tuple[int, int]:
    """How many times the server was told of days that moved, and of days that rested."""
    told = []
    for _, frame in wire.sent:
        message = BackMsg()
        message.ParseFromString(frame)
        states = message.rerun_script.widget_states.widgets
        told += [json.loads(each.json_value).get("span") for each in states if each.json_value]
    spans = {each["number"]: each["resting"] for each in told if each}
    resting = sum(spans.values())
    return len(spans) - resting, resting
