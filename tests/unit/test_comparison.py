"""Two sides of a comparison: days, totals, and pairs that are likely one incident."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from strikemap import comparison
from strikemap.filters import Filters
from strikemap.in_view import InView
from strikemap.model import Collection
from tests.builders import DRONE, build, claim, incident

MAY = (date(2023, 5, 1), date(2023, 5, 31))


def named(collection: Collection, name: str) -> Collection:
    return replace(collection, name=name, title=name)


def side(*incidents: dict[str, str], name: str = "one", claims: tuple = ()) -> InView:
    return InView(named(build(incidents, claims), name), Filters())


def pairs(one: dict[str, str], other: dict[str, str]) -> tuple[comparison.Pair, ...]:
    return comparison.pairs(side(one), side(other, name="other")).found


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2023-05-01,2023-05-31", MAY),
        ("2023-05,2023-05", MAY),
        ("2023,2023", (date(2023, 5, 1), date(2023, 6, 1))),
    ],
)
def test_a_period_is_two_days_or_prefixes(text: str, days: tuple[date, date]) -> None:
    """A prefix stands for all of its days, within those of the collection."""
    of = build([incident("a", date_start="2023-05-01"), incident("b", date_start="2023-06-01")])
    assert comparison.period(text, of) == days


@pytest.mark.parametrize(
    "text",
    ["", "2023-05-31", "2023-05-31,2023-05-01", "a,b", "2023-05-01,2023-05-31,", "1999,1999"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    """Anything else raises a ValueError that says why."""
    with pytest.raises(ValueError, match=r"\w"):
        comparison.period(text, build([incident("a")]))


def test_counts_have_every_day_of_the_span_and_the_inexact_apart() -> None:
    """Each day has its number, zero included; an incident without an exact day stands on none."""
    of = side(
        incident("a", date_start="2023-05-01"),
        incident("b", date_start="2023-05-03"),
        incident("c", date_start="2023-05-03"),
        incident("d", date_start="2023-05-01", date_end="2023-05-04", time_precision="2"),
    )
    counts, inexact = comparison.counts_by_day(of)
    assert counts.tolist() == [1, 0, 2, 0]
    assert inexact == 1


def test_two_collections_share_the_calendar() -> None:
    """A day that a side does not cover is NaN, not zero."""
    one = side(incident("a", date_start="2023-05-01"), incident("b", date_start="2023-05-02"))
    other = side(incident("c", date_start="2023-05-02"), incident("d", date_start="2023-05-04"))
    frame = comparison.timeline(one, other)
    assert frame["at"].dt.day.tolist() == [1, 2, 3, 4]
    np.testing.assert_equal(frame["one"].tolist(), [1, 1, np.nan, np.nan])
    np.testing.assert_equal(frame["other"].tolist(), [np.nan, 1, 0, 1])


def test_two_periods_are_laid_over_each_other() -> None:
    """Their days are counted from the first; the shorter one ends before the axis does."""
    of = build([incident("a", date_start="2023-05-01"), incident("b", date_start="2023-05-11")])
    first = InView(of, Filters(dates=(date(2023, 5, 1), date(2023, 5, 3))))
    second = comparison.other_period(first, (date(2023, 5, 10), date(2023, 5, 11)))
    frame = comparison.timeline(first, second)
    assert frame["at"].tolist() == [1, 2, 3]
    np.testing.assert_equal(frame["one"].tolist(), [1, 0, 0])
    np.testing.assert_equal(frame["other"].tolist(), [0, 1, np.nan])


def test_a_coarser_timeline_counts_the_same() -> None:
    """A row for several days adds their counts up; days that a side lacks stay without one."""
    of = build([incident("a", date_start="2023-05-01"), incident("b", date_start="2023-05-11")])
    first = InView(of, Filters(dates=(date(2023, 5, 1), date(2023, 5, 9))))
    second = comparison.other_period(first, (date(2023, 5, 10), date(2023, 5, 12)))
    whole = comparison.timeline(first, second)
    weeks = comparison.coarser(whole, 7)
    assert list(weeks.columns) == list(whole.columns) and weeks["at"].tolist() == [4, 8.5]
    np.testing.assert_equal(weeks["one"].tolist(), [1, 0])
    np.testing.assert_equal(weeks["other"].tolist(), [1, np.nan])
    assert weeks["day_other"].isna().tolist() == [False, True]


def test_totals_are_ranges_by_territory_and_measure() -> None:
    """Each total keeps its ends and what is unknown; no difference is made of them."""
    one = side(incident("a"), incident("b"), claims=(claim("c1", "a", "2-4"),))
    other = side(incident("a"), name="other")
    frame = comparison.totals_in_words(one, other).set_index(["territory", "measure"])
    assert frame.loc[("Russian territory", "killed"), "one"] == (
        "2–4 (headline 2); unknown for 1 of 2"
    )
    assert frame.loc[("Russian territory", "killed"), "other"] == "not reported for all 1"
    assert frame.loc[("Russian-occupied Ukraine", "injured"), "one"] == "no incident"


def test_the_other_collection_is_shown_for_the_same_days() -> None:
    """Filters go along; days that were not chosen are those that both cover."""
    one = side(incident("a", date_start="2023-05-01"), incident("b", date_start="2023-05-10"))
    wider = build([incident(f"d{n}", date_start=f"2023-05-{n:02}") for n in (5, 10, 20)])
    other, notices = comparison.other_collection(one, named(wider, "wider"))
    assert (other.span, notices) == ((date(2023, 5, 5), date(2023, 5, 10)), ())
    assert len(other.rows) == 2


def test_what_the_other_collection_cannot_give_is_told() -> None:
    """No shared day, or a region that it has not, is said and shown without."""
    one = InView(build([incident("a")]), Filters(regions=("RU-BEL",)))
    elsewhere = build([incident("b", date_start="2023-07-01", region="RU-BRY")])
    other, notices = comparison.other_collection(one, named(elsewhere, "elsewhere"))
    assert len(other.rows) == 1
    assert "RU-BEL" in notices[0]
    assert "no day" in notices[1]


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
    found = pairs(incident("a"), incident("b", **change))
    assert bool(found) is is_pair
    assert not any(each.certain for each in found)


def test_pairs_do_not_depend_on_which_side_is_longer() -> None:
    """Swapping the sides swaps each pair, and no more."""
    some = [incident("a"), incident("b", date_start="2023-06-05", latitude="51")]
    many = [*some, *(incident(f"c{n}", date_start=f"2023-06-{n:02}") for n in range(1, 9))]
    one, other = side(*some), side(*many, name="other")
    there = comparison.pairs(one, other).found
    back = comparison.pairs(other, one).found
    assert len(there) >= 3
    assert sorted((p.one, p.other) for p in there) == sorted((p.other, p.one) for p in back)


@pytest.mark.parametrize("names_it", ["one", "other"])
def test_same_as_is_certain_in_either_direction(names_it: str) -> None:
    """A record that names the other makes the pair certain, however far apart the two are."""
    here = incident("a", same_as="other/b; third/x" if names_it == "one" else "")
    there = incident(
        "b", date_start="2023-06-20", latitude="55", same_as="one/a" if names_it == "other" else ""
    )
    (found,) = pairs(here, there)
    assert found.certain
    assert (found.days, round(found.km)) == (20, 510)


def test_a_certain_pair_leaves_no_likely_ones() -> None:
    """What is known to be the same is not offered a second time with another record."""
    one = side(incident("a", same_as="other/b"))
    other = side(incident("b"), incident("c"), name="other")
    (found,) = comparison.pairs(one, other).found
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
    second = comparison.other_period(first, (date(2023, 5, 3), date(2023, 5, 4)))
    (found,) = comparison.pairs(first, second).found
    assert (found.one, found.other, found.certain) == (0, 0, True)


def test_too_many_are_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bounds the surest are listed, and the page can say so."""
    monkeypatch.setattr(comparison, "MAX_PAIRS", 2)
    one, other = (side(*(incident(f"{n}{i}") for i in range(3)), name=n) for n in ("x", "y"))
    found = comparison.pairs(one, other)
    assert len(found.found) == 2
    assert "of 9 pairs" in found.left_out
    monkeypatch.setattr(comparison, "MAX_ROWS", 2)
    assert "narrow the view" in comparison.pairs(one, replace_side(other)).left_out


def replace_side(of: InView) -> InView:
    return InView(of.collection, Filters(text="y"))


def test_nothing_in_view_pairs_with_nothing() -> None:
    """An empty side has no pair, no count and no total."""
    one = InView(build([incident("a")]), Filters(text="nothing is called this"))
    other = side(incident("b"), name="other")
    assert comparison.pairs(one, other).found == ()
    assert comparison.counts_by_day(one)[0].tolist() == [0]
