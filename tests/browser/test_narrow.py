"""Narrow and low windows: what stands under the map, and presses where the map is cut off."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import Page, expect

from strikemap.ui.session.state import ZOOMS
from tests.browser.reader import MAP_FRAME, Reader
from tests.browser.server import Server
from tests.unit.export.views import shipped

CHRONOLOGY = "chronology-2023-05-06"
INCIDENT = "2023-06-01-shebekino-shelling"
SIZES = ((390, 844), (844, 390), (600, 900), (768, 1024))
PARTS = ("head", "totals-in-view", "map-place", "timeline", "beside", "actions")
BOXES = """(parts) => parts.map((part) => {
  const box = document.querySelector(".st-key-" + part).getBoundingClientRect();
  const { left, top, right, bottom } = box;
  return [left, top, right, bottom];
})"""


@pytest.mark.by_day(1, "an upright phone is most used, and narrowest")
@pytest.mark.parametrize("size", SIZES)
def test_nothing_lies_over_another(size: tuple[int, int], resident: Reader) -> None:
    """Of title, totals, map, timeline, list or panel, and the actions no two meet."""
    reader, page = resident, resident.page
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    for chosen in ({}, {"incident": INCIDENT}):
        reader.open(collection=CHRONOLOGY, **chosen).with_map()
        page.locator(".st-key-actions button").first.wait_for()
        if chosen:
            reader.panel.wait_for()
        reader.frame().wait_for_function("() => map_div.getSize().x === innerWidth")
        boxes = zip(PARTS, page.evaluate(BOXES, PARTS), strict=True)
        for (one, first), (other, second) in itertools.combinations(boxes, 2):
            across = min(first[2], second[2]) - max(first[0], second[0])
            along = min(first[3], second[3]) - max(first[1], second[1])
            assert min(across, along) <= 1, (one, other, along)


SCROLL = "(by) => { document.querySelector('[data-testid=stMain]').scrollTop = by; }"
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


@pytest.mark.by_day(1, "scrolled it is the same, with the map cut off above")
@pytest.mark.parametrize(("size", "by"), [((844, 390), 0), ((390, 844), 330)])
def test_a_press_counts_where_the_map_is_cut_off(
    size: tuple[int, int], by: int, reader: Reader
) -> None:
    """With a part of the map out of the window a first press opens a symbol and scrolls nothing."""
    page = reader.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.open(collection=CHRONOLOGY).with_map()
    page.locator(".st-key-actions button").first.wait_for()
    reader.frame().wait_for_function("() => strikemap.settled()")
    page.evaluate(SCROLL, by)
    box = page.locator(MAP_FRAME).bounding_box()
    assert box and not 0 <= box["y"] <= box["y"] + box["height"] <= size[1]
    seen = [each for each in reader.drawn() if 20 < box["y"] + each["y"] < size[1] - 20]
    largest = max(seen, key=lambda each: each["count"])
    page.mouse.click(box["x"] + largest["x"], box["y"] + largest["y"])
    beside = page.locator(".st-key-beside")
    expect(beside).to_contain_text(f"{largest['count']} incidents at this symbol")
    assert page.evaluate(SCROLLED) == by


KEEP_SENT = """(() => {
  let held;
  const set = (map) => {
    const draw = map.draw;
    map.draw = (sent) => { window.sent = sent; return draw(sent); };
    held = map;
  };
  Object.defineProperty(window, "strikemap", { get: () => held, set });
})()"""
CHOOSE = """(all) => {
  const first = sent;
  const symbolAt = ({ x, y }) => document.elementFromPoint(x, y)?.closest(".sm-symbol");
  return all.filter(([id, position, lat, lon, zoom], number) => {
    const view = { lat, lon, zoom, turn: first.view.turn };
    strikemap.draw({ ...first, selected: position, view, stamp: String(number) });
    const label = document.querySelector(".sm-chosen span")?.getBoundingClientRect();
    if (!label || label.left < 0 || label.right > innerWidth) return true;
    const drawn = strikemap.drawn(), chosen = drawn.find(({ incidents }) => incidents.includes(id));
    const own = symbolAt(chosen);
    return drawn.some((each) => each.radius < chosen.radius && own && symbolAt(each) === own);
  }).map(([id]) => id);
}"""


@pytest.mark.by_day(1, "every fourth is near enough to every one")
@pytest.mark.parametrize("step", [4, 1])
def test_the_chosen_incident_is_named_wherever_it_stands(
    step: int, page: Page, server: Server
) -> None:
    """On a phone's map, where a link to it looks, each point's incident has its name whole within
    the window, and its symbol covers the middle of no smaller one.
    """
    rows = shipped(CHRONOLOGY).incidents.reset_index()
    rows = rows[rows["latitude"].notna() & (rows["geo_precision"].astype(int) < 3)]
    rows = rows.sort_values("title", key=lambda titles: titles.str.len()).drop_duplicates(
        ["latitude", "longitude", "geo_precision"], keep="last"
    )
    looks = [
        [str(of.incident_id), of.position, of.latitude, of.longitude, ZOOMS[int(of.geo_precision)]]
        for of in rows.rename(columns={"index": "position"}).itertuples(index=False)
    ]
    assert len(looks) > 80
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_init_script(KEEP_SENT)
    frame = Reader(page, server.url).open(collection=CHRONOLOGY).with_map().frame()
    frame.wait_for_function("() => window.sent && strikemap.settled()")
    assert frame.evaluate(CHOOSE, looks[::step]) == []
