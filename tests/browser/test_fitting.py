"""The map in its place: what changes that leaves the reader's view, and a key leads past it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.reader import Reader

VIEW = "50.6000,36.6000,7"
FILLED = """() => new Promise((resolve) => {
  setTimeout(resolve, 20000, Infinity);
  addEventListener("resize", () => {
    let pictures = 0;
    const look = () => {
      const { x, y } = map_div.getSize();
      if (Math.abs(x - innerWidth) < 2 && Math.abs(y - innerHeight) < 2) return resolve(pictures);
      pictures += 1;
      return requestAnimationFrame(look);
    };
    look();
  }, { once: true });
})"""
"""Pictures from the change of the map's place to the map that fills it, or too many."""
MOST_PICTURES = 60
"""About a second's, and on a slow machine that of fewer, longer ones."""
WATCH = f"() => {{ window.filled = ({FILLED})(); }}"


def _close_sidebar(page: Page) -> None:
    page.get_by_test_id("stSidebarHeader").hover()
    page.get_by_test_id("stSidebarCollapseButton").locator("button").click()


def _open_sidebar(page: Page) -> None:
    page.get_by_test_id("stExpandSidebarButton").click()


def _turn(page: Page) -> None:
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": size["height"], "height": size["width"]})


def _check(reader: Reader, change: Callable[[Page], None]) -> None:
    frame = reader.frame()
    before = reader.view()
    frame.evaluate(WATCH)
    change(reader.page)
    assert frame.evaluate("window.filled") < MOST_PICTURES
    reader.settled()
    assert reader.view() == pytest.approx(before, abs=0.02)
    assert reader.query["view"] == [VIEW]


def test_the_readers_view_stays(resident: Reader) -> None:
    """With the sidebar closed and opened and the window resized the map fills its place at once."""
    resident.open(view=VIEW).with_map()
    _check(resident, _close_sidebar)
    _check(resident, _open_sidebar)
    _check(resident, lambda page: page.set_viewport_size({"width": 1_100, "height": 760}))


@pytest.mark.nightly("a window of another size is one, too")
def test_a_phone_is_turned(phone: Reader) -> None:
    """Turned and turned back a phone shows the same place, filling the map."""
    reader = phone.open(view=VIEW).with_map()
    _check(reader, _turn)
    _check(reader, _turn)


def test_one_stop_leads_past_the_map(resident: Reader) -> None:
    """The link before the map, from the keyboard, goes to what stands beside it."""
    resident.open().with_map()
    link = resident.page.locator(".sm-skip")
    link.focus()
    assert link.bounding_box()["x"] >= 0  # type: ignore[index]  # it is seen while it has the focus
    resident.page.keyboard.press("Enter")
    resident.page.keyboard.press("Tab")
    resident.page.wait_for_function("() => document.activeElement.closest('.st-key-side')")
