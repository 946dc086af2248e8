"""Ordinal words for the day of a month, `first of May`, `первого мая`, `першого травня`."""

from __future__ import annotations

import re

from strikemap.importers.cells.calendar_words import MONTHS

_ENGLISH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_RUSSIAN = (
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
    "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат"
)
_UKRAINIAN = (
    "перш друг трет четверт пят шост сьом восьм девят десят одинадцят дванадцят тринадцят "
    "чотирнадцят пятнадцят шістнадцят сімнадцят вісімнадцят девятнадцят"
)
_ENDINGS = ("ого", "его", "ьего", "ього", "ое", "ье", "е", "є", "ый", "ой", "ий")
_TENS = {
    "twentieth": 20, "thirtieth": 30, "двадцат": 20, "тридцат": 30, "двадцят": 20, "тридцят": 30,
}  # fmt: skip
_BEFORE_ONES = {"twenty": 20, "thirty": 30, "двадцать": 20, "тридцать": 30, "двадцять": 20,
                "тридцять": 30}  # fmt: skip


def _forms() -> dict[str, int]:
    made = {word: number for number, word in enumerate(_ENGLISH.split(), 1)}
    made |= {word: number for word, number in _TENS.items() if word.isascii()}
    stems = [
        (stem, number)
        for words in (_RUSSIAN, _UKRAINIAN)
        for number, stem in enumerate(words.split(), 1)
    ]
    stems += [(stem, number) for stem, number in _TENS.items() if not stem.isascii()]
    return made | {stem + ending: number for stem, number in stems for ending in _ENDINGS}


_DAYS = _forms()
_WORD = r"[^\W\d_]+"
_MONTH = "|".join(sorted((each for each in MONTHS if len(each) > 2), key=len, reverse=True))
_TWO = re.compile(rf"\b({'|'.join(_BEFORE_ONES)})[\s-]+({_WORD})\b", re.IGNORECASE)
_ONE = re.compile(rf"\b{_WORD}\b")
_APOSTROPHE = re.compile("(?<=п)['’ʼ`](?=ят)|(?<=в)['’ʼ`](?=ят)", re.IGNORECASE)
_NAMES_MONTH = re.compile(rf"\b(?:{_MONTH})\b", re.IGNORECASE)
_OF = re.compile(rf"(?<=\d)\s+(?:day\s+)?of\s+(?=(?:{_MONTH})\b)", re.IGNORECASE)
_THE = re.compile(r"\bthe\s+(?=\d)", re.IGNORECASE)


def in_digits(text: str) -> str:
    """*text* with ordinal words as numbers, where it names a month: `1 May`, `21 мая`."""
    if not _NAMES_MONTH.search(text):
        return text
    plain = _APOSTROPHE.sub("", text)
    made = _ONE.sub(_one, _TWO.sub(_both, plain))
    return text if made == plain else _THE.sub("", _OF.sub(" ", made))


def _both(found: re.Match[str]) -> str:
    ones = _DAYS.get(found[2].casefold(), 0)
    day = _BEFORE_ONES[found[1].casefold()] + ones
    return str(day) if 0 < ones < 10 and day <= 31 else found[0]


def _one(found: re.Match[str]) -> str:
    number = _DAYS.get(found[0].casefold())
    return found[0] if number is None else str(number)
