"""Text that tries to run, to fetch or to dress up is shown as text on every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.app.hostile import NEEDLES
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


@pytest.mark.parametrize("paths", THIRDS)
def test_from_data(paths: tuple[str, ...], lent: Page, hostile_server: Server) -> None:
    """Payloads in every free text of a collection do nothing on any page."""
    reader = Reader(lent, hostile_server.url)
    for path in reader.each(paths, incident=SHEBEKINO):
        _unharmed(reader)
        text = reader.all_text()
        wanted = NEEDLES if path in ("", "incidents", "incident") else NEEDLES[:1]
        assert [each for each in wanted if " ".join(each.split()) not in text] == [], path


def test_on_the_map(lent: Page, hostile_server: Server) -> None:
    """Pointing at each marker shows its title as text; choosing it does no more."""
    reader = Reader(lent, hostile_server.url).open().with_map()
    for at in range(reader.markers.count()):
        reader.markers.nth(at).hover()
        expect(reader.map.locator(".sm-tip").last).to_be_visible()
        _unharmed(reader)
    tip = reader.map.locator(".sm-tip b > *")
    expect(tip).to_have_count(0)
    reader.markers.first.click()
    expect(reader.panel).to_be_visible()
    _unharmed(reader)


def test_from_the_address(reader: Reader) -> None:
    """Payloads in a link do nothing either, and the notice shows them letter by letter."""
    reader.open(region=list(NEEDLES), q=NEEDLES[0], **{NEEDLES[2]: "x"}).with_map()
    _unharmed(reader)
    notice = reader.page.locator(".sm-notice").inner_text()
    assert NEEDLES[0] in notice
    assert NEEDLES[2] in notice
