"""Numbers that a text writes in words, from two to ninety-nine, in English, Ukrainian, Russian."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product, zip_longest

# fmt: off
ENGLISH_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# Cases and collective numerals, but no ordinals, which are no amounts, and no seven that could be
# a family (семью).
_FORMS: Mapping[str, Mapping[int, str]] = {
    "uk": {
        1: "один одна одне одного однієї одному одній одним одну",
        2: "два дві двох двом двома двоє двоїх обидва обидві обидвох обидвом обох обоє",
        3: "три трьох трьом трьома троє троїх",
        4: "чотири чотирьох чотирьом чотирма четверо",
        5: "п’ять п’яти п’ятьох п’ятьом п’ятьма п’ятьома п’ятеро",
        6: "шість шести шістьох шістьом шістьма шістьома шестеро",
        7: "сім семи сімох сімом сьома сімома семеро",
        8: "вісім восьми вісьмох вісьмом вісьма вісьмома восьмеро",
        9: "дев’ять дев’яти дев’ятьох дев’ятьом дев’ятьма дев’ятьома дев’ятеро",
        10: "десять десяти десятьох десятьом десятьма десятьома десятеро",
        40: "сорок сорока", 90: "дев’яносто дев’яноста",
    },
    "ru": {
        1: "один одна одно одного одной одному одним одну",
        2: "два две двух двум двумя двое двоих двоим двоими оба обе обоих обеих обоим обеим",
        3: "три трех трем тремя трое троих троим троими",
        4: "четыре четырех четырем четырьмя четверо четверых четверым",
        5: "пять пяти пятью пятеро пятерых пятерым",
        6: "шесть шести шестью шестеро шестерых шестерым",
        7: "семь семи семеро семерых семерым",
        8: "восемь восьми восемью восьмью восьмеро восьмерых",
        9: "девять девяти девятью девятеро девятерых",
        10: "десять десяти десятью десятеро десятерых",
        40: "сорок сорока", 90: "девяносто девяноста",
        50: "пятьдесят пятидесяти пятьюдесятью", 60: "шестьдесят шестидесяти шестьюдесятью",
        70: "семьдесят семидесяти семьюдесятью", 80: "восемьдесят восьмидесяти восемьюдесятью",
    },
}
_STEMS: Mapping[str, tuple[tuple[str, ...], Mapping[int, str]]] = {
    "uk": (
        ("одинадцят", "дванадцят", "тринадцят", "чотирнадцят", "п’ятнадцят", "шістнадцят",
         "сімнадцят", "вісімнадцят", "дев’ятнадцят"),
        {20: "двадцят", 30: "тридцят", 50: "п’ятдесят", 60: "шістдесят", 70: "сімдесят",
         80: "вісімдесят"},
    ),
    "ru": (
        ("одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат",
         "семнадцат", "восемнадцат", "девятнадцат"),
        {20: "двадцат", 30: "тридцат"},
    ),
}
"""What the numbers from eleven on, and tens, begin with, where all end alike."""
_ENDINGS = {"uk": ("ь", "и", "ьох", "ьом", "ьма", "ьома", "еро"), "ru": ("ь", "и", "ью")}
_BEGINNINGS: Mapping[str, Mapping[int, str]] = {
    "uk": {
        2: "дв|об(?:ох|оє|идв)|друг|пар[аиу]", 3: "тр[иьо]|трет", 4: "чотир|четвер", 5: "п’ят",
        6: "шіст|шест|шост", 7: "сім|сем|сьом", 8: "вісім|вісьм|восьм", 9: "дев’ят", 10: "десят",
    },
    "ru": {
        2: "дв|об[аео]|втор|пар[аыу]", 3: "тр[иео]", 4: "четыр|четвер", 5: "пят", 6: "шест",
        7: "сем|седьм", 8: "восем|восьм", 9: "девят", 10: "десят",
    },
}
"""How a word may begin that stands for the number in some other way: second, two-storey."""
# fmt: on
_OF_HIGHER = re.compile("дцят|дцат|десят")
_WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")


def spelt(text: str, language: str) -> set[int]:
    """The amounts from two to ninety-nine that *text*, in `en`, `uk` or `ru`, has in words."""
    text = _plain(text)
    values = _values(language)
    found = set()
    words = list(_WORD.finditer(text))
    is_taken = False
    for word, after in zip_longest(words, words[1:]):
        value = 0 if is_taken else values.get(word[0], 0)
        is_taken = False
        if value >= 20 and after and text[word.end() : after.start()] in (" ", "-"):
            ones = values.get(after[0], 0)
            if 0 < ones < 10:
                value, is_taken = value + ones, True
        if value > 1:
            found.add(value)
    return found


def may_say(text: str, number: int, language: str) -> bool:
    """Whether *text*, in `uk` or `ru`, has *number*, also as an ordinal or as part of a word."""
    if number in spelt(text, language):
        return True
    begins = _BEGINNINGS[language].get(number)
    if not begins:
        stems = _STEMS[language]
        begins = stems[0][number - 11] if number < 20 else stems[1].get(number, "$^")
        return any(word[0].startswith(begins) for word in _WORD.finditer(_plain(text)))
    return any(
        re.match(begins, word[0]) and (number == 10 or not _OF_HIGHER.search(word[0]))
        for word in _WORD.finditer(_plain(text))
    )


def _plain(text: str) -> str:
    return re.sub("['ʼ]", "’", text.lower().replace("ё", "е"))


@cache
def _values(language: str) -> Mapping[str, int]:
    if language == "en":
        return dict(_numbered(ENGLISH_ONES, 1)) | dict(_numbered(ENGLISH_TENS, 20, 10))
    teens, tens = _STEMS[language]
    stems = dict(_numbered(teens, 11)) | {stem: value for value, stem in tens.items()}
    found = {
        stem + ending: value for (stem, value), ending in product(stems.items(), _ENDINGS[language])
    }
    # п’ятдесят and its like end in nothing where they are subjects.
    found |= {stem: value for value, stem in tens.items() if value >= 50}
    for value, forms in _FORMS[language].items():
        found |= dict.fromkeys(forms.split(), value)
    return found


def _numbered(names: Iterable[str], first: int, step: int = 1) -> Iterable[tuple[str, int]]:
    return ((name, first + step * at) for at, name in enumerate(names))
