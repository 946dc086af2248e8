"""A citation's link, next year: the numbers that were cited, and the way to today's."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

CHRONOLOGY = "chronology-2023-05-06"


@pytest.mark.nightly("tests/app/test_versions.py holds it without a browser")
def test_the_version_that_was_cited(resident: Reader) -> None:
    """It stays from page to page and from view to view, until the bar's button leads to today's."""
    resident.open(collection=CHRONOLOGY, v="1.0.0", weapon="drone").with_map()
    resident.expect_in_view(68)
    bar = resident.page.locator(".sm-notice")
    expect(bar).to_contain_text("Version 1.0.0 is shown, as it was cited")
    expect(bar.get_by_text("Unidentified flying object downed at Voronezh")).to_be_hidden()
    bar.locator("summary").click()
    expect(bar.get_by_text("Unidentified flying object downed at Voronezh")).to_be_visible()
    resident.thumb(1).focus()
    resident.page.keyboard.press("ArrowLeft")
    resident.expect_query("dates", "2023-05-01", "2023-06-29")
    resident.expect_query("v", "1.0.0")
    resident.link_to("Casualties").click()
    resident.page.wait_for_url("**/casualties?**")
    resident.page.get_by_text("Where claimants differ").wait_for()
    expect(bar).to_contain_text("Version 1.0.0 is shown")
    was = resident.in_view
    resident.page.get_by_role("button", name="The same view of version").click()
    resident.expect_query("v")
    expect(bar).to_have_count(0)
    resident.expect_query("weapon", "drone")
    resident.expect_query("dates", "2023-05-01", "2023-06-29")
    assert resident.settled().in_view != was
    resident.page.go_back()
    resident.expect_query("v", "1.0.0")
    expect(bar).to_contain_text("Version 1.0.0 is shown")
    assert resident.settled().in_view == was
