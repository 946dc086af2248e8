"""Tolls in words: numbers from one to ten, notes in brackets, killed and injured in one cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

from strikemap.importers.cells.nobody import NOBODY, nobody

_NAMES = """
one a single|один одна одно одного одному одной|одне одної
two|два две двух двое двоих|дві двох двоє
three|три трёх трех трое троих|трьох троє
four|четыре четырёх четырех четверо четверых|чотири чотирьох четверо
five|пять пяти пятеро пятерых|п'ять п'яти п'ятьох п'ятеро
six|шесть шести шестеро|шість шести шестьох шестеро
seven|семь семи семеро|сім семи сімох семеро
eight|восемь восьми восьмеро|вісім восьми вісьмох восьмеро
nine|девять девяти|дев'ять дев'яти дев'ятьох дев'ятеро
ten|десять десяти|десяти десятьох десятеро
"""
NUMBERS = {
    name: str(number)
    for number, line in enumerate(_NAMES.strip().splitlines(), 1)
    for name in line.replace("a single", "single").replace("|", " ").split()
} | dict.fromkeys(("zero", "ноль", "нуль"), "0")
"""The digits of a number in words, in three languages; lower case, with a plain apostrophe."""

_WORD = re.compile(rf"(?<![\w'])(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?![\w'])")

MEASURES: Mapping[str, re.Pattern[str]] = {
    "killed": re.compile(
        r"(?:were\s+|was\s+)?(?:killed|dead|died|deaths?|fatalit(?:y|ies))|погиб\w*|убит\w*|"
        r"м[её]ртв\w*|загиб\w*|загин\w*|вбит\w*"
    ),
    "injured": re.compile(
        r"(?:were\s+|was\s+)?(?:injured|wounded|hurt|injur(?:y|ies))|ранен\w*|поранен\w*|"
        r"травмиров\w*|травмован\w*"
    ),
}
"""Words that say of a number beside them what it counts.  “Пострадавшие” may be either."""

_OF_TOLLS = re.compile(
    r"kill|dead|\bdie[ds]?\b|death|fatal|injur|wound|casualt|victim|\btolls?\b|погиб|убит|мертв|мёртв|ранен|"
    r"пострада|жертв|загиб|загин|вбит|постражда|травм"
)
_FOOTNOTE = re.compile(r"\s*\[\s*(?:\d{1,3}|[a-z]|note \d{1,3})\s*\]")
_STARRED = re.compile(r"(?<=[\d+])\s*[*†‡§]{1,3}$")
_BESIDE = re.compile(
    r"\s*[,;:]\s*(?P<note>(?:including|incl\.?|of\s+(?:them|whom|which)|among\s+(?:them|whom)|"
    r"в\s+том\s+числе|в\s+т\.?\s?ч\.?|включая|из\s+них|среди\s+них|в\s+тому\s+числі|"
    r"у\s+тому\s+числі|[ву]\s+т\.?\s?ч\.?|включно\s+з|з\s+них|серед\s+них)\s.*)$"
)
"""What is told beside a number of a part of those counted."""
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_MORE = re.compile(
    r"[+&]|\b(?:plus|more|another|other|missing|except|ещё|еще|ще|кроме|крім|плюс)\b"
)
_PARTS = re.compile(
    r"\s*[;/\n|]\s*|\s*,\s+|\s*,(?=\D)|\s*\.\s+|\s+(?:and|и|і|й|та|plus|\+|&)\s+(?=\D*\d)"
)
_BEFORE = re.compile(r"^(?:another|also|further|ещё|еще|ще|також|также)\s+")
MAX_CHARACTERS = 200
NOTHING = frozenset({"", "-", "?"})
"""What stands for no number in one half of a pair."""


def plainly(text: str) -> str:
    """*text* in lower case, in one form of its letters, dashes, apostrophes and spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub("[‐‑‒–—―−⁃]", "-", plain)
    return re.sub(r"\s+", " ", re.sub("['’ʼ`]", "'", plain)).strip(" \"'")


def in_digits(text: str) -> str:
    """*text*, as `plainly` gives it, with its numbers up to ten in digits."""
    return _WORD.sub(lambda found: NUMBERS[found[0]], text)


def without_note(text: str) -> tuple[str, str]:
    """
    *text* without a note in brackets, and the note: `3 (2 children)` says 3.

    So does `3, including 2 children`, and `3*`.  A footnote's mark, as `[1]` and `[a]`, is dropped.
    A note that may change the number, as `(+2)` or `(5)`, or that speaks of killed or injured
    itself, is left where it is.
    """
    text = _FOOTNOTE.sub("", text)
    if starred := _STARRED.search(text):
        return text[: starred.start()], starred[0].strip()
    text = _BESIDE.sub(lambda found: f" ({found['note']})", text)
    found = _BRACKETS.search(text)
    if found is None or not re.search(r"[^\W\d_]", found[1]):
        return text, ""
    note = in_digits(found[1])
    within = [int(each) for each in re.findall(r"\d{1,7}", note)]
    outside = [int(each) for each in re.findall(r"\d{1,7}", in_digits(text[: found.start()]))]
    if _MORE.search(note) or _OF_TOLLS.search(note) or max(within, default=0) > max([0, *outside]):
        return text, ""
    return (text[: found.start()] + " " + text[found.end() :]).strip(), found[1].strip()


def speaks_of_tolls(text: str) -> bool:
    """Whether *text* speaks of people killed or injured, in words of three languages."""
    return _OF_TOLLS.search(text.casefold()) is not None


def tells_toll(text: str) -> bool:
    """Whether *text* speaks of people killed or injured and of a number, whatever else it says."""
    plain = plainly(text[:2_000])
    return bool(_OF_TOLLS.search(plain) and re.search(r"\d", in_digits(plain)))


def each_measure(text: str, is_count: Callable[[str], bool]) -> Mapping[str, str]:
    """
    The number of each measure that *text* tells by words: `3 dead, 5 injured`, `Killed: 2; hurt:
    4`, `погибли двое, ранены 5`, `no deaths, 3 injured`; `NOBODY` where it says that there were
    none.

    Empty where it is anything else, or where a part of it is no number by *is_count*.
    """
    return dict(_told(text, is_count)) if len(text) <= MAX_CHARACTERS else {}


@lru_cache(maxsize=4_096)
def _told(text: str, is_count: Callable[[str], bool]) -> tuple[tuple[str, str], ...]:
    plain = without_note(plainly(re.sub(r"[\r\n]+", "; ", text)).rstrip(".;"))[0]
    if none := nobody(plain):
        return tuple((measure, NOBODY) for measure in none)
    if not _OF_TOLLS.search(plain):
        return ()
    made: dict[str, str] = {}
    for part in _PARTS.split(in_digits(plain)):
        if none := nobody(part.strip()):
            if made.keys() & set(none):
                return ()
            made |= dict.fromkeys(none, NOBODY)
            continue
        found = _measure(_BEFORE.sub("", part.strip()))
        if found is None or found[0] in made or not is_count(found[1]):
            return ()
        made[found[0]] = found[1]
    return tuple(made.items())


def _measure(part: str) -> tuple[str, str] | None:
    for measure, word in MEASURES.items():
        if found := re.fullmatch(rf"(?:{word.pattern})\s*[:=-]?\s*(?P<count>\S.*)", part):
            return measure, found["count"]
        if found := re.fullmatch(rf"(?P<count>.*?\S)\s+(?:{word.pattern})", part):
            return measure, found["count"]
    return None


def pair(text: str, is_count: Callable[[str], bool]) -> Mapping[str, str]:
    """
    Killed and injured of `3/5`, under a header that names both in this order; one of the two may
    be unknown, `-/5`.
    """
    parts = [each.strip() for each in plainly(text).split("/")]
    if len(parts) != 2 or not any(map(is_count, parts)):
        return {}
    if not all(is_count(each) or each in NOTHING for each in parts):
        return {}
    return dict(zip(MEASURES, ("" if each in NOTHING else each for each in parts), strict=True))
