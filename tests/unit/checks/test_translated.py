"""What the rules of translations hold, and what they cost where there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Literal, cast

import pytest
from babel.dates import get_month_names

from strikemap import translations
from strikemap.checks import check_collection, translated
from strikemap.checks.rule import Finding, Subject
from strikemap.translations import Translation
from tests.builders import build, claim, incident

FORMS: tuple[Literal["format"], Literal["stand-alone"]] = ("format", "stand-alone")
"""How CLDR has the name of a month: in a date, and by itself."""
Held = Callable[[Subject], Iterator[Finding]]
ENGLISH = get_month_names("wide", locale="en")


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
    told = figures_of("Five were injured, two children among them.", language, text)
    assert told == ([says] if says else [])


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("uk", "Збито 4 травня, названо 2 червня.", ""),
        ("uk", "Збито 4 березня, названо 2 червня.", "May of the original is missing"),
        ("uk", "Збито 4 травня, у червні, 2, як і в липні.", "July is not in the original"),
        ("ru", "Сбит 4 мая, назван 2 июня.", ""),
        ("ru", "Сбит 4 мая, назван 2 июля.", "June of the original is missing"),
        ("ru", "Сбит 4 мая, назван 2 июня, как и в марте.", "March is not in the original"),
    ],
)
def test_months_are_those_of_the_original(language: str, text: str, says: str) -> None:
    """A month that was exchanged, left out or added is named, in whatever case it stands."""
    original = "Shot down on 4 May, named on 2 June; it may march on."
    assert figures_of(original, language, text) == ([says] if says else [])


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_each_month_is_known_by_itself_and_in_a_date(language: str) -> None:
    """Each month's name by CLDR is that of its English one and of no other month."""
    for month in range(1, 13):
        original = f"In {ENGLISH[month]}."
        for form in FORMS:
            named = get_month_names("wide", form, language)
            assert figures_of(original, language, named[month]) == []
            for other in {*range(1, 13)} - {month}:
                told = figures_of(original, language, named[other])
                assert told == [f"{ENGLISH[month]} of the original is missing"]


def figures_of(
    original: str, language: str, text: str, rule: Held = translated.same_figures
) -> list[str]:
    """What the *rule* says of *text* as a translation of *original*."""
    held = Translation(text, translations.digest(original))
    subject = SimpleNamespace(originals={("c", "statement"): original})
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(translated, "_each", lambda _: [(language, "c", "statement", held)])
        found = list(rule(cast(Subject, subject)))
    return [each.said_of(0) for each in found]


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("uk", "Вибух, імовірно безпілотника.", []),
        ("uk", "Вибух, вочевидь безпілотника.", ["“apparent” of the original is missing"]),
        ("ru", "Взрыв, по-видимому, беспилотника.", []),
        ("ru", "Взрыв, очевидно, беспилотника.", ["“apparent” of the original is missing"]),
    ],
)
def test_what_is_apparent_is_not_made_plain(language: str, text: str, says: list[str]) -> None:
    """“Apparently” says that it seems so: the words for “obviously” are surer."""
    assert figures_of("A blast, apparently of a drone.", language, text, translated.as_sure) == says
