"""On whose word the tolls rest, each toll once."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.casualties.counted import counted_claims
from strikemap.casualties.origins import ENOUGH, Origins, in_words, of_active, origins
from strikemap.casualties.standing import Choice
from strikemap.casualties.tolls import tolls
from strikemap.languages import speaking
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build
from tests.unit.strategies import CHOICES, Drawn, tables


@given(tables(), CHOICES, st.sampled_from(CASUALTY_MEASURES))
def test_property_every_toll_rests_on_one_kind_of_word(
    drawn: Drawn, choice: Choice, measure: str
) -> None:
    """One side's alone, both sides' and neither's add up to the known tolls, as counted by hand."""
    of = build(drawn["incidents"], drawn["claims"])
    rows = np.arange(len(of.incidents))
    found = origins(of, measure, rows, choice)
    assert found.known == int(tolls(of, measure, choice).known.sum())
    assert found.russia + found.ukraine + found.both + found.neither == found.known

    sides: dict[int, set[str]] = {}
    for at in np.flatnonzero(counted_claims(of, measure, choice)):
        claim = of.claims.iloc[at]
        side = of.claimants["side"].iloc[int(claim["claimant"])]
        sides.setdefault(int(claim["incident"]), set()).add(str(side))
    spoke = [each & {"russia", "ukraine"} for each in sides.values()]
    assert found.both == sum(len(each) == 2 for each in spoke)
    assert found.russia == spoke.count({"russia"})
    assert found.ukraine == spoke.count({"ukraine"})
    assert found.neither == spoke.count(set())
    parts = [origins(of, measure, [row], choice) for row in rows]
    mask = np.array([part.known == 1 for part in parts])
    assert mask.sum() == found.known and origins(of, measure, mask, choice) == found


@given(tables(), st.sampled_from(CASUALTY_MEASURES))
def test_property_a_record_that_does_not_stand_rests_on_nobody(drawn: Drawn, measure: str) -> None:
    """The sentence on every page is of the records that stand, not of merged and withdrawn ones."""
    of = build(drawn["incidents"], drawn["claims"])
    active = np.flatnonzero((of.incidents["status"] == "active").to_numpy())
    assert of_active(of, measure) == origins(of, measure, active)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            (166, 0, 1, 6),
            (
                "166 of 173 death tolls: Russia’s word.",
                "166 of 173 tolls of killed rest on Russia’s side alone.",
            ),
        ),
        (
            (3, 20, 1, 0),
            (
                "20 of 24 death tolls: Ukraine’s word.",
                "20 of 24 tolls of killed rest on Ukraine’s side alone.",
            ),
        ),
        (
            (3, 4, 20, 1),
            (
                "20 of 28 death tolls: both sides’ word.",
                "20 of 28 tolls of killed rest on the word of both sides.",
            ),
        ),
        (
            (3, 4, 5, 20),
            (
                "20 of 32 death tolls: neither side’s word.",
                "20 of 32 tolls of killed rest on the word of neither side.",
            ),
        ),
        (
            (ENOUGH, 0, 0, 0),
            (
                "20 of 20 death tolls: Russia’s word.",
                "20 of 20 tolls of killed rest on Russia’s side alone.",
            ),
        ),
        ((ENOUGH - 1, 0, 0, 0), ("", "")),
        ((0, 0, 0, 0), ("", "")),
    ],
)
def test_the_sentence_names_whose_word_most_tolls_are(
    parts: tuple[int, int, int, int], said: tuple[str, str]
) -> None:
    """The largest part is told with the whole, and nothing where few tolls are known."""
    assert in_words(Origins(sum(parts), *parts)) == said


@pytest.mark.parametrize("code", ["uk", "ru"])
def test_no_word_has_to_agree_with_the_numbers(code: str) -> None:
    """After no number stands a noun, whose case the number would choose (191 число, 192 числа)."""
    with speaking(code):
        said = [text for at in range(4) for text in in_words(_with_most(at))]
    assert [text for text in said if re.search(r"\d\s+(чис|інцид|инцид|заги|поги)", text)] == []


def _with_most(at: int) -> Origins:
    return Origins(191, *(179 if each == at else 4 for each in range(4)))
