"""Sums over a span of days, by running sums, are those over its incidents one by one."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import synthetic
from strikemap import collection, span_totals
from strikemap import filters as filtering
from strikemap.casualties import NO_CLAIM, tolls, total
from strikemap.filters import Filters
from strikemap.model import CASUALTY_MEASURES, Collection
from strikemap.span_totals import SpanTotal, span_total
from tests.builders import build
from tests.unit.strategies import filters_of, tables


def plainly(whole: Collection, filters: Filters, measure: str, territory: str) -> SpanTotal:
    """The same, incident by incident."""
    incidents, of = whole.incidents, tolls(whole, measure, filters.choice)
    rows = [
        int(row)
        for row in filtering.rows(whole, filters)
        if territory in ("", str(incidents["territory"].iloc[row]))
    ]
    said = [0] * len(whole.claimants)
    for row in rows:
        if of.claim[row] != NO_CLAIM:
            said[int(whole.claims["claimant"].iloc[of.claim[row]])] += 1
    regions = {str(incidents["region"].iloc[row]) for row in rows}
    return SpanTotal(total(of, np.array(rows, int)), np.array(said), len(regions))


def same(one: SpanTotal, other: SpanTotal) -> bool:
    return (
        one.total == other.total
        and one.by_claimant.tolist() == other.by_claimant.tolist()
        and one.regions == other.regions
    )


@pytest.fixture(scope="module")
def crowd() -> Collection:
    found = collection.from_tables(*synthetic.make(300), None).collection
    assert found is not None
    return found


@pytest.fixture(params=[0, 10**9], ids=["running", "added up"])
def fewest(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether even a small collection has running sums, or even a large one none."""
    monkeypatch.setattr(span_totals, "FEWEST_INCIDENTS", request.param)


@pytest.mark.usefixtures("fewest")
@given(st.data())
def test_property_sums_are_those_of_the_incidents(data: st.DataObject) -> None:
    """Whatever the filters and the days, also some outside, every figure is the plain one."""
    whole = build(**data.draw(tables()))
    filters = data.draw(filters_of(whole))
    territory = data.draw(st.sampled_from(["", "russia", "occupied_ukraine"]))
    for measure in CASUALTY_MEASURES:
        found = span_total(whole, filters, measure, territory)
        assert same(found, plainly(whole, filters, measure, territory))


@pytest.mark.usefixtures("fewest")
def test_every_span_of_a_year(crowd: Collection) -> None:
    """Of one set of running sums, some over several days, each span has the plain figures."""
    whole = crowd
    first, last = filtering.span(whole)
    chance = np.random.default_rng(1)
    for _ in range(25):
        ends = sorted(int(each) for each in chance.integers(0, (last - first).days + 1, 2))
        days = (first + timedelta(days=ends[0]), first + timedelta(days=ends[1]))
        for territory in ("russia", "occupied_ukraine"):
            found = span_total(whole, Filters(dates=days), "killed", territory)
            assert same(found, plainly(whole, Filters(dates=days), "killed", territory))


def test_too_many_numbers_are_not_kept(crowd: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where running sums would take too much room the incidents are added up, to the same sum."""
    monkeypatch.setattr(span_totals, "FEWEST_INCIDENTS", 0)
    whole = crowd
    filters = Filters(dates=(filtering.span(whole)[0],) * 2)
    monkeypatch.setattr(span_totals, "MOST_NUMBERS", 0)
    assert same(span_total(whole, filters, "injured"), plainly(whole, filters, "injured", ""))
