"""Text that tries to run, to fetch or to dress up is shown as text on every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.app.hostile import NAME, NEEDLES
from tests.browser.reader import SHEBEKINO, THIRDS, Reader
from tests.browser.server import Server

LINKS = """els => els.filter((el) => {
  const to = URL.parse(el.getAttribute("href"), document.baseURI);  // null leads nowhere
  return to && /^http/.test(to.protocol) && to.origin !== location.origin
    && to.host !== "leafletjs.com" && el.nextElementSibling?.textContent !== to.host;
}).map((el) => el.outerHTML)"""
"""Links that lead away from the app without their host in view, but for the map's own."""
SIGNS = "[data-testid=stMarkdownContainer] :is([role=img], img)"
FETCHERS = "els => els.filter((el) => /evil/.test(el.src || el.data || '')).length"


def _unharmed(reader: Reader) -> None:
    for frame in reader.page.frames:
        assert frame.evaluate("window.pwned === undefined")
        assert frame.locator("img, iframe, object, embed, script").evaluate_all(FETCHERS) == 0
        assert frame.locator("a[href^='javascript' i]").count() == 0
        assert frame.locator("a[href]").evaluate_all(LINKS) == []
        assert frame.locator(SIGNS).count() == 0
    text = reader.all_text()
    assert "Traceback" not in text
    assert "49" not in text.split("7*7", 1)[0][-4:]


def _as_text(reader: Reader, path: str) -> None:
    """What is hostile in the data stands on the page letter by letter, and has done nothing."""
    _unharmed(reader)
    text = reader.all_text()
    wanted = NEEDLES if path in ("", "incidents", "incident") else NEEDLES[:1]
    assert [each for each in wanted if " ".join(each.split()) not in text] == [], path


@pytest.mark.nightly("test_on_the_map holds it of two pages, tests/app of all without a browser")
@pytest.mark.parametrize("paths", THIRDS)
def test_from_data(paths: tuple[str, ...], lent: Page, odd_server: Server) -> None:
    """Payloads in every free text of a collection do nothing on any page."""
    reader = Reader(lent, odd_server.url)
    for path in reader.each(paths, collection=NAME, incident=SHEBEKINO):
        _as_text(reader, path)


def test_on_the_map(lent: Page, odd_server: Server) -> None:
    """
    Payloads in every free text of a collection stand as text on the map, in what pointing at a
    marker shows, and on an incident's panel and page.
    """
    reader = Reader(lent, odd_server.url).open(collection=NAME, incident=SHEBEKINO)
    reader.with_map()
    for at in range(reader.markers.count()):
        reader.markers.nth(at).hover()
        expect(reader.map.locator(".sm-tip").last).to_be_visible()
    _unharmed(reader)
    tip = reader.map.locator(".sm-tip b > *")
    expect(tip).to_have_count(0)
    _as_text(reader, "")
    reader.markers.first.click()
    expect(reader.panel).to_be_visible()
    _unharmed(reader)
    reader.go("incident", collection=NAME, incident=SHEBEKINO).with_map()
    _as_text(reader, "incident")


def test_from_the_address(resident: Reader) -> None:
    """
    Payloads in a link do nothing either.  A notice shows them letter by letter, and names whatever
    else a link asks for in vain; the rest applies, and trackers go untold.
    """
    resident.open(
        region=list(NEEDLES),
        q=NEEDLES[0],
        **{NEEDLES[2]: "x"},
        weapon=["drone", "trebuchet"],
        dates="soon",
        view="0,0,99",
        colour="red",
        utm_source="x",
    ).with_map()
    _unharmed(resident)
    notice = resident.page.locator(".sm-notice").inner_text()
    told = (NEEDLES[0], NEEDLES[2], "trebuchet", "dates", "view", "colour")
    assert [word for word in told if word not in notice] == []
    assert "utm_source" not in notice
    resident.go(weapon=["drone", "trebuchet"], dates="soon").with_map()
    resident.expect_in_view(3)
    expect(resident.markers).to_have_count(3)
