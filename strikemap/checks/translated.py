"""Rules on translations: of what is there, of its present wording, and no surer than it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import numpy as np

from strikemap import translations
from strikemap.checks.rule import TRANSLATIONS, Edit, Finding, Rule, Subject, csv_of, of_file
from strikemap.checks.spelt_numbers import ENGLISH_ONES, ENGLISH_TENS, may_say, spelt
from strikemap.languages import sentence, sentence_of
from strikemap.translations import Translation

_HEDGES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "reported": (
        r"\breport(?:ed|edly)\b",
        {"uk": "повідом|за даними|розповіда", "ru": "сообщ|по данным|рассказ"},
    ),
    "at least": (
        r"\bat least\b",
        {
            "uk": "щонайменше|не менш|принаймні|як мінімум",
            "ru": "не мен|по меньшей мере|по крайней мере|минимум",
        },
    ),
    "preliminary": (r"\bpreliminar", {"uk": "попередн", "ru": "предварительн"}),
    "apparently": (
        r"\bapparent",
        {
            "uk": "ймовірно|імовірно|мабуть|схоже|певно",
            "ru": "по-видимому|видимо|похоже|вероятно",
        },
    ),
    "about": (
        r"\b(?:about|around|approximately|roughly) (?:\d|%(words)s)",
        {"uk": "близько|приблизно|орієнтовно|біля", "ru": "около|примерн|приблизительн|порядка"},
    ),
    "more than": (
        r"\b(?:more than|over) (?:\d|%(words)s)",
        {"uk": "понад|більш|площ", "ru": "более|больше|свыше|площад"},
    ),
    "up to": (r"\bup to (?:\d|%(words)s)", {"uk": r"\bдо\b", "ru": r"\bдо\b"}),
    "not confirmed": (
        r"\b(?:not|nobody|unconfirmed)\b[^.]*\bconfirm|\bunconfirmed\b",
        {"uk": "підтвер", "ru": "подтвер"},
    ),
}
"""What makes a number or an event less sure: in English, and its like in each language."""
_NEVER_ADDED: Mapping[str, Mapping[str, str]] = {
    "at least": _HEDGES["at least"][1],
    # The Ukrainian word without these is “the one before”, as of a night.
    "preliminary": {
        "uk": r"попередньо\b|попередн\w+ (?:дан|відомост|інформац|підрахун|оцін|повідомл|числ)",
        "ru": "предварительн",
    },
}
"""Hedges that no translation may add, as each language says them."""
_TWO = re.compile(r"\b(?:both|pair|couple|twice|either|neither|between)\b", re.IGNORECASE)
"""English for two without the number."""
_MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    "uk": (
        "січ(?:ень|н[яіюе])", "лют(?:ий|ого|ому|им)", "берез(?:ень|н[яіюе])", "квіт(?:ень|н[яіюе])",
        "трав(?:ень|н[яіюе])", "черв(?:ень|н[яіюе])", "лип(?:ень|н[яіюе])", "серп(?:ень|н[яіюе])",
        "верес(?:ень|н[яіюе])", "жовт(?:ень|н[яіюе])", "листопад[аіу]?", "груд(?:ень|н[яіюе])",
    ),
    "ru": (
        "январ[ьяею]", "феврал[ьяею]", "март[аеу]?", "апрел[ьяею]", "ма[йяею]", "июн[ьяею]",
        "июл[ьяею]", "август[аеу]?", "сентябр[ьяею]", "октябр[ьяею]", "ноябр[ьяею]", "декабр[ьяею]",
    ),
}  # fmt: skip
"""Each month as a language writes it in a date, whatever its case."""
_WORDS = "|".join(
    (*ENGLISH_ONES, *ENGLISH_TENS, "half", "hundred", "a hundred", "dozen", "a dozen")
)


@cache
def _english(hedge: str) -> re.Pattern[str]:
    return re.compile(_HEDGES[hedge][0] % {"words": _WORDS} if "%(" in _HEDGES[hedge][0]
                      else _HEDGES[hedge][0], re.IGNORECASE)  # fmt: skip


def readable(subject: Subject) -> Iterator[Finding]:
    """A `translations.csv` that can't be read."""
    try:
        translations.read(subject.collection.beside)
    except ValueError as why:
        yield of_file(TRANSLATIONS, sentence_of(why))


def _each(subject: Subject) -> Iterator[tuple[str, str, str, Translation]]:
    """Language, record, field and translation of each row."""
    try:
        found = translations.read(subject.collection.beside)
    except ValueError:
        return  # the rule above tells of it
    for code, of in found.items():
        for (record, field), each in of.items():
            yield code, record, field, each


def _finding(wrong: Mapping[int, str], column: str, severity: str = "error") -> Finding:
    rows = np.array(sorted(wrong), np.intp)
    return Finding(TRANSLATIONS, rows, column, lambda row: wrong[row], severity)  # type: ignore[arg-type]  # one of the two


def _where(
    subject: Subject, column: str, wrong: Callable[[str, str | None, Translation], str]
) -> Iterator[Finding]:
    """The rows of which *wrong*, told the language, the original and the translation, says why."""
    translated = list(_each(subject))
    if not translated:
        return  # the texts of a large collection are not gathered for nothing
    told = {}
    for code, record, field, each in translated:
        if why := wrong(code, subject.originals.get((record, field)), each):
            told[each.row] = why
    if told:
        yield _finding(told, column)


def of_what_is_there(subject: Subject) -> Iterator[Finding]:
    """Translations of no text that the collection has."""
    yield from _where(
        subject,
        "record",
        lambda code, original, each: (
            sentence(
                "there is no such text in this collection; write a record's id and one of its "
                "fields"
            )
            if original is None
            else ""
        ),
    )


def of_its_present_wording(subject: Subject) -> Iterator[Finding]:
    """Translations of a text that has changed since: readers see the original."""

    def wrong(code: str, original: str | None, each: Translation) -> str:
        if original is None or each.fits(original):
            return ""
        present = translations.digest(original)
        return sentence(
            "the original reads otherwise now; look at it again, and write {hash}", hash=present
        )

    yield from _where(subject, "original_sha256", wrong)


def same_figures(subject: Subject) -> Iterator[Finding]:
    """Translations that lack a number or a month of the original, or have another, in words too."""

    def wrong(code: str, original: str | None, each: Translation) -> str:
        if original is None or not each.fits(original):
            return ""
        there, here = _figures(original), _figures(each.text)
        words = spelt(original, "en")
        lost = sorted(there - here)
        lost += [
            f"{number}"
            for number in sorted(words)
            if f"{number}" not in here and not may_say(each.text, number, code)
        ]
        if lost:
            return sentence("{text} of the original is missing", text=", ".join(lost))
        words |= {2} if _TWO.search(original) else set()
        known = there | {f"{number}" for number in words}
        spoken = {f"{number}" for number in spelt(each.text, code)}
        if added := sorted((here | spoken) - known, key=int):
            return sentence("{text} is not in the original", text=", ".join(added))
        months, named = _months(original, "en"), _months(each.text, code)
        if gone := sorted(months - named):
            text = ", ".join(_MONTHS["en"][month] for month in gone)
            return sentence("{text} of the original is missing", text=text)
        if new := sorted(named - months):
            text = ", ".join(_MONTHS["en"][month] for month in new)
            return sentence("{text} is not in the original", text=text)
        return ""

    yield from _where(subject, "text", wrong)


def _months(text: str, code: str) -> set[int]:
    """The months that *text* names, January as 0."""
    flags = re.NOFLAG if code == "en" else re.IGNORECASE  # “may” and “march” are words too
    return {at for at, each in enumerate(_MONTHS[code]) if re.search(rf"\b{each}\b", text, flags)}


def _figures(text: str) -> set[str]:
    joined = re.sub(r"(?<=\d)[ \u00a0\u202f,](?=\d{3}(?!\d))", "", text)
    return {each.lstrip("0") or "0" for each in re.findall(r"\d+", joined)}


def as_sure(subject: Subject) -> Iterator[Finding]:
    """Translations that leave out how sure the original is, or add to it."""

    def wrong(code: str, original: str | None, each: Translation) -> str:
        if original is None or not each.fits(original):
            return ""
        for hedge, (_, said) in _HEDGES.items():
            there = _english(hedge).search(original)
            here = re.search(said[code], each.text, re.IGNORECASE)
            if there and not here:
                return sentence("“{text}” of the original is missing", text=there[0])
            added = re.search(
                _NEVER_ADDED.get(hedge, {}).get(code, r"$^"), each.text, re.IGNORECASE
            )
            if added and not there:
                return sentence(
                    "“{text}” ({hedge}) is not in the original",
                    text=added[0],
                    hedge=sentence(hedge),
                )
        return ""

    yield from _where(subject, "text", wrong)


def read_by_a_second(subject: Subject) -> Iterator[Finding]:
    """Translations that nobody but their translator has read."""
    told = sentence("let someone read it who did not write it, and name that reader")
    alone = {
        each.row: told
        for _, _, _, each in _each(subject)
        if not each.checked_by or each.checked_by == each.translator
    }
    if alone:
        yield _finding(alone, "checked_by", "warning")


def _file(*rows: tuple[str, ...]) -> tuple[Edit, ...]:
    return (Edit(translations.FILE, 0, "", csv_of(translations.COLUMNS, *rows)),)


_TITLE = ("2023-05-31-shebekino-shelling", "title", "uk")
_HASH = translations.digest("Shelling of Shebekino")
_STATEMENT = ("2023-05-31-belgorod-total-injured-1", "statement", "uk")
_DAY = translations.digest("The governor said that at least five people were injured that day.")
RULES = (
    Rule(
        "translation-file",
        "Translations have the seven columns, and a text one row a language.",
        (Edit(translations.FILE, 0, "", "record,text\n"),),
        readable,
        of_reading=True,
    ),
    Rule(
        "translation-record",
        "A translation is of a title, summary, statement, claimant's name or tour that is there.",
        _file(("nowhere", "title", "uk", "Ніде", "one", "two", _HASH)),
        of_what_is_there,
    ),
    Rule(
        "translation-stale",
        "A translation is of the present wording of its original.",
        _file((*_TITLE, "Обстріл Шебекіна", "one", "two", "0" * 12)),
        of_its_present_wording,
    ),
    Rule(
        "translation-figures",
        "A translation has its original's numbers, in figures or words, and months, and no others.",
        _file((*_TITLE, "8 обстрілів Шебекіна", "one", "two", _HASH)),
        same_figures,
    ),
    Rule(
        "translation-hedges",
        "A translation is as sure as its original: reported, at least, about, preliminary.",
        _file((*_STATEMENT, "За словами губернатора, поранено п’ятьох.", "one", "two", _DAY)),
        as_sure,
    ),
    Rule(
        "translation-reader",
        "A translation was read by someone who did not write it.",
        _file((*_TITLE, "Обстріл Шебекіна", "one", "one", _HASH)),
        read_by_a_second,
    ),
)
