"""Words of tolls: numbers in words, notes beside a number, and words for the killed or hurt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

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
_TEENS = """
eleven|одиннадцать одиннадцати|одинадцять одинадцяти одинадцятьох
twelve|двенадцать двенадцати|дванадцять дванадцяти дванадцятьох
thirteen|тринадцать тринадцати|тринадцять тринадцяти тринадцятьох
fourteen|четырнадцать четырнадцати|чотирнадцять чотирнадцяти чотирнадцятьох
fifteen|пятнадцать пятнадцати|п'ятнадцять п'ятнадцяти п'ятнадцятьох
sixteen|шестнадцать шестнадцати|шістнадцять шістнадцяти шістнадцятьох
seventeen|семнадцать семнадцати|сімнадцять сімнадцяти сімнадцятьох
eighteen|восемнадцать восемнадцати|вісімнадцять вісімнадцяти вісімнадцятьох
nineteen|девятнадцать девятнадцати|дев'ятнадцять дев'ятнадцяти дев'ятнадцятьох
"""
_TENS_NAMES = """
twenty|двадцать двадцати|двадцять двадцяти двадцятьох
thirty|тридцать тридцати|тридцять тридцяти тридцятьох
forty|сорок сорока|сорок сорока
fifty|пятьдесят пятидесяти|п'ятдесят п'ятдесяти п'ятдесятьох
sixty|шестьдесят шестидесяти|шістдесят шістдесяти шістдесятьох
seventy|семьдесят семидесяти|сімдесят сімдесяти сімдесятьох
eighty|восемьдесят восьмидесяти|вісімдесят вісімдесяти вісімдесятьох
ninety|девяносто девяноста|дев'яносто дев'яноста
"""


def _numbered(lines: str, numbers: Iterable[int]) -> dict[str, str]:
    """The digits of each name that stands in the line of its number."""
    each = zip(lines.strip().splitlines(), numbers, strict=True)
    return {
        name: str(number)
        for line, number in each
        for name in line.replace("a single", "single").replace("|", " ").split()
    }


_ONES = _numbered(_NAMES, range(1, 11))
_TENS = _numbered(_TENS_NAMES, range(20, 100, 10))
NUMBERS = (
    _ONES | _numbered(_TEENS, range(11, 20)) | _TENS | dict.fromkeys(("zero", "ноль", "нуль"), "0")
)
"""The digits of a number in words, in three languages; lower case, with a plain apostrophe."""


_any = "|".join
_WORD = re.compile(rf"(?<![\w'])(?:{_any(NUMBERS)})(?![\w'])")
_BELOW_TEN = [each for each in _ONES if _ONES[each] != "10"]
_TWO_WORDS = re.compile(
    rf"(?<![\w'])(?P<tens>{_any(_TENS)})[\s-](?P<ones>{_any(_BELOW_TEN)})(?![\w'])"
)
_ENDING = re.compile(r"(?<=\d)-?(?:[её]?х|ух|ох|ьох|оє|ое|є|е|ро|ра|ти|и)(?![\w'])")
"""What is put behind digits that are read as a word: 2-х, 5-ро, 2-е."""

_OF_TOLLS = re.compile(
    r"kill|dead|\bdie[ds]?\b|death|fatal|injur|wound|casualt|victim|\btolls?\b|погиб|убит|мертв|мёртв|ранен|"
    r"пострада|потерпе|потерпі|жертв|загиб|загин|вбит|постражда|травм|\bhurt\b"
)
_FOOTNOTE = re.compile(r"(?<=\S)\s*\[\s*(?:\d{1,3}(?:\s*,\s*\d{1,3})*|[a-z*†‡]|note \d{1,3})\s*\]")
_STARRED = re.compile(r"(?<=[\d+])\s*[*†‡§]{1,3}$")
INCLUDING = (
    r"(?:including|incl\.?|of\s+(?:them|whom|which)|among\s+(?:them|whom)|"
    r"в\s+том\s+числе|в\s+т\.?\s?ч\.?|включая|из\s+них|среди\s+них|в\s+тому\s+числі|"
    r"у\s+тому\s+числі|[ву]\s+т\.?\s?ч\.?|включно\s+з|з\s+них|серед\s+них)"
)
"""Words before a part of those counted."""
_BESIDE = re.compile(rf"\s*[,;:]\s*(?P<note>{INCLUDING}\s.*)$")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_MORE = re.compile(
    r"[+&]|\b(?:plus|more|another|other|missing|except|ещё|еще|ще|кроме|крім|плюс)\b"
)


def plainly(text: str) -> str:
    """*text* in lower case, in one form of its letters, dashes, apostrophes and spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub("[‐‑‒–—―−⁃]", "-", plain)
    return re.sub(r"\s+", " ", re.sub("['’ʼ`]", "'", plain)).strip(" \"'")


def in_digits(text: str) -> str:
    """*text*, as `plainly` gives it, with its numbers in words, below a hundred, in digits."""
    text = _TWO_WORDS.sub(
        lambda found: str(int(_TENS[found["tens"]]) + int(_ONES[found["ones"]])), text
    )
    return _ENDING.sub("", _WORD.sub(lambda found: NUMBERS[found[0]], text))


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
    if not is_of_those(found[1], text[: found.start()]):
        return text, ""
    return (text[: found.start()] + " " + text[found.end() :]).strip(), found[1].strip()


def is_of_those(note: str, before: str) -> bool:
    """
    Whether *note* tells of a part of those whom the text *before* it counts, and no more: it speaks
    of no killed or injured, adds nobody, and has no number that is greater.
    """
    note = in_digits(note)
    within = [int(each) for each in re.findall(r"\d{1,7}", note)]
    outside = [int(each) for each in re.findall(r"\d{1,7}", in_digits(before))]
    is_more = _MORE.search(note) or _OF_TOLLS.search(note)
    return not is_more and max(within, default=0) <= max([0, *outside])


def speaks_of_tolls(text: str) -> bool:
    """Whether *text* speaks of people killed or injured, in words of three languages."""
    return _OF_TOLLS.search(text.casefold()) is not None


def tells_toll(text: str) -> bool:
    """Whether *text* speaks of people killed or injured and of a number, whatever else it says."""
    plain = plainly(text[:2_000])
    return bool(_OF_TOLLS.search(plain) and re.search(r"\d", in_digits(plain)))
