"""Narrow and low windows: what stands under the map, and presses where the map is cut off."""

from __future__ import annotations

import itertools

import pytest

from tests.browser.conftest import NewTab
from tests.browser.reader import Reader
from tests.browser.server import Server

CHRONOLOGY = "chronology-2023-05-06"
INCIDENT = "2023-06-01-shebekino-shelling"
SIZES = ((390, 844), (844, 390), (600, 900), (768, 1024))
PARTS = ("head", "totals-in-view", "map-place", "timeline", "beside", "actions")
BOXES = """(parts) => parts.map((part) => {
  const box = document.querySelector(".st-key-" + part).getBoundingClientRect();
  const { left, top, right, bottom } = box;
  return [left, top, right, bottom];
})"""


@pytest.mark.parametrize("query", [{}, {"incident": INCIDENT}], ids=["list", "panel"])
def test_nothing_lies_over_another(query: dict[str, str], new_tab: NewTab, server: Server) -> None:
    """Of title, totals, map, timeline, list or panel, and the actions no two meet."""
    page = new_tab(viewport={"width": 390, "height": 844})
    reader = Reader(page, server.url).open(collection=CHRONOLOGY, **query).with_map()
    page.locator(".st-key-actions button").first.wait_for()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        reader.frame().wait_for_function("() => map_div.getSize().x === innerWidth")
        boxes = zip(PARTS, page.evaluate(BOXES, PARTS), strict=True)
        for (one, first), (other, second) in itertools.combinations(boxes, 2):
            across = min(first[2], second[2]) - max(first[0], second[0])
            along = min(first[3], second[3]) - max(first[1], second[1])
            assert min(across, along) <= 1, (width, height, one, other, along)
