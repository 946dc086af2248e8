"""Charts as a reader sees them: what is drawn, and what is cut."""

from __future__ import annotations

import pytest

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.reader import Reader

CHRONOLOGY = "chronology-2023-05-06"
BESIDE_BARS = """() => [...document.querySelectorAll(".vega-embed svg")].flatMap((chart) => {
  const { left, right } = chart.getBoundingClientRect();
  return [...chart.querySelectorAll("text")].map((words) => {
    const at = words.getBoundingClientRect();
    return [words.textContent, at.left >= left && at.right <= right];
  });
})"""
"""Each text of a chart, and whether it is within its edges, beyond which nothing is seen."""


@pytest.mark.by_day(1, "the narrowest holds it of wider ones")
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_no_word_is_cut(resident: Reader, size: dict[str, int]) -> None:
    """What a bar says beside it, its number and how many are unknown, is drawn whole."""
    resident.page.set_viewport_size(size)  # type: ignore[arg-type] # Playwright's is a TypedDict
    resident.open("casualties", collection=CHRONOLOGY)
    for by, told in (("By region", "of 122"), ("By claimant", "of 212")):
        resident.page.get_by_role("radio", name=by).click()
        resident.page.locator(".vega-embed text").filter(has_text=told).nth(1).wait_for(
            state="attached"
        )
        resident.settled()
        words = resident.page.evaluate(BESIDE_BARS)
        assert any("unknown for" in text for text, _ in words)
        assert [text for text, is_whole in words if not is_whole] == []
