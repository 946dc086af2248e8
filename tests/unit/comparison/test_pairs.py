"""What may be the same incident on both sides."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

import pytest

from strikemap.comparison import pairs
from strikemap.comparison.pairs import Pair
from strikemap.comparison.sides import other_period
from strikemap.comparison.timelines import counts_by_day
from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from strikemap.model import Collection
from tests.builders import DRONE, SHELLING, build, incident
from tests.unit.comparison.side import named, replace_side, side


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
        ({"latitude": "50.68", "geo_precision": "2"}, True),
        ({"latitude": "50.69", "geo_precision": "2"}, False),
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
    assert (found.days, found.km, found.vague) == (0, 0, "")


def test_too_many_are_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bounds the surest are listed, and the page can say so."""
    monkeypatch.setattr(pairs, "MAX_PAIRS", 2)
    one, other = (side(*(incident(f"{n}{i}") for i in range(3)), name=n) for n in ("x", "y"))
    found = pairs.pairs(one, other)
    assert (len(found.found), found.many, found.searched) == (2, 9, True)
    assert found.left_out.startswith("The 2 likeliest of 9 pairs")
    monkeypatch.setattr(pairs, "MAX_PAIRS", 9)
    all_of_them = pairs.pairs(one, replace_side(other))
    assert (len(all_of_them.found), all_of_them.left_out) == (9, "")
    assert found.found == all_of_them.found[:2]


@pytest.mark.parametrize(("sizes", "searched"), [((2, 4), True), ((4, 2), True), ((3, 4), False)])
def test_too_many_on_both_sides_are_not_searched(
    sizes: tuple[int, int], searched: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the shorter side is short enough; else what is stated is all, and that is said."""
    monkeypatch.setattr(pairs, "MAX_ROWS", 2)
    rows = [
        [incident(f"{name}{at}") for at in range(size)]
        for name, size in zip("xy", sizes, strict=True)
    ]
    rows[0][0] |= {"same_as": "y/y1"}
    found = pairs.pairs(*(side(*each, name=name) for name, each in zip("xy", rows, strict=True)))
    likely = (sizes[0] - 1) * (sizes[1] - 1) if searched else 0
    assert (found.searched, len(found.found)) == (searched, 1 + likely)
    assert found.left_out == ("" if searched else pairs.Pairs((), searched=False).left_out)
    assert "More than 2 incidents" in found.left_out or searched


def test_one_that_is_like_none_leaves_the_others_their_pairs() -> None:
    """An incident long before all of the other side, or of another kind, is passed over alone."""
    one = side(
        incident("a", date_start="2023-01-01"),
        incident("b", date_start="2023-05-20", sub_event_type=DRONE),
        incident("c"),
    )
    other = side(incident("d"), incident("e", date_start="2023-05-20"), incident("f"), name="other")
    found = pairs.pairs(one, other).found
    assert [(pair.one, pair.other) for pair in found] == [(2, 1), (2, 2)]


def some(chance: random.Random, size: int, name: str, beside: str) -> Collection:
    """Incidents of few days, places and kinds, as near to each other as the rules' bounds."""
    rows = []
    for at in range(size):
        start = date(2023, 5, 1) + timedelta(days=chance.randrange(16))
        precision = chance.choice("1112")
        length = chance.randrange(2) if precision == "1" else chance.randrange(2, 7)
        is_placed = chance.random() < 0.9
        kind = chance.choice((SHELLING, SHELLING, DRONE, "unknown"))
        known = {} if kind != "unknown" else {"event_type": "unknown"}
        rows.append(
            incident(
                f"{name}{at}",
                date_start=start.isoformat(),
                date_end=(start + timedelta(days=length)).isoformat(),
                time_precision=precision,
                geo_precision=chance.choice("11223") if is_placed else "3",
                latitude=f"{50 + chance.randrange(10) * 0.06:.2f}" if is_placed else "",
                longitude=f"{36 + chance.randrange(2) * 0.05:.2f}" if is_placed else "",
                region=chance.choice(("RU-BEL", "RU-BEL", "RU-KRS", "")),
                sub_event_type=kind,
                same_as=chance.choice((*[""] * 12, f"{beside}/{beside}{chance.randrange(size)}")),
                **known,
            )
        )
    return named(build(rows), name)


def plainly(one: Collection, other: Collection) -> list[tuple[object, ...]]:
    """Each pair of records held against the rules, the likeliest first."""
    sides = [list(each.incidents.itertuples()) for each in (one, other)]
    stated = {
        (i, j)
        for i, a in enumerate(sides[0])
        for j, b in enumerate(sides[1])
        if a.same_as == f"other/{b.incident_id}" or b.same_as == f"one/{a.incident_id}"
    }
    found = []
    for i, a in enumerate(sides[0]):
        for j, b in enumerate(sides[1]):
            apart = max(0, (b.date_start - a.date_end).days, (a.date_start - b.date_end).days)
            is_vague = a.geo_precision == 3 or b.geo_precision == 3
            km = math.nan if is_vague else km_between(a, b)
            if (i, j) in stated:
                found.append((i, j, apart, km, True, ""))
                continue
            if any(i == row or j == at for row, at in stated):
                continue
            is_town = a.geo_precision == 1 and b.geo_precision == 1
            no_kind = "unknown" in (a.sub_event_type, b.sub_event_type)
            no_day = (a.time_precision, b.time_precision) != (1, 1)
            is_near = a.region == b.region != "" if is_vague else km <= (10 if is_town else 30)
            fits = no_kind or a.sub_event_type == b.sub_event_type
            vague = sum(map(bool, (no_day, is_vague, no_kind)))
            if apart <= 1 and is_near and fits and vague <= 1:
                told = (
                    ("day not exact" if no_day else "")
                    or ("region alone" if is_vague else "")
                    or ("kind unknown" if no_kind else "")
                )
                found.append((i, j, apart, km, False, told))

    def surest(pair: tuple[object, ...]) -> tuple[object, ...]:
        i, j, apart, km, certain, told = pair
        # As far apart as makes a difference: both ways of reckoning are good to a metre.
        return not certain, bool(told), apart, math.inf if math.isnan(km) else round(km, 3), i, j

    return sorted(found, key=surest)


def km_between(a: object, b: object) -> float:
    """By the chord between two points of a sphere."""
    ends = []
    for of in (a, b):
        north, east = math.radians(of.latitude), math.radians(of.longitude)
        flat = math.cos(north)
        ends.append((flat * math.cos(east), flat * math.sin(east), math.sin(north)))
    return 2 * 6371.0088 * math.asin(math.dist(*ends) / 2)


@pytest.mark.parametrize(("seed", "sizes"), [(1, (30, 50)), (2, (50, 30)), (3, (40, 40))])
def test_pairs_are_those_of_a_plain_look_at_each_two(seed: int, sizes: tuple[int, int]) -> None:
    """Every two records are a pair by the rules or none, in the order of how sure it is, whichever
    side is the longer.
    """
    chance = random.Random(seed)
    one, other = (
        some(chance, size, *names)
        for size, names in zip(sizes, (("one", "other"), ("other", "one")), strict=True)
    )
    whole = pairs.pairs(InView(one), InView(other))
    found = whole.found
    assert (whole.many, whole.searched, whole.left_out) == (0, True, "")
    meant = plainly(one, other)
    assert len({told for *_, told in meant}) == 4 and any(certain for *_, certain, _ in meant)
    assert [(p.one, p.other, p.days, p.certain, p.vague) for p in found] == [
        (i, j, days, certain, told) for i, j, days, _, certain, told in meant
    ]
    assert [p.km for p in found] == pytest.approx([km for *_, km, _, _ in meant], nan_ok=True)


def test_nothing_in_view_pairs_with_nothing() -> None:
    """An empty side has no pair, no count and no total."""
    one = InView(build([incident("a")]), Filters(text="nothing is called this"))
    other = side(incident("b"), name="other")
    assert pairs.pairs(one, other).found == ()
    assert counts_by_day(one)[0].tolist() == [0]
