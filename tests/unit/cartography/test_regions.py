"""Regions are shaded by sums that add up, territories apart, the unknown never as a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.cartography import SHADED, region_sums
from strikemap.cartography.regions import EDGED, HATCHED, NONE, classes
from strikemap.casualties.tolls import tolls
from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from tests.builders import build, claim, incident, occupied

DAYS = Filters(dates=(date(2023, 5, 31), date(2023, 5, 31)))


def test_sums_add_up_and_territories_stay_apart() -> None:
    """Every incident is in one region's line; the sums are those of the tolls."""
    rows = [incident("a"), incident("b"), occupied("o"), incident("k", region="RU-KRS")]
    whole = build(rows, [claim("c1", "a", "2"), claim("c2", "o", "5"), claim("c3", "k", "0")])
    sums = region_sums(InView(whole), "killed")
    assert sum(each.incidents for each in sums.regions) == 4
    assert sum(each.sums[0] for each in sums.regions) == int(tolls(whole, "killed").headline.sum())
    told = {(each.code, each.is_occupied): each.value("killed") for each in sums.regions}
    assert told == {("RU-BEL", False): 2, ("UA-09", True): 5, ("RU-KRS", False): 0}
    assert [each.value("injured") for each in sums.regions] == [None, None, None]


@pytest.mark.parametrize("by", SHADED)
def test_a_shade_means_the_same_whatever_the_days(by: str) -> None:
    """Classes are those of all days."""
    rows = [incident(f"i{at}", date_start="2023-05-30", date_end="2023-05-30") for at in range(9)]
    whole = build([*rows, incident("z")])
    assert region_sums(InView(whole, DAYS), by).classes == region_sums(InView(whole), by).classes
    assert sum(each.incidents for each in region_sums(InView(whole, DAYS), by).regions) == 1


def test_the_legend_tells_each_shade_once() -> None:
    """Every shade that a region has, hatching and edge are in the legend; nouns agree."""
    rows = [incident("a"), occupied("o"), occupied("p"), incident("k", region="RU-KRS")]
    whole = build(rows, [claim("c1", "a", "2+"), claim("c2", "o", "5"), claim("c3", "k", "0")])
    for by in SHADED:
        sums = region_sums(InView(whole), by)
        told = [what for what, _ in sums.legend]
        used = {sums.shade(each) for each in sums.regions} - {-1}
        assert len(told) == len(set(told)) and used <= set(told)
        assert EDGED in told
        assert (HATCHED in told) == any(each.is_mostly_unknown(by) for each in sums.regions)
    words = [said for _, said in region_sums(InView(whole), "incidents").legend]
    assert words[:2] == ["1 incident reported", "2 or more incidents reported"]
    killed = region_sums(InView(whole), "killed")
    assert (NONE, "0 killed, reported") in killed.legend
    assert {each.code: each.figure("killed") for each in killed.regions} == {
        "RU-BEL": "2+",
        "UA-09": "5",
        "RU-KRS": "0",
    }


def test_a_region_is_told_with_its_bounds() -> None:
    """A sum of which a part is “at least” is never told as exact, nor one of maxima as none."""
    whole = build(
        [incident("a"), occupied("o")], [claim("c1", "a", "2+"), claim("c2", "o", "up to 3")]
    )
    told = {each.code: each.told for each in region_sums(InView(whole), "killed").regions}
    assert told["RU-BEL"][1:3] == ("1 incident reported", "killed at least 2")
    assert "left out" in told["UA-09"][2]


def test_filters_hold() -> None:
    """A region that is filtered out has no line."""
    whole = build([incident("a"), occupied("o")])
    chosen = replace(Filters(), territory="russia")
    assert [
        each.is_occupied for each in region_sums(InView(whole, chosen), "incidents").regions
    ] == [False]


@given(st.lists(st.integers(0, 10_000), max_size=30), st.integers(2, 5))
def test_there_are_at_most_so_many_classes(values: list[int], at_most: int) -> None:
    """Classes rise from 1, are no more than asked for, and the last one is reached."""
    made = classes(values, at_most)
    assert list(made) == sorted(set(made)) and len(made) <= at_most
    most = max(values, default=0)
    assert (made[0] == 1 and made[-1] <= most) if most else made == ()


def test_a_reported_zero_is_one_of_five_classes() -> None:
    """Where tolls spread wide, the legend has five lines of numbers with the zero's, not six."""
    regions = "RU-BEL", "RU-KRS", "RU-BRY", "RU-VOR", "RU-ROS", "RU-LIP", "RU-MOS"
    rows = [incident(f"i{at}", region=region) for at, region in enumerate(regions)]
    numbers = ("0", "1", "5", "12", "40", "90", "300")
    said = [claim(f"c{at}", f"i{at}", number) for at, number in enumerate(numbers)]
    told = region_sums(InView(build(rows, said)), "killed").legend
    lines = [words for what, words in told if what == NONE or isinstance(what, int)]
    assert len(lines) == 5 and lines[0] == "0 killed, reported" and "300" not in lines[-2]
