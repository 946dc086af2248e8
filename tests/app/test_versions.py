"""A link's v opens the version that was cited, on every page; what can't be had is said."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from strikemap import collection, export, links
from strikemap.__main__ import main
from strikemap.collection import versions
from tests.app.conftest import Open
from tests.app.words import said

DATA = Path(__file__).parents[2] / "data"
ARTICLE, CHRONOLOGY = "cnn-2023-05-31", "chronology-2023-05-06"
FIRST = "d11a9b6c4509"
"""What the article's version 1.0.0 was before its records named those of the chronology."""


def _sound(app: AppTest) -> str:
    assert not app.exception, app.exception
    assert not app.error, app.error
    return said(app)


def _shown(app: AppTest) -> Any:
    return app.session_state["strikemap"]


def test_every_page_shows_it_and_says_so(page: str, open_page: Open) -> None:
    """Each page is of the old version, with its day, what differs, and the way to today's."""
    app = open_page(page, v=["1.0.0"])
    words = _sound(app)
    today = _shown(app).today.version
    assert _shown(app).collection.version == "1.0.0"
    assert "Version 1.0.0, 2026-11-22." in words
    assert "Version 1.0.0 is shown, as it was cited; it was the newest on 22 November 2026" in words
    assert f"Today’s is version {today}" in words
    assert "Drone attack on the Klimovsky district: the same event in other collections" in words
    assert f"The same view of version {today}, today’s" in words
    assert app.query_params["v"] == "1.0.0"


def test_the_numbers_are_those_of_then(open_page: Open) -> None:
    """The chronology 1.0.0 has its 221 incidents, and says which figures are others today."""
    chosen = "2023-06-01-shebekino-shelling"
    app = open_page("map", collection=[CHRONOLOGY], v=["1.0.0"], incident=[chosen])
    words = _sound(app)
    ways = [parse_qs(each.proto.query_string) for each in app.main if each.type == "page_link"]
    assert ways and all(way["v"] == ["1.0.0"] for way in ways), "and no way on leaves the version"
    assert [chosen] in [way.get("incident") for way in ways]
    assert "221 incidents in view" in words
    assert "In view, Russian territory, injured:" in words
    assert "Missile strike on Henichesk: killed unknown, today 2" in words
    app.multiselect(key="filter weapon").set_value(["drone"]).run()
    assert "68 incidents in view" in _sound(app)
    kept = {"collection": CHRONOLOGY, "incident": chosen, "v": "1.0.0"}
    assert app.query_params == kept | {"weapon": "drone"}


@pytest.mark.by_day(3, "all pages have one header")
def test_todays_version_is_silent(page: str, open_page: Open) -> None:
    """A link with today's version has no bar, and its version leaves the address."""
    read = collection.read(DATA / ARTICLE).collection
    assert read is not None
    app = open_page(page, v=[read.version], sha256=[read.content_hash[:12]])
    words = _sound(app)
    assert "as it was cited" not in words and "This link was made" not in words
    assert "v" not in app.query_params and "sha256" not in app.query_params


def test_reset_keeps_the_version(open_page: Open) -> None:
    """Reset widens the filters; the version stays until the reader leaves it."""
    app = open_page("map", v=["1.0.0"], weapon=["drone"])
    next(each for each in app.sidebar.button if each.label == "Reset").click().run()
    assert "7 incidents in view" in _sound(app)
    assert app.query_params == {"v": "1.0.0"}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"v": ["0.9.0"]}, f"version 0.9.0 of {ARTICLE}, which is not kept here"),
        ({"v": ["99.0"]}, "this host has the older version"),
        ({"v": ["1.0.0"], "sha256": ["0" * 12]}, "which is not kept here"),
        ({"v": ["<b>"]}, "“v” was not understood"),
    ],
)
def test_an_unknown_version_is_said(
    query: dict[str, list[str]], words: str, open_page: Open
) -> None:
    """Today's is shown, with a notice, and the address no longer says the other."""
    app = open_page("map", **query)
    assert words in _sound(app)
    assert _shown(app).collection is _shown(app).today
    assert "v" not in app.query_params


def test_two_contents_of_one_number(open_page: Open) -> None:
    """Where a number was given twice, the hash of the link says which of the two is meant."""
    app = open_page("incidents", v=["1.0.0"], sha256=[FIRST])
    _sound(app)
    assert _shown(app).collection.content_hash.startswith(FIRST)
    assert not (_shown(app).collection.incidents["same_as"].astype(str) != "").any()
    assert app.query_params == {"v": "1.0.0", "sha256": FIRST}
    later = open_page("incidents", v=["1.0.0"])
    assert not _shown(later).collection.content_hash.startswith(FIRST)


def test_a_copied_link_and_a_citation_are_of_that_version(open_page: Open) -> None:
    """Both carry the old version's number and hash, and lead back to it."""
    app = open_page("incidents", v=["1.0.0"], weapon=["drone"])
    current = _shown(app)
    digest = current.collection.content_hash[:12]
    full = current.query(full=True)
    assert (full["v"], full["sha256"]) == (["1.0.0"], [digest])
    (cited,) = [each.value for each in app.code if each.value.startswith("Strikemap contrib")]
    assert f"version 1.0.0, content sha256 {digest}" in cited
    assert f"v=1.0.0&sha256={digest}" in cited
    found, notices = links.of_version(full, current.today, versions.read)
    assert (found.content_hash, notices) == (current.collection.content_hash, ())


def test_the_command_line_gives_what_the_page_gives(open_page: Open, tmp_path: Path) -> None:
    """
    An export of the old version is byte for byte the page's, as `test_main.py` holds of today's in
    every form.
    """
    app = open_page("incidents", collection=[CHRONOLOGY], v=["1.0.0"], region=["RU-BRY"])
    current = _shown(app)
    query = links.encode(current.query(full=True))
    for form in ("csv", "package"):
        output = tmp_path / form
        words = ["export", str(DATA / CHRONOLOGY), "--format", form, "--query", query]
        assert main([*words, "--output", str(output)]) == 0
        shown = export.export(form, export.View(current.collection, current.link))
        assert output.read_bytes() == shown
    with zipfile.ZipFile(io.BytesIO((tmp_path / "package").read_bytes())) as packed:
        assert b'"version": "1.0.0"' in packed.read("datapackage.json")
    assert "&v=1.0.0&" in export.command("csv", export.View(current.collection, current.link))


def test_suggestions_are_made_to_today(open_page: Open) -> None:
    """The form, whose rows go into a pull request, is not filled from an old version."""
    app = open_page("suggest", v=["1.0.0"])
    assert "Suggestions are made to today’s version" in _sound(app)
    assert not app.text_area


def test_an_embedded_map_says_its_version(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    In another page's frame a line says that an old version is shown, and leads to today's; what
    differs, which takes a frame's height, is a link away.
    """
    import streamlit as st

    monkeypatch.setattr(type(st.context), "is_embedded", True)
    app = open_page("map", v=["1.0.0"], weapon=["drone"])
    assert "Version 1.0.0 is shown" in _sound(app)
    told = next(each.proto.body for each in app.get("html") if "is shown" in each.proto.body)
    whole = "".join(each.proto.body for each in app.get("html"))
    todays, back = (parse_qs(unescape(each)) for each in re.findall(r'href="\?([^"]+)"', whole))
    assert "v" not in todays and todays["weapon"] == back["weapon"] == ["drone"]
    assert back["v"] == ["1.0.0"]
    assert "<details" not in told and not app.button


def test_an_embedded_map_says_what_was_asked_in_vain(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another page's frame, too, a line names what the link asked for and the data lacks."""
    import streamlit as st

    monkeypatch.setattr(type(st.context), "is_embedded", True)
    app = open_page("map", v=["9.9.9"], region=["<img src=x>"], collection=["nope"])
    told = next(each.proto.body for each in app.get("html") if "sm-vain" in each.proto.body)
    assert "<img" not in told
    for each in ("9.9.9", "“<img src=x>”", "“nope”"):
        assert each in unescape(told)
