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


DARK = "rgb(20, 24, 27)"
FIRST = ("",)
THE_OTHERS = [tuple(path for path in third if path) for third in THIRDS]


@pytest.mark.by_day(1, "the first page has sidebar, map, timeline and panel in it")
@pytest.mark.parametrize("paths", [FIRST, *THE_OTHERS])
def test_axe(paths: tuple[str, ...], reader: Reader) -> None:
    """
    A page, its sidebar and its map have no serious or critical fault in either theme, and follow
    the reader's.
    """
    reader.page.emulate_media(color_scheme="dark")
    for path in reader.each(paths, incident=SHEBEKINO):
        if path == "casualties":
            chart = reader.page.get_by_test_id("stVegaLiteChart").first
            expect(chart.locator("canvas, svg").first).to_be_visible()
        reader.page.wait_for_function(SHOWS, arg=DARK)
        if path == "":
            expect(reader.map.locator("body.sm-dark")).to_be_attached()
        found = {"dark": _violations(reader.page, KINDS)}
        reader.page.emulate_media(color_scheme="light")
        reader.page.wait_for_function(f"(dark) => !({SHOWS})(dark)", arg=DARK)
        reader.settled()
        if path == "":
            expect(reader.map.locator("body:not(.sm-dark)")).to_be_attached()
        found["light"] = _violations(reader.page, OF_COLOURS)
        assert found == {"dark": [], "light": []}, path
        reader.page.emulate_media(color_scheme="dark")
