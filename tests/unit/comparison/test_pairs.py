"""What may be the same incident on both sides."""

from __future__ import annotations

from datetime import date

import pytest

from strikemap.comparison import pairs
from strikemap.comparison.pairs import Pair
from strikemap.comparison.sides import other_period
from strikemap.comparison.timelines import counts_by_day
from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from tests.builders import DRONE, build, incident
from tests.unit.comparison.side import replace_side, side


def paired(one: dict[str, str], other: dict[str, str]) -> tuple[Pair, ...]:
    return pairs.pairs(side(one), side(other, name="other")).found


@pytest.mark.parametrize(
    ("change", "is_pair"),
    [
        ({}, True),
        ({"date_start": "2023-06-01"}, True),
        ({"date_start": "2023-06-02"}, False),
        ({"latitude": "50.49"}, True),
        ({"latitude": "50.51"}, False),
        ({"latitude": "50.6", "geo_precision": "2"}, True),
        ({"latitude": "50.7", "geo_precision": "2"}, False),
        ({"latitude": "50.9", "geo_precision": "3"}, True),
        ({"latitude": "50.9", "geo_precision": "3", "region": "RU-KRS"}, False),
        ({"latitude": "50.9", "geo_precision": "3", "region": "RU-AD"}, False),
        ({"latitude": "", "longitude": "", "geo_precision": "3"}, True),
        ({"sub_event_type": DRONE}, False),
        ({"sub_event_type": "unknown", "event_type": "unknown"}, True),
        ({"sub_event_type": "unknown", "event_type": "unknown", "geo_precision": "3"}, False),
        ({"date_end": "2023-06-03", "time_precision": "2", "geo_precision": "3"}, False),
        ({"date_end": "2023-06-03", "time_precision": "2"}, True),
    ],
)
def test_likely_pairs(change: dict[str, str], is_pair: bool) -> None:
    """Days at most one apart, as near as the precision allows, one kind, one vague thing."""
    found = paired(incident("a"), incident("b", **change))
    assert bool(found) is is_pair
    assert not any(each.certain for each in found)


def test_pairs_do_not_depend_on_which_side_is_longer() -> None:
    """Swapping the sides swaps each pair, and no more."""
    some = [incident("a"), incident("b", date_start="2023-06-05", latitude="51")]
    many = [*some, *(incident(f"c{n}", date_start=f"2023-06-{n:02}") for n in range(1, 9))]
    one, other = side(*some), side(*many, name="other")
    there = pairs.pairs(one, other).found
    back = pairs.pairs(other, one).found
    assert len(there) >= 3
    assert sorted((p.one, p.other) for p in there) == sorted((p.other, p.one) for p in back)


@pytest.mark.parametrize("names_it", ["one", "other"])
def test_same_as_is_certain_in_either_direction(names_it: str) -> None:
    """A record that names the other makes the pair certain, however far apart the two are."""
    here = incident("a", same_as="other/b; third/x" if names_it == "one" else "")
    there = incident(
        "b", date_start="2023-06-20", latitude="55", same_as="one/a" if names_it == "other" else ""
    )
    (found,) = paired(here, there)
    assert found.certain
    assert (found.days, round(found.km)) == (20, 510)


@pytest.mark.parametrize("names", ["third/b", "other/c", "b", "one/a", "other/"])
def test_what_names_no_record_of_the_other_makes_no_pair(names: str) -> None:
    """A record of a third collection, or one that is not there, pairs with nothing."""
    far = incident("b", date_start="2023-06-20", latitude="55")
    assert paired(incident("a", same_as=names), far) == ()


def test_a_certain_pair_leaves_no_likely_ones() -> None:
    """What is known to be the same is not offered a second time with another record."""
    one = side(incident("a", same_as="other/b"))
    other = side(incident("b"), incident("c"), name="other")
    (found,) = pairs.pairs(one, other).found
    assert found.certain


def test_two_periods_pair_the_same_record_alone() -> None:
    """Two records of one collection are two incidents; one with a long span may be in both."""
    of = build(
        [
            incident("a", date_start="2023-05-01", date_end="2023-05-04", time_precision="2"),
            incident("b", date_start="2023-05-01"),
            incident("c", date_start="2023-05-04"),
        ]
    )
    first = InView(of, Filters(dates=(date(2023, 5, 1), date(2023, 5, 2))))
    second = other_period(first, (date(2023, 5, 3), date(2023, 5, 4)))
    (found,) = pairs.pairs(first, second).found
    assert (found.one, found.other, found.certain) == (0, 0, True)


def test_too_many_are_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bounds the surest are listed, and the page can say so."""
    monkeypatch.setattr(pairs, "MAX_PAIRS", 2)
    one, other = (side(*(incident(f"{n}{i}") for i in range(3)), name=n) for n in ("x", "y"))
    found = pairs.pairs(one, other)
    assert len(found.found) == 2
    assert "of 9 pairs" in found.left_out
    monkeypatch.setattr(pairs, "MAX_ROWS", 2)
    assert "narrow the view" in pairs.pairs(one, replace_side(other)).left_out


def test_nothing_in_view_pairs_with_nothing() -> None:
    """An empty side has no pair, no count and no total."""
    one = InView(build([incident("a")]), Filters(text="nothing is called this"))
    other = side(incident("b"), name="other")
    assert pairs.pairs(one, other).found == ()
    assert counts_by_day(one)[0].tolist() == [0]
