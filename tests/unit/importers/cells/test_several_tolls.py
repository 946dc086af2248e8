"""Killed and injured in one cell: each number goes to the measure that its word names."""

from __future__ import annotations

import pytest

from strikemap.importers.cells import counts, nobody
from strikemap.importers.cells import toll_words as several


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3 dead, 5 injured", {"killed": "3", "injured": "5"}),
        ("Killed: 2; hurt: 4", {"killed": "2", "injured": "4"}),
        ("5 were injured and 3 were killed", {"injured": "5", "killed": "3"}),
        ("погибли двое, ранены 5", {"killed": "2", "injured": "5"}),
        ("погибли двое, ещё 5 ранены", {"killed": "2", "injured": "5"}),
        ("no deaths, 3 injured", {"killed": "nobody", "injured": "3"}),
        ("3 injured; no deaths", {"killed": "nobody", "injured": "3"}),
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
    assert several.each_measure(text, counts.is_count) == said


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
    assert several.pair(text, counts.is_count) == said


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
    assert several.each_measure(text, counts.is_count) == dict.fromkeys(of, nobody.NOBODY)
