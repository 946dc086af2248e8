"""How a toll changed from day to day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given

from strikemap.casualties.history import history
from strikemap.casualties.standing import Choice, effective_days
from strikemap.casualties.tolls import tolls
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build, claim, incident, position
from tests.unit.casualties.plainly import SLOWLY, A, plainly
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
