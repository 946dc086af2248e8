"""What is run for the timeline's words, and what stands meanwhile."""

from __future__ import annotations

import json
from typing import Any

import pytest

from strikemap.ui.session.days_at_rest import last_word
from strikemap.ui.session.map_state import Standing

WORD = {"first": "2023-05-22", "last": "2023-05-23", "number": 7, "resting": True, "turn": 1}


def states(*values: Any) -> list[str]:
    """The JSON of *values*, as a browser sends it of widgets, beside one that has none."""
    said = [
        each if isinstance(each, str) else json.dumps(each, separators=(",", ":"))
        for each in values
    ]
    return ["", *said]


@pytest.mark.parametrize("is_resting", [True, False])
def test_the_last_word_is_the_timelines(is_resting: bool) -> None:
    """Whatever other components say beside it, the timeline's number and rest are read."""
    word = {"span": WORD | {"resting": is_resting}}
    assert last_word(states({"chosen": "a"}, word)) == (7, is_resting)


@pytest.mark.parametrize(
    "said",
    [
        '{"span"',
        {"span": None},
        {"span": []},
        {"span": {"lacking": "abc"}},
        {"span": WORD | {"number": "7"}},
        {"span": WORD | {"number": True}},
        {"span": WORD | {"resting": 1}},
        '{"span":' * 10_000,
    ],
)
def test_what_is_no_word_asks_for_nothing_more(said: Any) -> None:
    """What a browser sends in place of one is read as none."""
    assert last_word(states(said)) == (0, False)
    assert last_word([]) == (0, False)


def test_what_was_said_stands_while_days_pass() -> None:
    """While a question of days that move is answered nothing is made that was said before."""
    standing = Standing()
    assert standing.words("a", lambda: 1) == 1
    assert standing.words("a", lambda: 2) == 2
    standing.is_passing = True
    assert standing.words("a", lambda: 3) == 2
    assert standing.words("b", lambda: 4) == 4


def test_what_was_made_while_days_move_is_there_when_they_rest() -> None:
    """The rest takes what was made of the very same, once, and of nothing else."""
    standing, made = Standing(), iter(range(9))
    moving = [standing.while_moving(asked, lambda: next(made), is_moving=True) for asked in "aab"]
    assert moving == [0, 0, 1]
    assert standing.while_moving("b", lambda: next(made), is_moving=False) == 1
    assert standing.while_moving("b", lambda: next(made), is_moving=False) == 2
