"""The map: seen, clicked, narrowed, reached from the keyboard, and never mounted anew."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import expect

from bench.browser import count_fetched
from bench.visit import MOST_BYTES
from tests.browser.chromium import Record
from tests.browser.conftest import NewContext
from tests.browser.reader import Reader
from tests.browser.server import Server

CHANGES = 6
QUIET = 1.0
"""Seconds without a request, after which none is to be expected."""
MOST_FRAMES = 60_000
STEPS = """async (changes) => {
  const bars = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
    .map((each) => each.shadowRoot).find((each) => each.querySelector("[role=slider]"));
  const idle = () => document.querySelector("[data-test-script-state=notRunning]");
  const inView = () => document.querySelector(".sm-inview:has(> [data-in-view])").innerText;
  const days = () => inView().split("·").pop();
  for (let done = 0; done < changes; done++) {
    const before = days();
    bars.querySelector(".step").click();
    await new Promise((resolve, reject) => {
      const until = performance.now() + 10000;
      const look = () => days() !== before && idle() ? resolve()
        : performance.now() > until ? reject(new Error(`no change after ${done}`))
        : requestAnimationFrame(look);
      look();
    });
  }
}"""


def test_symbols(resident: Reader) -> None:
    """
    Each incident is on the map: five in symbols, two in their region's label, over borders;
    pointing at one tells what it is, and an unknown toll as not reported.  A click opens the
    incident beside the map and puts it in the address, Close undoes both, and it opens again.
    """
    resident.open().with_map()
    assert sum(each["count"] for each in resident.drawn()) == 5
    expect(resident.map.locator(".sm-region")).to_have_count(1)
    expect(resident.map.locator(".sm-region")).to_contain_text("Belgorod Oblast 2")
    expect(resident.map.locator("details.sm-legend").first).to_contain_text("Air/drone strike")
    resident.marker("Drone attack on Moscow").hover()
    expect(resident.map.locator(".sm-tip")).to_contain_text("killed not reported")
    for _ in range(2):
        resident.marker("Drone attack on Moscow").click()
        expect(resident.panel).to_contain_text("Drone attack on Moscow")
        resident.expect_query("incident", "2023-05-30-moscow-drone-attack")
        resident.page.get_by_role("button", name="Close").click()
        expect(resident.panel).to_have_count(0)
        resident.expect_query("incident")


def test_the_keyboard(resident: Reader) -> None:
    """
    The slider, by its keys, changes the markers in the same document of the map, what is in view is
    said in one region that stays, and the address has nothing that the reader did not choose.  Tab
    goes from the map to a marker, which has a name; Enter opens its panel.
    """
    resident.open().with_map()
    frame = resident.frame()
    frame.evaluate("window.neverReloaded = true")
    spoken = resident.page.get_by_role("status").filter(has_text="in view")
    region = spoken.element_handle()
    assert region is not None
    resident.thumb(1).focus()
    for _ in range(2):
        resident.page.keyboard.press("ArrowLeft")
    resident.expect_query("dates", "2023-05-22", "2023-05-29")
    assert set(resident.query) == {"dates"}
    resident.expect_in_view(2)
    resident.settled()
    expect(spoken).to_have_text(resident.in_view)
    frame.wait_for_function("strikemap.drawn().length === 1")
    resident.thumb(1).press("End")
    resident.expect_query("dates")
    resident.expect_in_view(7)
    resident.settled()
    expect(spoken).to_have_text(resident.in_view)
    assert region.evaluate("(region) => region.isConnected && region.textContent") == (
        resident.in_view
    )
    frame.wait_for_function("strikemap.settled()")
    resident.map.locator(".leaflet-container").focus()
    focused = "document.activeElement.matches('.sm-symbol:not(.sm-several)')"
    for _ in range(40):
        resident.page.keyboard.press("Tab")
        if frame.evaluate(focused):
            break
    assert frame.evaluate(focused)
    name = frame.evaluate("document.activeElement.getAttribute('aria-label')")
    resident.page.keyboard.press("Enter")
    title = resident.panel.locator("h2")
    title.wait_for()
    assert name.startswith(title.inner_text())
    assert frame.evaluate("window.neverReloaded")


CHRONOLOGY = "chronology-2023-05-06"
TELLS = """() => {
  const all = (name, ...asked) => [...document.querySelectorAll(name)]
    .map((each) => asked.map((ask) => ask(each))).sort();
  const name = (each) => each.ariaLabel;
  return {
    symbols: all(".sm-symbol", name, (each) => each.dataset.count, (each) => each.tabIndex),
    names: all(".sm-name", name, (each) => each.innerHTML),
    legend: document.querySelector(".sm-legend").innerHTML,
    drawn: strikemap.drawn(),
  };
}"""
PIXELS = ("x", "y", "left", "top", "right", "bottom")
MOVED = """(dates) => {
  strikemap.narrow(...dates, false);
  const opacity = (name) => Number(getComputedStyle(document.querySelector(name)).opacity);
  const isWrong = [...document.querySelectorAll(".sm-several")].some(
    (each) => each.ariaLabel && !each.ariaLabel.startsWith(each.dataset.count + " incidents"));
  const isDim = [".sm-legend", ".sm-region"].every((name) => opacity(name) < 0.5);
  return { isDim, isWrong, drawn: strikemap.drawn() };
}"""


def assert_alike(one: Any, other: Any) -> None:
    """Both tell the same, to a pixel: what stands over a map may be a part of one higher."""
    if isinstance(one, dict):
        assert one.keys() == other.keys()
        for key, value in one.items():
            if key in PIXELS:
                assert value == pytest.approx(other[key], abs=1)
            else:
                assert_alike(value, other[key])
    elif isinstance(one, list):
        assert len(one) == len(other)
        for each, like in zip(one, other, strict=True):
            assert_alike(each, like)
    else:
        assert one == other


@pytest.mark.by_day(1, "a single day is rarer than a span")
@pytest.mark.parametrize("dates", [["2023-05-05", "2023-06-12"], ["2023-05-02", "2023-05-02"]])
def test_what_tells_of_symbols_follows_them(resident: Reader, dates: list[str]) -> None:
    """Days that move change symbols at once and dim what tells of them, until that is right too."""
    resident.open(collection=CHRONOLOGY, dates=dates).with_map()
    resident.frame().wait_for_function("() => strikemap.settled()")
    right = resident.frame().evaluate(TELLS)
    resident.go(collection=CHRONOLOGY).with_map()
    frame = resident.frame()
    frame.wait_for_function("() => strikemap.settled()")
    met = frame.evaluate(MOVED, dates)
    assert (met["isDim"], met["isWrong"]) == (True, False)
    assert_alike(met["drawn"], right["drawn"])
    frame.wait_for_function("() => strikemap.settled()")
    assert_alike(frame.evaluate(TELLS), right)


@pytest.mark.nightly("test_the_keyboard holds that one document stays; what piles up shows late")
def test_many_changes(resident: Reader) -> None:
    """Steps through the days leave nothing behind and the reader's view alone."""
    resident.open().with_map()
    frame = resident.frame()
    resident.map.locator(".leaflet-control-zoom-in").click()
    frame.wait_for_function(
        "parent.location.search.endsWith(encodeURIComponent(',' + map_div.getZoom()))"
    )
    here = resident.view()
    resident.thumb(1).wait_for()
    resident.page.evaluate(STEPS, 2)
    frame.evaluate("window.neverReloaded = true")
    before = frame.evaluate("strikemap.counts()")
    nodes = frame.evaluate("document.querySelectorAll('*').length")
    resident.page.evaluate(STEPS, CHANGES)
    resident.page.get_by_role("button", name="All days").click()
    resident.expect_in_view(7)
    assert frame.evaluate("window.neverReloaded")
    assert sum(each["count"] for each in resident.drawn()) == 5
    resident.page.evaluate(STEPS, 2)
    assert frame.evaluate("strikemap.counts()") == before
    assert frame.evaluate("document.querySelectorAll('*').length") <= nodes + 10
    assert resident.view() == pytest.approx(here, abs=0.01)


def test_a_first_visit_and_a_second_one(new_context: NewContext, server: Server) -> None:
    """
    With nothing cached, all that the map's page fetches stays within its bound.  The borders come
    once: neither a change nor a second visit fetches any of the map's files.
    """
    sent = """() => performance.getEntriesByType("resource")
      .filter((e) => e.name.includes("/app/static/"))
      .map((e) => [e.name.split("/").pop(), e.transferSize, e.decodedBodySize])"""
    context = new_context()
    page = context.new_page()
    bytes_of = count_fetched(page)
    first = Reader(page, server.url).open().with_map()
    page.wait_for_load_state("networkidle")
    assert 1_000_000 < bytes_of.answers <= MOST_BYTES
    assert 0 < bytes_of.frames <= MOST_FRAMES
    fetched = first.frame().evaluate(sent)
    assert {"regions.geojson", "countries.geojson", "border.geojson"} <= {n for n, _, _ in fetched}
    first.page.get_by_role("button", name="Step").click()
    first.page.wait_for_function("() => new URLSearchParams(location.search).get('dates')")
    assert len(first.frame().evaluate(sent)) == len(fetched)
    second = Reader(context.new_page(), server.url).open().with_map()
    again = second.frame().evaluate(sent)
    assert len(again) == len(fetched)
    assert [each for each in again if each[1]] == []


@pytest.mark.nightly("no test has tiles: borders and symbols stand without them in each")
def test_tiles_refused(resident: Reader, record: Record) -> None:
    """OpenStreetMap, chosen where it can't be reached, leaves borders and markers as they were."""
    resident.open().with_map()
    resident.map.get_by_label("Basemap").select_option("osm")
    resident.expect_query("basemap", "osm")
    expect(resident.map.locator("body.sm-no-tiles")).to_be_attached()
    expect(resident.map.locator(".leaflet-control-attribution")).to_contain_text(
        "© OpenStreetMap contributors"
    )
    assert sum(each["count"] for each in resident.drawn()) == 5
    drawn = """() => [...document.querySelectorAll(".leaflet-land-pane canvas")].some((canvas) =>
      canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean))"""
    assert resident.frame().evaluate(drawn)
    resident.map.get_by_label("Basemap").select_option("boundaries")
    resident.expect_query("basemap")
    asked, since = list[str](), time.monotonic()
    # Chromium connects once more to what refused it, and no later test has asked for that.
    while time.monotonic() - since < QUIET:
        came, _ = record.take()
        asked, since = asked + came, time.monotonic() if came else since
        resident.page.wait_for_timeout(50)
    # The reader chose to ask a third party; no one else may be asked.
    assert asked
    assert [each for each in asked if "tile.openstreetmap.org" not in each] == []
