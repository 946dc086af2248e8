"""Totals as the design defines them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given

from strikemap.casualties.claimants import by_claimant
from strikemap.casualties.standing import Choice
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.casualties.totals import Total, total, totals_by
from strikemap.model import Collection
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build, claim, incident, occupied
from tests.unit.casualties.plainly import A
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
