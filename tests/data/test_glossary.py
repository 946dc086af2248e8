"""The glossary in CONTRIBUTING is what messages and collections are written by."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest
from babel.messages.pofile import read_po

from strikemap import translations
from strikemap.side_files import of_folder
from tools.messages import ROOT, TRANSLATED, file_of

ROW = re.compile(r"^\| (.+?) \| (.+?) \| (.+?) \| (.*?) ?\| .*\|$", re.MULTILINE)
COLLECTIONS = sorted(path.parent for path in ROOT.glob("data/*/translations.csv"))


def glossary() -> list[tuple[str, ...]]:
    """The rows: English, Ukrainian, Russian, and what is never written."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    _, table = text.split("| English | Ukrainian | Russian | Never |", 1)
    return ROW.findall(table.split("\n\n", 1)[0])[1:]


def said(code: str) -> dict[str, str]:
    """Every message and every text of a collection in the language *code*, by what it is of."""
    with file_of(code, "po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    found = {
        f"{form} {each.id}": text
        for each in catalogue
        for form, text in enumerate(
            (each.string,) if isinstance(each.string, str) else cast(tuple[str, ...], each.string)
        )
        if each.id
    }
    for folder in COLLECTIONS:
        for (record, field), each in translations.read(of_folder(Path(folder)))[code].items():
            found[f"{folder.name} {record} {field}"] = each.text
    return found


@pytest.mark.parametrize("code", TRANSLATED)
def test_what_is_never_written_is_nowhere(code: str) -> None:
    """No message and no text of a collection has a word that the glossary decided against."""
    never = [word.strip() for row in glossary() for word in row[3].split(";") if word.strip()]
    assert len(never) > 15
    stems = "|".join(re.escape(word).replace("…", r"\w*") for word in never)
    pattern = re.compile(rf"\b(?:{stems})\b", re.IGNORECASE)
    wrong = {of: found[0] for of, text in said(code).items() if (found := pattern.search(text))}
    assert wrong == {}


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_message_of_the_glossary_says_its_words(code: str) -> None:
    """A message that is one of the glossary's terms is translated by one of the words beside it."""
    messages = {of[2:].casefold(): text for of, text in said(code).items()}
    held = 0
    for row in glossary():
        words = {word.strip() for word in re.split("[,;:]", row[1 + TRANSLATED.index(code)])}
        for term in re.split(", ", row[0]):
            if text := messages.get(term.casefold()):
                assert text.casefold() in {each.casefold() for each in words}, term
                held += 1
    assert held > 8
