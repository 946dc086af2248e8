"""Of whom a toll is: civilians, combatants, not said; each person counted once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from strikemap.casualties.claimants import speakers_in_words
from strikemap.casualties.counted import publishers_of
from strikemap.casualties.standing import EVERYTHING, Choice
from strikemap.casualties.tolls import tolls
from strikemap.casualties.totals import total
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import Row, build, claim
from tests.unit.casualties.plainly import SLOWLY, A, of_whom, told
from tests.unit.strategies import CHOICES, Drawn, tables

CIVILIANS = {"people": "civilians"}
COMBATANTS = {"people": "combatants"}
SOLDIERS_ALONE = {"people": "combatants", "subject": "combatants"}
CIVILIANS_ALONE = {"people": "civilians", "subject": "civilians"}


def said(number: str, by: str = "governor", **cells: str) -> Row:
    """What *by* said of the killed."""
    name = f"{by} {number} {cells.get('subject', '')} {cells.get('source_id', '')}"
    return claim("-".join(name.split()).replace("+", "-up"), "a", number, by=by, **cells)


@pytest.mark.parametrize(
    ("claims", "expected", "parts"),
    [
        ([said("2")], (2, 2, 2), (0, 0)),
        ([said("2", **CIVILIANS)], (2, 2, 2), (2, 0)),
        # Beside: a resident, and two soldiers of whom another speaks.
        ([said("1", **CIVILIANS), said("2", "newsroom", **SOLDIERS_ALONE)], (3, 3, 3), (1, 2)),
        # Within: of eight people two are soldiers.
        ([said("8"), said("2", "newsroom", **SOLDIERS_ALONE)], (8, 8, 8), (0, 2)),
        # A part of civilians adds to nothing.
        ([said("8"), said("6", people="civilians", subject="children")], (8, 8, 8), (0, 0)),
        # Two accounts of the whole, one of which says of whom.
        ([said("3"), said("2", "newsroom", **CIVILIANS)], (2, 3, 3), (2, 0)),
        # Rival accounts of the same people: who comes first says of whom they were.
        ([said("5", **CIVILIANS), said("5", "kyiv", **COMBATANTS)], (5, 5, 5), (5, 0)),
        # A whole is never less than its parts.
        ([said("1"), said("4", "kyiv", **SOLDIERS_ALONE)], (1, 4, 4), (0, 4)),
        # Without an account of everyone the parts are added.
        (
            [said("1", **CIVILIANS_ALONE), said("4+", "kyiv", **SOLDIERS_ALONE)],
            (5, 5, None),
            (1, 4),
        ),
        # Where nobody was hurt by one account, it stands against the soldiers of another.
        ([said("24", "kyiv", **COMBATANTS), said("0", "newsroom")], (0, 24, 24), (0, 24)),
    ],
)
def test_each_person_is_counted_once(
    claims: list[Row], expected: tuple[int, int, int | None], parts: tuple[int, int]
) -> None:
    """What is beside the whole is added, what is within it is not, and rivals make a range."""
    whole = build([A], claims)
    assert told(whole) == expected
    summed = total(tolls(whole, "killed"), [0])
    assert (summed.civilians, summed.combatants) == parts


@given(tables(), CHOICES)
def test_property_the_parts_add_up(drawn: Drawn, choice: Choice) -> None:
    """Civilians, combatants and not said are the whole, in low and headline, none negative."""
    whole = build(**drawn)
    for measure in CASUALTY_MEASURES:
        of = tolls(whole, measure, choice)
        if of.parts is None:
            continue
        for all_of, civilians, combatants in (
            (of.headline, of.parts.civilians, of.parts.combatants),
            (of.low, of.parts.civilians_low, of.parts.combatants_low),
        ):
            assert (civilians >= 0).all() and (combatants >= 0).all()
            assert (civilians + combatants <= all_of).all()
        summed = total(of, np.arange(len(of.known)))
        assert summed.civilians + summed.combatants + summed.not_said == summed.headline
        assert (of.parts.beside <= of.headline).all() and (of.parts.beside >= 0).all()
        assert ((of.parts.beside_claim >= 0) == (of.parts.beside > 0)).all()


@SLOWLY
@given(tables(), CHOICES)
def test_property_parts_by_an_oracle(drawn: Drawn, choice: Choice) -> None:
    """The parts of each toll are as the rules give them, slowly."""
    whole = build(**drawn)
    for measure in CASUALTY_MEASURES:
        of = tolls(whole, measure, choice)
        for row in range(len(of.known)):
            plain = of_whom(whole, row, measure, choice)
            found = [0] * 4 if of.parts is None else [int(each[row]) for each in of.parts[:4]]
            expected = (0,) * 4 if plain is None else (*plain.headline_of, *plain.low_of)
            assert tuple(found) == expected


@given(tables(alone=False), CHOICES)
def test_property_codes_change_no_toll(drawn: Drawn, choice: Choice) -> None:
    """Of whom accounts of everyone speak parts their toll, and changes nothing of it."""
    choice = Choice(choice.claimants, choice.sides, choice.as_of)
    codes = ("civilians", "combatants", "not_said")
    coded = [{**row, "people": codes[at % 3]} for at, row in enumerate(drawn["claims"])]
    plain, parted = build(**drawn), build(drawn["incidents"], coded)
    for measure in CASUALTY_MEASURES:
        one, other = tolls(plain, measure, choice), tolls(parted, measure, choice)
        for name in ("known", "low", "headline", "high", "is_open", "bound", "claim", "most"):
            assert getattr(one, name).tolist() == getattr(other, name).tolist()


def test_each_speaker_is_named_with_a_share() -> None:
    """A headline that two claims make names both, and how much is by whose word."""
    claims = [said("1", **CIVILIANS), said("2", "newsroom", **SOLDIERS_ALONE)]
    whole = build([A], claims)
    of = tolls(whole, "killed")
    assert speakers_in_words(whole, of, 0) == "Governor (1) and Newsroom (2)"


def test_who_narrows_claims() -> None:
    """Civilians alone are those of whom claims say so; an incident without one is unknown."""
    whole = build([A], [said("1", **CIVILIANS), said("2", "newsroom", **SOLDIERS_ALONE)])
    assert told(whole, Choice(who=("civilians",))) == (1, 1, 1)
    assert told(whole, Choice(who=("combatants",))) == (2, 2, 2)
    assert told(build([A], [said("2")]), Choice(who=("civilians",))) is None


def test_publishers_are_counted_for_each_account() -> None:
    """A toll of one publisher falls where two are asked for; a reprint is no second one."""
    twice = [said("2"), said("2", "ministry", source_id="later")]
    alone = said("4", "kyiv", **SOLDIERS_ALONE)
    two = Choice(publishers=2)
    assert told(build([A], [said("2"), said("2", "ministry", source_id="copy")]), two) is None
    assert told(build([A], [*twice, alone]), two) == (2, 2, 2)
    assert told(build([A], [*twice, alone])) == (2, 4, 4)
    assert publishers_of(build([A], [*twice, alone]), "killed", EVERYTHING).tolist() == [2]


def test_nothing_counts_without_its_code() -> None:
    """What an older version has under civilians, without the column, stays out as it was."""
    assert told(build([A], [said("3", subject="civilians")])) is None
