"""No code of the data and no name of a column reaches a reader, on any page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from strikemap.geography import regions
from strikemap.languages import speaking
from strikemap.model import TABLES
from strikemap.ui.incident.correction import correction_html
from strikemap.wording import (
    COLUMNS,
    change_in_words,
    column_in_words,
    language_name,
    with_full_stop,
)
from tests.app.conftest import PAGES, Open
from tests.app.words import read

CHOSEN = {
    "cnn-2023-05-31": "2023-05-31-shebekino-shelling",
    "chronology-2023-05-06": "2023-06-01-shebekino-shelling",
}
FIELDS = [field for table in TABLES.values() for field in table.fields]
CODES = {field.name for field in FIELDS} | {code for field in FIELDS for code in field.codes}
RAW = {code for code in CODES if "_" in code} | set(regions())
"""What no reader would take for a word: “occupied_ukraine”, “geo_precision”, “RU-BEL”."""
DRESSED = {
    name.replace("_", " ").capitalize()
    for name, words in COLUMNS.items()
    if "_" in name and words != name.replace("_", " ")
}
"""Names of columns with a capital: “Geo precision”."""
WORDS = {"Reprint of", "Same as", "What changed"}
"""Of these, what a reader would say too."""
NOUNS = "incidents|claims|sources|claimants|people|regions|publications|publishers|others"
EXPLAINED = {"codebook"}
"""Pages whose subject the columns and codes are."""


def _charts(app: AppTest) -> Iterator[str]:
    """The titles of what charts tell of a bar, and “no title” where a column would be told."""
    for each in app.get("vega_lite_chart"):
        found: list[Any] = [json.loads(each.proto.spec)]
        while found:
            part = found.pop()
            if isinstance(part, dict):
                for told in (
                    part.get("tooltip", []) if isinstance(part.get("tooltip"), list) else []
                ):
                    yield str(told.get("title", "no title"))
                found += part.values()
            elif isinstance(part, list):
                found += part


def _found(app: AppTest) -> set[str]:
    assert not app.exception, app.exception
    titles = list(_charts(app))
    words = " ".join([re.sub("`[^`]*`", " ", read(app)), *titles])
    dressed = "|".join(sorted(DRESSED - WORDS))
    raw = "|".join(map(re.escape, sorted(RAW)))
    return {
        *re.findall(rf"(?<![\w-])(?:{raw})(?![\w-])", words),
        *re.findall(rf"(?<![\w-])(?:{dressed})(?![\w-])", words),
        *({"no title"} & set(titles)),
        *re.findall(rf"(?<![\d.,–-])1 (?:{NOUNS})\b", words),
    }


@pytest.mark.parametrize("name", CHOSEN)
@pytest.mark.parametrize("page", [each for each in PAGES if each not in EXPLAINED])
@pytest.mark.by_day(9, "every page by day, of one collection or the other")
def test_no_code_is_shown(name: str, page: str, open_page: Open) -> None:
    """With an incident chosen each page shows words alone, and numbers agree with their nouns."""
    assert _found(open_page(page, collection=[name], incident=[CHOSEN[name]])) == set()


@pytest.mark.parametrize("name", CHOSEN)
@pytest.mark.by_day(1, "the chronology's figures are made up by the same code")
def test_no_code_is_in_what_makes_up_a_figure(name: str, open_page: Open) -> None:
    """Each way of grouping, and the make-up of the totals, is in words."""
    app = open_page("casualties", collection=[name])
    for group in ("By day", "By region", "By kind", "By territory", "By claimant"):
        next(each for each in app.button_group if each.key == "group").set_value(group).run()
        assert _found(app) == set(), group
    next(each for each in app.button if each.key == "makeup totals").click().run()
    assert _found(app) == set()


def test_comparing_tells_spans(open_page: Open) -> None:
    """What is compared is in words, and a bar of several days tells both ends."""
    app = open_page("compare", collection=["chronology-2023-05-06"], compare=["cnn-2023-05-31"])
    assert _found(app) == set()


def test_every_column_has_words() -> None:
    """No column's words hold a mark of a code, and languages have names."""
    for field in FIELDS:
        assert re.fullmatch(r"[a-z][a-z’ ]*", column_in_words(field.name)), field.name
    assert (language_name("ru"), language_name("zz")) == ("Russian", "zz")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "weapon: “shelling_unspecified” became “missile”; "
            "part_of_day: empty became “early_morning”",
            "weapon: “Shelling, unspecified” became “Missile”; "
            "part of the day: empty became “early morning”",
        ),
        (
            "subject: “people” became “gas_pipe”",
            "who or what is counted: “people” became “gas pipe”",
        ),
        ("The date_start was wrong.", "The first day was wrong."),
        ("summary rewritten; not_a_column stays", "summary rewritten; not_a_column stays"),
    ],
)
def test_corrections_in_words(written: str, words: str) -> None:
    """What a release writes of a change is told by labels; what it does not know stays."""
    assert change_in_words(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "certainty: stated became preliminary; locator: 4 became 5",
            "наскільки певно: було заявлено, стало попередньо; місце у джерелі: було 4, стало 5",
        ),
        (
            "title: “«Ъ»: a; b” became empty; weapon: “drone” became “missile”",
            "назва: було «„Ъ“: a; b», стало порожньо; зброя: було «Безпілотник», стало «Ракета»",
        ),
        (
            "summary: says “one”, and that the date_end is preliminary",
            "опис: says “one”, and that the last day is preliminary",
        ),
    ],
)
def test_corrections_mix_no_languages(written: str, words: str) -> None:
    """A change that is understood is told in the reader's language, a curator's sentence whole."""
    with speaking("uk"):
        assert change_in_words(written) == words


def test_a_curators_english_is_marked_in_a_correction() -> None:
    """What stays English in a Ukrainian line says so, behind the name of its column."""
    each = pd.Series(
        {
            "date": pd.Timestamp("2026-11-29"),
            "version": "1.1.0",
            "record": "a",
            "what_changed": "summary: says “one” now; weapon: “drone” became “missile”",
            "why": "The page says so.",
        }
    )
    with speaking("uk"):
        told = html.unescape(correction_html(each))
    marked = re.findall('<span lang="en" dir="auto">(.*?)</span>', told)
    assert marked == ["says “one” now", "The page says so."]


@pytest.mark.parametrize("text", ["weapon emptied", "weapon emptied.", "“x.”", "“x”", "Why?", ""])
def test_a_sentence_can_follow_what_changed(text: str) -> None:
    """What changed ends as a sentence, once, before the reason is told."""
    ended = with_full_stop(text)
    assert ended.startswith(text) and re.search(r"[.?]”?$", ended)
    assert with_full_stop(ended) == ended
