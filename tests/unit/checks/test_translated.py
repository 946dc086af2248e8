"""What the rules of translations hold, and what they cost where there are none."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from strikemap import translations
from strikemap.checks import check_collection, translated
from strikemap.checks.rule import Subject
from strikemap.translations import Translation
from tests.builders import build, claim, incident


def test_no_text_is_gathered_for_no_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    """A collection without translations is checked without a look at all of its texts."""

    def gathered(_collection: object) -> None:
        raise AssertionError("the texts were gathered")

    made = build([incident("a")], [claim("c", "a", "1")])
    monkeypatch.setattr(translations, "originals", gathered)
    assert not [each for each in check_collection(made) if each.file == "translations.csv"]


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("uk", "Поранено п’ятьох, серед них двох дітей.", ""),
        ("uk", "Поранено 5 людей, серед них двоє дітей.", ""),
        ("uk", "Поранено шістьох, серед них двох дітей.", "5 of the original is missing"),
        ("uk", "Поранено п’ятьох, серед них дітей.", "2 of the original is missing"),
        ("ru", "Ранены пятеро, среди них двое детей.", ""),
        ("ru", "Ранены пятеро, среди них двое детей и трое женщин.", "3 is not in the original"),
        ("ru", "Ранены пятеро, среди них двое детей и 3 женщины.", "3 is not in the original"),
    ],
)
def test_numbers_in_words_are_held_to_the_original(language: str, text: str, says: str) -> None:
    """A number is the original's, whether either has it in figures or in words."""
    original = "Five were injured, two children among them."
    held = Translation(text, translations.digest(original))
    subject = SimpleNamespace(originals={("c", "statement"): original})
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(translated, "_each", lambda _: [(language, "c", "statement", held)])
        found = list(translated.same_figures(cast(Subject, subject)))
    told = [each.said_of(0) for each in found]
    assert told == ([says] if says else [])
