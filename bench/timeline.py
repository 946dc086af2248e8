"""Days dragged and played in the browser: how soon symbols change, and what the server hears."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from streamlit.proto.BackMsg_pb2 import BackMsg

from bench import browser as browsing
from bench import relay
from bench import server as serving
from bench.browser import Wire

STEPS = 60
"""Moves over the bars and back."""
ENOUGH, MOST_SWEEPS = 60, 12
"""Changes of symbols that are wanted, and how often the bars are swept for them at the most."""
FRAME, GOLDEN = 1 / 60, 0.618034
"""Seconds to a frame; the part of one by which each move comes later in its frame than the last."""
INSIDE = 3
"""Pixels from the end of the bars, where the last thumb still is."""
LATENCY = 150
"""Milliseconds of a slow network, each way and back together."""
STILL = 180
"""Milliseconds without another day after which the days may count as at rest: 200, less a frame."""
REST = 1_000
"""Milliseconds after which the days have rested and the answer is there."""
THUMB = "[role=slider][aria-label='Last day']"
# To the end of the frame in which the symbols changed, whether the browser changed them by itself
# or the server's answer did.  A message posted within a frame is heard once it has been drawn.  A
# move that by the end of its frame has changed no day, or no symbol by the map's own knowledge, as
# where none lies on the day, is not waited for and does not count.
_WATCH = """
(name) => {
  const view = document.querySelector(name).contentWindow;
  const bench = Object.assign(window.bench, { took: [], moved: 0, isAsked: false, stills: 0 });
  let last = Infinity, isServers = false;
  const drawn = new MessageChannel();
  drawn.port1.onmessage = ({ data: isChanged }) => {
    if (!isChanged && bench.isAsked) return;
    if (isChanged && bench.moved) bench.took.push(performance.now() - bench.moved);
    Object.assign(bench, { moved: 0, isAsked: false });
  };
  const changed = () => drawn.port2.postMessage(true);
  bench.listen(view, (found, isChanged) => {
    const now = performance.now();
    bench.stills += now - last >= STILL;
    last = now;
    isServers = found === null;
    bench.isAsked = isServers || isChanged;
    if (isChanged) changed();
  });
  new MutationObserver(() => isServers && changed()).observe(
    view.document.body, { attributes: true, attributeFilter: ["data-drawn"] });
  window.addEventListener("pointermove", (event) => {
    bench.moved ||= event.timeStamp;
    requestAnimationFrame(() => drawn.port2.postMessage(false));
  }, true);
}
""".replace("STILL", str(STILL))


@dataclass(slots=True)
class Heard:
    """
    How many reruns the server was asked for: while the days moved, at rests on the way, and from
    the last word of rest on, that word included.
    """

    moving: int = 0
    pauses: int = 0
    at_rest: int = 0


@dataclass(frozen=True, slots=True)
class Dragged:
    """
    Milliseconds of each step to changed symbols, and what the server was asked.

    `stills` is how often no other day came for so long that they rest, as on a busy machine;
    `answered`, from the word of rest to the first of its answer, in milliseconds.
    """

    took: list[float]
    heard: Heard
    stills: int
    answered: float


def dragged(browser: Browser, folder: Path, *, latency: int = 0) -> Dragged:
    """
    Drag the end of the days over the whole timeline and back, *latency* milliseconds away.

    As often as it takes for `ENOUGH` changes, in one drag.
    """
    with (
        serving.running(serving.OURS, folder) as server,
        relay.slowed(server.url, latency) as far,
    ):
        page, wire = _opened(browser, far if latency else server.url)
        page.evaluate(_WATCH, browsing.MAP)
        box: Any = page.locator(".track").bounding_box()
        height = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] - INSIDE, height)
        page.mouse.down()
        wire.clear()
        for _ in range(MOST_SWEEPS):
            _sweep(page, box)
            if page.evaluate("window.bench.took.length") >= ENOUGH:
                break
        page.mouse.up()
        page.wait_for_timeout(REST + latency)
        browsing.settled(page)
        heard = told([frame for _, frame in wire.sent])
        took, stills = page.evaluate("[window.bench.took, window.bench.stills]")
        found = Dragged(took, heard, stills, _answered(wire))
        page.context.close()
        return found


def _sweep(page: Page, box: Any) -> None:
    height = box["y"] + box["height"] / 2
    for step in range(1, STEPS + 1):
        # A hand moves at any moment of a frame; at its beginning each waits for a whole one.
        time.sleep(step * GOLDEN % 1 * FRAME)
        part = 1 - 0.9 * (step if step <= STEPS / 2 else STEPS - step) / (STEPS / 2)
        page.mouse.move(box["x"] + box["width"] * part, height)
        page.evaluate("() => new Promise(requestAnimationFrame)")


def played(browser: Browser, folder: Path) -> Heard:
    """Play the whole timeline at its highest speed; what the server was asked."""
    with serving.running(serving.OURS, folder) as server:
        page, wire = _opened(browser, server.url)
        wire.clear()
        play_through(page)
        page.context.close()
        return told([each for _, each in wire.sent])


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


def told(sent: Sequence[bytes]) -> Heard:
    """Tell apart the messages *sent* to the server that ask for a run, whatever they are about."""
    heard, newest = Heard(), -1
    for span in (_span(frame) for frame in sent if browsing.is_rerun(frame)):
        # A later message of another control says again where the timeline stands.
        is_word = span is not None and span["number"] > newest
        newest = max(newest, span["number"] if span else -1)
        if is_word and span is not None and span["resting"]:
            # What came between two words of rest was said while the days moved.
            heard.moving += max(heard.at_rest - 1, 0)
            heard.pauses += min(heard.at_rest, 1)
            heard.at_rest = 1
        elif heard.at_rest:
            heard.at_rest += 1
        else:
            heard.moving += 1
    return heard


def _span(frame: bytes) -> dict[str, Any] | None:
    """What the timeline says in a message to the server, or None."""
    message = BackMsg()
    message.ParseFromString(frame)
    states = message.rerun_script.widget_states.widgets
    spans = (json.loads(each.json_value) for each in states if each.json_value)
    # One without a number asks for what the browser lacks, and tells of no days.
    return next((each["span"] for each in spans if "number" in (each.get("span") or {})), None)


def _answered(wire: Wire) -> float:
    """Milliseconds from the newest word of the timeline to the first message that came after it."""
    words: dict[int, float] = {}
    for at, frame in wire.sent:
        if span := _span(frame):
            words.setdefault(span["number"], at)
    newest = words[max(words)] if words else float("inf")
    came = [at for at, _ in wire.received if at > newest]
    return (came[0] - newest) * 1000 if came else float("nan")
