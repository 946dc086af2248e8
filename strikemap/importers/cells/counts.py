"""What a cell says of a number of people: a number, a range, a bound, or that none is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import nobody, toll_words
from strikemap.importers.cells.doubtful_counts import doubt

Booleans = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]

MAX_DIGITS = 7

_UNKNOWN = frozenset(
    [
        "na",
        "n/a",
        "n.a.",
        "nan",
        "nil",
        "null",
        "(null)",
        "<na>",
        "\\n",
        "n/k",
        "none",
        "unknown",
        "unk",
        "unclear",
        "?",
        "??",
        "-",
        "--",
        ".",
        "..",
        "...",
        "tbc",
        "tbd",
        "not known",
        "not reported",
        "not available",
        "not given",
        "not stated",
        "no data",
        "no information",
        "no info",
        "неизвестно",
        "неизв",
        "неизв.",
        "неясно",
        "н/д",
        "н.д.",
        "нд",
        "нет данных",
        "нет сведений",
        "не сообщается",
        "уточняется",
        "невідомо",
        "невід.",
        "немає",
        "немає даних",
        "не повідомляється",
        "уточнюється",
    ]
)
"""What files write where they have no number; pandas and R write `nan` and
`NA`, Hive and PostgreSQL `\\N`."""

_AT_LEAST = (
    r"at\s+least|no\s+(?:less|fewer)\s+than|not\s+less\s+than|min(?:imum)?\.?|more\s+than|over|"
    r">=|=>|≥|⩾|>|не\s+менее|не\s+меньше|как\s+минимум|минимум|более|больше|свыше|"
    r"по\s+(?:меньшей|крайней)\s+мере|не\s+менше|щонайменше|принаймні|як\s+мінімум|мінімум|більше|понад"
)
"""“More than 5” is at least 6; that it is at least 5 is true too, and surely what is meant."""
_UP_TO = (
    r"up\s+to|at\s+most|no\s+more\s+than|not\s+more\s+than|max(?:imum)?\.?|less\s+than|"
    r"fewer\s+than|under|not\s+over|<=|=<|≤|⩽|<|до|не\s+более|не\s+больше|максимум|не\s+більше|щонайбільше|менее|менше"
)
_ABOUT = (
    r"~|≈|∼|about|close\s+to|nearly|almost|approx(?:imately|\.)?|around|roughly|some|circa|ca?\.|"
    r"около|ок\.|почти|майже|бл\.|примерно|приблизительно|порядка|близько|приблизно"
)
_NUMBER = r"[0-9]{1,3}(?:[ ,'’][0-9]{3})+|[0-9]+(?:[.,](?:0{1,2}|0{4,}))?"
"""“3.000” may be three or three thousand, and is not read."""
_PEOPLE = (
    r"(?:\s*(?:(?:local|young)\s+)?(?:people|persons?|civilians?|residents?|wom[ae]n|m[ae]n|child(?:ren)?|adults?|boys?|girls?|"
    r"teenagers?|locals|workers?|employees|soldiers?|servicem[ae]n|police\s?officers?|"
    r"(?:местны[ех]|мирны[ех])\s+жител(?:я|ей|и)|жител(?:ь|я|ей|и)|взрослы[йех]|подрост(?:ок|ка|ков)|рабочи[йех]|рабочего|военны[йех]|"
    r"гражданских(?:\s+лиц)?|цивільних(?:\s+осіб)?|мирних\s+(?:жителів|мешканців)|мешкан(?:ець|ця|ці|ців)|доросл(?:ий|і|их)|підліт(?:ок|ка|ки|ків)|"
    r"працівник(?:а|и|ів)?|військов(?:ий|і|их)|"
    r"человека?|чел\.?|чол\.?|чоловіка?|люд(?:ей|и|ини)|людина|"
    r"осіб|особи|особа|женщин[аы]?|мужчин[аы]?|ребён(?:ок|ка)|ребен(?:ок|ка)|дет(?:ей|и)|жін(?:ка|ки|ок)|"
    r"дитин[аи]|діт(?:ей|и)))?"
)
"""Words for the killed or the injured are no part of it: a number of injured people does not count
as killed because it stands in a column of these (see `several_tolls.each_measure`)."""
_ALONE = re.compile(
    rf"(?:(?P<about>{_ABOUT})\s*)?(?P<number>{_NUMBER}){_PEOPLE}(?P<doubt>\s*(?:\?|\(\?\)))?"
)
_LEAST = re.compile(
    rf"(?:{_AT_LEAST})\s*(?P<number>{_NUMBER}){_PEOPLE}|"
    rf"(?P<plus>{_NUMBER})\s*(?:\+|or\s+more|and\s+more|и\s+более|и\s+больше|і\s+більше|та\s+більше)"
    rf"{_PEOPLE}"
)
_MOST = re.compile(rf"(?:{_UP_TO})\s*(?P<number>{_NUMBER}){_PEOPLE}")
_RANGE = re.compile(
    rf"(?:(?P<about>{_ABOUT})\s*)?(?:(?:from|от|від)\s+)?"
    rf"(?P<low>{_NUMBER})\s*(?:-|to|до|or|или|або|чи|\.\.\.?|…)\s*"
    rf"(?P<high>{_NUMBER}){_PEOPLE}|"
    rf"(?:between|между|між)\s+(?P<least>{_NUMBER})\s*(?:and|и|і|та)\s*"
    rf"(?P<most>{_NUMBER}){_PEOPLE}"
)
_FOOTNOTED = re.compile("\\d[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]")
"""A raised digit behind a number is a footnote's, and would else pass for one of its own."""


@dataclass(frozen=True, slots=True)
class Count:
    """
    What one cell says: `low` and `high` in digits, as far as it gives them, and the model's bound
    (`exact`, `about`, `at_least`, `up_to`; "" where the number is unknown).

    `is_read` is false where the cell says something that is no number of people, `is_noted` true
    where it says something in brackets beside its number, and `is_nobody` where it says in words
    that there were none: a 0 that is stated.
    """

    low: str = ""
    high: str = ""
    bound: str = ""
    is_read: bool = True
    is_noted: bool = False
    is_nobody: bool = False


UNKNOWN = Count()
UNREAD = Count(is_read=False)
NOBODY = Count("0", "0", "exact", is_nobody=True)


@lru_cache(maxsize=4_096)
def count(text: str) -> Count:
    """
    *text* as a number of people: `3`, `3.0`, `1 204`, `3-5`, `at least 2`, `2+`, `~10`, `двоє`,
    `3 (2 children)`, `no casualties`, `N/A` …

    Words are read in English, Ukrainian and Russian.  Nothing is rounded, and a number that is
    put in no known way is not read, rather than read as something near it.
    """
    plain = toll_words.plainly(text)
    if not plain or plain in _UNKNOWN or nobody.is_not_told(plain):
        return UNKNOWN
    if nobody.is_nobody(plain):
        return NOBODY
    if _FOOTNOTED.search(text):
        return UNREAD
    plain = plain.rstrip(".,;")
    bare, note = toll_words.without_note(plain)
    found = _count(toll_words.in_digits(bare))
    return replace(found, is_noted=True) if note and found.is_read else found


def _count(plain: str) -> Count:
    if found := _ALONE.fullmatch(plain):
        number = _digits(found["number"])
        made = Count(number, number, "about" if found["about"] or found["doubt"] else "exact")
    elif found := _LEAST.fullmatch(plain):
        made = Count(_digits(found["number"] or found["plus"]), "", "at_least")
    elif found := _MOST.fullmatch(plain):
        made = Count("", _digits(found["number"]), "up_to")
    elif found := _RANGE.fullmatch(plain):
        low, high = (
            _digits(found[one] or found[other])
            for one, other in (("low", "least"), ("high", "most"))
        )
        made = Count(low, high, "about" if found["about"] else "exact")
        if int(low) > int(high):
            return UNREAD
    else:
        return UNREAD
    return UNREAD if max(len(made.low), len(made.high)) > MAX_DIGITS else made


def _digits(number: str) -> str:
    whole = re.sub(r"[.,]0+$", "", number) if not re.search(r"[ ,'’]\d{3}$", number) else number
    return re.sub(r"\D", "", whole).lstrip("0") or "0"


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """A column of counts: arrays as long as it, as `Count` has them."""

    low: Texts
    high: Texts
    bound: Texts
    unread: Booleans
    noted: Booleans
    nobody: Booleans
    doubt: npt.NDArray[np.int8]
    """Which of `doubtful_counts.DOUBTS` is due."""

    @property
    def known(self) -> Booleans:
        """Where a number is given."""
        return np.asarray(self.bound != "", dtype=bool)


def read(cells: pd.Series) -> Counts:
    """The counts of a column of text, a cell that can't be read being unknown and marked."""
    codes, values = pd.factorize(cells)
    texts = map(str, values.tolist())
    found = [count(text) if len(text) <= 200 else UNREAD for text in texts]
    if not found:
        none = np.empty(0, dtype=object)
        false = np.empty(0, dtype=bool)
        return Counts(none, none, none, false, false, false, np.empty(0, dtype=np.int8))
    low, high, bound = (
        np.array([getattr(each, name) for each in found], dtype=object)[codes]
        for name in ("low", "high", "bound")
    )
    unread, noted, none = (
        np.array([getattr(each, name) is value for each in found])[codes]
        for name, value in (("is_read", False), ("is_noted", True), ("is_nobody", True))
    )
    doubts = [doubt(each.low, each.high, each.bound) for each in found]
    return Counts(low, high, bound, unread, noted, none, np.array(doubts, np.int8)[codes])


def is_unknown(text: str) -> bool:
    """Whether *text* says, in words of files, that nothing is known or given."""
    plain = toll_words.plainly(text)
    return plain in _UNKNOWN or nobody.is_not_told(plain)


def is_count(text: str) -> bool:
    """Whether *text* gives a number of people."""
    return count(text).bound != ""


def number(texts: Texts) -> npt.NDArray[np.float64]:
    """Digits as numbers, NaN where there are none."""
    return np.array([float(each) if each else np.nan for each in texts], dtype=np.float64)
