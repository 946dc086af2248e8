"""What a correction says: our words in the page's language, its cells in their own."""

from __future__ import annotations

import html
import re

import pandas as pd
import pytest

from strikemap.languages import speaking
from strikemap.ui.incident.correction import correction_html


@pytest.mark.parametrize("page", ["en", "ru"])
def test_the_cells_alone_are_in_the_place_s_language(page: str) -> None:
    """Each cell that changed is marked as of the place's language, and no word of ours is."""
    row = pd.Series(
        {
            "date": pd.Timestamp("2026-11-29"),
            "version": "1.1.0",
            "record": "2023-05-31-karpaty-shelling",
            "what_changed": "place: “Іллівка” became “Новоєгорівка”",
            "why": "",
        }
    )
    with speaking(page):
        made = correction_html(row, "uk")
    marked = re.findall('lang="uk"[^>]*>([^<]*)<', made)
    assert [html.unescape(each) for each in marked] == ["Іллівка", "Новоєгорівка"]
    said = html.unescape(re.sub("<[^>]*>", "", made))
    quoted = {"en": "“Іллівка” became “Новоєгорівка”", "ru": "«Іллівка»"}[page]
    assert quoted in said and "2026-11-29" in said and "1.1.0" in said
