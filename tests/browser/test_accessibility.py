"""No serious or critical fault that axe-core finds, on any page, in light and in dark."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.reader import SHEBEKINO, THIRDS, Reader

GRAVE = ("serious", "critical")
EXCLUDED = {
    # The parts of a date in Streamlit's own date field: their size can't be set from here.
    "[data-testid=stDateInput] [role=spinbutton]": "target size",
}
"""Selectors of what is Streamlit's own and can't be mended from here, and what axe says of each."""
RUN = """([excluded, only]) => axe.run({ exclude: excluded }, {
  resultTypes: ["violations"], runOnly: only })"""
KINDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that a theme can break by itself."""


SHOWS = """(colour) => colour
  === getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor"""


def _violations(page: Page, only: list[str]) -> list[str]:
    script = Axe().axe_script
    for frame in page.frames:
        if not frame.evaluate("Boolean(window.axe)"):
            frame.evaluate(script)
    found: dict[str, Any] = page.evaluate(RUN, [[[each] for each in EXCLUDED], only])
    return [
        f"{each['id']} ({each['impact']}): {node['target']} {node['html'][:160]} "
        f"{(node.get('failureSummary') or '')[:300]}"
        for each in found["violations"]
        if each["impact"] in GRAVE
        for node in each["nodes"][:6]
    ]


@pytest.mark.parametrize("paths", THIRDS)
def test_axe(paths: tuple[str, ...], reader: Reader) -> None:
    """A page, its sidebar and its map have no serious or critical fault in either theme."""
    for path in reader.each(paths, incident=SHEBEKINO):
        if path == "casualties":
            chart = reader.page.get_by_test_id("stVegaLiteChart").first
            expect(chart.locator("canvas, svg").first).to_be_visible()
        found = {"light": _violations(reader.page, KINDS)}
        reader.page.emulate_media(color_scheme="dark")
        reader.page.wait_for_function(SHOWS, arg="rgb(20, 24, 27)")
        reader.settled()
        found["dark"] = _violations(reader.page, OF_COLOURS)
        assert found == {"light": [], "dark": []}, path
        reader.page.emulate_media(color_scheme="light")
        reader.page.wait_for_function(f"(dark) => !({SHOWS})(dark)", arg="rgb(20, 24, 27)")


def test_a_change_is_spoken(reader: Reader) -> None:
    """What is in view is said in one region that stays while the page is drawn anew."""
    reader.open(dates=["2023-05-22", "2023-05-29"])
    spoken = reader.page.get_by_role("status").filter(has_text="in view")
    expect(spoken).to_have_count(1)
    kept = spoken.element_handle()
    assert kept is not None
    for days in (["2023-05-22", "2023-05-30"], []):  # all days are in no address
        reader.thumb(1).press("ArrowRight")
        reader.expect_query("dates", *days)
        reader.settled()
        expect(spoken).to_have_text(reader.in_view)
    reader.thumb(0).press("End")
    reader.expect_query("dates", "2023-05-31", "2023-05-31")
    reader.settled()
    reader.expect_in_view(5)
    expect(spoken).to_have_text(reader.in_view)
    assert kept.evaluate("(region) => region.isConnected && region.textContent") == reader.in_view
