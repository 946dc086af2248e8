"""By whose word a sum is."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from strikemap.casualties.claimants import by_claimant, contributions
from strikemap.casualties.standing import Choice
from strikemap.casualties.tolls import tolls
from strikemap.casualties.totals import total
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build, claim, incident
from tests.unit.casualties.plainly import A
from tests.unit.strategies import CHOICES, FEWER, Drawn, tables


def test_by_claimant_keeps_the_silent_as_unknown() -> None:
    """Each claimant's row is of all incidents; those on which it is silent are unknown."""
    rows = [
        claim("c1", "a", "2"),
        claim("c2", "a", "7", by="kyiv"),
        claim("c3", "b", "1", by="kyiv"),
    ]
    whole = build([A, incident("b")], rows)
    frame = by_claimant(whole, "killed", [0, 1]).set_index("group")
    wanted = ["incidents", "known", "unknown", "headline"]
    assert frame.loc["governor", wanted].tolist() == [2, 1, 1, 2]
    assert frame.loc["kyiv", wanted].tolist() == [2, 2, 0, 8]


@FEWER
@given(tables(), CHOICES)
def test_property_a_figure_is_by_the_word_of_those_who_add_to_it(
    drawn: Drawn, choice: Choice
) -> None:
    """Amounts add up to the headline, nobody who adds nothing is named, the most comes first."""
    of_all = build(**drawn)
    rows = np.arange(len(of_all.incidents))
    for measure in CASUALTY_MEASURES:
        of = tolls(of_all, measure, choice)
        found = contributions(of_all, of, rows)
        plainly: dict[int, int] = {}
        for row in rows:
            if of.known[row]:
                who = int(of_all.claims["claimant"].iloc[int(of.claim[row])])
                plainly[who] = plainly.get(who, 0) + int(of.headline[row])
        assert {each.claimant: each.amount for each in found} == {
            who: amount for who, amount in plainly.items() if amount
        }
        assert sum(each.amount for each in found) == total(of, rows).headline
        amounts = [each.amount for each in found]
        assert amounts == sorted(amounts, reverse=True)


def test_of_equal_contributions_the_higher_rank_comes_first() -> None:
    """Two who add as much are named in the collection's published order."""
    whole = build(
        [A, incident("b")], [claim("c1", "a", "3", by="kyiv"), claim("c2", "b", "3", by="ministry")]
    )
    of = tolls(whole, "killed")
    ids = whole.claimants["claimant_id"]
    found = contributions(whole, of, [0, 1])
    assert [ids.iloc[each.claimant] for each in found] == ["ministry", "kyiv"]
