"""On whose word the tolls rest, each toll once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from strikemap.casualties.origins import origins
from strikemap.casualties.standing import Choice, counted_claims
from strikemap.casualties.tolls import tolls
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
