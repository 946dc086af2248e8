"""Play: by a click alone, quiet in the address, and over when it is told to stop."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.reader import Reader


def test_play(reader: Reader) -> None:
    """Play moves the days only after a click, keeps still in the address, and stops when told."""
    reader.open(dates=["2023-05-22", "2023-05-23"]).with_map()
    play = reader.page.get_by_role("button", name="Play")
    expect(play).to_be_visible()
    before = reader.thumb(1).input_value()
    entries = reader.page.evaluate("history.length")
    reader.frame().evaluate("window.neverReloaded = true")
    assert reader.thumb(1).input_value() == before
    play.click()
    expect(reader.thumb(1)).not_to_have_value(before)
    expect(reader.thumb(1)).not_to_have_value(reader.thumb(1).input_value())
    assert reader.query["dates"] == ["2023-05-22", "2023-05-23"]
    assert reader.page.evaluate("history.length") == entries
    reader.page.get_by_role("button", name="Pause").click()
    expect(play).to_be_visible()
    reader.page.wait_for_function(
        "new URLSearchParams(location.search).getAll('dates')[1] !== '2023-05-23'"
    )
    reader.settled()
    end = reader.query["dates"][1]
    words = reader.page.locator(".sm-inview").last.inner_text()
    assert words.endswith(" May 2023") and f"–{int(end[-2:])} " in words
    assert reader.frame().evaluate("window.neverReloaded")


def test_play_ends(reader: Reader) -> None:
    """At the last day play stops by itself, and the address tells the days that it ended on."""
    reader.open(dates=["2023-05-22", "2023-05-29"]).with_map()
    reader.page.get_by_role("button", name="Play").click()
    expect(reader.page.get_by_role("button", name="Pause")).to_be_visible()
    expect(reader.page.get_by_role("button", name="Play")).to_be_visible()
    reader.page.wait_for_function(
        "new URLSearchParams(location.search).getAll('dates')[1] !== '2023-05-29'"
    )
