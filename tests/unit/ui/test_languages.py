"""Text in another language than the page's says so, wherever a record is shown."""

from __future__ import annotations

import html
import io
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from strikemap.casualties.standing import EVERYTHING
from strikemap.export import FORMS, View
from strikemap.links import Link
from strikemap.model import Collection
from strikemap.ui.incident.panel import panel
from strikemap.web.incident_page import incident_page
from strikemap.web.preview import Preview

DATA = Path(__file__).parents[3] / "data"
CYRILLIC = re.compile("[\u0400-\u052f]")
VOID = {"meta", "link", "br", "img", "hr", "input", "path", "circle", "rect"}


class Heard(HTMLParser):
    """Each text with the language that it is read in: the nearest `lang` around it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.stack, self.texts = ["en"], list[tuple[str, str]]()
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.stack.append(dict(attrs).get("lang") or self.stack[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that holds no text."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append((self.stack[-1], data))


@cache
def panels(shipped: Collection) -> tuple[str, ...]:
    """The panel of every third incident."""
    return tuple(str(panel(shipped, at, EVERYTHING)) for at in range(0, len(shipped.incidents), 3))


@pytest.mark.by_day(1, "the chronology says the same of three hundred incidents")
def test_no_cyrillic_is_read_as_english(shipped: Collection) -> None:
    """In panel, record page and exported page: local names, titles, words quoted."""
    view, found = View(shipped, Link(collection=shipped.name)), 0
    pages = list(panels(shipped))
    pages += [
        incident_page(view, at, Preview()).decode() for at in range(0, len(shipped.incidents), 7)
    ]
    exported = io.BytesIO()
    FORMS["html"].write(view, exported, None)
    pages.append(exported.getvalue().decode())
    for page in pages:
        heard = Heard(page)
        assert heard.stack == ["en"]
        for language, text in heard.texts:
            if CYRILLIC.search(text):
                found += 1
                assert language != "en", text
    assert found


def test_titles_are_in_their_sources_language(shipped: Collection) -> None:
    """Every title of a source in another language is in an element that names it."""
    titles = {
        (str(each.language), " ".join(str(each.title).split()))
        for each in shipped.sources.itertuples()
    }
    for each in panels(shipped):
        for language, text in Heard(each).texts:
            if language != "en" and len(text) > 60:
                assert (language, html.unescape(text)) in titles
