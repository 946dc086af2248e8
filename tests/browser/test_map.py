"""The map: seen, clicked, narrowed, reached from the keyboard, and never mounted anew."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import Record
from tests.browser.conftest import NewContext
from tests.browser.reader import SHEBEKINO, Reader
from tests.browser.server import Server

CHANGES = 12
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


def test_symbols(reader: Reader) -> None:
    """
    Each incident is on the map: five in symbols, two in their region's label, over borders;
    pointing at one tells what it is, and an unknown toll as not reported.  A click opens the
    incident beside the map and puts it in the address, Close undoes both, and it opens again.
    """
    reader.open().with_map()
    assert sum(each["count"] for each in reader.drawn()) == 5
    expect(reader.map.locator(".sm-region")).to_have_count(1)
    expect(reader.map.locator(".sm-region")).to_contain_text("Belgorod Oblast 2")
    expect(reader.map.locator("details.sm-legend").first).to_contain_text("Air/drone strike")
    reader.marker("Drone attack on Moscow").hover()
    expect(reader.map.locator(".sm-tip")).to_contain_text("killed not reported")
    moscow = ("Drone attack on Moscow", "Drone attack on Moscow", "2023-05-30-moscow-drone-attack")
    for title, told, chosen in (
        ("Shelling of Shebekino", "eight apartment buildings were damaged", SHEBEKINO),
        moscow,
        moscow,
    ):
        reader.marker(title).click()
        expect(reader.panel).to_contain_text(told)
        reader.expect_query("incident", chosen)
        reader.page.get_by_role("button", name="Close").click()
        expect(reader.panel).to_have_count(0)
        reader.expect_query("incident")


def test_the_keyboard(reader: Reader) -> None:
    """
    The slider, by its keys, changes the markers in the same document of the map.  Tab goes from
    the map to a marker, which has a name; Enter opens its panel.
    """
    reader.open().with_map()
    frame = reader.frame()
    frame.evaluate("window.neverReloaded = true")
    reader.thumb(1).focus()
    for _ in range(2):
        reader.page.keyboard.press("ArrowLeft")
    reader.expect_query("dates", "2023-05-22", "2023-05-29")
    reader.expect_in_view(2)
    frame.wait_for_function("strikemap.drawn().length === 1")
    reader.thumb(1).press("End")
    reader.expect_query("dates")
    reader.expect_in_view(7)
    reader.settled()
    frame.wait_for_function("strikemap.settled()")
    reader.map.locator(".leaflet-container").focus()
    focused = "document.activeElement.matches('.sm-symbol:not(.sm-several)')"
    for _ in range(40):
        reader.page.keyboard.press("Tab")
        if frame.evaluate(focused):
            break
    assert frame.evaluate(focused)
    name = frame.evaluate("document.activeElement.getAttribute('aria-label')")
    reader.page.keyboard.press("Enter")
    title = reader.panel.locator("h2")
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


@pytest.mark.parametrize("dates", [["2023-05-05", "2023-06-12"], ["2023-05-02", "2023-05-02"]])
def test_what_tells_of_symbols_follows_them(reader: Reader, dates: list[str]) -> None:
    """Days that move change symbols at once and dim what tells of them, until that is right too."""
    reader.open(collection=CHRONOLOGY, dates=dates).with_map()
    reader.frame().wait_for_function("() => strikemap.settled()")
    right = reader.frame().evaluate(TELLS)
    reader.go(collection=CHRONOLOGY).with_map()
    frame = reader.frame()
    frame.wait_for_function("() => strikemap.settled()")
    met = frame.evaluate(MOVED, dates)
    assert (met["isDim"], met["isWrong"]) == (True, False)
    assert_alike(met["drawn"], right["drawn"])
    frame.wait_for_function("() => strikemap.settled()")
    assert_alike(frame.evaluate(TELLS), right)


def test_many_changes(reader: Reader) -> None:
    """A dozen steps through the days leave nothing behind and the reader's view alone."""
    reader.open().with_map()
    frame = reader.frame()
    reader.map.locator(".leaflet-control-zoom-in").click()
    frame.wait_for_function(
        "parent.location.search.endsWith(encodeURIComponent(',' + map_div.getZoom()))"
    )
    here = reader.view()
    reader.thumb(1).wait_for()
    reader.page.evaluate(STEPS, 3)
    frame.evaluate("window.neverReloaded = true")
    before = frame.evaluate("strikemap.counts()")
    nodes = frame.evaluate("document.querySelectorAll('*').length")
    reader.page.evaluate(STEPS, CHANGES)
    reader.page.get_by_role("button", name="All days").click()
    reader.expect_in_view(7)
    assert frame.evaluate("window.neverReloaded")
    assert sum(each["count"] for each in reader.drawn()) == 5
    reader.page.evaluate(STEPS, 3)
    assert frame.evaluate("strikemap.counts()") == before
    assert frame.evaluate("document.querySelectorAll('*').length") <= nodes + 20
    assert reader.view() == pytest.approx(here, abs=0.01)


def test_boundaries_are_fetched_once(new_context: NewContext, server: Server) -> None:
    """The borders come once: neither a change nor a second visit fetches any of the map's files."""
    sent = """() => performance.getEntriesByType("resource")
      .filter((e) => e.name.includes("/app/static/"))
      .map((e) => [e.name.split("/").pop(), e.transferSize, e.decodedBodySize])"""
    context = new_context()
    first = Reader(context.new_page(), server.url).open().with_map()
    fetched = first.frame().evaluate(sent)
    assert {"regions.geojson", "countries.geojson", "border.geojson"} <= {n for n, _, _ in fetched}
    first.page.get_by_role("button", name="Step").click()
    first.page.wait_for_function("() => new URLSearchParams(location.search).get('dates')")
    assert len(first.frame().evaluate(sent)) == len(fetched)
    second = Reader(context.new_page(), server.url).open().with_map()
    again = second.frame().evaluate(sent)
    assert len(again) == len(fetched)
    assert [each for each in again if each[1]] == []


def test_tiles_refused(new_context: NewContext, server: Server, record: Record) -> None:
    """OpenStreetMap, chosen where it can't be reached, leaves borders and markers as they were."""
    reader = Reader(new_context().new_page(), server.url).open().with_map()
    reader.map.get_by_label("Basemap").select_option("osm")
    reader.expect_query("basemap", "osm")
    expect(reader.map.locator("body.sm-no-tiles")).to_be_attached()
    expect(reader.map.locator(".leaflet-control-attribution")).to_contain_text(
        "© OpenStreetMap contributors"
    )
    assert sum(each["count"] for each in reader.drawn()) == 5
    drawn = """() => [...document.querySelectorAll(".leaflet-land-pane canvas")].some((canvas) =>
      canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean))"""
    assert reader.frame().evaluate(drawn)
    reader.map.get_by_label("Basemap").select_option("boundaries")
    reader.expect_query("basemap")
    asked, _ = record.take()  # the reader chose to ask a third party; no one else may be asked
    assert asked
    assert [each for each in asked if "tile.openstreetmap.org" not in each] == []
