"""Killed and injured in one cell: `2 dead, 5 injured`, «2 погибших и 5 пострадавших», `3/5`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from strikemap.importers.cells.nobody import BOTH, NOBODY, nobody
from strikemap.importers.cells.toll_words import (
    INCLUDING,
    in_digits,
    is_of_those,
    plainly,
    speaks_of_tolls,
    without_note,
)

TOGETHER = "casualties"
"""Killed and injured as one number, beside the measures."""

_DONE = r"(?:(?:were|was|are|is|(?:have|has)\s+been)\s+)?"
MEASURES: Mapping[str, re.Pattern[str]] = {
    "killed": re.compile(
        rf"{_DONE}(?:killed|dead|died|kia|deaths?|fatalit(?:y|ies))|lost\s+their\s+lives|погиб\w*|"
        r"убит\w*|м[её]ртв\w*|загиб\w*|загин\w*|вбит\w*"
    ),
    "injured": re.compile(
        rf"{_DONE}(?:injured|wounded|hurt|wia|injur(?:y|ies))|ранен\w*|поранен\w*|травмиров\w*|"
        r"травмован\w*|(?:получ|отрима|зазна|діста)\w*\s+(?:ранени|травм|поранен)\w*"
    ),
}
"""Words that say of a number beside them what it counts."""

_HURT = re.compile(r"пострада\w*|постражда\w*|потерпе\w*|потерпіл\w*")
"""Words for people who were harmed, killed or not: beside the killed they are the others."""
_TOGETHER = re.compile(r"casualt(?:y|ies)")
"""Words for killed and injured as one, wherever they stand."""

_PUT = tuple(
    (measure, re.compile(put))
    for measure, word in {**MEASURES, "hurt": _HURT, TOGETHER: _TOGETHER}.items()
    for put in (
        rf"(?:{word.pattern})\s*[:=-]?\s*(?P<count>\S.*)",
        rf"(?P<count>.*?\S)\s*[:=-]?\s+\(?(?:{word.pattern})\)?",
    )
)
"""How a word and its number stand beside each other, by what is counted."""
_PUT_TOGETHER = tuple(
    re.compile(put)
    for one, other in (BOTH, BOTH[::-1])
    for put in (
        rf"(?P<{one}>\d\S*)\s+(?:{MEASURES[one].pattern})\s+"
        rf"(?P<{other}>\d\S*)\s+(?:{MEASURES[other].pattern})",
        rf"(?:{MEASURES[one].pattern})\s+(?P<{one}>\d\S*)\s+"
        rf"(?:{MEASURES[other].pattern})\s+(?P<{other}>\d\S*)",
    )
)

_PARTS = re.compile(
    r"\s*[;/\n|]\s*|\s*,\s+|\s*,(?=\D)|\s*\.\s+|"
    r"\s+(?:and|и|і|й|та|plus|\+|&)\s+(?=\D*\d)|"
    rf"\s+(?={INCLUDING}\s)"
)
_BEFORE = re.compile(
    r"^(?:(?:and|but|while|another|also|further|as\s+well\s+as|и|а|і|й|та|ещё|еще|ще|также|також)"
    r"\s+)+"
)
_OTHERS = re.compile(r"\s+(?:others?|more|people\s+more)$")
_INCLUDING = re.compile(rf"{INCLUDING}\s|\s{INCLUDING}(?:\s|$)")
_NO_TOLL = re.compile(
    r"missing|damag|destroy|evacuat|hospital|rescued|critical|serious|пропа[лв]|без\s+вести|"
    r"поврежд|разруш|эвакуир|госпитал|тяж[её]л|больниц|зник|пошкодж|зруйн|евакуй|госпітал|лікарн|"
    r"важк"
)
"""What is told beside tolls and counts none: who is missing, how many are in hospital, what burnt.
Other words may be more of the killed, as in “2 women, 1 child killed”."""
MAX_CHARACTERS = 200
NOTHING = frozenset({"", "-", "?"})
"""What stands for no number in one half of a pair."""


@dataclass(frozen=True, slots=True)
class Told:
    """
    What one cell tells: the count of each measure, or of `TOGETHER`, as text, `NOBODY` where it
    says that there were none; empty where nothing is taken from it.

    `is_noted` says that it tells more beside these, and `is_hurt` that the injured are people
    «пострадавших», which by itself may be the killed too.
    """

    counts: Mapping[str, str] = field(default_factory=dict)
    is_noted: bool = False
    is_hurt: bool = False


NOTHING_TOLD = Told()


def each_measure(text: str, is_count: Callable[[str], bool]) -> Told:
    """
    The number of each measure that *text* tells by words: `3 dead, 5 injured`, `Killed: 2; hurt:
    4`, `погибли двое, ранены 5`, `no deaths, 3 injured`, `2 dead, including 1 child, and 5 hurt`.

    Nothing where it is anything else, or where a part of it is no number by *is_count*: a number
    is never made of several, nor taken from a sum.
    """
    return _told(text, is_count) if len(text) <= MAX_CHARACTERS else NOTHING_TOLD


@lru_cache(maxsize=4_096)
def _told(text: str, is_count: Callable[[str], bool]) -> Told:
    plain = plainly(re.sub(r"[\r\n]+", "; ", text)).rstrip(".;")
    if none := nobody(plain):
        return Told(dict.fromkeys(none, NOBODY))
    if not speaks_of_tolls(plain) and not any(each.search(plain) for each in MEASURES.values()):
        return NOTHING_TOLD
    made: dict[str, str] = {}
    nil: list[tuple[str, ...]] = []
    hurt, before, noted = "", "", False
    for part in _PARTS.split(in_digits(plain)):
        bare, note = without_note(part.strip())
        bare, noted = _BEFORE.sub("", bare), noted or bool(note)
        if none := nobody(bare):
            nil.append(none)
        elif found := _measures(bare, is_count):
            if made.keys() & found.keys() or (hurt and "hurt" in found):
                return NOTHING_TOLD
            hurt = found.pop("hurt", hurt)
            made |= found
        elif _is_beside(bare, before):
            noted = True
        else:
            return NOTHING_TOLD
        before = bare
    return _settled(made, nil, hurt, noted)


def _settled(made: dict[str, str], nil: list[tuple[str, ...]], hurt: str, noted: bool) -> Told:
    """What the parts of a cell come to: the counts *made*, of whom there were none, those hurt."""
    counts = dict(made)
    # “Nobody was hurt” beside the killed is said of the others.
    if any(set(none) & set(made) - ({"killed"} if none == BOTH else set()) for none in nil):
        return NOTHING_TOLD
    none = dict.fromkeys(each for said in nil for each in said)
    counts |= dict.fromkeys((each for each in none if each not in made), NOBODY)
    if TOGETHER in counts and len(counts) > 1:
        return NOTHING_TOLD
    if not hurt:
        return Told(counts, noted)
    if not counts:
        return Told({TOGETHER: hurt}, noted, is_hurt=True)
    if "injured" not in counts and "killed" in counts:
        return Told(counts | {"injured": hurt}, noted, is_hurt=True)
    whole = [counts.get(each, "") for each in BOTH]
    if all(each.isdigit() for each in (*whole, hurt)) and sum(map(int, whole)) == int(hurt):
        return Told(counts, noted)
    return NOTHING_TOLD


def _is_beside(part: str, before: str) -> bool:
    """Whether *part* tells of some of those *before* it, or of something that is no toll."""
    if speaks_of_tolls(part):
        return False
    if _NO_TOLL.search(part):
        return True
    return _INCLUDING.search(part) is not None and is_of_those(part, before)


def _measures(part: str, is_count: Callable[[str], bool]) -> dict[str, str]:
    """The counts of a *part* by measure, `hurt` or `TOGETHER`; none where it is anything else."""
    for measure, put in _PUT:
        if found := put.fullmatch(part):
            count = _OTHERS.sub("", found["count"].strip("() "))
            if is_count(count):
                return {measure: count}
    return _without_mark(part, is_count)


def _without_mark(part: str, is_count: Callable[[str], bool]) -> dict[str, str]:
    """Two counts with nothing between them, as `2 killed 5 wounded` and `killed 2 wounded 5`."""
    for put in _PUT_TOGETHER:
        found = put.fullmatch(part)
        if found and is_count(found["killed"]) and is_count(found["injured"]):
            return {"killed": found["killed"], "injured": found["injured"]}
    return {}


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
