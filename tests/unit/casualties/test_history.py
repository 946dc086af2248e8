"""How a toll changed from day to day."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given

from strikemap.casualties.claimants import speakers
from strikemap.casualties.history import history
from strikemap.casualties.standing import Choice, effective_days
from strikemap.casualties.tolls import tolls
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build, claim, incident, position
from tests.unit.casualties.plainly import SLOWLY, A, plainly
from tests.unit.crowded import CHOICES as FEW
from tests.unit.crowded import SEEDS, crowded
from tests.unit.strategies import CHOICES, Drawn, tables


def test_history_of_a_toll() -> None:
    """Each day on which the toll changed has a step, and a day that changed nothing has none."""
    rows = [
        claim("c1", "a", "2+", on="2023-05-29"),
        claim("c2", "a", "2+", on="2023-05-30"),
        claim("c3", "a", "4", on="2023-05-31", supersedes="c2"),
        claim("c4", "a", "", on="2023-06-01", supersedes="c3"),
        claim("x", "b", "9", on="2023-05-28"),
    ]
    whole = build([A, incident("b")], rows)
    steps = history(whole, position(whole, "a"), "killed")
    assert [(s.day.day, s.low, s.headline, s.high, "".join(s.claimants)) for s in steps] == [
        (29, 2, 2, None, "governor"),
        (31, 2, 4, None, "governor"),
        (1, 2, 2, None, "governor"),
    ]
    until = Choice(as_of=date(2023, 5, 30))
    assert len(history(whole, position(whole, "a"), "killed", until)) == 1


def test_history_that_ends_unknown() -> None:
    """A toll taken back without a number ends as unknown."""
    rows = [claim("c1", "a", "3", on="2023-05-29"), claim("c2", "a", "", supersedes="c1")]
    steps = history(build([A], rows), 0, "killed")
    assert [step.headline for step in steps] == [3, None]


def test_nothing_changes_before_a_number_is_known() -> None:
    """What was said without a number, or by those who are not chosen, is no step from unknown."""
    rows = [
        claim("c1", "a", "", on="2023-05-29"),
        claim("c2", "a", "2", by="kyiv", on="2023-05-30"),
        claim("c3", "a", "3", on="2023-05-31"),
    ]
    whole = build([A], rows)
    assert [step.day.day for step in history(whole, 0, "killed")] == [30, 31]
    russia = history(whole, 0, "killed", Choice(sides=("russia",)))
    assert [(step.day.day, step.headline) for step in russia] == [(31, 3)]
    assert history(whole, 0, "injured") == ()


@given(tables())
def test_property_the_last_step_is_the_toll(drawn: Drawn) -> None:
    """An incident's history ends at the toll that is shown for it."""
    whole = build(**drawn)
    for at in range(len(whole.incidents)):
        steps = history(whole, at, "killed")
        of = tolls(whole, "killed")
        last = steps[-1].headline if steps else None
        assert last == (int(of.headline[at]) if of.known[at] else None)


@SLOWLY
@given(tables(), CHOICES)
def test_property_history_by_an_oracle(drawn: Drawn, choice: Choice) -> None:
    """A toll's history is, day by day until that of the choice, what had been said by then."""
    whole = build(**drawn)
    days = sorted({date(1970, 1, 1) + timedelta(days=int(day))
                   for day in effective_days(whole)})  # fmt: skip
    for measure in CASUALTY_MEASURES:
        steps = history(whole, 0, measure, choice)
        assert all(choice.as_of is None or step.day <= choice.as_of for step in steps)
        for day in days:
            if choice.as_of is not None and day > choice.as_of:
                continue
            then = replace(choice, as_of=day)
            past = [step for step in steps if step.day <= day]
            held = (past[-1].low, past[-1].headline, past[-1].high) if past else (None, None, None)
            assert held == (plainly(whole, 0, measure, then) or (None, None, None))


@pytest.mark.parametrize("choice", FEW[:4], ids=str)
def test_property_each_step_is_the_toll_of_its_day_and_changes_something(choice: Choice) -> None:
    """
    A step has the toll as of its day and who bears it; none is like the one before, and the first
    is known.
    """
    whole = crowded(SEEDS[0])
    ids = list(whole.claimants["claimant_id"])
    last = effective_days(whole).max()
    for row in range(0, len(whole.incidents), 6):
        steps = history(whole, row, "killed", choice)
        assert all(one[1:] != other[1:] for one, other in pairwise(map(astuple, steps)))
        assert not steps or steps[0].low is not None
        assert [step.day for step in steps] == sorted({step.day for step in steps})
        for day in range(last - 8, last + 1):
            when = date(1970, 1, 1) + timedelta(days=day)
            if choice.as_of is not None and when > choice.as_of:
                continue
            held = [step for step in steps if step.day <= when]
            then = replace(choice, as_of=when)
            said = speakers(whole, tolls(whole, "killed", then), row)
            figures = plainly(whole, row, "killed", then) or (None, None, None)
            expected = (*figures, tuple(ids[who] for who, _ in said))
            assert (astuple(held[-1])[1:] if held else (None, None, None, ())) == expected
