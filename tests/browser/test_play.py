"""Play: by a click alone, quiet in the address and on the wire, over when it is told to stop."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader


def test_play(resident: Reader) -> None:
    """Play moves the days only after a click, keeps still in the address, and stops when told."""
    resident.open(dates=["2023-05-22", "2023-05-23"]).with_map()
    play = resident.page.get_by_role("button", name="Play")
    expect(play).to_be_visible()
    entries = resident.page.evaluate("history.length")
    resident.frame().evaluate("window.neverReloaded = true")
    expect(resident.thumb(1)).to_have_attribute("aria-valuetext", "23 May 2023")
    resident.watch_days()
    play.click()
    days, query, length = resident.page.wait_for_function(
        "() => window.days.length > 1 && [window.days, location.search, history.length]"
    ).json_value()
    assert days[:2] == ["24 May 2023", "25 May 2023"]
    assert parse_qs(query[1:])["dates"] == ["2023-05-22", "2023-05-23"]
    assert length == entries
    resident.page.get_by_role("button", name="Pause").click()
    expect(play).to_be_visible()
    resident.page.wait_for_function(
        "() => new URLSearchParams(location.search).getAll('dates')[1] !== '2023-05-23'"
    )
    resident.settled()
    end = int(resident.query["dates"][1][-2:])
    expect(resident.thumb(1)).to_have_attribute("aria-valuetext", f"{end} May 2023")
    assert resident.page.evaluate("history.length") == entries + 1
    assert resident.in_view.endswith(f"22–{end} May 2023")
    assert resident.frame().evaluate("window.neverReloaded")


LEFT_STANDING = """() => {
  const told = [];
  const isFaint = (node) => {
    if (node.nodeType !== 1) return false;
    const fades = node.getAnimations().find((each) => each.transitionProperty === "opacity");
    const end = fades ? fades.effect.getKeyframes().at(-1) : getComputedStyle(node);
    return Number(end.opacity) < 0.5;
  };
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
"""The texts on the page that neither are nor become dim, nor are moved by the browser itself."""
STANDING_ONCE_DIM = f"""(element) => new Promise((done) => {{
  const look = () => getComputedStyle(element).opacity < 0.5
    ? done(({LEFT_STANDING})()) : requestAnimationFrame(look);
  look();
}})"""
"""The same, read in the moment in which *element* has become dim."""


def test_what_play_leaves_standing(resident: Reader) -> None:
    """
    While days move nothing undimmed on the page is other than what the server then says.  At the
    last day play stops by itself, and the address tells the days that it ended on; from there it
    begins with the first one.
    """
    resident.open(dates=["2023-05-22", "2023-05-23"]).with_map()
    play = resident.page.get_by_role("button", name="Play")
    speed = resident.page.get_by_label("Speed of play")
    usual = speed.input_value()
    speed.select_option("4 ×")
    play.click()
    before = resident.page.locator(".sm-figures").first.evaluate(STANDING_ONCE_DIM)
    assert any("Russian territory" in each for each in before)
    expect(play).to_be_visible()
    resident.expect_query("dates")
    resident.settled().expect_in_view(7)
    after = set(resident.page.evaluate(LEFT_STANDING))
    assert [each for each in before if each not in after] == []
    speed.select_option(usual)
    resident.watch_days()
    play.click()
    resident.page.wait_for_function("() => window.days.length")
    assert resident.page.evaluate("window.days[0]") == "22 May 2023"
    resident.page.get_by_role("button", name="All days").click()
    expect(resident.thumb(1)).to_have_attribute("aria-valuetext", "31 May 2023")
    expect(play).to_be_visible()


def test_a_link_copied_while_days_play(resident: Reader) -> None:
    """A link that is copied while days play is of the days on the map, which rest for it."""
    resident.open(dates=["2023-05-22", "2023-05-23"]).with_map()
    resident.page.get_by_role("button", name="Play").click()
    expect(resident.thumb(1)).not_to_have_attribute("aria-valuetext", "23 May 2023")
    button = resident.page.get_by_role("button", name="Copy link to this view")
    button.click()
    expect(button).to_have_attribute("data-link", re.compile("dates="))
    expect(resident.page.get_by_role("button", name="Play")).to_be_visible()
    dates = parse_qs(urlsplit(str(button.get_attribute("data-link"))).query)["dates"]
    assert dates != ["2023-05-22", "2023-05-23"]
    resident.expect_query("dates", *dates)
    resident.settled()
    end = int(dates[1][-2:])
    expect(resident.thumb(1)).to_have_attribute("aria-valuetext", f"{end} May 2023")
    assert resident.in_view.endswith(f"22–{end} May 2023")


PLACES = """(thumb) => new Promise((resolve) => {
  const seen = new Set();
  const look = () => {
    seen.add(thumb.style.transform);
    if (Number(thumb.ariaValueNow) < 3) requestAnimationFrame(look);
    else resolve(seen.size);
  };
  look();
})"""


@pytest.mark.by_day(1, "that a thumb glides is a matter of taste, that it need not is not")
@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_reduced_motion(motion: Literal["reduce", "no-preference"], resident: Reader) -> None:
    """Under reduced motion play goes from day to day at once; else the thumb glides between."""
    resident.page.emulate_media(reduced_motion=motion)
    resident.open(dates=["2023-05-22", "2023-05-22"]).with_map()
    resident.page.get_by_role("button", name="Play").click()
    places = resident.thumb(1).evaluate(PLACES)
    assert places == 4 if motion == "reduce" else places > 8
    resident.page.get_by_role("button", name="Pause").click()
