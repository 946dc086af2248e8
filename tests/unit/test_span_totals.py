"""Sums over a span of days, by running sums, are those over its incidents one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import synthetic
from strikemap import collection, span_totals
from strikemap.casualties.claimants import speakers
from strikemap.casualties.standing import BOUND_CODES, NO_CLAIM, Choice
from strikemap.casualties.tolls import tolls
from strikemap.casualties.totals import total
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept, span_of
from strikemap.model import Collection
from strikemap.span_totals import SpanTotal, region_totals, span_total
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build
from tests.unit.crowded import CHOICES, SEEDS, crowded
from tests.unit.strategies import DAYS, Drawn, filters_of, tables


def plainly(whole: Collection, filters: Filters, measure: str, territory: str) -> SpanTotal:
    """The same, incident by incident."""
    incidents, of = whole.incidents, tolls(whole, measure, filters.choice)
    rows = [
        int(row)
        for row in rows_kept(whole, filters)
        if territory in ("", str(incidents["territory"].iloc[row]))
    ]
    said = np.zeros((3, len(whole.claimants)), int)
    for row in rows:
        if of.claim[row] != NO_CLAIM:
            most = of.most[row] if BOUND_CODES[of.bound[row]] == "up_to" else 0
            said[1:, int(whole.claims["claimant"].iloc[of.claim[row]])] += [most, 1]
            for who, share in speakers(whole, of, row):
                said[0, who] += share
    regions = {str(incidents["region"].iloc[row]) for row in rows}
    return SpanTotal(total(of, np.array(rows, int)), *said, len(regions))


def same(one: SpanTotal, other: SpanTotal) -> bool:
    return (
        one.total == other.total
        and one.headline.tolist() == other.headline.tolist()
        and one.maxima.tolist() == other.maxima.tolist()
        and one.known.tolist() == other.known.tolist()
        and one.regions == other.regions
    )


@pytest.fixture(scope="module")
def crowd() -> Collection:
    found = collection.from_tables(*synthetic.make(300), None).collection
    assert found is not None
    return found


def each_way(whole: Collection, filters: Filters, measure: str, territory: str) -> list[SpanTotal]:
    """By running sums, and added up, as where these would be too many."""
    found = []
    for most in (10**9, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(span_totals, "MOST_FOR_EACH", most)
            found.append(span_total(whole, filters, measure, territory))
    return found


def regions_plainly(whole: Collection, filters: Filters) -> dict[tuple[str, bool], list[int]]:
    """Of each region and territory incidents, then what is told of each measure's tolls."""
    incidents = whole.incidents
    found: dict[tuple[str, bool], list[int]] = {}
    for row in rows_kept(whole, filters).tolist():
        region, territory = (incidents[name].iloc[row] for name in ("region", "territory"))
        said = [1]
        for measure in CASUALTY_MEASURES:
            of = tolls(whole, measure, filters.choice)
            bound = BOUND_CODES[of.bound[row]] if of.known[row] else ""
            said += [int(of.headline[row]), int(not of.known[row])]
            said += [int(bound == "at_least"), int(bound == "up_to")]
        key = ("" if pd.isna(region) else str(region), territory == "occupied_ukraine")
        before = found.get(key, [0] * len(said))
        found[key] = [one + other for one, other in zip(before, said, strict=True)]
    return found


def regions_each_way(
    whole: Collection, filters: Filters
) -> list[dict[tuple[str, bool], list[int]]]:
    """`region_totals` by running sums, and added up, as where these would be too many."""
    names = ["", *map(str, whole.incidents["region"].cat.categories)]
    found = []
    for most in (10**9, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(span_totals, "MOST_FOR_EACH", most)
            sums = region_totals(whole, filters)
        found.append(
            {(names[at // 2], bool(at % 2)): sums[at].tolist() for at in np.flatnonzero(sums[:, 0])}
        )
    return found


@settings(max_examples=max(settings.default.max_examples // 4, 1))  # each makes a collection
@given(tables(), st.data(), DAYS, DAYS, st.booleans())
def test_property_regions_are_those_of_the_incidents(
    drawn: Drawn, data: st.DataObject, one: date, other: date, has_days: bool
) -> None:
    """Whatever the days and the filters, the sums of each region are the plain ones."""
    whole = build(**drawn)
    days = (min(one, other), max(one, other)) if has_days else None
    filters = replace(data.draw(filters_of(whole)), dates=days)
    plain = regions_plainly(whole, filters)
    assert regions_each_way(whole, filters) == [plain, plain]


@settings(max_examples=max(settings.default.max_examples // 4, 1))  # each makes a collection
@given(tables(), st.data(), DAYS, DAYS, st.booleans())
def test_property_sums_are_those_of_the_incidents(
    drawn: Drawn, data: st.DataObject, one: date, other: date, is_narrowed: bool
) -> None:
    """Whatever the days, also some outside, and the filters, every figure is the plain one."""
    whole = build(**drawn)
    filters = data.draw(filters_of(whole)) if is_narrowed else Filters()
    filters = replace(filters, dates=(min(one, other), max(one, other)))
    territory = data.draw(st.sampled_from(["", "russia", "occupied_ukraine"]))
    plain = plainly(whole, filters, "injured", territory)
    assert all(same(plain, found) for found in each_way(whole, filters, "injured", territory))


def test_every_span_of_a_year(crowd: Collection) -> None:
    """Of one set of running sums, some over several days, each span has the plain figures."""
    first, last = span_of(crowd)
    chance = np.random.default_rng(1)
    for _ in range(10):
        ends = sorted(int(each) for each in chance.integers(0, (last - first).days + 1, 2))
        days = Filters(dates=(first + timedelta(days=ends[0]), first + timedelta(days=ends[1])))
        regions = regions_plainly(crowd, days)
        assert regions_each_way(crowd, days) == [regions, regions]
        for territory in ("russia", "occupied_ukraine"):
            plain = plainly(crowd, days, "killed", territory)
            assert all(same(plain, found) for found in each_way(crowd, days, "killed", territory))


def test_all_days(crowd: Collection) -> None:
    """Without a filter of days the sums are those of the whole collection."""
    for measure in CASUALTY_MEASURES:
        found = span_total(crowd, Filters(), measure)
        assert same(found, plainly(crowd, Filters(), measure, ""))


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_two_who_make_one_headline_have_a_share_each(choice: Choice) -> None:
    """Where civilians and combatants are told of apart, each claimant has that one's share."""
    whole = crowded(SEEDS[0])
    filters = Filters(
        claimants=choice.claimants, sides=choice.sides, as_of=choice.as_of,
        who=choice.who, publishers=choice.publishers,
    )  # fmt: skip
    for measure in CASUALTY_MEASURES:
        plain = plainly(whole, filters, measure, "")
        assert int(plain.headline.sum()) == plain.total.headline
        assert all(same(plain, found) for found in each_way(whole, filters, measure, ""))


@pytest.mark.parametrize("bound", ["MOST_NUMBERS", "MOST_FOR_EACH"])
def test_too_many_numbers_are_not_kept(
    crowd: Collection, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    """Where running sums would take too much room the incidents are added up, to the same sum."""
    monkeypatch.setattr(span_totals, bound, 0)
    monkeypatch.delattr(span_totals, "_running")
    filters = Filters(dates=(span_of(crowd)[0],) * 2)
    assert same(span_total(crowd, filters, "injured"), plainly(crowd, filters, "injured", ""))
