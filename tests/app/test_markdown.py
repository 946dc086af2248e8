"""Text from data stands in HTML or in raw text; where it must stand in Markdown, it is inert."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from strikemap.host import shelf
from strikemap.links import OURS
from tests.app.conftest import Open
from tests.app.hostile import PAYLOADS, TAKEN_DOWN

INCIDENT = "2023-05-31-shebekino-shelling"
RAW = {"html", "text", "code", "arrow_data_frame", "bidi_component", "component_instance"}
"""Elements that read no Markdown."""
RAW_OPTIONS = {"selectbox", "multiselect"}
MARKDOWN = {"body", "caption", "captions", "content", "help", "label", "options", "text"}
"""Fields of all other elements, and of containers, that Streamlit reads as Markdown."""
REPLACED = re.compile(
    # What Streamlit 1.67 and the Markdown that it uses look for in text once references are text.
    r"https?://|www(?=\.)|[-.\w+]@[-\w]|:(?:material[_/]\w+|streamlit|[\w+-]+):"
    r"|(?:^|\s)(?:<->|->|<-|--|>=|<=|~=)(?:\s|$)",
    re.IGNORECASE | re.ASCII,
)


def nodes(node: Any) -> Iterator[Any]:
    """*node* and all below it."""
    yield node
    for child in getattr(node, "children", {}).values():
        yield from nodes(child)


def texts(message: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Each text in a protocol message, with the name of its field."""
    if isinstance(message, str):
        yield name, message
    elif hasattr(message, "ListFields"):
        for field, value in message.ListFields():
            yield from texts(value, field.name)
    elif hasattr(message, "__iter__") and not isinstance(message, bytes):
        for each in message:
            yield from texts(each, name)


def markdown(app: AppTest) -> Iterator[tuple[str, str]]:
    """Each text that Streamlit reads as Markdown, with the kind of its element."""
    for node in nodes(app._tree):
        kind, message = str(getattr(node, "type", "")), getattr(node, "proto", None)
        # HTML of our own goes by the same message as Markdown, and says so.
        if message is None or kind in RAW or getattr(message, "allow_html", False):
            continue
        for name, text in texts(message):
            if name in MARKDOWN and not (name == "options" and kind in RAW_OPTIONS):
                yield kind, text


def replaced(app: AppTest) -> list[tuple[str, str]]:
    """The Markdown in which Streamlit would make a link or a sign of a text's characters."""
    assert not app.exception
    return [(kind, text) for kind, text in markdown(app) if REPLACED.search(html.unescape(text))]


@pytest.fixture
def hostile(hostile_folder: Path, collections: Callable[..., None]) -> Path:
    """The hostile collection, and beside it a sound one; both are offered."""
    collections(hostile_folder, shelf.SHIPPED)
    return hostile_folder


def test_on_every_page(page: str, hostile: Path, open_page: Open) -> None:
    """
    No text column, no field of the descriptor and no translation becomes a link or a sign anywhere,
    nor why a version was taken down.
    """
    asked = {"collection": [hostile.name], "territory": ["together"]}
    assert replaced(open_page(page, **asked)) == []
    in_ukrainian = {"lang": ["uk"], "v": [TAKEN_DOWN]}
    assert replaced(open_page(page, incident=[INCIDENT], **asked, **in_ukrainian)) == []


def test_in_a_comparison(hostile: Path, open_page: Open) -> None:
    """Nor do the names of two collections that stand side by side."""
    app = open_page("compare", collection=["cnn-2023-05-31"], compare=[hostile.name])
    assert replaced(app) == []
    app = open_page("compare", collection=[hostile.name], compare=["2023-05-22,2023-05-25"])
    assert replaced(app) == []


@pytest.mark.parametrize("stop", ["1", "2", "9"])
def test_in_a_tour(stop: str, hostile: Path, open_page: Open) -> None:
    """Nor do the title, the stops and their words of a tour."""
    assert replaced(open_page(collection=[hostile.name])) == []
    app = open_page(collection=[hostile.name], tour=["guided"], stop=[stop])
    assert replaced(app) == []


def test_from_the_address(page: str, open_page: Open) -> None:
    """Nor does what a link carries."""
    asked = {key: [PAYLOADS[-1], *PAYLOADS] for key in OURS if key != "q"}
    assert replaced(open_page(page, q=[PAYLOADS[-1]], **asked, **{PAYLOADS[-1]: ["x"]})) == []


def test_the_watch_would_notice() -> None:
    """Of the same text as plain Markdown each character that counts is found."""
    words = list(filter(REPLACED.search, PAYLOADS[-1].split()))
    assert len(words) == 8
    script = "import streamlit as st\nfrom strikemap.markup import safe, safe_label\n"
    kinds = ("st.caption", "st.button", "st.error", "st.expander", "st.header", "st.tabs")
    for kind in kinds:
        for made in ("{!r}", "safe_label({!r})"):
            given = map(made.format, words)
            calls = [
                f"{kind}([{each}])" if kind == "st.tabs" else f"{kind}({each})" for each in given
            ]
            found = replaced(AppTest.from_string(script + "\n".join(calls)).run())
            assert [text for _, text in found] == (words if made == "{!r}" else []), kind
