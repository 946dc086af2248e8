"""Chromium, and what the page, its map and its WebSocket do after a key press."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 60_000
"""Milliseconds after which a change is given up."""

STILL = 1_500
"""Milliseconds after which an idle page is taken to have nothing to change."""

MAP = "iframe[src*='st_folium']"
IDLE = (
    "document.querySelector('[data-testid=stApp]:not(.sm-stale)')?.dataset.testScriptState"
    " === 'notRunning'"
)
"""The script has ended, and nothing that it has not said yet is marked as stale."""

_WATCH = """
() => {
  const bench = (window.bench =
    { pressed: 0, changed: 0, told: 0, number: "", right: 0, fresh: 0, loads: 0 });
  window.addEventListener("keydown", (event) => {
    if (bench.armed && event.key.startsWith("Arrow")) {
      bench.armed = false;
      bench.pressed = performance.now();
    }
  }, true);
  bench.arm = () => Object.assign(bench, { armed: true, pressed: 0, changed: 0 });
  /* The word that the days rest, by its number: later messages say again what widgets stand at. */
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (what) {
    const said = new TextDecoder().decode(what);
    const [, number] = /"resting": ?true/.test(said) && /"number": ?(\\d+)/.exec(said) || [];
    if (number && number !== bench.number)
      Object.assign(bench, { number, told: performance.now() });
    return send.call(this, what);
  };
  bench.note = () => { if (bench.pressed && !bench.changed) bench.changed = performance.now(); };
  /* *heard* takes what the map in *view* answers to days that move, null where only the server
     knows, and whether it has changed any symbol for them. */
  bench.listen = (view, heard) => {
    const strikemap = view?.strikemap, narrow = strikemap?.narrow;
    if (!narrow) return;
    const symbols = new MutationObserver(() => {});
    symbols.observe(view.document.querySelector(".leaflet-marker-pane"),
      { attributes: true, characterData: true, childList: true, subtree: true });
    strikemap.narrow = (...asked) => {
      symbols.takeRecords();
      const found = narrow.apply(strikemap, asked);
      if (!asked[2]) heard(found, found !== null && symbols.takeRecords().length > 0);
      return found;
    };
  };
}
"""
_WATCH_TEXT = """
() => new MutationObserver(window.bench.note).observe(
  document.querySelector("[data-testid=stText]").closest("[data-testid=stElementContainer]"),
  { childList: true, characterData: true, subtree: true })
"""
_WATCH_MAP = """
(name) => {
  const frame = document.querySelector(name);
  frame.addEventListener("load", () => { window.bench.loads += 1; });
  new MutationObserver(window.bench.note).observe(
    frame.contentDocument.body, { attributes: true, attributeFilter: ["data-drawn"] });
  window.bench.listen(frame.contentWindow, (_, isChanged) => isChanged && window.bench.note());
  const page = document.querySelector("[data-testid=stApp]");
  const marks = { right: ".sm-stale:not(.sm-totals-right)", fresh: ".sm-stale" }, was = {};
  new MutationObserver(() => {
    for (const [what, marked] of Object.entries(marks)) {
      const isNow = page.matches(marked);
      if (was[what] && !isNow) window.bench[what] = performance.now();
      was[what] = isNow;
    }
  }).observe(page, { attributes: true, attributeFilter: ["class"] });
}
"""


@dataclass(slots=True)
class Wire:
    """The frames of the page's WebSocket since `clear`, with the browser's own clock in seconds."""

    sent: list[tuple[float, bytes]] = field(default_factory=list)
    received: list[tuple[float, bytes]] = field(default_factory=list)

    def clear(self) -> None:
        """Forget what has passed."""
        self.sent.clear()
        self.received.clear()


@dataclass(frozen=True, slots=True)
class Change:
    """
    One key press: milliseconds to the changed text or markers, and what passed for it.

    `rest_to_right` is from the page's word that the days rest to totals that are right, and
    `rest_to_all_right` to a page on which nothing is marked as stale; `sent_to_first` from the
    browser's request to the message that holds the map (or the text), `sent_to_end` to the end of
    that rerun: the server's time, as the browser sees it.  `runs` has the bytes of each rerun.
    """

    milliseconds: float
    rest_to_right: float
    rest_to_all_right: float
    runs: tuple[int, ...]
    messages: int
    sent_to_first: float
    sent_to_end: float

    @property
    def received_bytes(self) -> int:
        """Bytes of all messages that came."""
        return sum(self.runs)

    @property
    def resting_bytes(self) -> int:
        """Bytes of the last rerun, which answers that the days rest."""
        return self.runs[-1]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def opened(browser: Browser, url: str, patience: float = PATIENCE) -> tuple[Page, Wire]:
    """A new visitor's page on *url*, once its script has run, and its wire."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True).new_page()
    page.set_default_timeout(patience)
    wire = _tapped(page)
    page.goto(url)
    page.wait_for_function(IDLE)
    page.evaluate(_WATCH)
    return page, wire


def _tapped(page: Page) -> Wire:
    wire = Wire()
    tap = page.context.new_cdp_session(page)
    tap.send("Network.enable")

    def kept(into: list[tuple[float, bytes]]) -> Any:
        def keep(event: dict[str, Any]) -> None:
            frame = event["response"]
            text = frame["payloadData"]
            contents = base64.b64decode(text) if frame["opcode"] == 2 else text.encode()
            into.append((event["timestamp"], contents))

        return keep

    tap.on("Network.webSocketFrameReceived", kept(wire.received))
    tap.on("Network.webSocketFrameSent", kept(wire.sent))
    return wire


@dataclass(slots=True)
class Fetched:
    """Bytes that have come to a page: answers as sent, their headers included, and frames."""

    answers: int = 0
    frames: int = 0


def count_fetched(page: Page) -> Fetched:
    """What comes to *page* from now on, counted while it comes."""
    fetched = Fetched()
    tap = page.context.new_cdp_session(page)
    tap.send("Network.enable")

    def answer(event: dict[str, Any]) -> None:
        fetched.answers += int(event["encodedDataLength"])

    def frame(event: dict[str, Any]) -> None:
        of = event["response"]
        text = of["payloadData"]
        fetched.frames += len(base64.b64decode(text) if of["opcode"] == 2 else text.encode())

    tap.on("Network.loadingFinished", answer)
    tap.on("Network.webSocketFrameReceived", frame)
    return fetched


def watch_text(page: Page) -> None:
    """Count a changed text as the answer to a key press."""
    page.wait_for_selector("[data-testid=stText]")
    page.evaluate(_WATCH_TEXT)


def watch_map(page: Page) -> None:
    """Count changed markers in the map's iframe as the answer, whoever changed them."""
    page.wait_for_selector(MAP)
    page.wait_for_function(
        "(name) => document.querySelector(name)?.contentDocument?.body?.dataset.drawn", arg=MAP
    )
    settled(page)
    page.evaluate(_WATCH_MAP, MAP)


class Unchanged(Exception):
    """A key press to which the page answered that nothing is different, as on an empty day."""


def press(page: Page, wire: Wire, key: str) -> Change:
    """
    Press *key* where the focus is, and wait for the answer and for the page to be idle.

    Raises:
        Unchanged: the script has run and nothing is different.
        playwright.sync_api.TimeoutError: no answer came.
    """
    wire.clear()
    page.evaluate("window.bench.arm()")
    page.keyboard.press(key)
    page.wait_for_function(
        f"window.bench.changed > 0 || ({IDLE} && window.bench.pressed"
        f" && performance.now() - window.bench.pressed > {STILL})"
    )
    settled(page)
    if not page.evaluate("window.bench.changed"):
        raise Unchanged
    took = page.evaluate("window.bench.changed - window.bench.pressed")
    right = page.evaluate("window.bench.right - window.bench.told")
    fresh = page.evaluate("window.bench.fresh - window.bench.told")
    return _change(wire, float(took), float(right), float(fresh))


def settled(page: Page) -> None:
    """Wait until the script is idle and the browser has drawn twice since."""
    page.wait_for_function(IDLE)
    page.evaluate(
        "() => { window.benchIdle = false; requestIdleCallback(() => requestAnimationFrame("
        "() => requestAnimationFrame(() => { window.benchIdle = true; })), { timeout: 2000 }); }"
    )
    page.wait_for_function(f"window.benchIdle && {IDLE}")


def _change(wire: Wire, took: float, right: float, fresh: float) -> Change:
    requests = [at for at, frame in wire.sent if is_rerun(frame)]
    began = requests[0] if requests else float("nan")
    first = end = began
    found = False
    runs: list[int] = []
    more = 0
    for at, frame in wire.received:
        more += len(frame)
        message = ForwardMsg()
        message.ParseFromString(frame)
        element = message.delta.new_element if message.HasField("delta") else None
        kind = element.WhichOneof("type") if element else None
        if not found and kind in ("component_instance", "text"):
            first, found = at, True
        if message.WhichOneof("type") == "script_finished":
            end = end if runs else at
            runs.append(more)
            more = 0
    # What comes after the last of them is of it: the address, the script's end in words.
    runs = [*runs[:-1], sum(runs[-1:]) + more]
    return Change(
        took,
        right,
        fresh,
        tuple(runs),
        len(wire.received),
        (first - began) * 1000,
        (end - began) * 1000,
    )


def is_rerun(frame: bytes) -> bool:
    """Whether a message to the server, *frame*, asks for a run of the script."""
    message = BackMsg()
    message.ParseFromString(frame)
    return bool(message.HasField("rerun_script"))
