"""By whose word a sum is."""

from __future__ import annotations

import numpy as np
import pytest

from strikemap.casualties.claimants import (
    by_claimant,
    greatest_first,
    speakers,
    speakers_at,
    speakers_html,
    speakers_in_words,
)
from strikemap.casualties.standing import Choice
from strikemap.casualties.tolls import tolls
from strikemap.casualties.totals import total
from strikemap.languages import speaking
from strikemap.markup import safe
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import CLAIMANTS, build, claim, incident
from tests.unit.casualties.plainly import A, claims_that_count, of_whom
from tests.unit.crowded import CHOICES, SEEDS, crowded


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


@pytest.mark.parametrize("choice", CHOICES[:4], ids=str)
def test_property_by_claimant_by_an_oracle(choice: Choice) -> None:
    """Who has a number that counts in view has a row, and it is the total of that one's words."""
    whole = crowded(SEEDS[0])
    rows = np.arange(0, len(whole.incidents), 3)
    for measure in CASUALTY_MEASURES:
        counted = [claims_that_count(whole, int(row), measure, choice) for row in rows]
        said = [at for everyone, alone in counted for at in (*everyone, *alone[0], *alone[1])]
        speaking_here = sorted({str(whole.claims["claimant_id"].iloc[at]) for at in said})
        frame = by_claimant(whole, measure, rows, choice)
        assert list(frame["group"]) == speaking_here
        for each in frame.to_dict("records"):
            only = Choice((each["group"],), choice.sides, choice.as_of, (), choice.publishers)
            of = total(tolls(whole, measure, only), rows)
            assert each["high"] == of.high or each["open"]
            for name in ("incidents", "known", "low", "headline", "zero", "up_to", "civilians"):
                assert each[name] == getattr(of, name)


@pytest.mark.parametrize("seed", SEEDS)
def test_property_whose_word_each_toll_is_by_an_oracle(seed: int) -> None:
    """Each headline is by the one or two whose claims make it, and so are those of many."""
    whole = crowded(seed)
    who = whole.claims["claimant"].to_numpy()
    rows = np.arange(0, len(whole.incidents), 2)
    for measure in CASUALTY_MEASURES:
        of = tolls(whole, measure)
        plain = [of_whom(whole, int(row), measure, Choice()) for row in rows]
        words = [[(int(who[at]), share) for at, share in p.words] if p else [] for p in plain]
        assert [list(speakers(whole, of, int(row))) for row in rows] == words
        everyone = sorted({each for said in words for each, _ in said})
        assert speakers_at(whole, of, rows).tolist() == everyone


def test_who_adds_most_comes_first_and_of_equals_the_higher_rank() -> None:
    """Two who add as much are named in the published order, and nobody who adds nothing."""
    whole = build([A])
    ids = list(whole.claimants["claimant_id"])
    added = {"kyiv": 3, "ministry": 3, "newsroom": 4, "governor": 0}
    found = greatest_first(whole, np.array([added.get(name, 0) for name in ids]))
    assert [(ids[each.claimant], each.amount) for each in found] == [
        ("newsroom", 4),
        ("ministry", 3),
        ("kyiv", 3),
    ]


def test_an_office_has_its_capital_where_a_cell_begins_alone() -> None:
    """In Ukrainian an office is small within a sentence; markup stands around no plain text."""
    names = {"governor": "Губернатор області", "ministry": "Речник <b>уряду</b>"}
    people = [{**row, "name": names.get(row["claimant_id"], row["name"])} for row in CLAIMANTS]
    soldiers = {"people": "combatants", "subject": "combatants"}
    civilians = {"people": "civilians", "subject": "civilians"}
    said = [
        claim("c1", "a", "1", **civilians),
        claim("c2", "a", "1002", by="ministry", **soldiers),
        claim("c3", "b", "5"),
    ]
    whole = build([A, incident("b"), incident("c")], said, people)
    of = tolls(whole, "killed")
    with speaking("uk"):
        assert speakers_in_words(whole, of, 0) == (
            "губернатор області (1) і речник <b>уряду</b> (1\xa0002)"
        )
        assert speakers_in_words(whole, of, 0, begins=True) == (
            "Губернатор області (1) і речник <b>уряду</b> (1\xa0002)"
        )
        assert speakers_html(whole, of, 0) == (
            f"губернатор області (1) і речник {safe('<b>уряду</b>')} (1\xa0002)"
        )
        assert speakers_in_words(whole, of, 1, begins=True) == "Губернатор області"
        assert speakers_html(whole, of, 1) == "губернатор області"
        assert (speakers_in_words(whole, of, 2), speakers_html(whole, of, 2)) == ("", "")
    nobody_says_of_whom = build([A], [claim("c1", "a", "5")], people)
    assert [
        [share for _who, share in speakers(one, tolls(one, "killed"), at)]
        for one, at in ((whole, 0), (whole, 1), (nobody_says_of_whom, 0))
    ] == [[1, 1002], [5], [5]]
