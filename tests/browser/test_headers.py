"""The headers hold on every page without an error, and let other sites frame embed views alone."""

from __future__ import annotations

import http.server
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from playwright.sync_api import Page, expect

from tests.browser.chromium import Record
from tests.browser.reader import MAP_FRAME, PAGES, Reader
from tests.browser.server import Server

SCRIPT = "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
COMPONENT = "component/streamlit_folium.st_folium/index.html"


def test_no_page_may_ask_for_more(page: Page, server: Server) -> None:
    """Each page names what it may load; only the map's frame, which needs it, may evaluate."""
    for path in (*PAGES, COMPONENT):
        policy = page.request.get(f"{server.url}/{path}").headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert ("'unsafe-eval'" in policy) == (path == COMPONENT)


def test_what_the_policy_stops_is_an_error(reader: Reader, record: Record) -> None:
    """What the policy stops is told on the console, where no test of any page lets it pass."""
    reader.open("codebook")
    with reader.page.expect_console_message(lambda message: message.type == "error") as told:
        reader.page.evaluate(SCRIPT)
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
    Reader(page, server.url).open(weapon="drone")
    picture = page.locator("meta[property='og:image']").get_attribute("content")
    assert picture and picture.startswith(f"{server.url}/api/v1/picture.png?")
    for path in ("?weapon=drone", "api/v1/incidents.csv?weapon=drone", "feed.atom"):
        assert page.request.get(f"{server.url}/{path}").headers["content-encoding"] == "gzip"
    answer = page.request.get(picture)
    assert answer.ok and answer.headers["content-type"] == "image/png"
    assert page.evaluate("document.documentElement.lang") == "en"


@contextmanager
def another_site(html: str) -> Iterator[str]:
    """The address of a page of another origin, with *html* as its body."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><link rel=icon href=data:,>{html}".encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("localhost", 0), Answer) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        yield f"http://localhost:{other.server_address[1]}"
        other.shutdown()


def test_another_site_frames_an_embed_view(page: Page, server: Server, record: Record) -> None:
    """The map works in another site's frame; the same page without `embed` is refused."""
    body = "".join(
        f'<iframe id="{name}" src="{server.url}/?{query}" width="900" height="700"></iframe>'
        for name, query in (("embed", "embed=true&weapon=drone"), ("whole", "weapon=drone"))
    )
    with another_site(body) as url:
        record.origins.add(url)
        page.goto(url)
        map_inside = page.frame_locator("#embed").frame_locator(MAP_FRAME)
        expect(map_inside.locator("path.sm-marker, .leaflet-container path").first).to_be_attached()
        whole = page.locator("#whole").element_handle()
        assert whole is not None
        frame = whole.content_frame()
        assert frame is None or frame.locator("#root").count() == 0
    outside, errors = record.take()
    assert outside == []
    assert len(errors) >= 1 and all("frame-ancestors" in each or "frame" in each for each in errors)
