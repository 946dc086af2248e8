"""How it looks: what is in view at once, on a laptop and a phone, in light and in dark."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from playwright.sync_api import FilePayload, Page, Route, expect

from strikemap.languages import LANGUAGES
from tests.app.hostile_files import acled
from tests.browser.conftest import LAPTOP, PHONE, NewContext, NewTab
from tests.browser.reader import MAP_FRAME, SHEBEKINO, THIRDS, Reader
from tests.browser.server import ROOT, Server
from tests.pseudo import CODE

TIMELINE, BARS = ".timeline", "canvas[role=img]"
WEEK = "2023-05-22,2023-05-28"
"""Days to compare with."""


def test_laptop(resident: Reader) -> None:
    """On a laptop the title, the totals, the timeline and the whole map need no scrolling; the
    timeline is one row within the page's column, and a bar pointed at tells its days and kinds.
    """
    resident.open().with_map()
    boxes = {}
    for part in ("h1.sm-title", ".sm-totals", TIMELINE, MAP_FRAME):
        box = boxes[part] = resident.page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= LAPTOP["height"], part
        assert box["x"] + box["width"] <= LAPTOP["width"], part
    outer, box = boxes[".sm-totals"], boxes[TIMELINE]
    assert outer is not None and box is not None
    assert box["height"] <= 64
    assert box["x"] >= outer["x"] - 1
    assert box["x"] + box["width"] <= outer["x"] + outer["width"] + 1
    track = resident.page.locator(".track")
    width = resident.page.locator(BARS).evaluate("(bars) => bars.clientWidth")
    track.hover(position={"x": width - 15, "y": 40})
    expect(track).to_have_attribute("title", re.compile(r"^31 May 2023: .*Air/drone strike: \d"))
    track.hover(position={"x": width / 20, "y": 40})
    expect(track).to_have_attribute("title", "22 May 2023: incidents whose day is not exact")


TIMELINE_SCRIPT = "**/timeline/timeline.js"
# A frame that is still low stands on the line's base within its element.
ARRIVED = """(frame) => {
  const found = document.querySelector(frame);
  return found?.offsetHeight && found.contentDocument?.querySelector(".sm-symbol")
    && found.closest("[data-testid=stElementContainer]").getBoundingClientRect().top;
}"""


PULSES = """(() => {
  window.pulses = 0;
  const gray = ".st-key-map-place [data-testid=stSkeleton]";
  const isOurs = (sheet) => [...sheet.cssRules].some((rule) => rule.selectorText?.includes(".sm-"));
  let isStyled = false;
  const look = () => {
    isStyled ||= [...document.styleSheets].some(isOurs);
    for (const { playState, effect } of isStyled ? document.getAnimations() : [])
      if (playState === "running" && effect.target.matches(gray)) window.pulses += 1;
    requestAnimationFrame(look);
  };
  look();
})()"""
"""Counts the pictures, once the page has its style, in which what stands for the map is moving."""


@pytest.mark.nightly("a browser of its own; test_laptop holds where the map then is")
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_nothing_moves_on_arrival(
    size: dict[str, int], new_context: NewContext, server: Server
) -> None:
    """Before the timeline is there, whose script comes late, the map is where it will stay, and
    what stood there until then was still.
    """
    reader = Reader(new_context(viewport=size).new_page(), server.url)
    reader.page.add_init_script(PULSES)
    held: list[Route] = []
    reader.page.route(TIMELINE_SCRIPT, lambda route: held.append(route))
    reader.page.goto(server.url, wait_until="commit")
    top = reader.page.wait_for_function(ARRIVED, arg=MAP_FRAME).json_value()
    assert reader.page.evaluate("pulses") == 0
    slider = reader.thumb(0)
    expect(slider).to_have_count(0)
    for route in held:
        route.continue_()
    reader.page.unroute(TIMELINE_SCRIPT)
    slider.wait_for()
    reader.with_map()
    box = reader.page.locator(MAP_FRAME).bounding_box()
    assert box is not None
    assert box["y"] == pytest.approx(top, abs=8)


def test_the_timeline_is_low(phone: Reader) -> None:
    """On a phone it is no higher than it has to be for a finger."""
    reader = phone.open().with_map()
    box = reader.page.locator(TIMELINE).bounding_box()
    assert box is not None
    assert box["height"] <= 110
    parts = [reader.page.get_by_role("button", name=name) for name in ("Play", "Step", "All")]
    parts += [reader.thumb(0), reader.thumb(1), reader.page.get_by_label("Speed of play")]
    for part in parts:
        target = part.bounding_box()
        assert target is not None
        assert min(target["width"], target["height"]) >= 44


def test_print(resident: Reader) -> None:
    """On paper the table has every row in view, and neither sidebar nor what scrolls; the map has
    no band where the timeline was.
    """
    resident.open("incidents", collection="chronology-2023-05-06", weapon="drone")
    in_view = int(resident.in_view.split()[0])
    assert in_view > 12
    resident.page.emulate_media(media="print")
    rows = resident.page.locator(".sm-on-paper tr")
    expect(rows).to_have_count(in_view + 1)
    expect(rows.last).to_be_visible()
    expect(resident.page.get_by_test_id("stDataFrame")).to_be_hidden()
    expect(resident.page.get_by_test_id("stSidebar")).to_be_hidden()
    resident.page.emulate_media(media="screen")
    expect(rows.last).to_be_hidden()
    resident.page.emulate_media(media="null")
    resident.open(collection="chronology-2023-05-06").with_map()
    timeline = resident.page.locator(".st-key-timeline")
    expect(timeline).to_be_visible()
    resident.page.emulate_media(media="print")
    expect(timeline).to_be_hidden()


LEGEND = """() => {
  const box = (each) => document.querySelector(each).getBoundingClientRect();
  const [legend, map] = [".sm-legend", "#map_div"].map(box);
  return [legend.width * legend.height / (map.width * map.height),
    legend.left >= map.left && legend.top >= map.top
      && legend.right <= map.right && legend.bottom <= map.bottom];
}"""
FILLED = """([width, height]) => parent.innerWidth === width && parent.innerHeight === height
  && map_div.getSize().x === innerWidth && map_div.getSize().y === innerHeight"""
SIZES = {"laptop": (1440, 900), "small laptop": (1280, 720), "phone": (390, 844),
         "on its side": (844, 390)}  # fmt: skip


KINDS = pytest.mark.parametrize(
    ("sizes", "has_touch"),
    [
        pytest.param(
            ("laptop", "small laptop"),
            False,
            id="mouse",
            marks=pytest.mark.nightly("what fits a phone all but always fits a laptop"),
        ),
        pytest.param(
            ("on its side",),
            True,
            id="on its side",
            marks=pytest.mark.nightly("a phone is held upright most of the time"),
        ),
        pytest.param(("phone",), True, id="phone"),
    ],
)


@pytest.mark.nightly("test_truth.py holds that no symbol is under a control on a phone")
@KINDS
def test_the_legend_leaves_nine_tenths(
    sizes: tuple[str, ...], has_touch: bool, new_tab: NewTab, server: Server
) -> None:
    """Folded, opened by the reader and over shaded regions it covers no more than a tenth of the
    map, and all its lines can be read there.
    """
    width, height = SIZES[sizes[0]]
    page = new_tab(viewport={"width": width, "height": height}, has_touch=has_touch)
    reader = Reader(page, server.url)
    for layer in ("incidents", "regions-killed"):
        (reader.open if layer == "incidents" else reader.go)(
            collection="chronology-2023-05-06", layer=layer
        ).with_map()
        legend = reader.map.locator(".sm-legend")
        summary = legend.locator("summary")
        is_open = legend.evaluate("(legend) => legend.open")
        for size in sizes:
            width, height = SIZES[size]
            page.set_viewport_size({"width": width, "height": height})
            reader.frame().wait_for_function(FILLED, arg=[width, height])
            for _ in range(2):
                share, is_inside = reader.frame().evaluate(LEGEND)
                assert share <= 0.1 and is_inside, (layer, size, is_open)
                summary.click()
                is_open = not is_open
                assert legend.evaluate("(legend) => legend.open") == is_open
            if not is_open:
                summary.click()
            for line in legend.locator("li").all():
                line.scroll_into_view_if_needed()
                expect(line).to_be_in_viewport(ratio=1)
            assert reader.frame().evaluate(LEGEND)[0] <= 0.1, (layer, size)
            is_open = True
        page.set_viewport_size(dict(zip(("width", "height"), SIZES[sizes[0]], strict=True)))


CUT = """() => [...document.querySelectorAll("[data-testid=stApp] *")].filter((each) => {
  const { width, height } = each.getBoundingClientRect();
  if (width <= 1 || height <= 1 || each.scrollWidth <= each.clientWidth + 1) return false;
  const { overflowX, position } = getComputedStyle(each);
  const isHidden = ["hidden", "clip"].includes(overflowX) && position !== "absolute"
    && !each.matches(".sm-name");
  return each.tagName === "INPUT" || (isHidden && each.innerText);
}).map((each) => each.value || each.innerText.slice(0, 80))"""
"""
Texts of which a part is hidden; a text for screen readers alone is one pixel large, and who says so
gives way to the numbers of its line, whole under the pointer and in the make-up.
"""
OPENED = """() => {
  const box = document.querySelector("[data-testid=stSidebar]").getBoundingClientRect();
  const before = window.sidebarWidth;
  window.sidebarWidth = box.left >= 0 ? box.width : null;
  if (box.right <= 0 || !box.width)
    document.querySelector("[data-testid=stExpandSidebarButton]")?.click();
  return box.width && before === window.sidebarWidth;
}"""
"""Opens the sidebar, which Streamlit closes where the window becomes narrow, until it stands."""
BEYOND = """() => [...document.querySelectorAll("[data-testid=stMain] *")].filter((each) => {
  const { width, right } = each.getBoundingClientRect();
  return width && right > innerWidth + 1 && !each.closest(
    ".sm-scroll, [data-testid=stDataFrame], [data-testid=stCode], .vega-embed");
}).map((each) => `${each.tagName}.${each.className}`)"""
"""What reaches past the window's edge and can't be scrolled to in a box of its own."""


@pytest.mark.parametrize(
    "paths",
    [
        pytest.param(third, marks=[pytest.mark.nightly("the page with the map has most")][:at])
        for at, third in enumerate(THIRDS)
    ],
)
@pytest.mark.parametrize(
    ("code", "speaker"),
    [
        pytest.param(
            CODE, "bracketed_server", marks=pytest.mark.nightly("Russian is longest of what is")
        ),
        pytest.param(
            "ru", "server", marks=pytest.mark.nightly("test_narrow.py holds it of the words there")
        ),
    ],
)
@KINDS
def test_long_words_fit(
    paths: tuple[str, ...],
    code: str,
    speaker: str,
    sizes: tuple[str, ...],
    has_touch: bool,
    new_tab: NewTab,
    request: pytest.FixtureRequest,
) -> None:
    """No figure and no name on any page, its sidebar included, ends in an ellipsis or lies beyond
    the window: by day in Russian, at night where each message is 1.4 times as long as in English.
    """
    page = new_tab(has_touch=has_touch)
    reader = Reader(page, request.getfixturevalue(speaker).url)
    told = {"collection": "chronology-2023-05-06", "incident": SHEBEKINO, "lang": code}
    for at, path in enumerate(paths):
        to = reader.go if at else reader.open
        to(path, **told, **({"compare": WEEK} if path == "compare" else {}))
        if path == "your_data":
            _drop_file(page)
        for size in sizes:
            width, height = SIZES[size]
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_function(OPENED, polling=100)
            reader.settled()
            # What Streamlit fetches when it is first needed stands in gray until then.
            expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
            assert page.evaluate(CUT) == [], (path, size)
            assert page.evaluate(BEYOND) == [], (path, size)
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def _drop_file(page: Page) -> None:
    """Drop a file of which some rows are rejected and some cells can't be read."""
    rows = acled({}, {"latitude": "NaN"}, {"fatalities": "some"})
    file: FilePayload = {"name": "acled.csv", "mimeType": "text/csv", "buffer": rows}
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(file)
    expect(page.locator(".sm-table").first).to_be_visible()


WALL = """() => {
  const box = (each) => each.getBoundingClientRect();
  const claims = [...document.querySelectorAll(".sm-claim")].map(box);
  const main = document.querySelector("[data-testid=stMain]");
  return Math.max(...claims.map(({ bottom }) => bottom)) + main.scrollTop;
}"""


IN_PANEL = "document.querySelector('.st-key-beside').scrollHeight"


COVERED = """() => {
  const [legend, credits] = [".sm-legend", ".leaflet-control-attribution"]
    .map((each) => document.querySelector(each).getBoundingClientRect());
  return credits.left < legend.right && credits.top < legend.bottom;
}"""


LONGEST = {"collection": "chronology-2023-05-06", "incident": "2023-06-01-shebekino-shelling"}
"""The incident of which most was claimed."""


@pytest.mark.nightly("tests/unit/ui/test_claims.py holds what of it is folded")
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_wall_of_claims_fits_two_screens(code: str, resident: Reader) -> None:
    """All that was claimed about Shebekino on 1 June stands on the first two screens of its page,
    what fell folded under what replaced it, and of the panel, where what is not of casualties is
    folded, too.
    """
    resident.open("incident", **LONGEST, lang=code)
    assert resident.page.evaluate(WALL) <= 2 * LAPTOP["height"]
    resident.go(**LONGEST, lang=code).with_map()
    resident.panel.wait_for()
    assert resident.page.evaluate(IN_PANEL) <= 2 * LAPTOP["height"]


@pytest.mark.nightly(
    "tests/unit/ui/test_claims.py holds it of the sources, test_truth.py of what covers what"
)
def test_each_claim_of_a_wall_has_its_source(resident: Reader) -> None:
    """Of the incident with most claims each has its source; on the small map the credits leave
    the legend alone, with the sidebar and without.
    """
    resident.open("incident", **LONGEST).with_map()
    for state in ("Expand", "Collapse"):
        for width in (1024, 1280, 1440):
            resident.page.set_viewport_size({"width": width, "height": LAPTOP["height"]})
            resident.frame().wait_for_function("() => map_div.getSize().x === innerWidth")
            assert not resident.frame().evaluate(COVERED), (state, width)
        if state == "Expand":
            resident.page.get_by_test_id("stSidebarCollapseButton").locator(
                "button"
            ).dispatch_event("click")
            resident.page.get_by_test_id("stExpandSidebarButton").wait_for()
    # Streamlit keeps what a reader did with the sidebar, and the tab is lent on.
    resident.page.evaluate("localStorage.removeItem('stSidebarCollapsed-')")
    folder = ROOT / "data" / "chronology-2023-05-06"
    claims, sources = (
        pd.read_csv(folder / f"{name}.csv", dtype=str) for name in ("claims", "sources")
    )
    printed = claims.loc[claims["incident_id"] == LONGEST["incident"], "source_id"]
    text = resident.page.get_by_test_id("stMain").text_content() or ""
    assert len(printed) > 10
    for title in sources.set_index("source_id")["title"].loc[printed.unique()]:
        assert " ".join(title.split())[:40] in " ".join(text.split())
