"""A number of people, put in whatever way, is the number and the bound that were meant."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.cells import counts, nobody, toll_words
from strikemap.importers.cells.counts import NOBODY, UNKNOWN, UNREAD, Count

AT_LEAST = (
    "at least {}", "no less than {}", "no fewer than {}", "more than {}", "over {}", ">={}", "≥ {}",
    "> {}", "{}+", "{} or more", "{} and more", "minimum {}", "min. {}", "не менее {}",
    "по меньшей мере {}", "как минимум {}", "более {}", "{} и более", "не менше {}",
    "щонайменше {}", "понад {}", "{} і більше",
)  # fmt: skip
UP_TO = (
    "up to {}", "at most {}", "no more than {}", "less than {}", "under {}", "<={}", "≤ {}", "< {}",
    "max. {}", "до {}", "не более {}", "максимум {}", "не більше {}", "щонайбільше {}", "менше {}",
)  # fmt: skip
ABOUT = (
    "~{}", "≈ {}", "about {}", "approx. {}", "approximately {}", "around {}", "ca. {}", "nearly {}",
    "{}?", "{} (?)", "около {}", "примерно {}", "почти {}", "близько {}", "майже {}",
)  # fmt: skip
EXACT = (
    "{}", "{}.0", "{},00", "{}.", "{} people", "{} civilians", "{} women", "{} человек",
    "{} мирных жителей", "{} чел.", "{} осіб", "{} людей", " {} ", "“{}”",
)  # fmt: skip
RANGES = (
    "{}-{}", "{} – {}", "{}—{}", "{} to {}", "{} or {}", "from {} to {}", "between {} and {}",
    "{}..{}", "{}…{}", "от {} до {}", "{} или {}", "между {} и {}", "від {} до {}", "між {} та {}",
    "{}-{} people",
)  # fmt: skip
WORDS = {
    0: ("zero", "ноль", "нуль"), 1: ("one", "single", "один", "одна"), 2: ("two", "двое", "двоє"),
    3: ("three", "трое", "троє"), 4: ("four", "четверо"), 5: ("five", "пятеро", "п'ятеро"),
    6: ("six", "шестеро"), 7: ("seven", "семеро"), 8: ("eight", "восьмеро"),
    9: ("nine", "девять", "дев’ять"), 10: ("ten", "десять", "десятеро"),
}  # fmt: skip
NUMBER = st.integers(0, 12) | st.integers(0, 9_999_999)


def digits(number: int, mark: str) -> str:
    """*number* as people write it, its thousands apart where *mark* stands between them."""
    return f"{number:,}".replace(",", mark)


@given(NUMBER, st.sampled_from((*AT_LEAST, *UP_TO, *ABOUT, *EXACT)), st.sampled_from(",' ’\u202f"))
def test_property_a_number_has_the_bound_that_its_words_say(number, form, mark):
    """Of three languages, with thousands apart or not, in letters of any size."""
    least = "" if form in UP_TO else f"{number}"
    most = "" if form in AT_LEAST else f"{number}"
    bound = "at_least" if form in AT_LEAST else "up_to" if form in UP_TO else "exact"
    bound = "about" if form in ABOUT else bound
    for text in (form.format(number), form.format(number).upper()):
        assert counts.count(text) == Count(least, most, bound)
    if number >= 1_000 and "0" not in form:
        assert counts.count(form.format(digits(number, mark))) == Count(least, most, bound)


@given(NUMBER, NUMBER, st.sampled_from(RANGES))
def test_property_a_range_has_both_its_ends(one, two, form):
    """The lesser is first; one that falls is not read."""
    low, high = sorted((one, two))
    assert counts.count(form.format(low, high)) == Count(f"{low}", f"{high}", "exact")
    assert counts.count(f"~{low}-{high}") == Count(f"{low}", f"{high}", "about")
    if low < high:
        assert counts.count(form.format(high, low)) == UNREAD


def test_numbers_up_to_ten_may_be_words():
    """In three languages, with their bounds and in a range; a part of another word is none."""
    for number, words in WORDS.items():
        for word in words:
            assert counts.count(word) == Count(f"{number}", f"{number}", "exact"), word
            assert counts.count(f"at least {word.upper()}") == Count(f"{number}", "", "at_least")
            assert counts.count(f"{word} to 99") == Count(f"{number}", "99", "exact")
            assert counts.count(f"x{word}") == counts.count(f"{word}x") == UNREAD
    assert {int(each) for each in toll_words.NUMBERS.values()} >= set(WORDS)


@pytest.mark.parametrize(
    "text",
    ["3.000", "1.5", "10000000", "at least 10000000", "up to 10000000", "1-10000000", "many",
     "3 4", "3 killed people", "-3", "3¹", "12 34", "1,23", "x 3", "3 or", "3 (5)", "3 (+2)"],
)  # fmt: skip
def test_what_is_put_in_no_known_way_is_not_read(text):
    """Rather than read as something near it; more than seven digits count nobody."""
    assert counts.count(text) == UNREAD


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "N/A",
        "#N/A",
        "nan",
        "None",
        "unknown",
        "?",
        "-",
        "—",
        "...",
        "TBC",
        "not reported",
        "неизвестно",
        "н/д",
        "нет данных",
        "не сообщается",
        "невідомо",
        "немає даних",
        "none reported",
        "no known casualties",
        "no casualties reported",
        "no reports of casualties",
        "casualties unknown",
        "о пострадавших не сообщается",
        "информации о погибших нет",
        "про постраждалих не повідомляється",
        "нет информации о раненых",
        "даних немає",
        "не уточняется",
        "не вказано",
        "Pending.",
    ],
)
def test_words_that_nothing_is_known_are_no_number(text):
    """What is not said is unknown, never 0."""
    wanted = UNREAD if text in {"не уточняется", "#N/A"} else UNKNOWN
    assert counts.count(text) == wanted
    assert counts.is_unknown(text) is (wanted == UNKNOWN and bool(text.strip()))
    assert not counts.is_count(text)


OF_BOTH = (
    "no casualties",
    "there were no casualties",
    "without casualties",
    "nobody hurt",
    "no one was hurt",
    "no deaths or injuries",
    "no deaths, no injuries",
    "nobody was killed or injured",
    "no casualties or damage",
    "пострадавших нет",
    "без пострадавших",
    "обошлось без пострадавших",
    "никто не пострадал",
    "погибших и раненых нет",
    "никто не погиб и не ранен",
    "не було постраждалих",
    "ніхто не постраждав",
    "обійшлося без постраждалих",
    "без загиблих і поранених",
)
OF_INJURED = ("no injuries", "no wounded", "nobody injured", "раненых нет", "без поранених")
OF_KILLED = (
    "no deaths",
    "no victims",
    "nobody was killed",
    "жертв нет",
    "без жертв",
    "ніхто не загинув",
)
TOLD = [(text, ("killed", "injured")) for text in OF_BOTH]
TOLD += [(text, ("injured",)) for text in OF_INJURED] + [(text, ("killed",)) for text in OF_KILLED]


@pytest.mark.parametrize(("text", "of"), TOLD)
def test_words_that_there_were_none_say_of_whom(text, of):
    """A stated 0 of both, of the injured alone or of the killed alone, and of nothing else."""
    for each in (text, f"{text}.", text.capitalize(), f"{text}!"):
        plain = toll_words.plainly(each)
        assert nobody.nobody(plain) == of
        assert counts.count(each) == (NOBODY if len(of) == 2 else UNREAD)
        assert not nobody.is_not_told(plain)


@pytest.mark.parametrize(
    "text", ["no damage", "no", "casualties", "nobody", "", "no casualties yet"]
)
def test_other_words_say_of_nobody_that_there_were_none(text):
    """What is none besides people says nothing of them."""
    assert nobody.nobody(text) == ()
    assert nobody.is_nobody(text) is (text == "nobody")


@pytest.mark.parametrize(
    ("text", "low", "note"),
    [
        ("3 (2 children)", "3", True),
        ("3 (two children)", "3", True),
        ("2 (3 children)", "", False),
        ("3 (3 children)", "3", True),
        ("two (2 children)", "2", True),
        ("3 (children)", "3", True),
        ("3 (2 killed)", "", False),
        ("3 (one more)", "", False),
        ("3 (2)", "", False),
        ("3[1]", "3", False),
        ("3[a]", "3", False),
        ("3 [note 2]", "3", False),
        ("3*", "3", True),
        ("3+†", "3", True),
        ("3, including 2 children", "3", True),
        ("3; из них 2 ребёнка", "3", True),
        ("3, including 4 children", "", False),
        ("at least 3 (2 children)", "3", True),
        ("(children) 3", "3", True),
    ],
)
def test_a_note_beside_a_number_leaves_it(text, low, note):
    """Unless it may change the number: a greater one, one more, or a toll of its own."""
    found = counts.count(text)
    assert (found.low, found.is_noted, found.is_read) == (low, note, bool(low))


@pytest.mark.parametrize(
    ("text", "speaks", "tells"),
    [
        ("Two were killed", True, True),
        ("He died", True, False),
        ("Погибли 3 человека", True, True),
        ("Поранено кількох", True, False),
        ("3 houses", False, False),
        ("Dieselgate", False, False),
        ("12 загиблих", True, True),
        ("casualties: 4", True, True),
        ("the toll", True, False),
    ],
)
def test_words_of_tolls_are_known(text, speaks, tells):
    """In three languages; that a text tells a toll needs a number too, in digits or in words."""
    assert toll_words.speaks_of_tolls(text) is speaks
    assert toll_words.tells_toll(text) is tells
    assert toll_words.tells_toll("x" * 1_990 + " 2 dead") is True
    assert toll_words.tells_toll("x" * 2_000 + " 2 dead") is False


def test_a_column_keeps_its_rows():
    """Each cell's count stands in its place; one that is too long to be a number is not read."""
    cells = ["3", "", "at least 2", "many", "3", "3 (2 children)", "no casualties", "5" + " " * 199]
    made = counts.read(pd.Series([*cells, cells[-1] + " "], index=range(9, 0, -1)))
    assert made.low.tolist() == ["3", "", "2", "", "3", "3", "0", "5", ""]
    assert made.high.tolist() == ["3", "", "", "", "3", "3", "0", "5", ""]
    assert made.bound.tolist() == ["exact", "", "at_least", "", *["exact"] * 4, ""]
    assert np.flatnonzero(made.unread).tolist() == [3, 8]
    assert np.flatnonzero(made.noted).tolist() == [5]
    assert np.flatnonzero(made.nobody).tolist() == [6]
    assert np.flatnonzero(~made.known).tolist() == [1, 3, 8]
    none = counts.read(pd.Series([], dtype="str"))
    assert {len(each) for each in (none.low, none.bound, none.unread, none.nobody, none.known)} == {
        0
    }
    numbers = counts.number(np.array(["3", "", "0"], dtype=object))
    assert numbers.tolist()[::2] == [3.0, 0.0] and np.isnan(numbers[1])
