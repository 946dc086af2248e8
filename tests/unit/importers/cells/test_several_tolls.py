"""What one cell tells of killed and injured: each number as its own word says, none made of two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.cells.counts import count, is_count
from strikemap.importers.cells.nobody import NOBODY
from strikemap.importers.cells.several_tolls import each_measure, pair

NUMBERS = {
    "en": {1: "one", 2: "two", 5: "five", 12: "twelve", 23: "twenty-three"},
    "ru": {1: "один", 2: "двое", 5: "пятеро", 12: "двенадцать", 23: "двадцать три"},
    "uk": {1: "один", 2: "двоє", 5: "п’ятеро", 12: "дванадцять", 23: "двадцять три"},
}
PHRASES = {
    "en": (
        ("{} dead", "{} people were killed", "killed: {}", "{} fatalities", "{} KIA"),
        ("{} injured", "{} others wounded", "wounded - {}", "{} people have been hurt"),
    ),
    "ru": (
        ("{} погибших", "погибли {}", "{} человек погибли", "убито: {}"),
        ("{} раненых", "ранены {}", "ещё {} ранено", "{} получили ранения", "{} пострадавших"),
    ),
    "uk": (
        ("{} загиблих", "загинули {}", "{} людей загинуло", "вбито: {}"),
        ("{} поранених", "поранено {}", "ще {} поранені", "{} дістали травми", "{} постраждалих"),
    ),
}
JOINED = {
    "en": (", ", "; ", " and ", ", and ", " / ", "\n"),
    "ru": (", ", "; ", " и ", ", а ", " / ", "\n"),
    "uk": (", ", "; ", " та ", ", а також ", " і ", "\n"),
}
NOTES = {
    "en": ("", ", including 1 child", " (1 woman)", " including a teenager"),
    "ru": ("", ", в том числе 1 ребёнок", " (1 женщина)", ", среди них ребёнок"),
    "uk": ("", ", у тому числі 1 дитина", " (1 жінка)", ", серед них дитина"),
}


def told(text):
    found = each_measure(text, is_count)
    return {of: each if each == NOBODY else count(each).low for of, each in found.counts.items()}, (
        found.is_noted
    )


@given(st.data())
def test_each_number_goes_to_its_words_measure(data):
    """In three languages, in digits or words, in either order; a part of them is never added."""
    language = data.draw(st.sampled_from(sorted(PHRASES)))
    numbers = [data.draw(st.sampled_from(sorted(NUMBERS[language]))) for _ in range(2)]
    notes = [data.draw(st.sampled_from(NOTES[language])) for _ in range(2)]
    parts = []
    for phrases, number, note in zip(PHRASES[language], numbers, notes, strict=True):
        put = NUMBERS[language][number] if data.draw(st.booleans()) else str(number)
        parts.append(data.draw(st.sampled_from(phrases)).format(put) + note)
    if data.draw(st.booleans()):
        parts.reverse()
    text = data.draw(st.sampled_from(JOINED[language])).join(parts)
    of = dict(zip(("killed", "injured"), map(str, numbers), strict=True))
    assert told(text) == (of, any(notes)), text


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("2 killed 5 wounded", {"killed": "2", "injured": "5"}),
        ("ранено 5 убито 2", {"killed": "2", "injured": "5"}),
        ("2-х погибших, 5-ро раненых", {"killed": "2", "injured": "5"}),
        ("2 погибших, пострадавших нет", {"killed": "2", "injured": NOBODY}),
        ("жертв нет, пострадавших нет", {"killed": NOBODY, "injured": NOBODY}),
        ("7 пострадавших, 2 погибших, 5 раненых", {"killed": "2", "injured": "5"}),
        ("5 пострадавших", {"casualties": "5"}),
        ("5 casualties", {"casualties": "5"}),
        ("2 dead, 5 injured, 1 missing", {"killed": "2", "injured": "5"}),
    ],
)
def test_what_else_a_cell_may_tell(text, counts):
    """Numbers with nothing between them, of nobody, of all together, and of what is no toll."""
    assert told(text)[0] == counts


@pytest.mark.parametrize(
    "text",
    [
        "2 women and 1 child killed",
        "2 women, 1 child killed",
        "1 woman killed, 2 children killed",
        "5 пострадавших, в том числе 2 погибших",
        "пострадали 5 человек, 2 из них погибли",
        "8 пострадавших, 2 погибших, 5 раненых",
        "7 casualties, including 2 dead",
        "2 dead, 7 casualties",
        "2 dead, including 3 children",
        "no deaths, 2 dead",
        "2 dead, many injured",
        "2 dead, 3 others, 5 injured",
        "5 missing",
        "3 (2 children)",
    ],
)
def test_nothing_is_taken_from_sums_and_doubtful_words(text):
    """The cell is left as one that is not read: no number of it is taken alone."""
    assert told(text)[0] == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3 dead, 5 injured", {"killed": "3", "injured": "5"}),
        ("Killed: 2; hurt: 4", {"killed": "2", "injured": "4"}),
        ("5 were injured and 3 were killed", {"injured": "5", "killed": "3"}),
        ("погибли двое, ранены 5", {"killed": "2", "injured": "5"}),
        ("погибли двое, ещё 5 ранены", {"killed": "2", "injured": "5"}),
        ("no deaths, 3 injured", {"killed": NOBODY, "injured": "3"}),
        ("3 injured; no deaths", {"killed": NOBODY, "injured": "3"}),
        ("2 загинуло / 4 поранено", {"killed": "2", "injured": "4"}),
        ("2 killed\n4 injured", {"killed": "2", "injured": "4"}),
        ("2 killed (1 child), 4 injured", {"killed": "2", "injured": "4"}),
        ("at least 2 killed", {"killed": "at least 2"}),
        ("2 killed, 3 killed", {}), ("no deaths, 2 killed", {}), ("2 killed, no deaths", {}),
        ("many killed", {}), ("2 killed, and some injured", {}), ("2 people", {}), ("", {}),
        ("2 killed" + " " * 200, {}), ("killed", {}),
    ],
)  # fmt: skip
def test_each_number_goes_to_the_measure_that_its_word_names(text, said):
    """In whatever order; where a part of it is no number, nothing is told of the rest."""
    assert dict(each_measure(text, is_count).counts) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3/5", {"killed": "3", "injured": "5"}),
        (" 3 / 5 ", {"killed": "3", "injured": "5"}),
        ("-/5", {"killed": "", "injured": "5"}),
        ("3/?", {"killed": "3", "injured": ""}),
        ("3/", {"killed": "3", "injured": ""}),
        ("-/-", {}),
        ("3", {}),
        ("3/5/7", {}),
        ("3/many", {}),
        ("two/5", {"killed": "two", "injured": "5"}),
    ],
)
def test_a_pair_is_killed_and_injured(text, said):
    """One of the two may be unknown, and not both."""
    assert pair(text, is_count) == said


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("no casualties", ("killed", "injured")),
        ("no injuries.", ("injured",)),
        ("жертв нет", ("killed",)),
    ],
)
def test_words_that_there_were_none_are_of_whom_they_say(text, of):
    """A stated 0 of both, or of one of them alone."""
    assert dict(each_measure(text, is_count).counts) == dict.fromkeys(of, NOBODY)
