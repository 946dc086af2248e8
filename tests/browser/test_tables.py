"""Tables as a reader sees them: what the grid draws on its canvas, and what it cuts."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NotInTime

from tests.browser.reader import Reader
from tests.browser.server import Server

CHRONOLOGY = "chronology-2023-05-06"
LISTEN = """() => {
  const of = CanvasRenderingContext2D.prototype, states = new WeakMap();
  const state = (pen) => {
    if (!states.has(pen)) states.set(pen, { clip: null, path: null, kept: [] });
    return states.get(pen);
  };
  const wrap = (name, before) => {
    const own = of[name];
    of[name] = function (...given) {
      before(state(this), given, this);
      return own.apply(this, given);
    };
  };
  window.drawn = [];
  wrap("save", (now) => now.kept.push(now.clip));
  wrap("restore", (now) => { now.clip = now.kept.length ? now.kept.pop() : null; });
  wrap("beginPath", (now) => { now.path = null; });
  wrap("rect", (now, [x, , width]) => { now.path = [x, x + width]; });
  wrap("clip", (now) => { now.clip = now.path; });
  wrap("fillText", (now, [text, x], pen) => {
    const { width } = pen.measureText(text);
    const left = { right: x - width, end: x - width, center: x - width / 2 }[pen.textAlign] ?? x;
    window.drawn.push([text, left, left + width, now.clip]);
  });
}"""
"""Writes down each text that a canvas draws: its edges, and those beyond which it is not seen."""
GRIDS = "[data-testid=stDataFrame]"
FIGURES = """() => [...document.querySelectorAll("[data-testid=stDataFrame] table[role=grid]")]
  .flatMap((grid) => [...grid.querySelectorAll("tbody td")].map((cell) => cell.textContent.trim()))
  .filter((text) => /\\d/.test(text) && text.length < 60)"""
TRIES = 10
SIZES = {"laptop": (1440, 900), "small laptop": (1280, 720), "phone": (390, 844)}
TABLES: dict[str, dict[str, Any]] = {
    "incidents": {},
    "casualties": {},
    "incident": {"incident": "2023-06-01-shebekino-shelling"},
    "compare": {"compare": "2023-05-01,2023-05-31", "dates": ["2023-06-01", "2023-06-30"]},
    "sources": {},
}


def figures_in(page: Page) -> set[str]:
    """The cells that hold a figure of every grid of *page*, each scrolled to so that it draws."""
    for summary in page.locator("[data-testid=stExpander] summary:visible").all():
        if not summary.evaluate("(each) => each.parentElement.open"):
            summary.click()
    found: set[str] = set()
    page.locator(GRIDS).first.wait_for(state="attached")
    for grid in page.locator(GRIDS).all():
        cell = grid.locator("table[role=grid] tbody td").first
        for _ in range(TRIES):
            # What comes above it late moves it out of sight again, where it draws nothing.
            grid.scroll_into_view_if_needed()
            with suppress(NotInTime):
                cell.wait_for(state="attached", timeout=5_000)
                break
        # A cell stands before it has its text.
        page.wait_for_function(f"() => ({FIGURES})().length")
        found.update(page.evaluate(FIGURES))
    return found


def cut_in(page: Page) -> set[str]:
    """The figures that *page* draws in a column too narrow for them."""
    figures = figures_in(page)
    # A text that its column is too narrow for is drawn only as far as it goes.
    starts = {figure[:length] for figure in figures for length in range(4, 60)} | figures
    seen = [each for each in page.evaluate("window.drawn") if each[0] in starts]
    assert seen
    return {
        text
        for text, left, right, clip in seen
        if clip and (left < clip[0] - 1 or right > clip[1] + 1)
    }


def test_no_figure_is_cut(page: Page, server: Server) -> None:
    """Each cell that holds a figure is drawn whole, from its column's left edge to its right."""
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(f"({LISTEN})()")
    reader = Reader(page, server.url).open("corrections", collection=CHRONOLOGY)
    cut = {}
    for path, query in TABLES.items():
        reader.go(path, collection=CHRONOLOGY, **query)
        for name, (width, height) in SIZES.items():
            # On a phone the first columns of the claimants, which are words, fill the screen.
            if (path, name) == ("sources", "phone"):
                continue
            page.evaluate("window.drawn = []")
            page.set_viewport_size({"width": width, "height": height})
            reader.settled()
            cut[path, name] = cut_in(page)
    assert not any(cut.values()), cut
