"""Ordinal words for the day of a month are its number."""

from __future__ import annotations

import pytest

from strikemap.importers.cells import days, ordinal_days


def words_of(text: str) -> list[str]:
    return text.split()


ENGLISH = words_of(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth"
)
RUSSIAN = words_of(
    "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого "
    "одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого "
    "семнадцатого восемнадцатого девятнадцатого двадцатого тридцатого"
)
UKRAINIAN = words_of(
    "першого другого третього четвертого п’ятого шостого сьомого восьмого дев'ятого десятого "
    "одинадцятого дванадцятого тринадцятого чотирнадцятого п'ятнадцятого шістнадцятого "
    "сімнадцятого вісімнадцятого дев’ятнадцятого двадцятого тридцятого"
)
LANGUAGES = (
    (ENGLISH, "twenty", "thirty", "May"), (RUSSIAN, "двадцать", "тридцать", "мая"),
    (UKRAINIAN, "двадцять", "тридцять", "травня"),
)  # fmt: skip


def spelt(number: int, words: list[str], twenty: str, thirty: str, mark: str) -> str:
    """*number* as an ordinal word, two words from twenty-one on with *mark* between them."""
    if number < 20:
        return words[number - 1]
    if number % 10 == 0:
        return words[18 + number // 10 - 1]
    return f"{twenty if number < 30 else thirty}{mark}{words[number % 10 - 1]}"


@pytest.mark.parametrize(("words", "twenty", "thirty", "month"), LANGUAGES)
def test_each_day_of_a_month_may_be_a_word(
    words: list[str], twenty: str, thirty: str, month: str
) -> None:
    """From the first to the thirty-first, in letters of any size."""
    for number in range(1, 32):
        for mark in (" ", "-"):
            word = spelt(number, words, twenty, thirty, mark)
            text = f"{word} {month} 2025"
            assert ordinal_days.in_digits(text) == f"{number} {month} 2025"
            assert days.day(text.upper()).day == number


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("the first of May 2025", "1 May 2025"), ("the third day of May 2025", "3 May 2025"),
        ("May the first, 2025", "May 1, 2025"),
        ("the first of the month", "the first of the month"),
        ("twenty May 2025", "twenty May 2025"),
        ("twenty tenth May", "twenty 10 May"), ("thirty first of May", "31 May"),
        ("firsts in May", "firsts in May"), ("the 5 of May", "the 5 of May"), ("", ""),
        ("twenty eleventh May", "twenty 11 May"), ("первый этаж", "первый этаж"),
    ],
)  # fmt: skip
def test_other_words_stay(text: str, made: str) -> None:
    """Where no month is named, or no month has such a day."""
    assert ordinal_days.in_digits(text) == made
