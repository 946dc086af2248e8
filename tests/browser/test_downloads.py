"""Files for download on a host with many readers: each his own, and none fails."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Download, expect

from bench.downloads import fetched
from strikemap.export import FORMS
from strikemap.ui.elements.download import SECONDS
from strikemap.ui.session.housekeeping import EVERY
from tests.browser.conftest import NewContext, NewTab
from tests.browser.reader import SHEBEKINO, Reader
from tests.browser.server import Server
from tests.browser.test_upload import drop
from tests.conftest import aside

ONE = re.compile(r"^\s*CSV\s*$")
SLACK = 3.0
"""Seconds for a round that begins late, and for an answer."""
ROWS, PLACE = 1_600, f"Village of {'x' * 160}"
"""So many and so long that the file is above 1 MiB, where Streamlit looks at samples alone."""


def test_none_fails_beside_busy_readers(server: Server) -> None:
    """A reader 150 ms away gets each file, also of a view that has just changed."""
    met = aside(fetched, server.url, readers=8, presses=8, every=0.1)
    assert met.errors == [] and met.files == 8
    assert met.first.startswith(b"incident_id,")


@pytest.mark.nightly(
    "test_links.py::test_first_visit holds it of one, test_none_fails_beside_busy_readers of many"
)
def test_the_first_visitors_come_at_once(fresh_server: Server) -> None:
    """Ten who find a host that nobody has visited yet all see the page."""
    met = aside(fetched, fresh_server.url, readers=10, presses=1, every=0.5)
    assert met.errors == []


@pytest.mark.timeout(300)
def test_two_private_files_one_digit_apart(new_tab: NewTab, server: Server) -> None:
    """Of two readers with files that differ in one digit each is given his own, at once or not."""
    files: list[bytes] = []
    for killed in (7, 8):
        reader = Reader(new_tab(), server.url)
        files.append(read(downloaded(reader, private(killed))))
    assert len(files[0]) == len(files[1]) > 2**20
    assert [file.count(b",7,7,7,") for file in files] == [1, 0]
    assert [file.count(b",8,8,8,") for file in files] == [0, 1]


@pytest.mark.nightly("tests/unit/ui/test_download.py holds it of each form without a browser")
@pytest.mark.parametrize("part", range(3))
def test_every_button_gives_what_its_route_gives(part: int, resident: Reader) -> None:
    """Pressed on a view, the button of each form gives the very bytes of that form's address."""
    resident.open("incidents", weapon="drone")
    resident.page.get_by_text("Picture and embed").click()
    buttons = resident.page.get_by_test_id("stDownloadButton").filter(visible=True)
    forms = [form for form in FORMS.values() if form.label]
    expect(buttons).to_have_count(len(forms))
    for form in forms[part::3]:
        with resident.page.expect_download() as given:
            buttons.get_by_text(form.label, exact=True).click()
        told = resident.page.request.get(f"{resident.url}/api/v1/{form.file}?weapon=drone")
        assert told.ok and read(given.value) == told.body(), form.name


def test_the_raw_records_of_an_incident(resident: Reader) -> None:
    """An incident's page gives its claims as CSV, and of incident and claims what it shows."""
    resident.open("incident", incident=SHEBEKINO)
    resident.page.get_by_text("The raw records").click()
    buttons = resident.page.get_by_test_id("stDownloadButton").filter(visible=True)
    shown = resident.page.get_by_test_id("stCode").filter(has_text='"incident_id"')
    for label, starts in (("Claims as CSV", b"claim_id,"), ("Incident and claims", b'{\n "inci')):
        with resident.page.expect_download() as given:
            buttons.filter(has_text=label).click()
        assert read(given.value).startswith(starts)
    assert json.loads(read(given.value)) == json.loads(shown.inner_text())


@pytest.mark.nightly("waits until an address has gone; tests/unit/host holds what is dropped")
@pytest.mark.timeout(300)
def test_the_address_of_a_private_file(new_context: NewContext, server: Server) -> None:
    """
    What was made of a reader's own file is given to whoever knows its address, and kept by nobody
    on the way; soon after its page was closed the address answers no longer.
    """
    reader, other = Reader(new_context().new_page(), server.url), new_context().request
    address = downloaded(reader, b"date,lat,lon,killed\n2023-05-02,50.6,36.6,1\n").url
    assert re.fullmatch(rf"{server.url}/media/[0-9a-f]{{32,}}\.csv", address)
    asked = other.get(address)
    assert (asked.status, asked.headers["cache-control"]) == (200, "private, no-store")
    reader.page.close()
    closed = time.monotonic()
    while other.get(address).status != 404:
        assert time.monotonic() - closed < SECONDS + EVERY + SLACK
        time.sleep(0.5)


def downloaded(reader: Reader, mine: bytes) -> Download:
    """The CSV that *reader* is given of a file of his own."""
    reader.open("your_data")
    drop(reader, "mine.csv", mine)
    reader.page.get_by_role("button", name="Open this collection").click(timeout=90_000)
    reader.page.wait_for_url("**collection=*mine*")
    reader.settled()
    reader.link_to("Incidents").click()
    reader.page.get_by_text("Sort all rows by").wait_for()
    reader.settled()
    with reader.page.expect_download() as given:
        reader.page.get_by_test_id("stDownloadButton").filter(has_text=ONE).click()
    return given.value


def private(killed: int) -> bytes:
    """Many incidents over a month, each with one killed; one with more."""
    rows = [
        f"2023-05-{1 + i * 28 // ROWS:02},50.6{i:04},36.6,{killed if i == ROWS // 3 else 1},{PLACE}"
        for i in range(ROWS)
    ]
    return "\n".join(["date,lat,lon,killed,place", *rows, ""]).encode()


def read(given: Download) -> bytes:
    """The bytes of a file that the browser has been given."""
    return Path(given.path()).read_bytes()
