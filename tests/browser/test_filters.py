"""Each filter set by its widget, and the view then left by every way that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotInTime

from tests.browser.reader import Reader

FOLDED = re.compile("^Whose word, of whom, how sure, as of when")
BESIDE = {
    "Event type": (
        "event",
        "Shelling/artillery/missile attack",
        "shelling-artillery-missile-attack",
    ),
    "Weapon": ("weapon", "Shelling, unspecified", "shelling_unspecified"),
    "Target": ("target", "Residential", "residential"),
    "Region": ("region", "Belgorod Oblast", "RU-BEL"),
    "Territory": ("territory", "Russian territory", "russia"),
    "Casualties": ("casualties", "Toll unknown", "unknown"),
}
IN_POPOVER = {
    "Claimant": (
        "claimant",
        "Governor of Belgorod Oblast, Vyacheslav Gladkov",
        "governor-belgorod",
    ),
    "Side": ("side", "Russia", "russia"),
    "Who is counted": ("who", "Civilians", "civilians"),
    "Evidence of the event": ("evidence", "One origin", "one_origin"),
    "Evidence of responsibility": ("responsibility", "Not stated", "not_stated"),
    "Tolls that count": ("publishers", "printed by at least 2 publishers", "2"),
}
ONE_OF = {"Territory": "Both, side by side", "Tolls that count": "all"}
"""Those of which one is always chosen, and which at first."""
ALL = {**BESIDE, **IN_POPOVER}
DAY = "2023-06-01"
TRIES = 4
ONE_OF_A_KIND = (
    "Weapon",
    "Territory",
    "Evidence of the event",
    "Tolls that count",
)
"""A list and a choice of one, beside and in the popover."""
ONE_OF_EACH_KIND = pytest.mark.parametrize(
    "by_widget",
    [
        pytest.param(
            tuple(ALL),
            id="all",
            marks=pytest.mark.nightly("by day one of each kind by its widget, the others by link"),
        ),
        pytest.param(ONE_OF_A_KIND, id="one of each kind"),
    ],
)
SET = {key: [code] for key, _, code in ALL.values()} | {"q": ["apartment"], "as_of": [DAY]}


@contextmanager
def popover(reader: Reader) -> Iterator[Locator]:
    """The popover of the sidebar, opened, and closed afterwards by a click beside it."""
    reader.page.get_by_role("button", name=FOLDED).press("Enter")
    inside = reader.page.get_by_test_id("stPopoverBody")
    inside.wait_for()
    yield inside
    reader.page.locator(".sm-coverage").first.click()
    expect(inside).to_have_count(0)
    reader.settled()


def choose(reader: Reader, place: Locator | Page, label: str) -> None:
    """Choose in the list called *label* the one option that `ALL` has for it."""
    key, option, code = ALL[label]
    if label in ONE_OF:
        place.get_by_role("radiogroup", name=label).get_by_text(option, exact=True).click()
        reader.expect_query(key, code)
        reader.settled()
        return
    box = place.get_by_role("combobox", name=label).first
    listed = reader.page.get_by_role("option", name=option, exact=True)
    for _ in range(TRIES):
        box.press("ArrowDown")
        # A list that a run of the page closed is opened again, as a reader would.
        with suppress(NotInTime):
            listed.click(timeout=3_000)
            break
    reader.expect_query(key, code)
    reader.settled()
    box.press("Escape")
    expect(reader.page.get_by_role("option")).to_have_count(0)


def set_every_filter(reader: Reader, by_widget: tuple[str, ...]) -> None:
    """Set each filter, those *by_widget* by their own, and see it in the address bar."""
    linked = [(key, code) for label, (key, _, code) in ALL.items() if label not in by_widget]
    reader.open("incidents", **dict(linked))
    for label in BESIDE:
        if label in by_widget:
            choose(reader, reader.page.get_by_test_id("stSidebar"), label)
    search = reader.page.get_by_test_id("stSidebar").get_by_role("textbox", name="Search")
    search.fill("apartment")
    search.press("Enter")
    reader.expect_query("q", "apartment")
    with popover(reader) as inside:
        for label in IN_POPOVER:
            if label in by_widget:
                choose(reader, inside, label)
        day = inside.get_by_role("textbox", name="As published by")
        day.fill(DAY)
        day.press("Enter")
        reader.expect_query("as_of", DAY)


def expect_filters(reader: Reader, **query: list[str]) -> None:
    """Widgets, words and address bar say *query*, and nothing else."""
    reader.page.wait_for_function(
        "wanted => { const q = new URLSearchParams(location.search);"
        " ['dates', 'v', 'collection', 'incident'].forEach((key) => q.delete(key));"
        " return [...q].map(([k, v]) => `${k}=${v}`).sort().join('&') === wanted; }",
        arg="&".join(sorted(f"{key}={value}" for key, (value,) in query.items())),
    )
    reader.settled()
    side = reader.page.get_by_test_id("stSidebar")
    expect(side.get_by_role("textbox", name="Search")).to_have_value(query.get("q", [""])[0])
    _expect_chosen(side, BESIDE, query)
    folded = {key for key, _, _ in IN_POPOVER.values()} | {"as_of"}
    count = len(folded & set(query))
    named = re.compile(rf"\({count} set\)$" if count else r"as of when$")
    expect(side.get_by_role("button", name=named)).to_have_count(1)
    with popover(reader) as inside:
        _expect_chosen(inside, IN_POPOVER, query)
        day = query.get("as_of", [""])[0]
        expect(inside.get_by_role("textbox", name="As published by")).to_have_value(day)


def _expect_chosen(
    place: Locator, lists: dict[str, tuple[str, str, str]], query: dict[str, list[str]]
) -> None:
    for label, (key, option, _) in lists.items():
        if label in ONE_OF:
            shown = option if key in query else ONE_OF[label]
            group = place.get_by_role("radiogroup", name=label)
            expect(group.get_by_role("radio", name=shown, exact=True)).to_be_checked()
            continue
        one = place.get_by_test_id("stMultiSelect").filter(has_text=re.compile(f"^{label}"))
        expect(one.locator(".react-aria-ComboBox [data-tag]")).to_have_text(
            [option] if key in query else []
        )


@ONE_OF_EACH_KIND
def test_every_filter_is_left(by_widget: tuple[str, ...], resident: Reader) -> None:
    """Reset, another page, Back and Forward leave no filter behind and bring each back whole."""
    reader = resident
    set_every_filter(reader, by_widget)
    expect_filters(reader, **SET)
    words = reader.in_view
    assert "1 incident in view" in words and "by the word of" in words
    reader.link_to("Casualties").click()
    reader.page.get_by_text("Where claimants differ").wait_for()
    expect_filters(reader, **SET)
    assert reader.in_view == words
    # The popover stays closed until another filter has been set: to open it gives its widgets
    # the values that they should have had.
    reader.page.get_by_role("button", name="Reset", exact=True).click()
    reader.expect_in_view(7)
    choose(reader, reader.page.get_by_test_id("stSidebar"), "Region")
    expect_filters(reader, region=["RU-BEL"])
    reader.page.go_back()
    reader.expect_in_view(7)
    reader.page.go_back()
    reader.expect_in_view(1)
    expect_filters(reader, **SET)
    assert reader.in_view == words
    reader.page.go_forward()
    reader.expect_in_view(7)
    choose(reader, reader.page.get_by_test_id("stSidebar"), "Weapon")
    expect_filters(reader, weapon=["shelling_unspecified"])


@pytest.mark.nightly("test_every_filter_is_left holds it of the other ways to leave a view")
def test_another_collection_and_a_link_leave_no_filter(reader: Reader) -> None:
    """Another collection, and a link followed in the same tab, begin with their own filters."""
    reader.open("incidents")
    with popover(reader) as inside:
        for label in IN_POPOVER:
            choose(reader, inside, label)
    side = reader.page.get_by_test_id("stSidebar")
    side.get_by_test_id("stRadio").get_by_text("The chronology, May and June 2023").click()
    reader.expect_query("collection", "chronology-2023-05-06")
    reader.settled()
    choose(reader, side, "Region")
    expect_filters(reader, region=["RU-BEL"])
    with popover(reader) as inside:
        choose(reader, inside, "Evidence of the event")
    reader.page.evaluate(
        "history.pushState({}, '', '?side=ukraine'); dispatchEvent(new PopStateEvent('popstate'))"
    )
    reader.page.get_by_text("by the word of Ukraine").first.wait_for()
    choose(reader, side, "Weapon")
    reader.expect_query("side", "ukraine")
    reader.expect_query("evidence")
    with popover(reader) as inside:
        expect(inside.locator(".react-aria-ComboBox [data-tag]")).to_have_text(["Ukraine"])
