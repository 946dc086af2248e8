"""What the map shows is true at every zoom: where symbols stand, and what hides what."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pandas as pd
import pytest
import shapely
from playwright.sync_api import expect

from strikemap import geography
from strikemap.home import BOUNDARIES
from strikemap.ui.map.incident_list import LISTED
from tests.browser.conftest import NewTab
from tests.browser.reader import MAP_FRAME, Reader
from tests.browser.server import ROOT, Server

CHRONOLOGY = "chronology-2023-05-06"
BORDER = (50.4, 36.6)
LOOK = """([lat, lon, zoom]) => { map_div.setView([lat, lon], zoom, { animate: false });
  return [strikemap.drawn(), strikemap.labels()]; }"""
STANDS = """() => {
  const map = document.querySelector("#map_div").getBoundingClientRect();
  return [[map.width, map.height], [...document.querySelectorAll(".sm-symbol")].map((each) => {
    const { left, top, width, height } = each.querySelector("svg").getBoundingClientRect();
    return [left + width / 2 - map.left, top + height / 2 - map.top, Number(each.dataset.count)];
  }), document.querySelector(".sm-legend").textContent];
}"""
"""The map's size; of each symbol of the page, by its drawing, where it stands and its number; the
legend's words."""


def covered(one: dict[str, Any], other: dict[str, Any]) -> float:
    """The share of the smaller of two discs that the other covers (area of a lens)."""
    r, s = sorted((one["radius"], other["radius"]))
    d = math.hypot(one["x"] - other["x"], one["y"] - other["y"])
    if d >= r + s:
        return 0.0
    if d <= s - r:
        return 1.0
    a = r * r * math.acos((d * d + r * r - s * s) / (2 * d * r))
    b = s * s * math.acos((d * d + s * s - r * r) / (2 * d * s))
    c = math.sqrt((-d + r + s) * (d + r - s) * (d - r + s) * (d + r + s)) / 2
    return (a + b - c) / (math.pi * r * r)


def held(drawn: list[dict[str, Any]], labels: dict[str, Any]) -> int:
    return sum(each["count"] for each in (*drawn, *labels["regions"]))


def lying() -> dict[str, tuple[float, float]]:
    """Degrees of each incident of the chronology, as its file has them."""
    rows = pd.read_csv(ROOT / "data" / CHRONOLOGY / "incidents.csv").set_index("incident_id")
    points = zip(rows["latitude"], rows["longitude"], strict=True)
    return dict(zip(rows.index, points, strict=True))


def pixels(
    point: tuple[float, float], zoom: float, size: tuple[float, float]
) -> tuple[float, float]:
    """Where a map of *size* around the border has a point: Web Mercator (EPSG:3857)."""
    (x, y), (east, south) = (
        (lon / 360, -math.asinh(math.tan(math.radians(lat))) / (2 * math.pi))
        for lat, lon in (BORDER, point)
    )
    scale = 256 * 2**zoom
    return size[0] / 2 + (east - x) * scale, size[1] / 2 + (south - y) * scale


def is_in(symbol: dict[str, Any], size: tuple[float, float]) -> bool:
    """Whether any of a symbol lies in a window of *size*."""
    return all(
        -symbol["radius"] < symbol[axis] < most + symbol["radius"]
        for axis, most in zip("xy", size, strict=True)
    )


@pytest.fixture
def chronology(resident: Reader) -> Reader:
    return resident.open(collection=CHRONOLOGY).with_map()


@pytest.mark.by_day(1, "what is filtered is of the same symbols")
@pytest.mark.parametrize("chosen", [{}, {"weapon": "drone", "dates": ["2023-05-10", "2023-06-05"]}])
def test_every_zoom(chosen: dict[str, Any], resident: Reader) -> None:
    """From zoom 3 to 18 each symbol of the page is in its territory, at a point of its incidents,
    and none is lost; the legend tells what is in the window.
    """
    resident.open(collection=CHRONOLOGY, **chosen).with_map()
    count = int(resident.in_view.split()[0].replace(",", ""))
    placeless = resident.page.get_by_text("without a point").count()
    assert not placeless
    frame = resident.frame()
    points = lying()
    for zoom in range(3, 19):
        drawn, labels = frame.evaluate(LOOK, [*BORDER, zoom])
        assert held(drawn, labels) == count
        size, stand, legend = frame.evaluate(STANDS)
        in_window = [each for each in drawn if is_in(each, size)]
        for each in in_window:
            own = [pixels(points[one], zoom, size) for one in each["incidents"]]
            # Pixels of the screen are whole, those of the map's corner and of the symbol.
            there = [
                node
                for node in stand
                if node[2] == each["count"]
                and any(abs(node[0] - x) <= 1 and abs(node[1] - y) <= 1 for x, y in own)
            ]
            assert len(there) == 1, (zoom, each, own)
        seen = {each["territory"] for each in in_window}
        assert ("occupied Ukraine" in legend) == ("occupied_ukraine" in seen)
        assert ("ring: kinds" in legend) == any(each["count"] > 1 for each in in_window)
        codes = geography.region_at([e["lat"] for e in drawn], [e["lon"] for e in drawn])
        for each, code in zip(drawn, codes, strict=True):
            assert str(code)[:2] in (COUNTRY[each["territory"]], ""), (zoom, each)
            assert (each["lat"], each["lon"]) in {points[one] for one in each["incidents"]}
        ids = [one for each in drawn for one in each["incidents"]]
        assert len(ids) == len(set(ids)) == sum(each["count"] for each in drawn)


COUNTRY = {"russia": "RU", "occupied_ukraine": "UA"}


def region_named(name: str) -> str:
    """The code of the region with this English name."""
    return next(of.code for of in geography.regions().values() if of.name == name)


CONTROLS = """[...document.querySelectorAll(".leaflet-control")].map((each) => {
  const { left, top, right, bottom } = each.getBoundingClientRect();
  return { left, top, right, bottom };
})"""
HIT = """() => strikemap.drawn()
  .filter(({ x, y }) => x > 0 && y > 0 && x < innerWidth && y < innerHeight).map((each) => {
    const hit = document.elementFromPoint(each.x, each.y)?.closest(".sm-symbol");
    const { x, y, width, height } = hit?.getBoundingClientRect() ?? {};
    return [each, Math.hypot(x + width / 2 - each.x, y + height / 2 - each.y) < 2];
  })"""
"""Each symbol in the window, and whether a press on its middle is its own."""
SIZES = {"laptop": (1440, 900), "phone": (390, 844), "on its side": (844, 390)}
RARE = {
    "laptop": [pytest.mark.nightly("what fits a phone all but always fits a laptop")],
    "on its side": [pytest.mark.nightly("a phone is held upright most of the time")],
}
OF_EACH_SIZE = pytest.mark.parametrize(
    "size", [pytest.param(size, id=name, marks=RARE.get(name, [])) for name, size in SIZES.items()]
)


@OF_EACH_SIZE
def test_nothing_hides_another(size: tuple[int, int], new_tab: NewTab, server: Server) -> None:
    """By default and over the border no symbol covers half of another or of its number, no name
    covers a symbol, a region's touches its land and no third country's; at first nothing is under a
    control, and a press on the middle of a symbol is no other's.
    """
    neighbours = shapely.union_all(
        shapely.get_parts(shapely.from_geojson((BOUNDARIES / "countries.geojson").read_text()))
    )
    page = new_tab(viewport={"width": size[0], "height": size[1]}, has_touch=min(size) < 400)
    reader = Reader(page, server.url).open(collection=CHRONOLOGY).with_map()
    frame = reader.frame()
    frame.wait_for_function("strikemap.settled()")
    views = [frame.evaluate("[strikemap.drawn(), strikemap.labels()]")]
    for box in frame.evaluate(CONTROLS):
        for each in views[0][0]:
            across, along = (
                max(box[low] - each[axis], each[axis] - box[high])
                for axis, low, high in (("x", "left", "right"), ("y", "top", "bottom"))
            )
            assert max(across, along) > 0, (box, each)
    assert [each for each, is_own in frame.evaluate(HIT) if not is_own] == []
    views += [frame.evaluate(LOOK, [*BORDER, zoom]) for zoom in range(4, 13)]
    for drawn, labels in views:
        for one, other in itertools.combinations(drawn, 2):
            assert covered(one, other) <= 0.5
            smaller, greater = sorted((one, other), key=lambda each: each["radius"])
            if greater["count"] > 1 and one["territory"] == other["territory"]:
                away = math.hypot(one["x"] - other["x"], one["y"] - other["y"])
                # Pixels of the screen are whole.
                assert away > smaller["radius"] + 6
        for box in labels["boxes"]:
            if box["territory"]:
                (code,) = geography.region_at([box["lat"]], [box["lon"]])
                assert str(code)[:2] in (COUNTRY[box["territory"]], ""), box
                assert not neighbours.intersects(shapely.box(*box["degrees"]).buffer(-0.02)), box
                land = geography.shapes()[region_named(box["region"])]
                assert land.intersects(shapely.box(*box["degrees"]).buffer(0.02)), box
            for each in drawn:
                x = min(max(each["x"], box["left"]), box["right"])
                y = min(max(each["y"], box["top"]), box["bottom"])
                assert math.hypot(x - each["x"], y - each["y"]) >= each["radius"] - 0.5
        for one, other in itertools.combinations(labels["boxes"], 2):
            assert (
                one["right"] <= other["left"] or other["right"] <= one["left"]
                or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
            )  # fmt: skip


@pytest.mark.by_day(1, "tests/js asks the same rule of many more")
@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2023-05-25", "2023-05-31"),
        ("2023-06-01", "2023-06-01"),
        ("2023-05-01", "2023-06-30"),
        ("2023-06-12", "2023-06-29"),
    ],
)
def test_the_browser_narrows_as_the_server_does(first: str, last: str, chronology: Reader) -> None:
    """For a span the number that the browser gives is the one that the server has in view."""
    frame = chronology.frame()
    told = frame.evaluate("([a, b]) => strikemap.narrow(a, b, true)", [first, last])
    drawn, labels = frame.evaluate("[strikemap.drawn(), strikemap.labels()]")
    assert held(drawn, labels) == told
    chronology.go(collection=CHRONOLOGY, dates=[first, last]).with_map()
    chronology.expect_in_view(told)
    frame.wait_for_function("strikemap.settled()")


def test_every_incident_is_two_presses_away(chronology: Reader) -> None:
    """At first each incident is in a symbol that a press hits, or in a region's label or land; what
    opens lists all that it holds, so that a second press opens any incident.
    """
    frame = chronology.frame()
    symbols, labels = frame.evaluate("[strikemap.drawn(), strikemap.labels().regions]")
    count = int(chronology.in_view.split()[0].replace(",", ""))
    assert sum(each["count"] for each in (*symbols, *labels)) == count
    assert max(each["count"] for each in symbols) <= LISTED
    assert len(frame.evaluate(HIT)) == len(symbols)
    shown = " ".join(chronology.map.locator(".sm-region").all_text_contents())
    for each in labels:
        if each["name"] in shown:
            continue
        land = geography.shapes()[region_named(each["name"])].representative_point()
        frame.evaluate(
            "([lat, lng]) => void map_div.fire('click', { latlng: L.latLng(lat, lng) })",
            [land.y, land.x],
        )
        if each["count"] > 1:
            expect(chronology.listed).to_have_count(each["count"])
        else:
            expect(chronology.panel).to_contain_text(each["name"])


def test_three_actions_open_any_incident(chronology: Reader) -> None:
    """A press on the largest symbol lists all it holds; one of them opens, and the map goes where
    its place has a symbol of its own; Back is one step.
    """
    largest = max(chronology.drawn(), key=lambda each: each["count"])
    chronology.map.locator(f".sm-several[data-count='{largest['count']}']").first.click()
    expect(chronology.listed).to_have_count(largest["count"])
    title = chronology.listed.last.locator("span").inner_text()
    chronology.listed.last.click()
    expect(chronology.panel.locator("h2")).to_have_text(title)
    chronology.page.wait_for_function("() => new URLSearchParams(location.search).has('incident')")
    chronology.frame().wait_for_function(
        "([id, count]) => strikemap.drawn().some((each) => each.incidents.includes(id)"
        " && each.count < count)",
        arg=[chronology.query["incident"][0], largest["count"]],
    )
    chronology.page.get_by_role("button", name="Back to the").click()
    expect(chronology.listed).to_have_count(largest["count"])


def test_a_second_press_zooms_to_where_it_parts(chronology: Reader) -> None:
    """Pressed again, a joined symbol is zoomed to until it is several."""
    largest = max(chronology.drawn(), key=lambda each: each["count"])
    symbol = chronology.map.locator(f".sm-several[data-count='{largest['count']}']").first
    symbol.click()
    expect(chronology.listed).to_have_count(largest["count"])
    zoom = chronology.view()[2]
    symbol.click()
    chronology.frame().wait_for_function("(zoom) => map_div.getZoom() > zoom", arg=zoom)
    chronology.frame().wait_for_function(
        "(count) => strikemap.drawn().every((each) => each.count < count)", arg=largest["count"]
    )


ALONE = ("2023-06-01-belgorod-region-bus-shelling", "2023-06-12-zaporizhzhia-front-missile")
"""Incidents known by their regions alone: each territory's, in the thick of its symbols."""
FILLS = """(name) => {
  const { left, top, width, height } = document.querySelector(name).getBoundingClientRect();
  return left === 0 && top === 0 && width === innerWidth && height === innerHeight;
}"""


def test_a_links_incident_is_seen(resident: Reader) -> None:
    """A link that names an incident shows where it is, ringed and named, by its region's label
    where that alone is known; Whole map goes back.  One chosen from the list that can be seen moves
    no map, which can fill the window and leave it.
    """
    for known_by_region in ALONE:
        resident.open(collection=CHRONOLOGY, incident=known_by_region).with_map()
        expect(resident.map.locator(".sm-region.sm-selected span")).to_be_visible()
    chosen = "2023-06-01-shebekino-shelling"
    resident.open(collection=CHRONOLOGY, incident=chosen).with_map()
    name = resident.map.locator(".sm-chosen")
    expect(name).to_have_text("Shelling of Shebekino")
    assert resident.view()[2] >= 8 and "view" not in resident.query
    resident.map.get_by_role("button", name="Whole map").click()
    resident.frame().wait_for_function("map_div.getZoom() < 6")
    assert "view" not in resident.query
    resident.page.get_by_role("button", name="Close").first.click()
    expect(resident.listed.first).to_be_visible()
    resident.settled()
    resident.frame().wait_for_function("strikemap.settled() && !map_div._animatingZoom")
    view, window = resident.view(), resident.frame().evaluate("map_div.getSize()")
    listed = resident.listed.evaluate_all("(buttons) => buttons.map((each) => each.dataset.id)")
    alone = next(
        each["incidents"][0]
        for each in resident.drawn()
        if each["count"] == 1
        and each["incidents"][0] in listed
        and 0 < each["x"] < window["x"]
        and 0 < each["y"] < window["y"]
    )
    resident.page.locator(f".st-key-beside button[data-id='{alone}']").click()
    expect(resident.panel).to_be_visible()
    resident.with_map()
    assert resident.view() == pytest.approx(view, abs=1e-6)
    resident.map.get_by_role("button", name="Full screen").click()
    resident.page.wait_for_function(FILLS, arg=MAP_FRAME)
    resident.page.keyboard.press("Escape")
    resident.page.wait_for_function(f"(name) => !({FILLS})(name)", arg=MAP_FRAME)


STOPS = """[...document.querySelectorAll('path.sm-shaded[tabindex="0"]')]
  .map((each) => each.dataset.region)"""
"""The regions that Tab comes to, in its order."""


def test_regions(chronology: Reader) -> None:
    """Regions are shaded on request, in the address; Tab goes through those in the window, and the
    legend tells of these; a press narrows to one, in words too.
    """
    chronology.map.get_by_label("What the map shows").select_option("regions-killed")
    chronology.expect_query("layer", "regions-killed")
    shaded = chronology.map.locator("path.sm-shaded")
    expect(shaded.first).to_be_attached()
    assert chronology.markers.count() == 0
    legend = chronology.map.locator(".sm-legend")
    expect(legend).to_contain_text("killed, reported")
    frame = chronology.frame()
    everywhere = frame.evaluate(STOPS)
    frame.evaluate("void map_div.setView([50.4, 36.6], 8, { animate: false })")
    stops = frame.evaluate(STOPS)
    bounds = frame.evaluate("map_div.getBounds().toBBoxString()")
    window, lands = shapely.box(*map(float, bounds.split(","))), geography.shapes()
    assert 0 < len(stops) < len(everywhere)
    assert {code for code in everywhere if lands[code].intersects(window)} == set(stops)
    assert stops == [code for code in everywhere if code in stops]
    assert [code[:2] for code in everywhere] == sorted(code[:2] for code in everywhere)
    told = legend.locator("li").count()
    frame.evaluate("void map_div.setView([50.4, 36.6], 4, { animate: false })")
    assert legend.locator("li").count() > told
    region = chronology.map.locator("path[data-region='RU-BEL']")
    region.focus()
    chronology.page.keyboard.press("Enter")
    chronology.expect_query("region", "RU-BEL")
    in_view = chronology.page.locator(".sm-inview:has(> [data-in-view])")
    expect(in_view).to_contain_text("Belgorod")


SCROLLS = """() => [...document.querySelectorAll("[data-testid=stMain], [data-testid=stMain] *")]
  .filter((each) => ["auto", "scroll"].includes(getComputedStyle(each).overflowY)
    && each.scrollHeight > each.clientHeight + 1 && !each.closest(".st-key-beside"))
  .map((each) => each.className)"""
"""What scrolls beside the panel."""
LINES = """(which) => [...document.querySelectorAll(which)].map((each) => [
  Math.round(each.clientHeight / parseFloat(getComputedStyle(each).lineHeight)),
  each.scrollWidth <= each.clientWidth,
])"""


@pytest.mark.nightly("test_laptop and test_the_timeline_is_low hold the shares of the usual ones")
@pytest.mark.parametrize("code", ["ru", "uk", "en"])
def test_the_map_has_its_share(code: str, chronology: Reader) -> None:
    """At 1440 × 900 it takes 45 % of the window in each language, since coverage and who says so
    are a line each, and nothing scrolls but the panel; it follows the window's size and keeps its
    centre.  Coverage is one line at 1280 × 720 too.
    """
    page = chronology.page

    def share() -> float:
        box = page.locator(MAP_FRAME).bounding_box()
        size = page.viewport_size
        assert box and size
        assert box["y"] + box["height"] <= size["height"] + 1
        return box["width"] * box["height"] / (size["width"] * size["height"])

    chronology.go(collection=CHRONOLOGY, lang=code)
    page.wait_for_function("(code) => document.documentElement.lang === code", arg=code)
    chronology.with_map()
    assert page.evaluate(LINES, ".sm-coverage, .sm-who") == [[1, True]] * 3
    assert share() >= 0.45
    assert page.evaluate(SCROLLS) == []
    page.set_viewport_size({"width": 1280, "height": 720})
    page.wait_for_function("() => innerWidth === 1280")
    assert page.evaluate(LINES, ".sm-coverage") == [[1, True]]
    page.set_viewport_size({"width": 1440, "height": 900})
    chronology.frame().wait_for_function(
        "() => innerWidth > 800 && Math.abs(map_div.getSize().y - window.innerHeight) < 2"
    )
    middle = chronology.view()[:2]
    for size in ({"width": 1920, "height": 1080}, {"width": 2560, "height": 1440}):
        page.set_viewport_size(size)
        chronology.frame().wait_for_function(
            "() => Math.abs(map_div.getSize().y - window.innerHeight) < 2"
        )
        assert share() >= 0.5
    assert chronology.view()[:2] == pytest.approx(middle, abs=1.5)


def test_a_phone_shows_the_map_first(phone: Reader) -> None:
    """On the first screen are title, totals and half a screen of map; a tap tells first,
    and what is opened then is brought into sight.
    """
    # On a slow machine a scroll that takes its time is stopped by what is drawn meanwhile.
    phone.page.emulate_media(reduced_motion="reduce")
    reader = phone.open(collection=CHRONOLOGY).with_map()
    box = reader.page.locator(MAP_FRAME).bounding_box()
    assert box and box["y"] + box["height"] <= 844
    assert box["width"] * box["height"] >= 0.5 * 390 * 844
    for part in ("h1.sm-title", ".sm-totals"):
        there = reader.page.locator(part).bounding_box()
        assert there and there["y"] + there["height"] <= box["y"] + 1
    reader.page.set_viewport_size({"width": 844, "height": 390})
    reader.page.wait_for_function("() => innerWidth === 844")
    lying = reader.page.locator(MAP_FRAME).bounding_box()
    assert lying and lying["width"] * (390 - lying["y"]) >= 0.5 * 390 * 844
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.frame().wait_for_function("() => map_div.getSize().x === innerWidth && innerWidth < 400")
    reader.map.locator(".sm-several").first.tap()
    card = reader.map.locator(".sm-card")
    expect(card).to_contain_text("incidents")
    expect(reader.listed.first).to_be_attached()
    count = int(str(reader.map.locator(".sm-several").first.get_attribute("data-count")))
    card.get_by_role("button", name="Open").tap()
    expect(reader.listed).to_have_count(count)
    expect(reader.listed.first).to_be_in_viewport(ratio=1)


def test_each_number_shows_where_it_was_printed(resident: Reader) -> None:
    """On an incident's page a claim shows who printed it, at once or when its line is opened."""
    resident.open("incident", collection=CHRONOLOGY, incident="2023-06-01-shebekino-shelling")
    claims = resident.page.locator(".sm-claim:not(details *)")
    expect(claims.filter(has_text="16 people").first).to_be_visible()
    assert claims.count() > 5
    for claim in claims.all():
        folded = claim.locator("summary", has_text="publications say so")
        if folded.count():
            folded.first.click()
        expect(claim.locator("a[href^=http]").first).to_be_visible()
