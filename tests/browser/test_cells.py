"""Thousands of incidents on the map: cells that follow the reader's view, whoever moves it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

HOLD_BACK = """() => {
  window.waiting = [];
  strikemap.drawNow = strikemap.draw;
  strikemap.draw = (payload) => window.waiting.push(payload);
}"""
DRAWN = "document.body.dataset.drawn"


def cells_shown(reader: Reader) -> int:
    """How many cells there are, once they are those of the map's present window."""
    reader.frame().wait_for_function("strikemap.settled()")
    return reader.cells.count()


def near(reader: Reader) -> None:
    """Zoom in, from the keyboard, until each incident is a marker."""
    box = reader.map.locator(".leaflet-container")
    box.focus()
    frame = reader.frame()
    while (zoom := frame.evaluate("map_div.getZoom()")) < 12:
        reader.page.keyboard.press("+")
        frame.wait_for_function(
            "(zoom) => map_div.getZoom() > zoom && !map_div._animatingZoom", arg=zoom
        )
    expect(reader.cells).to_have_count(0)
    reader.page.wait_for_function(
        "(zoom) => new URLSearchParams(location.search).get('view')?.endsWith(`,${zoom}`)", arg=zoom
    )


def test_reset_after_a_zoom(crowd: Reader) -> None:
    """Reset, from far in, shows the whole again, in cells."""
    crowd.open().with_map()
    here, cells = crowd.view(), cells_shown(crowd)
    assert cells > 10
    near(crowd)
    crowd.page.get_by_role("button", name="Reset").first.click()
    crowd.expect_query("view")
    expect(crowd.cells).to_have_count(cells)
    assert crowd.view() == pytest.approx(here, abs=0.1)


def test_back_after_a_zoom(crowd: Reader) -> None:
    """Back, and a link with a view, show what lies in their view."""
    crowd.open(view="50.6,36.6,6").with_map()
    here, cells = crowd.view(), cells_shown(crowd)
    assert cells > 10
    near(crowd)
    while crowd.query["view"] != ["50.6000,36.6000,6"]:
        crowd.page.go_back()
        crowd.settled()
    expect(crowd.cells).to_have_count(cells)
    assert crowd.view() == pytest.approx(here, abs=0.1)


def test_the_last_of_two_moves(crowd: Reader) -> None:
    """An answer that comes when the map has moved on is not drawn; the one for the last view is."""
    crowd.open().with_map()
    frame = crowd.frame()
    frame.wait_for_function("strikemap.settled()")
    before = frame.evaluate(DRAWN)
    frame.evaluate(HOLD_BACK)
    frame.evaluate("void map_div.setZoom(7, { animate: false })")
    frame.wait_for_function("window.waiting.length")
    frame.evaluate("void map_div.setZoom(9, { animate: false })")
    frame.evaluate("strikemap.drawNow(window.waiting.shift())")
    assert frame.evaluate(DRAWN) == before
    frame.wait_for_function("window.waiting.length")
    last = frame.evaluate("window.waiting.at(-1).stamp")
    frame.evaluate("strikemap.drawNow(window.waiting.at(-1))")
    assert frame.evaluate(DRAWN) == last
