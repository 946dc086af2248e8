"""Tolls as the design defines them."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.casualties.claimants import by_claimant
from strikemap.casualties.disagreements import disagreements
from strikemap.casualties.history import history
from strikemap.casualties.standing import BOUND_CODES, NO_CLAIM, Choice
from strikemap.casualties.tolls import is_up_to, tolls
from strikemap.casualties.totals import total
from strikemap.model import Collection
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build, claim
from tests.unit.casualties.plainly import SLOWLY, A, Plain, of_whom, plainly, told
from tests.unit.crowded import CHOICES as FEW
from tests.unit.crowded import SEEDS, crowded
from tests.unit.strategies import CHOICES, FEWER, Drawn, tables


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("0", (0, 0, 0)),
        ("4", (4, 4, 4)),
        ("~4", (4, 4, 4)),
        ("3-5", (3, 3, 5)),
        ("2+", (2, 2, None)),
        ("0+", (0, 0, None)),
        ("up to 3", (0, 0, 3)),
        ("up to 0", (0, 0, 0)),
        ("", None),
    ],
)
def test_one_claim(said: str, expected: object) -> None:
    """ "At least" has no high, "up to" has low 0, and no number is unknown."""
    assert told(build([A], [claim("c", "a", said)])) == expected


def test_no_claim_is_unknown() -> None:
    """An incident of which nothing is said is unknown, never zero."""
    assert told(build([A])) is None


def test_a_collective_claim_enters_no_toll() -> None:
    """A day's total stands beside the sums and never in them."""
    day_total = claim("c", "", "9", covers_from="2023-05-31", covers_to="2023-05-31")
    whole = build([A], [day_total])
    assert told(whole) is None and total(tolls(whole, "killed"), [0]).headline == 0


@given(tables(), CHOICES)
def test_property_low_headline_high(drawn: Drawn, choice: Choice) -> None:
    """Low ≤ headline ≤ high for each incident, and what is unknown has no number."""
    whole = build(**drawn)
    for measure in CASUALTY_MEASURES:
        of = tolls(whole, measure, choice)
        assert (of.low <= of.headline).all() and (of.headline <= of.high).all()
        assert not (of.high | of.low | of.headline | of.is_open)[~of.known].any()
        assert ((of.claim >= 0) == of.known).all()


@FEWER
@given(tables(superseding=False, alone=False), CHOICES)
def test_property_a_further_claim_never_narrows(drawn: Drawn, choice: Choice) -> None:
    """Adding an account of everyone that supersedes nothing widens a range or leaves it."""
    rows = drawn["claims"]
    if not rows:
        return
    wide = build(drawn["incidents"], rows)
    fewer = build(drawn["incidents"], rows[:-1])
    for measure in CASUALTY_MEASURES:
        before = tolls(fewer, measure, choice)
        after = tolls(wide, measure, choice)
        seen = before.known
        assert (after.known >= seen).all() and (after.is_open >= before.is_open).all()
        assert (after.low[seen] <= before.low[seen]).all()
        assert (after.high[seen] >= before.high[seen]).all()


def figures(whole: Collection, choice: Choice) -> dict[str, Any]:
    """Every number that is worked out of *whole*, by the ids that it is about."""
    ids, claims = whole.incidents["incident_id"], whole.claims["claim_id"]
    found: dict[str, Any] = {"hash": whole.content_hash}
    for measure in CASUALTY_MEASURES:
        of = tolls(whole, measure, choice)
        for at, name in enumerate(ids):
            who = claims.iloc[of.claim[at]] if of.claim[at] >= 0 else ""
            numbers = (of.known, of.low, of.headline, of.high, of.is_open, of.bound)
            found[f"{measure} {name}"] = ([int(each[at]) for each in numbers], who)
            found[f"{measure} {name} history"] = history(whole, at, measure, choice)
        frame = by_claimant(whole, measure, np.arange(len(ids)), choice)
        found[f"{measure} by claimant"] = frame.to_dict("records")
    found["disagreements"] = [
        (
            ids.iloc[one.incident],
            one.measure,
            claims.iloc[one.low_claim],
            claims.iloc[one.high_claim],
        )
        for one in disagreements(whole, np.arange(len(ids)), choice)
    ]
    return found


@FEWER
@given(tables(), CHOICES, st.randoms(use_true_random=False))
def test_property_the_order_of_rows_never_matters(
    drawn: Drawn, choice: Choice, chance: random.Random
) -> None:
    """The same rows in another order give the same numbers, headlines and disagreements."""
    shuffled = {name: chance.sample(rows, len(rows)) for name, rows in drawn.items()}
    assert figures(build(**shuffled), choice) == figures(build(**drawn), choice)


@SLOWLY
@given(tables(), CHOICES)
def test_property_tolls_by_an_oracle(drawn: Drawn, choice: Choice) -> None:
    """Each toll, and what each claimant's words come to, as the rules give them, slowly."""
    whole = build(**drawn)
    rows = np.arange(len(whole.incidents))
    for measure in CASUALTY_MEASURES:
        of = tolls(whole, measure, choice)
        for row in rows:
            found = plainly(whole, int(row), measure, choice)
            assert bool(of.known[row]) is (found is not None)
            if found is not None:
                high = None if of.is_open[row] else int(of.high[row])
                assert (int(of.low[row]), int(of.headline[row]), high) == found
        frame = by_claimant(whole, measure, rows, choice).set_index("group")
        for name in whole.claimants["claimant_id"]:
            if choice.claimants and name not in choice.claimants:
                assert name not in frame.index
                continue
            alone = replace(choice, claimants=(str(name),))
            said = [plainly(whole, int(row), measure, alone) for row in rows]
            known = [each for each in said if each is not None]
            if name in frame.index:
                assert frame.loc[name, "headline"] == sum(each[1] for each in known)
                assert frame.loc[name, "known"] == len(known)


def test_tolls_are_shared_and_not_written_to() -> None:
    """What every reader is given none can change."""
    of = tolls(crowded(SEEDS[0]), "killed")
    assert of.parts is not None
    for each in (of.known, of.low, of.headline, of.high, of.is_open, of.bound, of.claim, of.most,
                 *of.parts):  # fmt: skip
        with pytest.raises(ValueError, match="read-only"):
            each[0] = 0


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("choice", FEW, ids=str)
def test_property_each_figure_of_a_toll_by_an_oracle(seed: int, choice: Choice) -> None:
    """Ends, headline, parts, how it is put and by which claims, as the rules give them, slowly."""
    whole = crowded(seed)
    for measure in CASUALTY_MEASURES:
        of = tolls(whole, measure, choice)
        for row in range(len(of.known)):
            plain = of_whom(whole, row, measure, choice)
            assert bool(of.known[row]) is (plain is not None)
            assert bool(is_up_to(of)[row]) is (plain is not None and plain.bound == "up_to")
            if plain is None:
                assert of.claim[row] == NO_CLAIM
                continue
            words = [(int(of.claim[row]), int(of.headline[row]))]
            parts = ((0, 0), (0, 0))
            if of.parts is not None:
                beside = int(of.parts.beside[row])
                words = [(words[0][0], words[0][1] - beside)]
                words += [(int(of.parts.beside_claim[row]), beside)] if beside else []
                made = [int(each[row]) for each in of.parts[:4]]
                parts = ((made[0], made[1]), (made[2], made[3]))
            high = None if of.is_open[row] else int(of.high[row])
            bound, most = BOUND_CODES[of.bound[row]], int(of.most[row])
            ends = (int(of.low[row]), int(of.headline[row]), high)
            assert Plain(*ends, *parts, tuple(words), bound, most) == plain
