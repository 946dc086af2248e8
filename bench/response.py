"""How long from a key press on the timeline to changed markers, beside the floor."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from bench import browser as browsing
from bench import server as serving
from bench.browser import Change, Wire

WARM_UP = 4
REPEATS = 24
NAIVE_LIMIT = 60.0
SLIDER = "[data-testid=stSlider] input[type=range]"
THUMB = "[role=slider][aria-label='Last day']"


@dataclass(frozen=True, slots=True)
class Turns:
    """Changes taken by turns: of the floor, of the floor with this project's settings, of ours."""

    floor: list[Change]
    tuned: list[Change]
    ours: list[Change]


@dataclass(slots=True)
class Held:
    """A page whose slider has the focus, and its wire."""

    page: Page
    wire: Wire

    def press(self, key: str) -> Change:
        """One key press and what it came to."""
        return browsing.press(self.page, self.wire, key)


@contextmanager
def floor(browser: Browser, *, like_ours: bool = False) -> Iterator[Held]:
    """The empty app, ready for key presses; *like_ours*, with this project's settings."""
    with serving.running("floor.py", like_ours=like_ours) as server:
        page, wire = browsing.opened(browser, server.url)
        browsing.watch_text(page)
        page.locator(SLIDER).first.focus()
        yield Held(page, wire)
        page.context.close()


def ours(browser: Browser, url: str) -> Held:
    """The map page with all its controls, ready for key presses on the end of the dates."""
    page, wire = browsing.opened(browser, url, patience=600_000)
    browsing.watch_map(page)
    page.set_default_timeout(browsing.PATIENCE)
    page.locator(THUMB).focus()
    return Held(page, wire)


def compared(
    of_floor: Held, of_tuned: Held, of_ours: Held, size: int, repeats: int = REPEATS
) -> Turns:
    """
    Key presses on all by turns, so that what else the machine does falls on all alike.

    Raises:
        RuntimeError: the map's iframe was mounted anew.
    """
    # The article's last two days are the only neighbours that both hold incidents.  Elsewhere
    # each press goes to a day not seen before: Streamlit sends what it has sent before as a hash.
    is_article = size < 1000
    turns = Turns([], [], [])
    for turn in range(WARM_UP + 3 * repeats):
        if len(turns.ours) == repeats:
            break
        key = "ArrowRight" if is_article and turn % 2 else "ArrowLeft"
        floors = of_floor.press(key), of_tuned.press(key)
        try:
            ours = of_ours.press(key)
        except browsing.Unchanged:
            continue  # a day without incidents
        if turn >= WARM_UP:
            turns.floor.append(floors[0])
            turns.tuned.append(floors[1])
            turns.ours.append(ours)
    if loads := of_ours.page.evaluate("window.bench.loads"):
        raise RuntimeError(f"the map's iframe was mounted anew {loads} times")
    return turns


def alone(held: Held, repeats: int = REPEATS) -> list[Change]:
    """Key presses on one page."""
    changes = [held.press("ArrowLeft") for _ in range(WARM_UP + repeats)]
    return changes[WARM_UP:]


def naive(browser: Browser, folder: Path) -> float | str:
    """Seconds from key press to the changed map the tutorial's way, or why there are none."""
    with serving.running("naive.py", folder) as server:
        try:
            page, _ = browsing.opened(browser, server.url, patience=NAIVE_LIMIT * 1000)
            _drawn(page)
            page.locator(SLIDER).last.focus()
            took = []
            for key in ("ArrowLeft", "ArrowRight", "ArrowLeft"):
                # The map is mounted anew, so its old frame goes and another one comes.
                page.evaluate(
                    "(name) => { document.querySelector(name).dataset.old = 1 }", browsing.MAP
                )
                page.evaluate("window.bench.arm()")
                page.keyboard.press(key)
                _drawn(page, fresh=True)
                page.evaluate("window.bench.note()")
                took.append(float(page.evaluate("window.bench.changed - window.bench.pressed")))
                browsing.settled(page)
            page.context.close()
            return statistics.median(took) / 1000
        except (BrowserError, TimeoutError):
            return f"not within {NAIVE_LIMIT:.0f} s"


def _drawn(page: Page, *, fresh: bool = False) -> None:
    page.wait_for_function(
        "([name, fresh]) => [...document.querySelectorAll(name)].some((frame) =>"
        " !(fresh && frame.dataset.old)"
        " && frame.contentDocument?.querySelector('.leaflet-marker-icon'))",
        arg=[browsing.MAP, fresh],
    )


def median(changes: Sequence[Change], name: str = "milliseconds") -> float:
    """The median of one figure of *changes*."""
    return float(statistics.median(getattr(each, name) for each in changes))
