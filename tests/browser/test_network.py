"""Nothing leaves the machine: not from the reader's browser, not from the server."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import Record
from tests.browser.conftest import NewContext
from tests.browser.reader import PAGES, SHEBEKINO, Reader
from tests.browser.server import Server, is_beyond, is_here
from tests.browser.test_upload import drop

KEPT = re.compile(r"stActiveTheme|stSidebar|sidebar", re.IGNORECASE)
"""What the browser may keep: how the page looked, by Streamlit itself."""


AWAY = """
import socket, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as away:
    try:  # to connect such a socket sends nothing, and without a network can't be done
        away.connect(("192.0.2.1", 9))
        print("192.0.2.1", flush=True)
    except OSError:
        print(flush=True)
    sys.stdin.read()
"""


def test_a_visit_tells_nobody(new_context: NewContext, server: Server) -> None:
    """
    A visit with a query, an upload and a fault in a link leaves no word of the reader in the log;
    in the browser it leaves one cookie, against forged uploads, and nothing in storage that names
    the reader; and since its start the server has looked up and connected to this machine alone.
    """
    context, before = new_context(), server.log.stat().st_size
    reader = Reader(context.new_page(), server.url)
    reader.open("incidents", q="a-private-word", region="no-such-region")
    drop(reader.go("your_data"), "a-private-name.csv", b"1,2,3\n4,5,6\n")
    expect(reader.page.locator(".sm-notice[role=alert]")).to_contain_text("no header")
    written = server.log.read_text()[before:]
    assert [word for word in ("private", "no-such", "127.0.0.1", "::1") if word in written] == []
    assert {each.get("name") for each in context.cookies()} <= {"_streamlit_xsrf"}
    kept = reader.page.evaluate("({...localStorage, ...sessionStorage})")
    assert {key for key in kept if not KEPT.match(key)} == set()
    assert server.looks > 0
    assert server.outside() == set()


@pytest.mark.nightly(
    "of each page that a test opens it is held; test_a_visit_tells_nobody of what stays"
)
def test_a_tour(new_context: NewContext, server: Server, record: Record) -> None:
    """
    A tour through every page asks the app alone, over HTTP and WebSocket, and errs nowhere; what
    it leaves is one cookie, against forged uploads, and nothing in storage that names the reader.
    """
    context = new_context()
    reader = Reader(context.new_page(), server.url)
    kept = {}
    for _path in reader.each(PAGES, incident=SHEBEKINO):
        kept |= reader.page.evaluate("({...localStorage, ...sessionStorage})")
    assert {each.get("name") for each in context.cookies()} <= {"_streamlit_xsrf"}
    assert {key for key in kept if not KEPT.match(key)} == set()
    reader.go(weapon="drone").with_map()
    reader.expect_in_view(3)
    reader.markers.first.click()
    expect(reader.panel).to_be_visible()
    assert record.take() == ([], [])


def test_the_watch_would_notice(tmp_path: Path) -> None:
    """A socket to another machine is seen, and its address, in any form, told from this one's."""
    with Popen([sys.executable, "-c", AWAY], stdin=PIPE, stdout=PIPE) as away:
        assert away.stdin and away.stdout
        there = away.stdout.readline().decode().split()
        watched = Server("", away, tmp_path / "log", tmp_path / "calls")
        watched.look()
        away.stdin.close()
    assert watched.outside() == set(there)
    beyond = ("010200C0:0009", "0000000000000000FFFF0000010200C0:0009",
              "B80D0120000000000000000001000000:0009")  # fmt: skip
    here = ("0100007F:0009", "00000000:0000", "0000000000000000FFFF00000100007F:0009",
            "00000000000000000000000001000000:0009", f"{'0' * 32}:0000")  # fmt: skip
    assert (*map(is_beyond, beyond), *map(is_beyond, here)) == (True,) * 3 + (False,) * 5
    assert [host for host in ("127.0.0.1", "::1", "localhost", "::ffff:127.0.0.1", "0.0.0.0")
            if not is_here(host)] == []  # fmt: skip
    assert [host for host in ("8.8.8.8", "example.org", "192.168.1.2", "fe80::1%eth0")
            if is_here(host)] == []  # fmt: skip
