"""Totals as the design defines them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from strikemap.casualties.claimants import by_claimant
from strikemap.casualties.standing import Choice
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.casualties.totals import Total, total, totals_by
from strikemap.model import Collection
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build, claim, incident, occupied
from tests.unit.casualties.plainly import A, of_whom
from tests.unit.crowded import CHOICES as FEW
from tests.unit.crowded import SEEDS, crowded
from tests.unit.strategies import CHOICES, Drawn, tables

SUMS = (
    "incidents",
    "known",
    "unknown",
    "low",
    "headline",
    "high",
    "zero",
    "up_to",
    "civilians",
    "combatants",
)


def mixed() -> tuple[Collection, Tolls]:
    """Four incidents: 2 or more, up to 3, none, and one of which nothing is said."""
    incidents = [A, incident("b"), occupied("c"), occupied("d")]
    said = [claim("c1", "a", "2+"), claim("c2", "b", "up to 3"), claim("c3", "c", "0")]
    whole = build(incidents, said)
    return whole, tolls(whole, "killed")


def test_a_total() -> None:
    """A total counts what is unknown, zero and a maximum, and is open where a toll is."""
    _, of = mixed()
    assert total(of, [0, 1, 2, 3]) == Total(4, 3, 2, 2, None, 1, 1)
    assert total(of, [0, 1, 2, 3]).unknown == 1
    assert total(of, [1, 2]) == Total(2, 2, 0, 0, 3, 1, 1)
    assert total(of, np.array([], int)) == Total(0, 0, 0, 0, 0, 0, 0)


def test_rows_may_be_a_mask() -> None:
    """A total over a mask is the total over its positions."""
    _, of = mixed()
    assert total(of, np.array([True, False, True, False])) == total(of, [0, 2])


def test_territories_apart() -> None:
    """Occupied Ukraine has its own row and enters Russia's in nothing."""
    whole, of = mixed()
    frame = totals_by(of, whole.incidents["territory"].astype(str).to_numpy(), np.arange(4))
    parts = frame.set_index("group")
    assert parts.loc["russia", ["incidents", "unknown", "headline"]].tolist() == [2, 0, 2]
    assert parts.loc["occupied_ukraine", ["incidents", "unknown", "zero"]].tolist() == [2, 1, 1]


def test_totals_of_nothing() -> None:
    """No rows give an empty frame with every column, and no claimant."""
    whole, of = mixed()
    nothing = np.array([], int)
    assert not len(totals_by(of, np.zeros(4), nothing))
    assert not len(by_claimant(whole, "killed", nothing))
    assert {"group", "open", *SUMS} == set(by_claimant(whole, "injured", [0]).columns)


@given(tables(), CHOICES)
def test_property_parts_add_up(drawn: Drawn, choice: Choice) -> None:
    """By region, kind, territory and day (with a bin for inexact ones), parts add up to all."""
    whole = build(**drawn)
    incidents = whole.incidents
    rows = np.flatnonzero((incidents["status"] == "active").to_numpy())
    day = incidents["date_start"].dt.strftime("%Y-%m-%d").to_numpy(str)
    groups = {
        "day": np.where((incidents["time_precision"] == 1).to_numpy(bool), day, "inexact"),
        **{name: incidents[name].astype(str).to_numpy(str)
           for name in ("region", "sub_event_type", "territory")},
    }  # fmt: skip
    for measure in CASUALTY_MEASURES:
        of = tolls(whole, measure, choice)
        sum_of_all = total(of, rows)
        for by in groups.values():
            parts = totals_by(of, by, rows)
            assert list(parts["group"]) == sorted(set(by[rows]))
            expected = {name: getattr(sum_of_all, name) for name in SUMS}
            if expected["high"] is None:
                assert parts["open"].any()
                expected["high"] = int(of.high[rows].sum())
            assert {name: int(parts[name].sum()) for name in SUMS} == expected


@given(tables(), CHOICES)
def test_property_unknown_and_known_are_all(drawn: Drawn, choice: Choice) -> None:
    """Unknown and known incidents are all, for the whole and for each claimant."""
    whole = build(**drawn)
    every = np.arange(len(whole.incidents))
    for measure in CASUALTY_MEASURES:
        of = total(tolls(whole, measure, choice), every)
        assert of.known + of.unknown == of.incidents == len(every)
        frame = by_claimant(whole, measure, every, choice)
        assert (frame["known"] + frame["unknown"] == len(every)).all()


def test_frames_hold_whole_numbers() -> None:
    """Sums are whole numbers, and whether a group is open is true or false."""
    _, of = mixed()
    frame = totals_by(of, np.zeros(4), np.arange(4))
    assert all(pd.api.types.is_integer_dtype(frame[name].dtype) for name in SUMS)
    assert frame["open"].dtype == bool


def summed_plainly(whole: Collection, rows: list[int], measure: str, choice: Choice) -> Total:
    """A total, toll by toll."""
    plain = [of_whom(whole, row, measure, choice) for row in rows]
    known = [each for each in plain if each is not None]
    highs = [each.high for each in known if each.high is not None]
    return Total(
        incidents=len(rows),
        known=len(known),
        low=sum(each.low for each in known),
        headline=sum(each.headline for each in known),
        high=sum(highs) if len(highs) == len(known) else None,
        zero=sum(each.high == 0 for each in known),
        up_to=sum(each.bound == "up_to" for each in known),
        civilians=sum(each.headline_of[0] for each in known),
        combatants=sum(each.headline_of[1] for each in known),
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("choice", FEW, ids=str)
def test_property_sums_by_an_oracle(seed: int, choice: Choice) -> None:
    """The total of any incidents, and of each group of them, is what their tolls add up to."""
    whole = crowded(seed)
    place = whole.incidents["place"].astype(str).to_numpy(str)
    rows = np.arange(1, len(place), 2)
    for measure in CASUALTY_MEASURES:
        of = tolls(whole, measure, choice)
        every = total(of, rows)
        assert every == summed_plainly(whole, rows.tolist(), measure, choice)
        assert every.unknown == every.incidents - every.known
        assert every.tells_of_whom is (every.not_said < every.headline)
        for part in totals_by(of, place, rows).to_dict("records"):
            here = [row for row in rows.tolist() if place[row] == part["group"]]
            plain = summed_plainly(whole, here, measure, choice)
            assert part["open"] is (plain.high is None)
            assert part["unknown"] == plain.unknown
            assert part["high"] == plain.high or part["open"]
            for name in set(SUMS) - {"high", "unknown"}:
                assert part[name] == getattr(plain, name)
