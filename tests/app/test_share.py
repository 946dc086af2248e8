"""The box “Picture and embed”: its files and its code are of the view, and safe to paste."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import streamlit as st

from strikemap import links
from strikemap.export import View
from strikemap.filters.choices import Filters
from strikemap.host import served
from strikemap.links import Link
from strikemap.ui.incident.share import PUBLISHED, frame_code, picture_code
from tests.app.conftest import Open
from tests.builders import build, incident
from tests.unit.hostile import READABLE


class Pasted(HTMLParser):
    """The elements of pasted code, with what a browser reads in them."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(code)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@pytest.fixture
def routes() -> Iterator[None]:
    """A server with its routes, as `serve.py` starts one."""
    served.ROUTES.set()
    yield
    served.ROUTES.clear()


def test_without_routes_published_files_are_linked(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where pages alone are served there is no code; files published of these very data stand."""
    monkeypatch.setattr(served, "PUBLISHED", tmp_path)
    for content, is_linked in ((None, False), ("other", False), ("same", True)):
        whole: Any = open_page("incidents").session_state["strikemap"].collection
        folder = tmp_path / whole.name
        folder.mkdir(exist_ok=True)
        digest = whole.content_hash if content == "same" else content
        (folder / "totals.json").write_text(f'{{"content_sha256": "{digest}"}}')
        app = open_page("incidents")
        assert not [each for each in app.code if each.language == "html"]
        told = " ".join(each.proto.body for each in app.get("html"))
        found = re.findall(r'href="(app/static/published/[^"]*)"', told)
        expected = [f"app/static/published/{whole.name}/{name}" for name in PUBLISHED]
        assert found == expected * is_linked
    # The page that lists all files, and leads to each incident's own, stands first.
    assert PUBLISHED[0] == "index.html" and {"feed.atom", "corrections.atom"} < set(PUBLISHED)


@pytest.mark.usefixtures("routes")
def test_it_is_on_the_page(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The page of the table offers the picture in each size, and the code with the view's query at
    the reader's own address, below a path too, with the height that was chosen.
    """
    seen = property(lambda _: "https://x.example/strikes/incidents?weapon=drone")
    monkeypatch.setattr(st.context.__class__, "url", seen)
    app = open_page("incidents", weapon=["drone"])
    labels = [each.proto.label for each in app.get("download_button")]
    assert {"PNG for a slide", "PNG for print", "SVG"} <= set(labels)
    frame, picture = (each.value for each in app.code if each.language == "html")
    assert "weapon=drone" in frame and "embed=true" in frame
    assert "/api/v1/picture.png?" in picture and "weapon=drone" in picture
    addresses = [
        of[name]
        for code in (frame, picture)
        for _, of in Pasted(code).elements
        for name in ("src", "href")
        if name in of
    ]
    assert len(addresses) == 3
    assert all(str(each).startswith("https://x.example/strikes/") for each in addresses)
    assert 'height="640"' in frame
    app.number_input(key="embed height").set_value(300).run()
    assert 'height="300"' in next(each.value for each in app.code if each.language == "html")


def test_the_code_is_safe_to_paste() -> None:
    """Whatever was searched for, the code is its own elements alone, and leads to the view."""
    whole = build([incident("a")])
    codes = ((frame_code, ["iframe"]), (picture_code, ["a", "img"]))
    for text, (made, tags) in product(READABLE, codes):
        view = View(whole, Link(filters=Filters(text=text[:200])))
        found = Pasted(made("https://strikes.example", view)).elements
        assert [tag for tag, _ in found] == tags
        assert not [name for _, of in found for name in of if name.startswith("on")]
        for _, of in found:
            address = urlsplit(of.get("src") or of.get("href") or "")
            assert address.netloc == "strikes.example"
            query = links.decode(address.query)
            query.pop("embed", None)
            assert links.encode(query) == view.query
