"""Thousands of incidents on the map: cells that follow the reader's view, whoever moves it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import Reader
from tests.browser.server import Server
from tests.browser.wire import Wire

HOLD_BACK = """() => {
  window.waiting = [];
  strikemap.drawNow = strikemap.draw;
  strikemap.draw = (payload) => window.waiting.push(payload);
}"""
DRAWN = "document.body.dataset.drawn"
LINKS, HREFS = "[data-testid=stPageLink] a", "(links) => links.map((each) => each.href)"
SAID = (".sm-totals", ".sm-inview", ".sm-summary")
BRIGHTNESS = """[".leaflet-marker-pane", ".leaflet-regions-pane", ".sm-legend"]
  .map((each) => Number(getComputedStyle(document.querySelector(each)).opacity))"""

STAND = """() => JSON.stringify([
  strikemap.drawn().map(({ x, y, count }) => [x, y, count]).sort(),
  [...document.querySelectorAll(".sm-name span")].map((each) => {
    const { left, top } = each.getBoundingClientRect();
    return [each.textContent, left, top];
  }).sort(),
])"""
ALIKE = f"(drawn) => strikemap.settled() && ({STAND})() === drawn"


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
        reader.page.keyboard.press("Shift+Equal")  # three steps at once
        frame.wait_for_function(
            "(zoom) => map_div.getZoom() > zoom && !map_div._animatingZoom", arg=zoom
        )
    expect(reader.cells).to_have_count(0)
    reader.page.wait_for_function(
        "(zoom) => new URLSearchParams(location.search).get('view')?.endsWith(`,${zoom}`)", arg=zoom
    )


def test_reset_after_a_zoom(crowd: Reader) -> None:
    """Reset, from far in, shows the whole again, each symbol and each name at the same pixel."""
    crowd.open().with_map()
    here, cells = crowd.view(), cells_shown(crowd)
    drawn = crowd.frame().evaluate(f"({STAND})()")
    assert cells > 10
    near(crowd)
    crowd.page.get_by_role("button", name="Reset").first.click()
    crowd.expect_query("view")
    expect(crowd.cells).to_have_count(cells)
    assert crowd.view() == pytest.approx(here, abs=0.1)
    crowd.frame().wait_for_function(ALIKE, arg=drawn)


@pytest.mark.nightly("test_reset_after_a_zoom holds it of Reset")
def test_one_view_is_drawn_alike_each_time(crowd: Reader) -> None:
    """Opened again, after other sizes of the window, and by Whole map from far in, the default view
    has each symbol and each name at the same pixel.
    """
    crowd.open().with_map()
    frame = crowd.frame()
    frame.wait_for_function("strikemap.settled()")
    drawn = frame.evaluate(f"({STAND})()")
    for size in ({"width": 1000, "height": 700}, crowd.page.viewport_size):
        assert size
        crowd.page.set_viewport_size(size)
        frame.wait_for_function("() => map_div.getSize().x === innerWidth && strikemap.settled()")
    frame.wait_for_function(ALIKE, arg=drawn)
    near(crowd)
    crowd.map.get_by_role("button", name="Whole map").click()
    frame.wait_for_function(ALIKE, arg=drawn)
    crowd.load().with_map()
    crowd.frame().wait_for_function(ALIKE, arg=drawn)


@pytest.mark.nightly("test_what_the_browser_does_not_know holds that it asks then")
def test_days_that_the_map_does_not_hold(crowd: Reader) -> None:
    """Where a span's incidents alone were sent, the map knows no other span, is dim, and asks."""
    crowd.open(dates=["2023-01-01", "2023-03-31"]).with_map()
    expect(crowd.cells).to_have_count(0)
    held = crowd.drawn()
    assert crowd.frame().evaluate("strikemap.narrow('2022-12-01', '2023-06-30', false)") is None
    assert crowd.drawn() == held
    assert set(crowd.frame().evaluate(BRIGHTNESS)) == {0.35}
    crowd.frame().evaluate("strikemap.agreed()")
    assert set(crowd.frame().evaluate(BRIGHTNESS)) == {1}
    crowd.frame().evaluate("strikemap.narrow('2022-12-01', '2023-06-30', false)")
    crowd.thumb(1).press("End")
    crowd.expect_query("dates", "2023-01-01", "2025-12-31")
    crowd.settled()
    cells_shown(crowd)
    assert set(crowd.frame().evaluate(BRIGHTNESS)) == {1}
    assert sum(each["count"] for each in crowd.drawn()) > 2_000


@pytest.mark.nightly("Reset goes the same way; test_links.py goes back from view to view")
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


@pytest.mark.nightly("tests/js/in_step.test.mjs holds which answers are overtaken")
def test_the_last_of_two_moves(lent: Page, odd_server: Server) -> None:
    """An answer that a newer move or newer days have overtaken is not drawn; the last one is."""
    crowd = Reader(lent, odd_server.url).open().with_map()
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
    frame.evaluate("strikemap.awaiting(window.waiting.at(-1).visit, 7)")
    frame.evaluate("strikemap.drawNow(window.waiting.at(-1))")
    assert frame.evaluate(DRAWN) == before
    frame.evaluate("window.waiting.at(-1).answered = 7")
    frame.evaluate("strikemap.drawNow(window.waiting.at(-1))")
    assert frame.evaluate(DRAWN) == last


def test_a_cell_tells_unknown_from_zero(crowd: Reader) -> None:
    """No cell shows a toll that no source gives as a number, and each counts what it lacks.  What
    is known by region alone is in the regions' labels, which open it, and in no cell.  A cell can
    be reached by Tab and says what it holds; Enter opens its incidents.
    """
    crowd.open().with_map()
    assert cells_shown(crowd) > 10
    frame = crowd.frame()
    labels = frame.evaluate("strikemap.labels().regions")
    held = sum(each["count"] for each in (*crowd.drawn(), *labels))
    assert held == int(crowd.in_view.split()[0].replace(",", ""))
    names = crowd.cells.evaluate_all("(nodes) => nodes.map((each) => each.ariaLabel)")
    unknown = 0
    for name in names:
        count, killed, _ = name.split("; ")
        lacking = re.search(r"not reported for ([\d,]+)", killed)
        assert lacking is None or lacking[1] != count.split(" ")[0]
        unknown += killed == "killed not reported"
    assert len(names) > unknown
    crowd.map.locator(".leaflet-container").focus()
    focused = "document.activeElement.matches('.sm-cell')"
    for _ in range(5):
        crowd.page.keyboard.press("Tab")
        if frame.evaluate(focused):
            break
    name = frame.evaluate("document.activeElement.getAttribute('aria-label')")
    assert re.match(r"[\d,]+ incidents?( in occupied Ukraine)?; killed .*; injured ", name)
    crowd.page.keyboard.press("Enter")
    beside = crowd.page.get_by_text("at this symbol")
    expect(beside).to_contain_text(name.split(" ")[0])
    crowd.page.get_by_role("button", name="Close").click()
    expect(beside).to_have_count(0)
    label = crowd.map.locator(".sm-region").first
    name = str(label.get_attribute("aria-label"))
    told = re.match(
        r"(.+) \(place not known\): ([\d,]+) incidents?[^;]*; killed .*; injured ", name
    )
    assert told and {"name": told[1], "count": int(told[2])}.items() <= next(
        each.items() for each in labels if each["name"] == told[1]
    )
    label.focus()
    crowd.page.keyboard.press("Enter")
    expect(crowd.listed).to_have_count(int(told[2]))
    expect(crowd.page.locator(".st-key-beside")).to_contain_text("Somewhere in the region")


@pytest.mark.nightly("test_map.py::test_many_changes holds it of days")
def test_moves_never_mount_the_map_anew(crowd: Reader) -> None:
    """
    Over many moves and zooms the map's document stays, and holds no more than it did; the incident
    that a link names has its marker over the cells all the while.
    """
    crowd.open().with_map()
    crowd.listed.filter(has_text="Drone").last.click()
    expect(crowd.panel).to_be_visible()
    expect(crowd.markers).to_have_count(1)
    frame = crowd.frame()
    frame.evaluate("window.neverReloaded = true")
    counts = []
    for _ in range(3):
        for x, y, zoom in ((60, 0, 6), (0, 60, 7), (-60, 0, 6), (0, -60, 5)):
            frame.evaluate(
                "([x, y, zoom]) => { map_div.panBy([x, y], { animate: false });"
                " map_div.setZoom(zoom, { animate: false }); }",
                [x, y, zoom],
            )
            frame.wait_for_function("strikemap.settled()")
        frame.evaluate("void map_div.setView([50.6, 36.6], 6, { animate: false })")
        frame.wait_for_function("strikemap.settled()")
        counts.append(frame.evaluate("strikemap.counts()"))
    assert cells_shown(crowd) > 10
    expect(crowd.markers).to_have_count(1)
    assert frame.evaluate("window.neverReloaded")
    assert counts[0] == counts[1] == counts[2]


SIDEBAR = 1
"""The number of the sidebar's part of a page, in the protocol of Streamlit."""


@pytest.mark.nightly("test_what_the_browser_does_not_know holds it of days, of fewer incidents")
def test_days_and_moves_ask_for_the_map_alone(
    lent: Page, odd_server: Server, crowd: Reader
) -> None:
    """
    What a pan asks for is the map's fragment, and nothing of the sidebar is sent again.  While days
    move over cells the page stands, dim; at rest it is that of another reader.
    """
    wire, page, reader = Wire(), lent, Reader(lent, odd_server.url)
    page.on("websocket", wire.hear)
    reader.open().with_map()
    frame = reader.frame()
    frame.wait_for_function("strikemap.settled()")
    reader.settled()
    before = frame.evaluate(DRAWN)
    wire.clear()
    frame.evaluate("void map_div.panBy([150, 0], { animate: false })")
    frame.wait_for_function(f"(before) => {DRAWN} !== before && strikemap.settled()", arg=before)
    reader.settled()
    assert wire.reruns and all(each.fragment_id for each in wire.reruns)
    deltas = [each for each in wire.told if each.HasField("delta")]
    assert deltas and SIDEBAR not in {each.metadata.delta_path[0] for each in deltas}
    reader.go(dates=["2022-02-24", "2024-06-30"]).with_map()
    before, links = frame.evaluate(DRAWN), page.locator(LINKS).evaluate_all(HREFS)
    totals = page.locator(".sm-totals").inner_html()
    wire.clear()
    page.get_by_role("button", name="Play").click()
    for _ in range(3):
        frame.wait_for_function(f"(before) => {DRAWN} !== before", arg=before)
        before = frame.evaluate(DRAWN)
    assert len(wire.reruns) > 2 and page.locator("[data-testid=stApp].sm-stale").count()
    assert page.locator(".sm-totals").inner_html() == totals
    assert page.locator(LINKS).evaluate_all(HREFS) == links
    told = [each.delta.new_element.html.body for each in wire.told if each.HasField("delta")]
    assert told and not any("sm-totals" in each for each in told)
    page.get_by_role("button", name="Pause").click()
    page.wait_for_function("() => !location.search.includes('2024-06-30')")
    reader.settled()
    shown = [page.locator(each).inner_text() for each in SAID]
    at_rest = page.locator(LINKS).evaluate_all(HREFS)
    assert at_rest != links
    crowd.open(dates=reader.query["dates"]).with_map()
    assert [crowd.page.locator(each).inner_text() for each in SAID] == shown
    assert crowd.page.locator(LINKS).evaluate_all(HREFS) == at_rest
