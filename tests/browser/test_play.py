"""Play: by a click alone, quiet in the address and on the wire, over when it is told to stop."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.reader import Reader


def test_play(reader: Reader) -> None:
    """Play moves the days only after a click, keeps still in the address, and stops when told."""
    reader.open(dates=["2023-05-22", "2023-05-23"]).with_map()
    play = reader.page.get_by_role("button", name="Play")
    expect(play).to_be_visible()
    entries = reader.page.evaluate("history.length")
    reader.frame().evaluate("window.neverReloaded = true")
    expect(reader.thumb(1)).to_have_attribute("aria-valuetext", "23 May 2023")
    play.click()
    for day in (24, 25):
        expect(reader.thumb(1)).to_have_attribute("aria-valuetext", f"{day} May 2023")
    assert reader.query["dates"] == ["2023-05-22", "2023-05-23"]
    assert reader.page.evaluate("history.length") == entries
    reader.page.get_by_role("button", name="Pause").click()
    expect(play).to_be_visible()
    reader.page.wait_for_function(
        "() => new URLSearchParams(location.search).getAll('dates')[1] !== '2023-05-23'"
    )
    reader.settled()
    end = int(reader.query["dates"][1][-2:])
    expect(reader.thumb(1)).to_have_attribute("aria-valuetext", f"{end} May 2023")
    assert reader.page.evaluate("history.length") == entries + 1
    assert reader.in_view.endswith(f"22–{end} May 2023")
    assert reader.frame().evaluate("window.neverReloaded")


LEFT_STANDING = """() => {
  const told = [];
  const isFaint = (node) => node.nodeType === 1 && Number(getComputedStyle(node).opacity) < 0.5;
  const isFollowed = (node) =>
    node.matches?.("style, script, .sm-followed")
    || node.shadowRoot?.querySelector("[role=slider]");
  const read = (node) => {
    if (node.nodeType === 3 && node.data.trim()) told.push(node.data.trim());
    if (isFaint(node) || isFollowed(node)) return;
    [node.shadowRoot, ...node.childNodes].filter(Boolean).forEach(read);
  };
  read(document.querySelector("[data-testid=stMain]"));
  return told;
}"""
"""The texts on the page that are neither dimmed nor moved by the browser itself."""
UNTIL_DIM = """(element) => new Promise((done) => {
  const look = () => getComputedStyle(element).opacity < 0.5 ? done() : requestAnimationFrame(look);
  look();
})"""


def test_what_play_leaves_standing(reader: Reader) -> None:
    """While days move nothing undimmed on the page is other than what the server then says."""
    reader.open(dates=["2023-05-22", "2023-05-23"]).with_map()
    reader.page.get_by_label("Speed of play").select_option("4 ×")
    reader.page.get_by_role("button", name="Play").click()
    reader.page.locator(".sm-figures").first.evaluate(UNTIL_DIM)
    before = reader.page.evaluate(LEFT_STANDING)
    assert any("Russian territory" in each for each in before)
    reader.expect_query("dates")
    reader.settled().expect_in_view(7)
    after = set(reader.page.evaluate(LEFT_STANDING))
    assert [each for each in before if each not in after] == []


def test_a_link_copied_while_days_play(reader: Reader) -> None:
    """A link that is copied while days play is of the days on the map, which rest for it."""
    reader.open(dates=["2023-05-22", "2023-05-23"]).with_map()
    reader.page.get_by_role("button", name="Play").click()
    expect(reader.thumb(1)).to_have_attribute("aria-valuetext", "24 May 2023")
    button = reader.page.get_by_role("button", name="Copy link to this view")
    button.click()
    expect(button).to_have_attribute("data-link", re.compile("dates="))
    expect(reader.page.get_by_role("button", name="Play")).to_be_visible()
    dates = parse_qs(urlsplit(str(button.get_attribute("data-link"))).query)["dates"]
    assert dates != ["2023-05-22", "2023-05-23"]
    reader.expect_query("dates", *dates)
    reader.settled()
    end = int(dates[1][-2:])
    expect(reader.thumb(1)).to_have_attribute("aria-valuetext", f"{end} May 2023")
    assert reader.in_view.endswith(f"22–{end} May 2023")


def test_play_ends(reader: Reader) -> None:
    """At the last day play stops by itself, and the address tells the days that it ended on."""
    reader.open(dates=["2023-05-22", "2023-05-29"]).with_map()
    reader.page.get_by_label("Speed of play").select_option("4 ×")
    reader.page.get_by_role("button", name="Play").click()
    expect(reader.page.get_by_role("button", name="Pause")).to_be_visible()
    expect(reader.page.get_by_role("button", name="Play")).to_be_visible()
    reader.expect_query("dates")
    reader.expect_in_view(7)


def test_play_begins_anew(reader: Reader) -> None:
    """From the last day play begins with the first one."""
    reader.open().with_map()
    reader.page.get_by_role("button", name="Play").click()
    expect(reader.thumb(1)).to_have_attribute("aria-valuetext", "22 May 2023")
    reader.page.get_by_role("button", name="All days").click()
    expect(reader.thumb(1)).to_have_attribute("aria-valuetext", "31 May 2023")
    expect(reader.page.get_by_role("button", name="Play")).to_be_visible()


PLACES = """(thumb) => new Promise((resolve) => {
  const seen = new Set();
  const look = () => {
    seen.add(thumb.style.transform);
    if (Number(thumb.ariaValueNow) < 3) requestAnimationFrame(look);
    else resolve(seen.size);
  };
  look();
})"""


def test_reduced_motion(reader: Reader) -> None:
    """Under reduced motion play goes from day to day at once; else the thumb glides between."""
    places = {}
    motions: tuple[Literal["reduce", "no-preference"], ...] = ("reduce", "no-preference")
    for motion in motions:
        reader.page.emulate_media(reduced_motion=motion)
        reader.open(dates=["2023-05-22", "2023-05-22"]).with_map()
        reader.page.get_by_role("button", name="Play").click()
        places[motion] = reader.thumb(1).evaluate(PLACES)
    assert places["reduce"] == 4
    assert places["no-preference"] > 8
