"""What others counted and on whose word the tolls rest, as pages tell it."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from strikemap import dates, links, other_counts
from strikemap.casualties.origins import of_active
from strikemap.counted_alike import counted_alike
from strikemap.in_view import InView
from strikemap.languages import speaking
from strikemap.links import Link
from strikemap.model import Collection
from strikemap.ui.sources import coverage
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.app.conftest import Open
from tests.app.words import said
from tests.pseudo import CODE, cells, escaped, pseudo_language
from tests.unit.export.views import shipped

CHRONOLOGY = "chronology-2023-05-06"
FEW = "cnn-2023-05-31"


def rows(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the section writes for a reader of *collection*, each part as HTML or text."""
    written: list[str] = []
    monkeypatch.setattr(coverage, "st", SimpleNamespace(html=written.append, text=written.append))
    current: Any = SimpleNamespace(
        collection=collection, is_old=False, link=Link(), shelf=SimpleNamespace(default="")
    )
    coverage.show_coverage(current)
    return written


def plain(markup: str) -> str:
    """The words of *markup*, without tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", markup)))


def test_each_number_stands_beside_ours(open_page: Open) -> None:
    """The page of sources has each number of others, its days and rule, and what we hold alike."""
    words = said(open_page("sources", collection=[CHRONOLOGY]))
    of = shipped(CHRONOLOGY)
    counts = other_counts.read(of.beside).counts
    assert counts
    for each in counts:
        ours = counted_alike(of, each)
        assert each.counted_by in words and each.rule in words and each.why_differs in words
        assert dates.in_words(each.covers_from, each.covers_to) in words
        if ours.total is None and each.what != "days":
            assert f"{ours.incidents:,} incident" in words
        elif ours.total is not None:
            told = f"told of {ours.total.known:,} of {ours.total.incidents:,} incidents"
            assert told in words or not ours.total.known
    assert "281 122 incidents" in words


def test_a_link_shows_the_incidents_that_were_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened, the link beside our number has as many incidents in view as the row tells of."""
    of = shipped(CHRONOLOGY)
    table = next(part for part in rows(of, monkeypatch) if "<table" in part)
    found = re.findall(r'href="\./\?([^"]*)"', table)
    told = [counted_alike(of, each).incidents for each in other_counts.read(of.beside).counts]
    shown = []
    for query in found:
        link, notices = links.from_query(links.decode(html.unescape(query)), of)
        assert notices == ()
        shown.append(len(InView(of, link.filters).rows))
    assert sorted(shown) == sorted(number for number in told if number)


def test_whose_word_the_tolls_are(open_page: Open) -> None:
    """The page of sources says it in full, and every page's line of coverage in a few words."""
    words = said(open_page("sources", collection=[CHRONOLOGY]))
    for measure in CASUALTY_MEASURES:
        on = of_active(shipped(CHRONOLOGY), measure)
        parts = (on.known, on.russia, on.ukraine, on.both, on.neither)
        assert f"{measure.capitalize()} {' '.join(map(str, parts))}" in words
    on = of_active(shipped(CHRONOLOGY), "killed")
    line = f"{on.russia} of {on.known} death tolls: Russia’s word."
    assert line in words
    assert line in said(open_page(collection=[CHRONOLOGY]))
    assert "death tolls" not in said(open_page(collection=[FEW]))


def test_the_codebook_explains_the_file_where_there_is_one(open_page: Open) -> None:
    """A collection with numbers of others has their columns explained, another has not."""
    said_of = {name: said(open_page("codebook", collection=[name])) for name in (CHRONOLOGY, FEW)}
    for field in other_counts.FIELDS:
        assert field.description in said_of[CHRONOLOGY]
    assert other_counts.FILE not in said_of[FEW]


def test_a_broken_file_takes_nothing_away(
    tmp_path: Path, open_page: Open, collections: Callable[..., None]
) -> None:
    """What can't be read is told in a sentence; the rest of the page stands."""
    source = shipped(FEW).folder
    assert source is not None
    folder = tmp_path / FEW
    shutil.copytree(source, folder)
    (folder / other_counts.FILE).write_bytes(b"\xff\x00count_id\n")
    collections(folder)
    app = open_page("sources")
    words = said(app)
    assert not app.exception
    assert "of what others counted can’t be read" in words
    assert "Claimants (8)" in words


def test_every_text_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the pseudo-language nothing of ours stands outside the brackets that mark messages."""
    of = shipped(CHRONOLOGY)
    known = {"web.archive.org", ""}
    for each in other_counts.read(of.beside).counts:
        known |= {each.counted_by, each.rule, each.why_differs, each.publisher, each.title}
        known |= {each.note, each.url.split("/")[2]}
    with pseudo_language(), speaking(CODE):
        parts = [plain(part) for part in rows(of, monkeypatch)]
    for part in parts:
        for text in sorted(known, key=len, reverse=True):
            part = part.replace(text, " ") if text else part
        assert escaped(part, cells(of)) == []
