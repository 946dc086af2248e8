"""The headers hold on every page without an error, and its own words are there from the start."""

from __future__ import annotations

import re
from html import unescape

from playwright.sync_api import Page

from tests.browser.chromium import Record
from tests.browser.reader import PAGES, Reader
from tests.browser.server import Server

SCRIPT = "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
PICTURE = re.compile(r"""<meta property="og:image" content="([^"]+)\"""")
COMPONENT = "component/streamlit_folium.st_folium/index.html"


def test_no_page_may_ask_for_more(page: Page, server: Server) -> None:
    """Each page names what it may load; only the map's frame, which needs it, may evaluate."""
    for path in (*PAGES, COMPONENT):
        policy = page.request.get(f"{server.url}/{path}").headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert ("'unsafe-eval'" in policy) == (path == COMPONENT)


def test_what_the_policy_stops_is_an_error(resident: Reader, record: Record) -> None:
    """What the policy stops is told on the console, where no test of any page lets it pass."""
    resident.open("codebook")
    with resident.page.expect_console_message(lambda message: message.type == "error") as told:
        resident.page.evaluate(SCRIPT)
    assert "Content Security Policy" in told.value.text
    outside, errors = record.take()
    assert outside == []
    assert errors and all("Content Security Policy" in each for each in errors)


def test_the_page_comes_with_its_own_words(page: Page, server: Server) -> None:
    """
    Before any script runs the title and the picture are those of the link's query; they and the
    view's data come compressed.
    """
    asked = page.request.get(f"{server.url}/?weapon=drone").text()
    assert "Drone&#32;strikes" in asked or "Drone strikes" in asked
    assert '<html lang="en"' in asked
    (picture,) = map(unescape, PICTURE.findall(asked))
    assert picture.startswith(f"{server.url}/api/v1/picture.png?")
    for path in ("?weapon=drone", "api/v1/incidents.csv?weapon=drone", "feed.atom"):
        assert page.request.get(f"{server.url}/{path}").headers["content-encoding"] == "gzip"
    answer = page.request.get(picture)
    assert answer.ok and answer.headers["content-type"] == "image/png"
