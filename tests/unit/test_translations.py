"""A collection's texts in another language: those that fit stand, all others as they were."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from strikemap import collection as collections
from strikemap.checks import example
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept
from strikemap.languages import LANGUAGES, speaking
from strikemap.markup import safe
from strikemap.model import Collection
from strikemap.side_files import SideFile
from strikemap.translations import (
    COLUMNS,
    FILE,
    description_of,
    digest,
    html_at,
    parsed,
    said,
    said_at,
    title_of,
)

Write = Callable[[list[tuple[str, ...]]], Collection]
TITLE = "Shelling of Shebekino"
SHEBEKINO = "2023-05-31-shebekino-shelling"


@pytest.fixture
def translated(tmp_path: Path) -> Write:
    """The tiny sound collection with translations of these rows beside it."""

    def made(rows: list[tuple[str, ...]]) -> Collection:
        example.write(tmp_path)
        with (tmp_path / FILE).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows((COLUMNS, *rows))
        found = collections.read(tmp_path).collection
        assert found is not None
        return found

    return made


def row(record: str, field: str, code: str, text: str, original: str) -> tuple[str, ...]:
    """A row of the file, of the text *original*."""
    return record, field, code, text, "one", "two", digest(original)


def test_each_language_says_its_own_text_or_the_original(translated: Write) -> None:
    """A translated text stands in its language alone; in all others the original, marked so."""
    of = translated([row(SHEBEKINO, "title", "uk", "Обстріл Шебекіна", TITLE)])
    at = of.incidents["incident_id"].tolist().index(SHEBEKINO)
    told = {}
    for code in LANGUAGES:
        with speaking(code):
            titles = said(of, "incidents", "title").tolist()
            told[code] = (
                said_at(of, "incidents", "title", at),
                html_at(of, "incidents", "title", at),
            )
            assert titles[at] == told[code][0] and len(titles) == len(of.incidents)
            assert titles[:at] == of.incidents["title"].tolist()[:at]
    own = "Обстріл Шебекіна"
    marked = f'<span lang="en" dir="auto">{safe(TITLE)}</span>'
    assert told == {"en": (TITLE, safe(TITLE)), "uk": (own, own), "ru": (TITLE, marked)}
    with speaking("uk"):
        assert 'lang="en"' in html_at(of, "claims", "statement", 0)


def test_a_translation_of_an_older_wording_is_not_shown(translated: Write) -> None:
    """Where the original was changed since, the original stands, and says in which language."""
    of = translated([row(SHEBEKINO, "title", "uk", "Обстріл Шебекіна", "Shelling of a town")])
    at = of.incidents["incident_id"].tolist().index(SHEBEKINO)
    with speaking("uk"):
        assert said_at(of, "incidents", "title", at) == TITLE
        assert said(of, "incidents", "title").iloc[at] == TITLE
        assert 'lang="en"' in html_at(of, "incidents", "title", at)


def test_the_collection_has_a_title_in_each_language(translated: Write) -> None:
    """Title and description of a collection are said as any other text."""
    of = translated(
        [
            row("example", "title", "ru", "Пример", "An example"),
            row("example", "description", "ru", "Вымышлен.", "Made up."),
        ]
    )
    with speaking("ru"):
        assert (title_of(of), description_of(of)) == ("Пример", "Вымышлен.")
    assert (title_of(of), description_of(of)) == ("An example", "Made up.")


def test_a_search_finds_the_same_in_every_language(translated: Write) -> None:
    """A word of a translation finds its incident whoever asks, so that a link shows the same."""
    of = translated([row(SHEBEKINO, "title", "uk", "Обстріл Шебекіна", TITLE)])
    found = []
    for code in LANGUAGES:
        with speaking(code):
            found.append(rows_kept(of, Filters(text="обстріл")).tolist())
    at = of.incidents["incident_id"].tolist().index(SHEBEKINO)
    assert found == [[at]] * len(LANGUAGES)


@pytest.mark.parametrize(
    "contents",
    [
        b"",
        b"record,text\n",
        b"\xff\xfe",
        ",".join(COLUMNS).encode() + b"\nx,title,uk,y,a\n",
        ",".join(COLUMNS).encode() + b"\nx,title,de,y,a,b,c\n",
        ",".join(COLUMNS).encode() + b"\nx,title,en,y,a,b,c\n",
        ",".join(COLUMNS).encode() + b"\nx,title,uk,y,a,b,c\nx,title,uk,z,a,b,c\n",
        ",".join(COLUMNS).encode() + b'\nx,title,uk,"y"z,a,b,c\n',
    ],
)
def test_a_file_that_is_wrong_takes_nothing_away(translated: Write, contents: bytes) -> None:
    """What is no file of translations is refused with the reason, and readers see the originals."""
    of = translated([])
    with pytest.raises(ValueError, match=r"\w"):
        parsed(contents)
    of = replace(of, beside={FILE: SideFile.of(contents)})
    with speaking("uk"):
        assert said(of, "incidents", "title").tolist() == of.incidents["title"].tolist()
        assert title_of(of) == of.title


def test_a_collection_without_translations_has_its_own_texts(translated: Write) -> None:
    """An upload is shown as it is: nobody translated it."""
    of = replace(translated([row(SHEBEKINO, "title", "uk", "Обстріл", TITLE)]), beside={})
    with speaking("uk"):
        assert said(of, "incidents", "title").tolist() == of.incidents["title"].tolist()
        assert 'lang="en"' in html_at(of, "incidents", "title", 0)
