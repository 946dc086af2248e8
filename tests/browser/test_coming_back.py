"""A reader whose server was restarted, or who was away too long, finds the view and goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.app.hostile_files import plain
from tests.browser.chromium import Record
from tests.browser.conftest import NewContext
from tests.browser.reader import Reader
from tests.browser.server import Server, restart, serving
from tests.browser.test_upload import drop, to_your_data

DATES = ["2023-05-22", "2023-05-29"]
A_PAGE = 20
"""A run of the whole page is more messages than this."""
# So that the connection can be cut from outside, as a sleeping laptop's is.
KEEP_SOCKETS = """
window.sockets = [];
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    window.sockets.push(this);
    this.heard = 0;
    this.addEventListener("message", () => (this.heard += 1));
  }
};
"""


@pytest.fixture
def forgetful_server(tmp_path: Path, record: Record) -> Iterator[Server]:
    """A server that keeps no session of a reader who is not connected."""
    with serving(tmp_path, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="0") as running:
        record.origins.add(running.url)
        yield running


def comes_back(reader: Reader) -> None:
    """Wait until the page has come again, of which nobody asked for anything."""
    reader.page.wait_for_function(
        "most => sockets.length > 1 && sockets.at(-1).heard > most", arg=A_PAGE
    )
    reader.settled()


def goes_on(reader: Reader, words: str) -> None:
    """The view is the same, without a reload, and every control of the map's page works."""
    page = reader.page
    expect(page.locator(".sm-inview:has(> [data-in-view])")).to_contain_text(words)
    page.get_by_role("button", name="Step").click()
    reader.expect_query("dates", "2023-05-22", "2023-05-30")
    reader.expect_query("weapon", "drone")
    page.locator(".st-key-beside").get_by_text("Drone attack on Moscow").first.click()
    reader.expect_query("incident", "2023-05-30-moscow-drone-attack")
    expect(reader.panel).to_contain_text("Drone attack on Moscow")
    page.get_by_role("button", name="Close", exact=True).click()
    reader.expect_query("incident")
    reader.thumb(1).focus()
    page.keyboard.press("ArrowRight")
    reader.expect_query("dates")
    reader.expect_in_view(3)
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert page.evaluate("window.neverReloaded")


@pytest.mark.by_day(1, "to a server that was restarted a reader's session is unknown, too")
@pytest.mark.parametrize("is_restarted", [True, False])
def test_the_server_knows_nothing_any_more(
    is_restarted: bool, forgetful_server: Server, new_context: NewContext, record: Record
) -> None:
    """
    A reader whose session was not kept, and one whose server was ended and started again, finds
    the view by itself, and goes on.
    """
    context = new_context()
    context.add_init_script(KEEP_SOCKETS)
    reader = Reader(context.new_page(), forgetful_server.url)
    # A reader of a narrowed view, who has done nothing yet but look.
    reader.open(weapon="drone", dates=DATES).with_map()
    reader.page.evaluate("window.neverReloaded = true")
    if is_restarted:
        restart(forgetful_server)
    else:
        reader.page.evaluate("sockets.at(-1).close()")
    comes_back(reader)
    goes_on(reader, "Drone strikes, 22–29 May 2023")
    outside, _ = record.take()
    assert outside == []


@pytest.mark.nightly("with another collection and a file what the test above holds")
def test_the_server_is_killed(
    fresh_server: Server, new_context: NewContext, record: Record
) -> None:
    """When it is back the chronology is there and goes on; an upload is told as gone."""
    # How soon: `python -m bench restarted`; here other tests have the processor too.
    many, mine = new_context(), new_context()
    for context in (many, mine):
        context.add_init_script(KEEP_SOCKETS)
    with_file = to_your_data(Reader(mine.new_page(), fresh_server.url).open())
    drop(with_file, "mine.csv", plain())
    with_file.page.get_by_role("button", name="Open this collection").click()
    with_file.expect_in_view(1)
    reader = Reader(many.new_page(), fresh_server.url)
    reader.open(collection="chronology-2023-05-06", dates=["2023-05-01", "2023-05-30"]).with_map()
    in_view = reader.page.locator(".sm-inview:has(> [data-in-view])").inner_text()
    fresh_server.process.kill()
    restart(fresh_server)
    comes_back(reader)
    expect(reader.page.locator(".sm-inview:has(> [data-in-view])")).to_have_text(in_view)
    reader.page.get_by_role("button", name="Step").click()
    reader.expect_query("dates", "2023-05-01", "2023-05-31")
    gone = with_file.page.locator(".sm-notice").filter(has_text="it is gone")
    expect(gone).to_contain_text("open it on “Your data”")
    expect(gone).not_to_contain_text("csv-mine-csv")
    outside, _ = record.take()
    assert outside == []
