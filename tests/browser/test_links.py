"""A view is its address: copied, restored, gone back to, and honest about what it can't give."""

from __future__ import annotations

import re
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from strikemap.ui.incident.share import EMBED_HEIGHTS
from tests.browser.conftest import NewContext
from tests.browser.reader import MAP_FRAME, SHEBEKINO, Reader
from tests.browser.server import Server
from tests.browser.test_strangers import handshake
from tests.browser.wire import Line

CHOSEN = {"weapon": ["drone", "shelling_unspecified"], "dates": ["2023-05-25", "2023-05-31"]}
WITH_TOTALS = ("", "casualties")
TITLES = "els => els.map((el) => el.getAttribute('aria-label')).sort()"
LEAVE = """(late) => new Promise((done) => {
    const map = document.querySelector("iframe[src*='streamlit_folium.st_folium']");
    [...document.querySelectorAll("[data-testid=stPageLink] a")]
        .find((link) => link.innerText.includes("Incidents")).click();
    setTimeout(() => {
        map.contentWindow?.parent.dispatchEvent(new MessageEvent("message", {
            source: map.contentWindow,
            data: { isStreamlitMessage: true, type: "streamlit:setComponentValue", dataType: "json",
                    value: { report: Date.now(), moved: false, turn: 0, act: null } },
        }));
        done();
    }, late);
})"""
"""Follow a link, and some milliseconds later let the map that is left report something."""
FITS = """([map, height, room = 110]) => {
    const page = document.querySelector("[data-testid=stMainBlockContainer]");
    const link = [...page.querySelectorAll("a")].pop().getBoundingClientRect();
    const words = page.querySelector(".st-key-embed");
    const whole = words.scrollHeight <= words.clientHeight && link.bottom <= innerHeight;
    return innerHeight === height && whole && link.bottom > innerHeight - 20
        && document.querySelector(map).clientHeight > innerHeight - room;
}"""
"""Whether map and link fill the frame of that height, and nothing is left to scroll to."""
CELLS = "els => els.map((el) => el.innerText || el.textContent).sort()"


@pytest.mark.nightly(
    "tests/unit/ui/test_drawn_session.py holds where a late report goes, and "
    "test_timeline.py::test_leaving_while_days_move a page that is left in a browser"
)
@pytest.mark.parametrize("late", [20, 0, 60, 150])
def test_a_page_that_is_left_says_no_more(late: int, resident: Reader) -> None:
    """What the map reports as it is left neither empties the next page nor brings it back."""
    resident.open().with_map()
    resident.page.evaluate(LEAVE, late)
    resident.page.wait_for_url("**/incidents*")
    expect(resident.page.get_by_text("Sort all rows by")).to_be_visible()
    resident.settled()
    expect(resident.page.get_by_test_id("stDownloadButton")).not_to_have_count(0)
    resident.link_to("Map").click()
    resident.page.wait_for_url(f"{resident.url}/*")
    resident.with_map()


def test_copied_link(reader: Reader, server: Server, resident: Reader) -> None:
    """The copied link, to a reader of whom the server knows nothing, gives the same numbers."""
    sender = resident.open(**CHOSEN).with_map()
    sender.marker("Shelling of Shebekino").click()
    expect(sender.panel).to_contain_text("Shelling of Shebekino")
    sender.map.locator(".leaflet-control-zoom-in").click()
    sender.frame().wait_for_function(
        "parent.location.search.includes(encodeURIComponent(',' + map_div.getZoom()))"
    )
    sender.settled()
    button = sender.page.get_by_role("button", name="Copy link to this view")
    button.click()
    expect(button).to_have_attribute("data-link", f"{server.url}/?{button_query(button)}")
    link = str(button.get_attribute("data-link"))
    assert sender.page.evaluate("navigator.clipboard.readText()") == link
    for written in ("collection=", "v=", "territory=all", "basemap=boundaries", "as_of="):
        assert written in link
    totals, in_view = sender.totals, sender.in_view
    titles = sender.markers.evaluate_all(TITLES)
    given = reader
    given.page.bring_to_front()
    given.page.goto(link)
    given.settled().with_map()
    expect(given.markers).to_have_count(len(titles))
    expect(given.panel).to_contain_text("Shelling of Shebekino")
    assert (given.totals, given.in_view) == (totals, in_view)
    assert given.markers.evaluate_all(TITLES) == titles
    assert given.view() == pytest.approx(sender.view(), abs=0.02)
    for path in ("incidents", "casualties"):
        given.go(path, **parse_qs(urlsplit(link).query))
        assert given.in_view == in_view
        if path in WITH_TOTALS:
            assert given.totals == totals
        else:
            assert len(given.grid_titles()) == 5
            expect(given.panel).to_contain_text("Shelling of Shebekino")
    for path in ("sources", "suggest"):
        given.go(path, **parse_qs(urlsplit(link).query))
        assert "weapon=drone" in str(given.link_to("Casualties").get_attribute("href"))
        expect(given.page.locator(".sm-notice")).to_have_count(0)


def button_query(button: object) -> str:
    """The query in the button's link, once there is one."""
    handle = button.element_handle()  # type: ignore[attr-defined]
    handle.owner_frame().wait_for_function("button => button.dataset.link", arg=handle)
    return urlsplit(handle.get_attribute("data-link")).query


def test_back_and_forward(resident: Reader) -> None:
    """Back and Forward bring earlier views again, one change at a time."""
    resident.open(weapon="drone").with_map()
    resident.expect_in_view(3)
    resident.thumb(1).focus()
    resident.page.keyboard.press("ArrowLeft")
    resident.expect_query("dates", "2023-05-22", "2023-05-30")
    resident.expect_in_view(1)
    resident.marker("Drone attack on Moscow").click()
    resident.expect_query("incident", "2023-05-30-moscow-drone-attack")
    expect(resident.panel).to_be_visible()
    resident.page.go_back()
    expect(resident.panel).to_have_count(0)
    resident.expect_in_view(1)
    resident.page.go_back()
    resident.expect_in_view(3)
    resident.expect_query("dates")
    expect(resident.thumb(1)).to_have_attribute("aria-valuetext", "31 May 2023")
    resident.page.go_forward()
    resident.expect_in_view(1)
    expect(resident.thumb(1)).to_have_attribute("aria-valuetext", "30 May 2023")
    resident.page.go_forward()
    expect(resident.panel).to_contain_text("Drone attack on Moscow")


@pytest.mark.nightly("tests/unit/ui/test_drawn_state.py holds it of the session")
def test_back_to_the_collection_before(resident: Reader) -> None:
    """Back from another collection is back in the one whose address names none."""
    resident.open()
    resident.expect_in_view(7)
    side = resident.page.get_by_test_id("stSidebar")
    side.get_by_test_id("stRadio").get_by_text("The chronology, May and June 2023").click()
    resident.expect_query("collection", "chronology-2023-05-06")
    resident.page.go_back()
    resident.expect_in_view(7)
    resident.expect_query("collection")
    expect(side.get_by_label("One article, 31 May 2023")).to_be_checked()


@pytest.mark.nightly("test_filters.py goes Back and Forward across pages")
def test_back_across_pages(resident: Reader) -> None:
    """
    Back from another page brings the page before with its view; Forward goes there again.  A page
    without filters takes none away: on one that has them they are as before.
    """
    resident.open("incidents", weapon="drone")
    resident.expect_in_view(3)
    resident.link_to("Casualties").click()
    resident.page.wait_for_url("**/casualties?**")
    resident.page.get_by_text("Where claimants differ").wait_for()
    expect(resident.page).to_have_title(re.compile("^Casualties – Strikemap"))
    resident.expect_in_view(3)
    resident.thumb(1).focus()
    resident.page.keyboard.press("ArrowLeft")
    resident.expect_query("dates", "2023-05-22", "2023-05-30")
    resident.expect_in_view(1)
    resident.link_to("Sources and method").click()
    resident.page.get_by_text("What counts as an incident").wait_for()
    resident.page.go_back()
    resident.page.get_by_text("Where claimants differ").wait_for()
    resident.expect_in_view(1)
    resident.page.go_back()
    resident.expect_in_view(3)
    resident.page.go_back()
    resident.page.wait_for_url("**/incidents?**")
    resident.page.get_by_text("Sort all rows by").wait_for()
    expect(resident.page).to_have_title(re.compile("^Incidents – Strikemap"))
    resident.expect_in_view(3)
    resident.page.go_forward()
    resident.page.get_by_text("Where claimants differ").wait_for()
    resident.expect_in_view(3)
    resident.link_to("Sources and method").click()
    resident.page.get_by_text("What counts as an incident").wait_for()
    expect(resident.page.get_by_label("Weapon")).to_have_count(0)
    resident.link_to("Incidents").click()
    resident.page.get_by_text("Sort all rows by").wait_for()
    resident.expect_in_view(3)
    expect(resident.page.get_by_test_id("stSidebar")).to_contain_text("Drone")


@pytest.mark.parametrize(
    ("path", "words", "title"),
    [
        pytest.param(
            "incidents",
            "Sort all rows by",
            "Incidents – Strikemap: reported strikes on Russian",
            marks=pytest.mark.nightly("another server for a second page"),
        ),
        ("incident", "eight apartment buildings were damaged", "Shelling of Shebekino – Strikemap"),
    ],
)
def test_first_visit(
    path: str, words: str, title: str, fresh_server: Server, new_context: NewContext
) -> None:
    """
    A link to a page below the start page works as a server's very first visit, by its title, and
    before it a foreign handshake and a foreign name set nothing off.
    """
    assert not handshake(fresh_server, "localhost", "https://elsewhere.example")
    named = Request(f"{fresh_server.url}/api/v1/incidents.csv", headers={"Host": "rebound.example"})
    with pytest.raises(HTTPError) as refused:
        urlopen(named)
    refused.value.close()
    assert refused.value.code == 421
    assert fresh_server.outside() == set()
    reader = Reader(new_context().new_page(), fresh_server.url)
    reader.open(path, incident=SHEBEKINO, weapon="shelling_unspecified")
    expect(reader.page.get_by_text(words).first).to_be_visible()
    expect(reader.page).to_have_title(re.compile(f"^{title}"))
    expect(reader.panel).to_contain_text("Shelling of Shebekino")


def test_the_tab_is_called_after_the_chosen_incident(resident: Reader) -> None:
    """On the map the tab has the name of the incident while it is open, by Back too."""
    site, opened = (re.compile(f"^{name}") for name in ("Strikemap: ", "Shelling of Shebekino – "))
    resident.open().with_map()
    expect(resident.page).to_have_title(site)
    resident.listed.filter(has_text="Shelling of Shebekino").first.click()
    expect(resident.page).to_have_title(opened)
    resident.expect_query("incident", SHEBEKINO)
    resident.page.get_by_role("button", name="Close").first.click()
    expect(resident.page).to_have_title(site)
    resident.expect_query("incident")
    resident.page.go_back()
    expect(resident.page).to_have_title(opened)


def test_embed(reader: Reader) -> None:
    """Embedded, there is the map alone in whatever height, and a link to the same view in full."""
    reader.page.goto(f"{reader.url}/?embed=true&weapon=drone")
    reader.frame()
    expect(reader.markers).to_have_count(3)
    expect(reader.page.get_by_test_id("stSidebar")).to_have_count(0)
    expect(reader.thumb(0)).to_have_count(0)
    back = reader.page.get_by_test_id("stMain").locator("a[href*='weapon=drone']")
    expect(back).to_have_count(1)
    assert "embed" not in str(back.get_attribute("href"))
    for height in (300, 1100):
        reader.page.set_viewport_size({"width": 700, "height": height})
        reader.page.wait_for_function(FITS, arg=[MAP_FRAME, height])
    # What it asks for in vain is said there, and leaves the way to the whole in sight.
    reader.page.set_viewport_size({"width": 320, "height": EMBED_HEIGHTS[0]})
    reader.page.goto(f"{reader.url}/?embed=true&v=9.9.9&region=XX&collection=nope")
    reader.frame()
    told = reader.page.get_by_role("status")
    for word in ("9.9.9", "“XX”", "“nope”"):
        expect(told).to_contain_text(word)
    expect(told).to_be_in_viewport()
    back = reader.page.get_by_role("link", name="Open this view")
    expect(back).to_be_in_viewport(ratio=1)


@pytest.mark.nightly("test_embed holds the same of more words in less room")
def test_an_embedded_view_of_an_older_version(reader: Reader) -> None:
    """The code that is given for a frame names its version, which is told within its height."""
    reader.page.goto(f"{reader.url}/?embed=true&v=1.0.0&lang=uk")
    reader.frame()
    reader.page.set_viewport_size({"width": 600, "height": EMBED_HEIGHTS[0]})
    reader.page.wait_for_function(FITS, arg=[MAP_FRAME, EMBED_HEIGHTS[0], 130])
    expect(reader.page.get_by_role("status")).to_be_in_viewport(ratio=1)


@pytest.mark.nightly("tests/unit/ui/test_address_bar.py holds it of answers in any order")
def test_answers_on_their_way(reader: Reader) -> None:
    """
    What is chosen before the address bar has heard of the last choice is added to it, and an answer
    that comes after Back neither takes the address nor the days back again.
    """
    line, page = Line(reader.page), reader.page
    reader.open().with_map()
    line.is_slow = True
    for answers, (thumb, key) in enumerate(((1, "PageDown"), (0, "ArrowRight"), (1, "Home")), 1):
        reader.thumb(thumb).press(key)
        while line.kept_of("script_finished") < answers:
            page.evaluate("() => new Promise(requestAnimationFrame)")
    line.arrive()
    reader.expect_query("dates", "2023-05-23", "2023-05-23")
    reader.settled().expect_query("dates", "2023-05-23", "2023-05-23")
    for thumb in (0, 1):
        expect(reader.thumb(thumb)).to_have_attribute("aria-valuetext", "23 May 2023")
    reader.go(dates=["2023-05-22", "2023-05-30"]).with_map()
    reader.thumb(1).press("ArrowLeft")
    reader.expect_query("dates", "2023-05-22", "2023-05-29")
    reader.settled()
    line.is_slow = True
    reader.thumb(1).press("PageDown")
    while not (line.kept_of("page_info_changed") and line.kept_of("script_finished")):
        page.evaluate("() => new Promise(requestAnimationFrame)")
    page.evaluate("() => history.back()")
    reader.expect_query("dates", "2023-05-22", "2023-05-30")
    line.arrive()
    expect(reader.thumb(1)).to_have_attribute("aria-valuetext", "30 May 2023")
    reader.settled().expect_query("dates", "2023-05-22", "2023-05-30")
    page.get_by_role("button", name="Step").click()
    reader.expect_query("dates")
    reader.settled().expect_in_view(7)
    page.go_back()
    reader.expect_query("dates", "2023-05-22", "2023-05-30")
    expect(reader.thumb(1)).to_have_attribute("aria-valuetext", "30 May 2023")
