"""The largest toll in view is that of the incidents one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikemap import largest_toll as module
from strikemap.casualties.claimants import speakers
from strikemap.casualties.tolls import tolls
from strikemap.filters.choices import Filters
from strikemap.filters.rows import is_kept, rows_kept
from strikemap.largest_toll import LargestToll, largest_toll
from strikemap.model import Collection
from tests.builders import build, claim, incident
from tests.unit.strategies import DAYS, Drawn, filters_of, tables


@settings(max_examples=max(settings.default.max_examples // 4, 1))  # each makes a collection
@given(tables(), st.data(), DAYS, DAYS, st.sampled_from([1, 2, 1_024]))
def test_property_it_is_that_of_the_incidents(
    drawn: Drawn, data: st.DataObject, one: date, other: date, at_once: int
) -> None:
    """Whatever the days and the filters, its number, how many have it, the first of them, how it is
    put and by whose word it is.
    """
    whole = build(**drawn)
    days = data.draw(st.sampled_from([None, (min(one, other), max(one, other))]))
    filters = replace(data.draw(filters_of(whole)), dates=days)
    of = tolls(whole, "injured", filters.choice)
    said = {int(row): int(of.headline[row]) for row in rows_kept(whole, filters) if of.known[row]}
    most = max(said.values(), default=0)
    those = sorted(row for row, number in said.items() if number == most)
    bounds = sorted({int(of.bound[row]) for row in those})
    who = sorted({who for row in those for who, _share in speakers(whole, of, row)})
    plain = LargestToll(most, len(those), those[0], tuple(bounds), tuple(who)) if most else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "AT_ONCE", at_once)
        assert largest_toll(whole, filters, "injured") == plain


def test_few_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the largest of all is in view, no more are looked at than come at once."""
    names = [f"i{at}" for at in range(9)]
    said = [claim(f"c{at}", name, str(9 - at), "injured") for at, name in enumerate(names)]
    whole = build([incident(name) for name in names], said)
    seen: list[int] = []

    def counted(whole: Collection, filters: Filters, rows: module.Rows) -> object:
        seen.append(len(rows))
        return is_kept(whole, filters, rows)

    monkeypatch.setattr(module, "AT_ONCE", 2)
    monkeypatch.setattr(module, "is_kept", counted)
    day = date(2023, 5, 31)
    found = largest_toll(whole, Filters(dates=(day, day)), "injured")
    assert found == LargestToll(9, 1, 0, (0,), (0,)) and seen == [2, 1]
