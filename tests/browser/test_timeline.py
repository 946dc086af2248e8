"""The timeline under a reader's hand: by mouse, keys and fingers, and what follows it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, pairwise
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import CDPSession, FloatRect, expect

from strikemap.ui.frame.timeline_words import timeline_words
from tests.browser.reader import Reader
from tests.browser.test_play import LEFT_STANDING
from tests.browser.wire import Wire

DAYS = 10
"""Of the article: 22 to 31 May 2023."""
Bars = Callable[[float], tuple[float, float]]
STALE = "document.querySelector('[data-testid=stApp]').classList.contains('sm-stale')"
NARROW = """(answer) => {
  window.asked = [];
  window.awaited = [];
  strikemap.awaiting = (visit, number) => { window.awaited.push([visit, number]); };
  strikemap.narrow = (first, last, isResting) => {
    window.asked.push([first, last, isResting]);
    if (!isResting) parent.seen.push("narrowed");
    return answer;
  };
}"""
"""A map that follows in the frame, in place of the one of the page; it tells what it was asked."""
WATCH = """() => {
  window.seen = [];
  const track = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
    .map((each) => each.shadowRoot.querySelector(".track")).find(Boolean);
  track.addEventListener("pointermove", () => window.seen.push("moved"));
  const look = () => { window.seen.push("frame"); requestAnimationFrame(look); };
  look();
}"""
WATCH_NUMBER = """() => {
  window.numbers = new Set();
  const look = () => {
    const number = document.querySelector("[data-in-view]");
    const isMoving = number?.closest(".sm-stale:not(.sm-totals-right)");
    const isBright = number && getComputedStyle(number).opacity > 0.5;
    if (isMoving) window.numbers.add([number.textContent, isBright].join());
    requestAnimationFrame(look);
  };
  look();
}"""
"""Tells each number in view that is drawn while days move, and whether it is bright: it fades."""
NO_REST = """(until) => {
  const later = window.realLater ??= window.setTimeout;
  window.setTimeout = until === "up" ? later
    : (what, after, ...given) =>
      later(what, after === 200 && `${what}`.includes("settle") ? 1e7 : after, ...given);
}"""
"""While a button or key is down, a pause of a slow machine is no rest; until it is `up`."""


def bars(reader: Reader) -> Bars:
    """The middle of the bar of the day that has this number, on the screen."""
    box: FloatRect | None = reader.page.locator("canvas[role=img]").bounding_box()
    assert box is not None
    return lambda day: (box["x"] + box["width"] * (day + 0.5) / DAYS, box["y"] + box["height"] / 2)


def drag(reader: Reader, start: tuple[float, float], *ends: tuple[float, float]) -> None:
    """Press at *start*, move to each of *ends*; the button is still down."""
    reader.page.mouse.move(*start)
    reader.page.mouse.down()
    for end in ends:
        reader.page.mouse.move(*end, steps=5)


def chosen(reader: Reader, first: int, last: int) -> None:
    """Wait until the days from *first* to *last* May are chosen, and the address says so."""
    expect(reader.thumb(0)).to_have_attribute("aria-valuetext", f"{first} May 2023")
    expect(reader.thumb(1)).to_have_attribute("aria-valuetext", f"{last} May 2023")
    if (first, last) == (22, 31):
        reader.expect_query("dates")
    else:
        reader.expect_query("dates", f"2023-05-{first}", f"2023-05-{last}")


def expect_an_entry_for_each_answer(
    reader: Reader, wire: Wire, entries: int, rests: list[list[str]]
) -> None:
    """
    Of *rests* that follow one another faster than the server answers, some are passed over.

    Each that is answered has one entry to go back to, in their order, never two alike in a row;
    the last one always has.
    """
    written = [parse_qs(query).get("dates", []) for query in wire.addresses]
    assert reader.page.evaluate("history.length") == entries + len(written)
    assert written[-1] == rests[-1]
    assert all(one != other for one, other in pairwise(written))
    left = iter(rests)
    assert all(each in left for each in written), (written, rests)


def test_the_mouse(resident: Reader) -> None:
    """Dragging chooses days, moves and widens the span; a click chooses a day, two choose all."""
    resident.open().with_map()
    day, mouse = bars(resident), resident.page.mouse
    drag(resident, day(3), day(6))
    mouse.up()
    chosen(resident, 25, 28)
    drag(resident, day(4), day(6))
    mouse.up()
    chosen(resident, 27, 30)
    drag(resident, day(8.5), day(7.5))
    mouse.up()
    chosen(resident, 27, 29)
    drag(resident, day(4.5), day(-3))
    mouse.up()
    chosen(resident, 22, 29)
    mouse.move(*day(4))
    mouse.wheel(120, 240)
    mouse.click(*day(9))
    chosen(resident, 31, 31)
    resident.expect_in_view(5)
    mouse.dblclick(*day(2))
    chosen(resident, 22, 31)


def test_keys(resident: Reader) -> None:
    """Each thumb is named, tells its day, and goes a day, a week, or to the end by its keys."""
    resident.open("casualties")
    keys = resident.page.keyboard
    resident.thumb(0).focus()
    for key, first in (
        ("ArrowRight", 23),
        ("PageUp", 30),
        ("End", 31),
        ("PageDown", 24),
        ("Home", 22),
    ):
        keys.press(key)
        expect(resident.thumb(0)).to_have_attribute("aria-valuetext", f"{first} May 2023")
    keys.press("Tab")
    expect(resident.thumb(1)).to_be_focused()
    for key, last in (("ArrowDown", 30), ("PageDown", 23), ("ArrowUp", 24), ("Home", 22)):
        keys.press(key)
        expect(resident.thumb(1)).to_have_attribute("aria-valuetext", f"{last} May 2023")
    chosen(resident, 22, 22)
    resident.expect_in_view(1)


def test_the_map_follows_in_the_frame(reader: Reader) -> None:
    """Days that are dragged move map and number without the server, and the rest is stale."""
    wire = Wire()
    reader.page.on("websocket", wire.hear)
    reader.open().with_map()
    frame, day = reader.frame(), bars(reader)
    reader.page.evaluate(WATCH)
    frame.evaluate(NARROW, 3)
    entries = reader.page.evaluate("history.length")
    wire.clear()
    reader.page.evaluate(NO_REST, "down")
    drag(reader, day(3), day(6))
    in_view, stale = reader.page.evaluate(
        f"new Promise((done) => requestAnimationFrame(() => done([document.querySelector"
        f"('[data-in-view]').innerText, {STALE}])))"
    )
    assert (in_view, stale) == ("3 incidents in view", True)
    drag_ends = frame.evaluate("window.asked.at(-1)")
    assert drag_ends == ["2023-05-25", "2023-05-28", False]
    reader.page.evaluate(NO_REST, "up")
    reader.page.mouse.move(*day(6.1))
    reader.page.mouse.up()
    chosen(reader, 25, 28)
    reader.expect_in_view(2)
    reader.page.wait_for_function(f"() => !{STALE}")
    asked = frame.evaluate("window.asked")
    rests = [each for each in asked if each[2]]  # one, but for a pause of a slow machine
    assert rests[-1] == ["2023-05-25", "2023-05-28", True]
    seen = " ".join(reader.page.evaluate("window.seen"))
    assert seen.count("narrowed") == len(asked) - len(rests)
    assert seen.count("moved frame narrowed") == seen.count("narrowed")
    assert len(wire.reruns) <= len(rests)
    awaited = frame.evaluate("window.awaited")
    assert len(awaited) == len(rests) and all(visit and number for visit, number in awaited)
    expect_an_entry_for_each_answer(reader, wire, entries, [each[:2] for each in rests])


def test_what_the_browser_does_not_know(reader: Reader) -> None:
    """
    Where the map can't know, the server is asked while days move, and one rest is written.

    Until they rest the number in view is the one before, and dim.
    """
    wire = Wire()
    reader.page.on("websocket", wire.hear)
    reader.open().with_map()
    day = bars(reader)
    reader.page.evaluate(WATCH)
    reader.page.evaluate(WATCH_NUMBER)
    reader.frame().evaluate(NARROW, None)
    entries = reader.page.evaluate("history.length")
    wire.clear()
    reader.page.evaluate(NO_REST, "down")
    drag(reader, day(0), *(day(each) for each in (5, 1, 6, 0, 7)))
    to_and_fro = cycle((1, 6))
    while len(wire.reruns) < 4:
        reader.page.mouse.move(*day(next(to_and_fro)), steps=5)
    assert wire.addresses == []
    reader.page.wait_for_function("() => window.numbers.has('7 incidents in view,false')")
    numbers = reader.page.evaluate("[...window.numbers]")
    assert all(each.startswith("7 incidents in view,") for each in numbers)
    reader.page.evaluate(NO_REST, "up")
    reader.page.mouse.move(*day(2), steps=5)
    reader.page.mouse.up()
    chosen(reader, 22, 24)
    reader.expect_in_view(1)
    reader.page.wait_for_function(f"() => !{STALE}")
    asked = reader.frame().evaluate("window.asked")
    rests = [each[:2] for each in asked if each[2]]
    assert rests[-1] == ["2023-05-22", "2023-05-24"]
    assert len(wire.reruns) > len(rests)
    expect_an_entry_for_each_answer(reader, wire, entries, rests)


RESET_AS_IT_MOVES = """(thumb) => new Promise((done) => {
  new MutationObserver((_, watch) => {
    watch.disconnect();
    [...document.querySelectorAll("button")].find((each) => each.innerText === "Reset").click();
    done();
  }).observe(thumb, { attributes: true, attributeFilter: ["aria-valuetext"] });
})"""
"""Presses Reset as play goes on to another day: a slow machine's would come when it has ended."""


def test_the_server_has_the_last_word(resident: Reader) -> None:
    """Reset, and Back, set the days of the timeline, also while it plays."""
    resident.open(dates=["2023-05-22", "2023-05-24"]).with_map()
    resident.page.get_by_role("button", name="Play").click()
    resident.thumb(1).evaluate(RESET_AS_IT_MOVES)
    chosen(resident, 22, 31)
    expect(resident.page.get_by_role("button", name="Play")).to_be_visible()
    resident.page.go_back()
    chosen(resident, 22, 24)


def test_leaving_while_days_move(resident: Reader) -> None:
    """Who goes to another page before the days have rested finds nothing stale there."""
    resident.open().with_map()
    resident.thumb(1).focus()
    resident.page.evaluate(
        """() => {
          const look = () => document.querySelector("[data-testid=stApp].sm-stale")
            ? document.querySelector("[data-testid=stPageLink] a[href*=casualties]").click()
            : requestAnimationFrame(look);
          look();
        }"""
    )
    resident.page.evaluate(NO_REST, "down")
    resident.page.keyboard.press("ArrowLeft")
    resident.page.wait_for_url("**/casualties")
    resident.page.evaluate(NO_REST, "up")
    resident.settled().expect_in_view(7)


OVERTAKEN = """async (words) => {
  const root = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
    .map((each) => each.shadowRoot).find((each) => each.querySelector("[role=slider]"));
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const { default: mount } = await import(loaded.find((name) => name.endsWith("/timeline.js")));
  const none = { size: 0, widths: [], bytes: "" };
  const drawn = { bars: none, inexact: none, kinds: [], span: 1, said: "none",
    language: "en", words };
  const data = { stamp: "none", drawn, days: 10, first: "2023-05-22", turn: -1, answered: 0,
    chosen: ["2023-05-22", "2023-05-31"], in_view: 7, on_map: true, whole: true };
  window.told = [];
  const setStateValue = (name, value) => window.told.push(value.lacking || value.last);
  const component = { parentElement: root, data, setStateValue };
  (await mount(component))();
  await mount({ ...component, data: { ...data, stamp: "never sent", drawn: null } });
  await mount({ ...component, data: { ...data, drawn: null } });
}"""


@pytest.mark.nightly("Streamlit seldom ends a call, and test_play.py moves days through many runs")
def test_an_overtaken_call(reader: Reader) -> None:
    """
    Where Streamlit ends a call that a newer one has overtaken, the timeline stays at work.

    Bars that the page has been sent it knows by their stamp, and others it asks for.
    """
    reader.open().with_map()
    reader.thumb(1).wait_for()
    reader.page.evaluate(OVERTAKEN, timeline_words())
    reader.thumb(1).press("ArrowLeft")
    expect(reader.thumb(1)).to_have_attribute("aria-valuetext", "30 May 2023")
    reader.page.wait_for_function("() => window.told.includes('2023-05-30')")
    assert reader.page.evaluate("window.told[0]") == "never sent"


BRIGHT = """() => [...document.querySelectorAll(".st-key-dates ~ *")]
  .every((each) => getComputedStyle(each).opacity === "1")"""


@pytest.mark.nightly("test_what_play_leaves_standing holds it of the map, by the same rule")
@pytest.mark.parametrize("page", ["casualties", "incidents", "compare"])
def test_what_other_pages_leave_standing(page: str, resident: Reader) -> None:
    """Where there is no map, too, nothing undimmed is other than what the server then says."""
    resident.open(page, **({"compare": "2023-05-22,2023-05-31"} if page == "compare" else {}))
    resident.page.evaluate(NO_REST, "down")
    resident.thumb(1).press("PageDown")
    resident.page.wait_for_function(f"() => {STALE}")
    before = resident.page.evaluate(LEFT_STANDING)
    resident.page.evaluate(NO_REST, "up")
    for key, last in (("ArrowLeft", 23), ("ArrowRight", 24)):
        resident.thumb(1).press(key)
        expect(resident.thumb(1)).to_have_attribute("aria-valuetext", f"{last} May 2023")
    assert any("These are not all strikes" in each for each in before)
    chosen(resident, 22, 24)
    resident.expect_in_view(1)
    after = set(resident.settled().page.evaluate(LEFT_STANDING))
    assert [each for each in before if each not in after] == []
    assert resident.thumb(1).evaluate(BRIGHT)


def touch(to: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    """Put fingers on the screen, move them, or take them away."""
    fingers: list[dict[str, Any]] = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(points)]
    to.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


@pytest.mark.nightly("test_touch.py holds fingers by day, test_the_mouse what they choose")
def test_fingers(phone: Reader) -> None:
    """A finger drags an edge and taps a day; two fingers change nothing."""
    phone.open("casualties")
    phone.thumb(1).scroll_into_view_if_needed()
    day, hand = bars(phone), phone.page.context.new_cdp_session(phone.page)
    right, height = day(9.5)
    touch(hand, "touchStart", (right - 8, height))
    for at in (8, 7, 6, 5):
        touch(hand, "touchMove", day(at))
    touch(hand, "touchEnd")
    chosen(phone, 22, 27)
    touch(hand, "touchStart", day(1))
    touch(hand, "touchStart", day(1), day(4))
    touch(hand, "touchMove", day(0), day(8))
    touch(hand, "touchEnd")
    phone.page.touchscreen.tap(*day(8))
    chosen(phone, 30, 30)


MOUNT_ANEW = """() => {
  const frame = document.querySelector("iframe[src*='streamlit_folium.st_folium']");
  frame.contentDocument.body.dataset.drawn = "";
  frame.contentWindow.location.reload();
}"""


@pytest.mark.nightly("a map of another page's making comes again in test_links.py, sent whole")
def test_a_map_that_is_mounted_anew(reader: Reader) -> None:
    """Days alone bring no incidents again; the frame finds them in the page, or asks for them."""
    wire = Wire()
    reader.page.on("websocket", wire.hear)
    reader.open().with_map()
    reader.thumb(1).press("ArrowLeft")
    reader.expect_query("dates", "2023-05-22", "2023-05-30")
    drawn = sorted(each["incidents"] for each in reader.settled().drawn())
    assert sum(map(len, drawn)) == 2
    for forgotten in (False, True):
        if forgotten:
            reader.page.evaluate("window.strikemapLayers.clear()")
        wire.clear()
        reader.page.evaluate(MOUNT_ANEW)
        reader.with_map()
        assert sorted(each["incidents"] for each in reader.drawn()) == drawn
        assert len(wire.reruns) == forgotten


UNDIMMED = """() => {
  const page = document.querySelector("[data-testid=stApp]");
  const totals = () => document.querySelector(".sm-totals").textContent;
  window.atOnce = window.wasDim = null;
  const watch = new MutationObserver(() => {
    if (page.matches(".sm-stale:not(.sm-totals-right)")) window.wasDim = true;
    else if (window.wasDim) {
      window.atOnce ??= totals();
      watch.disconnect();
    }
  });
  watch.observe(page, { attributes: true, attributeFilter: ["class"] });
}"""


def test_totals_are_undimmed_when_they_are_right(resident: Reader) -> None:
    """Totals of the days that have rested come before all else, and stand bright only then."""
    resident.open().with_map()
    resident.thumb(1).wait_for()
    resident.settled()
    before = resident.page.locator(".sm-totals").text_content()
    resident.page.evaluate(UNDIMMED)
    resident.thumb(1).press("ArrowLeft")
    resident.page.wait_for_function("() => window.atOnce")
    resident.settled()
    after = resident.page.locator(".sm-totals").text_content()
    assert resident.page.evaluate("window.atOnce") == after != before
