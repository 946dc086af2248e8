"""Tables as a reader sees them: what the grid draws on its canvas, and what it cuts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

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
CELLS = """(grid) => [...grid.querySelectorAll("table[role=grid] tbody td")]
  .map((cell) => cell.textContent.trim()).filter(Boolean)"""
"""The texts of a grid's cells, which stand before they have one, and only where it is in sight."""
SOON = """((look) => new Promise((done) => {
  const until = performance.now() + 2000;
  const again = () => {
    const found = look();
    if (found.length || performance.now() > until) done(found);
    else setTimeout(again, 50);
  };
  again();
}))"""
"""What *look* finds as soon as it finds anything, or nothing after a while."""
DRAWN = """(starts) => {
  const of = new Set(starts), seen = window.drawn.filter(([text]) => of.has(text));
  return seen.length ? seen : null;
}"""
"""What was drawn of the texts that are, or begin, a figure, once any was."""
SIZES = {"laptop": (1440, 900), "small laptop": (1280, 720), "phone": (390, 844)}
WHY = "by day the widest table, where it has just room"
TABLES: dict[str, dict[str, Any]] = {
    "incidents": {},
    "incident": {"incident": "2023-06-01-shebekino-shelling"},
    "compare": {"compare": "2023-05-01,2023-05-31", "dates": ["2023-06-01", "2023-06-30"]},
    "sources": {},
    "casualties": {},
}


def figures_in(page: Page) -> set[str]:
    """The cells that hold a figure of every grid of *page*, each scrolled to so that it draws."""
    for summary in page.locator("[data-testid=stExpander] summary:visible").all():
        if not summary.evaluate("(each) => each.parentElement.open"):
            summary.click()
    found: set[str] = set()
    page.locator(GRIDS).first.wait_for(state="attached")
    for grid in page.locator(GRIDS).all():
        texts = None
        while not texts:
            # What comes above it late moves it out of sight again, where it draws nothing.
            grid.scroll_into_view_if_needed()
            texts = grid.evaluate(f"(grid) => {SOON}(() => ({CELLS})(grid))")
        found.update(text for text in texts if re.search(r"\d", text) and len(text) < 60)
    return found


def cut_in(page: Page) -> set[str]:
    """The figures that *page* draws in a column too narrow for them."""
    figures = figures_in(page)
    # A text that its column is too narrow for is drawn only as far as it goes.
    starts = {figure[:length] for figure in figures for length in range(4, 60)} | figures
    seen = page.wait_for_function(DRAWN, arg=sorted(starts), polling=100).json_value()
    return {
        text
        for text, left, right, clip in seen
        if clip and (left < clip[0] - 1 or right > clip[1] + 1)
    }


BY_DAY = {("incidents", "small laptop")}
CASES = [
    pytest.param(path, size, marks=[pytest.mark.nightly(WHY)][: (path, size) not in BY_DAY])
    for path in TABLES
    for size in SIZES
    # On a phone the first columns of the claimants, which are words, fill the screen.
    if (path, size) != ("sources", "phone")
]


@pytest.mark.parametrize(("path", "size"), CASES)
def test_no_figure_is_cut(path: str, size: str, page: Page, server: Server) -> None:
    """Each cell that holds a figure is drawn whole, from its column's left edge to its right."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(f"({LISTEN})()")
    Reader(page, server.url).open(path, collection=CHRONOLOGY, **TABLES[path])
    assert cut_in(page) == set()
