"""What the rules of translations hold, and what they cost where there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Literal, cast

import pytest
from babel.dates import get_month_names

from strikemap import translations
from strikemap.checks import Edit, check_collection, translated
from strikemap.checks.rule import Finding, Subject, csv_of
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


HEDGED = [
    ("A fire was reported.", {"uk": "Повідомляли про пожежу.", "ru": "Сообщали о пожаре."}),
    ("At least five people.", {"uk": "Щонайменше п’ятеро.", "ru": "Не менее пяти человек."}),
    ("A preliminary count.", {"uk": "За попередніми даними.", "ru": "Предварительно."}),
    ("Apparently a drone.", {"uk": "Схоже, безпілотник.", "ru": "Похоже, беспилотник."}),
    ("About five houses.", {"uk": "Близько п’яти будинків.", "ru": "Около пяти домов."}),
    ("Around 50 shells.", {"uk": "Приблизно 50 снарядів.", "ru": "Примерно 50 снарядов."}),
    ("More than 20 houses.", {"uk": "Понад 20 будинків.", "ru": "Свыше 20 домов."}),
    ("Over a dozen.", {"uk": "Більш ніж дюжина.", "ru": "Более дюжины."}),
    ("Up to 3 people.", {"uk": "До 3 осіб.", "ru": "До 3 человек."}),
    ("That was not confirmed.", {"uk": "Це не підтверджено.", "ru": "Это не подтверждено."}),
    ("Unconfirmed.", {"uk": "Непідтверджено.", "ru": "Неподтверждено."}),
]
SURE = {"uk": "Пожежа.", "ru": "Пожар."}


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_each_hedge_has_its_like_and_no_other(language: str) -> None:
    """A translation that says another hedge, or none, leaves out how sure the original is."""
    for original, said in HEDGED:
        assert figures_of(original, language, said[language], translated.as_sure) == []
        (told,) = figures_of(original, language, SURE[language], translated.as_sure)
        assert told.endswith("of the original is missing")
        assert told.split("“")[1].split("”")[0] in original
    for plain in ("It is about fields.", "It went on over the fields.", "They came up to it."):
        assert figures_of(plain, language, SURE[language], translated.as_sure) == []


@pytest.mark.parametrize(
    ("language", "text", "added"),
    [
        ("uk", "Щонайменше одна пожежа.", "“Щонайменше” (at least)"),
        ("ru", "По меньшей мере один пожар.", "“По меньшей мере” (at least)"),
        ("uk", "За попередніми даними, пожежа.", "“попередніми дан” (preliminary)"),
        ("uk", "Попередньої ночі.", ""),
        ("ru", "Предварительно, пожар.", "“Предварительн” (preliminary)"),
        ("ru", "Около поля.", ""),
    ],
)
def test_a_hedge_that_is_added_is_named(language: str, text: str, added: str) -> None:
    """A translation is no less sure than its original either, but for what else a word means."""
    told = figures_of("A fire.", language, text, translated.as_sure)
    assert told == ([f"{added} is not in the original"] if added else [])


@pytest.mark.parametrize(
    ("original", "text", "says"),
    [
        ("In 1,204 houses.", "У 1204 будинках.", []),
        ("In 1204 houses.", "У 1 204 будинках.", []),
        ("In 1,20 houses.", "У 120 будинках.", ["1, 20 of the original is missing"]),
        ("At 07:05.", "О 7:05.", []),
        ("In 2 of 3.", "У 2 з 3 і 4.", ["4 is not in the original"]),
        ("In 12 of 9.", "У 9.", ["12 of the original is missing"]),
        ("Both houses.", "Два будинки.", []),
        ("A house.", "Два будинки.", ["2 is not in the original"]),
        ("A house.", "Будинки 10 і 9.", ["9, 10 is not in the original"]),
        ("On the second floor.", "На другому поверсі, 2.", ["2 is not in the original"]),
        ("Twenty-one of them.", "Двадцять один.", []),
        ("No. 0.", "№ 00.", []),
    ],
)
def test_figures_are_the_same_however_they_are_written(
    original: str, text: str, says: list[str]
) -> None:
    """With thousands apart or not, with zeros before them or not, in figures or in words."""
    assert figures_of(original, "uk", text) == says


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({}, []),
        ({"checked_by": "one"}, ["translation-reader"]),
        ({"checked_by": ""}, ["translation-reader"]),
        ({"checked_by": "a third"}, []),
        ({"original_sha256": "0" * 12}, ["translation-stale"]),
        ({"record": "nowhere"}, ["translation-record"]),
        ({"text": "8 обстрілів"}, ["translation-figures"]),
        ({"text": "Щонайменше обстріл"}, ["translation-hedges"]),
        ({"text": "8 обстрілів", "original_sha256": "0" * 12}, ["translation-stale"]),
    ],
)
def test_each_row_breaks_what_it_breaks(
    cells: dict[str, str],
    found: list[str],
    problems: Callable[..., list[tuple[str, int, str, str]]],
) -> None:
    """By its own row, and of a text that has changed nothing but that is said."""
    row = {
        "record": "2023-05-31-shebekino-shelling", "field": "title", "language": "uk",
        "text": "Обстріл Шебекіна", "translator": "one", "checked_by": "two",
        "original_sha256": translations.digest("Shelling of Shebekino"),
    }  # fmt: skip
    other = row | {"language": "ru", "text": "Обстрел Шебекина"}
    rows = [[each[name] for name in translations.COLUMNS] for each in (other, row | cells)]
    told = problems(Edit(translations.FILE, 0, "", csv_of(translations.COLUMNS, *rows)))
    assert [(each[0], each[1], each[3]) for each in told] == [
        (translations.FILE, 3, rule) for rule in found
    ]
