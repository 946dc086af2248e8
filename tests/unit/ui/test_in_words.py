"""A page names no option of the command line and no field by its code, in any language."""

from __future__ import annotations

import html
import re

import pytest

from strikemap.importers import Report
from strikemap.importers.words import Words
from strikemap.languages import DEFAULT, LANGUAGES, sentence, speaking
from strikemap.ui.your_data.in_words import on_page, shown, shown_in_cells
from tools.messages import updated

OF_THE_COMMAND_LINE = re.compile(r"--[a-z]")


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_no_message_of_an_import_keeps_an_option(code: str) -> None:
    """Each message that names an option does so in brackets, which a page leaves out."""
    named = 0
    for message in updated(code):
        of_import = any("strikemap/importers" in place for place, _ in message.locations)
        texts = [message.id, message.string or ""]
        flat = [text for each in texts for text in ([each] if isinstance(each, str) else each)]
        for text in flat if of_import else ():
            named += bool(OF_THE_COMMAND_LINE.search(text))
            assert not OF_THE_COMMAND_LINE.search(on_page(text)), text
    assert named > 10


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_reason_begins_with_the_code_of_a_field(code: str) -> None:
    """What a reason of an import is about is called by its name, in the reader's language."""
    named = set()
    for message in updated("uk" if code == DEFAULT else code):
        of_import = any("strikemap/importers" in place for place, _ in message.locations)
        texts = (message.id if code == DEFAULT else message.string) or ""
        for text in [texts] if isinstance(texts, str) else texts:
            lead = re.match(r"([a-z]+(?:_[a-z]+)*): ", text)
            if lead and of_import:
                named.add(lead[1])
                with speaking(code):
                    told = on_page(text)
                    within = on_page(f"3: {text}")
                assert told[0].isupper() and "_" not in told.partition(":")[0], told
                is_same = code == DEFAULT or lead[1] == "id"
                assert is_same or f"{lead[1]}: " not in within, within
    assert {"place", "date_start", "region", "coordinates", "geometry"} <= named


def test_a_column_of_the_file_keeps_its_name() -> None:
    """What a reader's own file calls a column is called so, and only fields are named in words."""
    assert on_page("Kreis Ost: no text") == "Kreis Ost: no text"
    assert on_page("fatalities: nested too deeply") == "fatalities: nested too deeply"


def test_other_brackets_stay() -> None:
    """What is in brackets without an option is kept."""
    told = "say what comes first (--date-order day or month); see (the note)"
    assert on_page(told) == "say what comes first; see (the note)"
    assert on_page("(a -- b) -- c") == "(a -- b) -- c"


def account() -> Report:
    """A report that keeps one sentence with a cell of the file in it."""
    words = Words()
    words.keep(sentence("{text} is no date; write 2023, 2023-05 or 2023-05-31", text="'<soon>'"))
    return Report("f", "form", (), "", "", {}, 0, 0, {}, {}, {}, (), (), words=words)


KEPT = "'<soon>' is no date; write 2023, 2023-05 or 2023-05-31"


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_a_report_says_is_in_the_readers_language(code: str) -> None:
    """A sentence that is kept is said in it, in HTML and in a cell; another's words are English."""
    of = account()
    with speaking(code):
        told = html.unescape(re.sub("<[^>]*>", "", shown(of, KEPT, limit=400)))
        cell, other = shown_in_cells(of, KEPT), shown(of, "a stranger's words", limit=400)
        short = shown(of, "a stranger's words", limit=10)
    assert told == cell and "'<soon>'" in told and (told == KEPT) is (code == DEFAULT)
    assert "stranger" in other and ('lang="en"' in other) is (code != DEFAULT)
    assert "words" not in short
