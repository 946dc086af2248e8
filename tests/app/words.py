"""What a page says, read from AppTest's elements as a reader would read it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

AS_IT_IS = {
    "text",
    "code",
    "dataframe",
    "text_input",
    "selectbox",
    "multiselect",
    "number_input",
    "text_area",
}
"""Elements that show their text raw; all others take HTML or Markdown."""


def _elements(app: AppTest, *, chosen: bool = True) -> Iterator[tuple[str, str]]:
    for element in [*app.main, *app.sidebar]:
        kind = str(getattr(element, "type", ""))
        for field in ("label", "value", "body", "help"):
            found: Any = getattr(element, field, None)
            coded = kind in ("selectbox", "multiselect", "button_group")
            if coded and field == "value" and not chosen:
                continue  # the code behind what is shown; the options are as they are shown
            if kind == "dataframe" and field == "value":
                found = found.to_csv()
            if isinstance(found, str) and found:
                yield kind, found


_CUT = re.compile(
    r"The (?:first|nearest) ([\d,]+)(?: in time)? of ([\d,]+)|The ([\d,]+) largest of ([\d,]+)"
)


def said(app: AppTest) -> str:
    """All words on the page and in its sidebar, without tags; a part is smaller than its whole."""
    parts = [
        words if kind in AS_IT_IS else html.unescape(re.sub(r"<[^>]*>", " ", words))
        for kind, words in _elements(app)
    ]
    words = re.sub(r"\s+", " ", " ".join(parts))
    for cut in _CUT.finditer(words):
        shown, count = (int(each.replace(",", "")) for each in cut.groups() if each)
        assert shown < count, cut[0]
    return words


def read(app: AppTest) -> str:
    """What is there to be read and chosen: all words but what is to be copied; and each choice."""
    parts = [
        words if kind in AS_IT_IS else html.unescape(re.sub(r"<[^>]*>", " ", words))
        for kind, words in _elements(app, chosen=False)
        if kind != "code"
    ]
    for element in [*app.main, *app.sidebar]:
        parts += map(str, getattr(element, "options", None) or [])
        if getattr(element, "type", "") == "bidi_component":
            parts.append(str(element.proto.json))
    return re.sub(r"\s+", " ", " ".join(parts))


def markup(app: AppTest) -> str:
    """All that is handed to the browser as HTML or Markdown."""
    return "\n".join(words for kind, words in _elements(app) if kind not in AS_IT_IS)
