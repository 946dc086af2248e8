"""A file of one's own in a real browser: dropped, told, opened, forgotten; and the hostile ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.app.hostile_files import HOSTILE, acled, plain
from tests.browser.reader import Reader


def to_your_data(reader: Reader) -> Reader:
    """By the header, from the keyboard."""
    reader.settled()  # what still comes for the page before would close the menu
    reader.page.get_by_role("button", name="More").press("Enter")
    reader.page.get_by_role("link", name="Your data").click()
    reader.page.get_by_role("heading", name="Your data").wait_for()
    return reader.settled()


def drop(reader: Reader, name: str, contents: bytes) -> None:
    """Give the page a file."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": contents}
    reader.page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
        [file], timeout=40_000
    )  # type: ignore[list-item]


def take_away(reader: Reader) -> None:
    """Press the cross beside the dropped file."""
    chip = reader.page.get_by_test_id("stFileChipDeleteBtn").get_by_role("button")
    listed = reader.page.get_by_test_id("stFileUploaderDeleteBtn").get_by_role("button")
    chip.or_(listed).first.click()


def test_opened_beside_the_others_and_gone_with_the_session(reader: Reader) -> None:
    """
    A dropped file is on the map by its own name, without a link, reached by no route, and gone
    after a reload.
    """
    to_your_data(reader.open("codebook"))
    drop(reader, "mine.csv", plain())
    reader.page.get_by_role("button", name="Open this collection").click()
    reader.expect_query("collection", "own~csv-mine-csv")
    reader.expect_in_view(1)
    expect(reader.page.get_by_text("can’t be shared by link")).to_be_visible()
    listed = reader.page.request.get(f"{reader.url}/api/v1/collections.json")
    assert "csv-mine-csv" not in listed.text() and listed.json()["collections"]
    for path in ("api/v1/incidents.json", "api/v1/package.zip", "feed.atom"):
        for name in ("csv-mine-csv", "own~csv-mine-csv"):
            asked = reader.page.request.get(f"{reader.url}/{path}?collection={name}")
            assert asked.status == 400, path
    to_your_data(reader)
    expect(reader.page.get_by_role("button", name="Remove")).to_be_visible()
    reader.open(collection="own~csv-mine-csv")
    expect(reader.page.get_by_text("A file of a reader’s own was at this address")).to_be_visible()
    reader.expect_query("collection")


@pytest.mark.nightly("tests/app/test_your_data.py holds it without a browser")
def test_removed(reader: Reader) -> None:
    """What is removed is no longer offered, nor in the address bar."""
    to_your_data(reader.open())
    drop(reader, "acled.csv", acled({}, {"location": "Elsewhere", "latitude": "51"}))
    expect(reader.page.get_by_text("ACLED's terms forbid")).to_be_visible()
    reader.page.get_by_role("button", name="Open this collection").click()
    reader.expect_in_view(2)
    to_your_data(reader)
    reader.page.get_by_role("button", name="Remove").click()
    reader.expect_query("collection")
    expect(reader.page.get_by_role("button", name="Remove")).to_have_count(0)


@pytest.mark.by_day(1, "tests/app drops each on the page without a browser")
@pytest.mark.parametrize(
    "kinds", [("bomb.zip", "<b>markup<b>.csv"), ("empty.csv", "cell.csv")], ids=["packed", "plain"]
)
def test_hostile(kinds: tuple[str, ...], reader: Reader, tmp_path: Path) -> None:
    """
    A hostile file gives one clear message, a sparse one of two gigabytes before a byte is sent,
    and the same session takes a good file after.
    """
    reader.open("your_data")
    alert = reader.page.locator(".sm-notice[role=alert]")
    # Each kind is dropped on the page in tests/app; these are those that a browser could spoil.
    for name, contents, told in HOSTILE:
        if name not in kinds:
            continue
        drop(reader, name, contents())
        expect(alert).to_contain_text(told)
        expect(alert).to_have_count(1)
        take_away(reader)
        expect(alert).to_have_count(0)
    sparse = tmp_path / "sparse.csv"
    with sparse.open("wb") as file:
        file.truncate(2 * 1024**3)
    reader.page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(sparse)
    expect(reader.page.get_by_text("File must be 200.0MB or smaller.")).to_be_visible()
    take_away(reader)
    drop(reader, "good.csv", plain())
    expect(reader.page.get_by_role("button", name="Open this collection")).to_be_visible()
