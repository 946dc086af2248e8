"""Amounts in words are found in three languages, whatever case they stand in."""

from __future__ import annotations

import pytest

from strikemap.checks.spelt_numbers import _FORMS, _values, may_say, spelt

LANGUAGES = ("uk", "ru")


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Two of the twenty-one, ten more; one, no one, forty five", "en", {2, 21, 10, 45}),
        ("Twenty, one of them a child", "en", {20}),
        ("eighteen two-storey houses", "en", {18, 2}),
        ("nineteen two-storey houses", "en", {19, 2}),
        ("twenty ten-storey houses", "en", {20, 10}),
        ("Поранено двадцять одну особу, сім’ю та сімох сусідів", "uk", {21, 7}),
        ("п'ятнадцять, п’ять і пʼятдесят", "uk", {15, 5, 50}),
        ("О другій ночі горів двоповерховий будинок", "uk", set()),
        ("Двое из двадцати одного; семью и семерых, трёх и трех", "ru", {2, 21, 7, 3}),
        ("сорока восьми, девятнадцатью", "ru", {48, 19}),
        ("Один человек, второй этаж, в десятом часу", "ru", set()),
        ("", "uk", set()),
    ],
)
def test_amounts_are_found(text: str, language: str, found: set[int]) -> None:
    """Cardinal and collective numerals count, ordinals, one and families do not."""
    assert spelt(text, language) == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_stands_for_one_number(language: str) -> None:
    """No form is listed for two numbers, and the ones, the teens and the tens have forms."""
    listed = [form for forms in _FORMS[language].values() for form in forms.split()]
    assert len(listed) == len(set(listed))
    assert {*range(1, 21), *range(30, 100, 10)} <= set(_values(language).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_may_say_its_number_and_no_other(language: str) -> None:
    """Alone in a text, a word may stand for its own number and for none of the others."""
    for form, value in _values(language).items():
        may = {number for number in range(2, 21) if may_say(form, number, language)}
        assert may == ({value} if 2 <= value <= 20 else set()), form


@pytest.mark.parametrize(
    ("text", "number", "language"),
    [
        ("о другій годині", 2, "uk"), ("двоповерховий", 2, "uk"), ("третього поверху", 3, "uk"),
        ("вп’яте", 6, "uk"), ("девятого дома", 9, "ru"), ("трёхэтажный", 3, "ru"),
        ("семью", 7, "ru"), ("пятиэтажка", 5, "ru"), ("двенадцатый", 12, "ru"),
        ("десятиэтажный", 10, "ru"), ("десятого травня", 10, "uk"),
    ],
)  # fmt: skip
def test_what_else_may_say_it(text: str, number: int, language: str) -> None:
    """An ordinal or a part of a word may be how a translation says the number."""
    assert may_say(text, number, language) == (text != "вп’яте")
