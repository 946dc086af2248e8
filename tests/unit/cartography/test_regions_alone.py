"""Where thousands are shown, what is known by region alone is in its region's label and no cell."""

from __future__ import annotations

import sys
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from bench import synthetic
from strikemap import collection
from strikemap.cartography import layer as layers
from strikemap.cartography.cells import AT_LEAST, UP_TO, rows_in
from strikemap.cartography.regions_alone import regions_alone, rows_alone
from strikemap.casualties.tolls import tolls
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept
from strikemap.in_view import InView
from strikemap.model import Collection
from tests.builders import build, claim, incident, occupied
from tests.unit.cartography.views import whole_layer
from tests.unit.strategies import filters_of

module = sys.modules[regions_alone.__module__]


@pytest.fixture(scope="module")
def vague() -> Collection:
    """Made-up incidents of most of which the region alone is known, and of some not even that."""
    tables, contents = synthetic.make(600)
    of = tables["incidents"]
    number = np.arange(len(of))
    of["geo_precision"] = of["geo_precision"].where(number % 3 == 0, "3")
    for name in ("latitude", "longitude"):
        of[name] = of[name].where(number % 50 > 0, "")
    of["geo_precision"] = of["geo_precision"].where(number % 50 > 0, "3")
    found = collection.from_tables(tables, contents, None).collection
    assert found is not None
    return found


@pytest.mark.parametrize("is_kept_by_days", [True, False])
def test_property_each_region_is_what_a_plain_count_says(
    vague: Collection, is_kept_by_days: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the filters, and whether figures are kept by days or not: each region of each
    territory has its number, tolls and what is unknown, at a point of one in view.
    """
    if not is_kept_by_days:
        monkeypatch.setattr(module, "_over_days", lambda *_: None)

    @settings(deadline=None)
    @given(filters_of(vague))
    def holds(filters: Filters) -> None:
        made = regions_alone(InView(vague, filters))
        rows = rows_kept(vague, filters)
        of = vague.incidents.iloc[rows].assign(row=rows)
        of = of[(of["geo_precision"].astype(int) == 3) & of["latitude"].notna()]
        groups = dict(list(of.groupby(["region", "territory"], observed=True)))
        territories = [TERRITORIES[each] for each in made.is_occupied.tolist()]
        found = list(zip(made.code, territories, strict=True))
        assert set(found) == set(groups) and len(found) == len(groups)
        assert made.count.tolist() == sorted(made.count.tolist(), reverse=True)
        for at, (code, territory) in enumerate(found):
            group = groups[code, territory]
            assert made.count[at] == len(group)
            points = zip(group["latitude"].round(4), group["longitude"].round(4), strict=True)
            assert (made.latitude[at], made.longitude[at]) in set(points)
            own = rows_alone(vague, rows, code, is_occupied=territory == TERRITORIES[1])
            assert own.tolist() == group["row"].tolist()
            for name, sums in (("killed", made.killed), ("injured", made.injured)):
                toll = tolls(vague, name, filters.choice)
                assert sums.sum[at] == toll.headline[own].sum()
                assert sums.unknown[at] == (~toll.known[own]).sum()

    holds()


TERRITORIES = ("russia", "occupied_ukraine")


def test_thousands_known_by_region_alone_are_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each region has one label with all of its; none of them is in a cell, and a label opens
    exactly what it counts.
    """
    monkeypatch.setattr(layers, "AGGREGATE_FROM", 3)
    vague = {"geo_precision": "3", "latitude": "50.6", "longitude": "36.6"}
    rows = [incident(f"v{at}", **vague) for at in range(4)]
    rows += [incident(f"i{at}", latitude=f"50.{at}", longitude="36.1") for at in range(4)]
    rows += [occupied("o", geo_precision="3")]
    whole = build(rows, [claim("c1", "v0", "2+"), claim("c2", "v1", "up to 3")])
    layer = whole_layer(whole)
    assert layer.cells is not None and layer.alone is not None
    assert (layer.cells.count.sum(), layer.alone.count.tolist()) == (4, [4, 1])
    assert layer.shown == len(whole.incidents)
    assert [layer.alone.name(at) for at in (0, 1)] == ["Belgorod Oblast", "Luhansk Oblast"]
    assert layer.alone.killed.sum.tolist() == [2, 0]
    assert layer.alone.killed.bounds.tolist() == [AT_LEAST | UP_TO, 0]
    assert layer.alone.killed.unknown.tolist() == [2, 1]
    every = np.arange(len(whole.incidents))
    own = rows_alone(whole, every, "RU-BEL", is_occupied=False)
    assert {whole.incidents["incident_id"].iloc[at][0] for at in own} == {"v"}
    cells = [rows_in(whole, every, layer.cells.squares(at)) for at in range(len(layer.cells))]
    assert not set(np.concatenate(cells)) & set(own)


def test_what_has_no_region_is_together_too() -> None:
    """Incidents of which not even the region is known have a line of their own that opens them."""
    vague = {"geo_precision": "3"}
    rows = [incident("a", **vague), incident("b", region="", **vague), incident("c", region="")]
    whole = build([*rows, incident("d", region="", **vague), occupied("e", region="", **vague)])
    made = regions_alone(InView(whole))
    assert made.code == ("", "", "RU-BEL") and made.count.tolist() == [2, 1, 1]
    assert [made.name(at) for at in range(3)] == ["", "", "Belgorod Oblast"]
    opened = [
        rows_alone(whole, np.arange(5), code, is_occupied=bool(is_occupied)).tolist()
        for code, is_occupied in zip(made.code, made.is_occupied, strict=True)
    ]
    assert opened == [[1, 3], [4], [0]]
    assert rows_alone(whole, np.arange(5), "RU-KRS", is_occupied=False).tolist() == []


@pytest.mark.parametrize("length", [1, 2, 5])
def test_each_span_of_days_has_its_own(length: int) -> None:
    """From before the first day to after the last, whatever the ends, those that may have been then
    are counted; a span beside all days has none.
    """
    first = date(2023, 5, 29)
    last = first + timedelta(days=length - 1)
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    whole = build(
        [incident(f"i{day:%m%d}", date_start=day.isoformat(), geo_precision="3") for day in days]
    )
    around = [first + timedelta(days=at) for at in range(-2, len(days) + 2)]
    for at, one in enumerate(around):
        for other in around[at:]:
            made = regions_alone(InView(whole, Filters(dates=(one, other))))
            count = sum(one <= day <= other for day in days)
            assert made.count.tolist() == [count][: count > 0]
            assert made.killed.unknown.tolist() == made.count.tolist()
