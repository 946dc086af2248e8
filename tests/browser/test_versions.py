"""A citation's link, next year: the numbers that were cited, and the way to today's."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.reader import Reader

CHRONOLOGY = "chronology-2023-05-06"


def test_the_version_that_was_cited(reader: Reader) -> None:
    """It stays from page to page and from view to view, until the bar's button leads to today's."""
    reader.open(collection=CHRONOLOGY, v="1.0.0", weapon="drone").with_map()
    reader.expect_in_view(68)
    bar = reader.page.locator(".sm-notice")
    expect(bar).to_contain_text("Version 1.0.0 is shown, as it was cited")
    expect(bar.get_by_text("Unidentified flying object downed at Voronezh")).to_be_hidden()
    bar.locator("summary").click()
    expect(bar.get_by_text("Unidentified flying object downed at Voronezh")).to_be_visible()
    reader.thumb(1).focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.expect_query("dates", "2023-05-01", "2023-06-29")
    reader.expect_query("v", "1.0.0")
    reader.link_to("Casualties").click()
    reader.page.wait_for_url("**/casualties?**")
    reader.page.get_by_text("Where claimants differ").wait_for()
    expect(bar).to_contain_text("Version 1.0.0 is shown")
    was = reader.in_view
    reader.page.get_by_role("button", name="The same view of version").click()
    reader.expect_query("v")
    expect(bar).to_have_count(0)
    reader.expect_query("weapon", "drone")
    reader.expect_query("dates", "2023-05-01", "2023-06-29")
    assert reader.settled().in_view != was
    reader.page.go_back()
    reader.expect_query("v", "1.0.0")
    expect(bar).to_contain_text("Version 1.0.0 is shown")
    assert reader.settled().in_view == was
