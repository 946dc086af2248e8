"""Regions are shaded by sums that add up, territories apart, the unknown never as a number."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.cartography import SHADED, region_sums
from strikemap.cartography.cells import AT_LEAST, UP_TO
from strikemap.cartography.regions import (
    EDGED,
    HATCHED,
    NONE,
    RegionSum,
    RegionSums,
    classes,
    shaded_by,
)
from strikemap.casualties.tolls import tolls
from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from strikemap.markup import safe
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


def test_what_has_no_region_is_counted_and_not_drawn() -> None:
    """Incidents without a region have a line among the sums, and none on the map or its legend."""
    nowhere = [incident(f"n{at}", region="") for at in range(7)]
    sums = region_sums(InView(build([incident("a"), *nowhere], [claim("c", "n1", "0")])), "killed")
    assert [(each.code, each.incidents) for each in sums.regions] == [("", 7), ("RU-BEL", 1)]
    assert [code for code, *_ in sums.as_json()["all"]] == [safe("RU-BEL")]
    assert [what for what, _ in sums.legend] == [HATCHED]
    alone = region_sums(InView(build([incident("a"), *nowhere])), "incidents")
    assert alone.classes == (1,) and len(alone.legend) == 1


@given(st.lists(st.integers(0, 3_000), min_size=1, max_size=12))
def test_property_a_shade_grows_with_its_number(numbers: list[int]) -> None:
    """More is never lighter; the ends of the scale are used where there are two classes or more;
    each region that has a number is in the class whose words hold it.
    """
    shown = tuple(RegionSum("RU-BEL", False, 9, (number, 0), (0, 0), (0, 9)) for number in numbers)
    sums = RegionSums("killed", shown, classes(numbers, 4))
    made = sorted((number, sums.shade(each)) for number, each in zip(numbers, shown, strict=True))
    assert [shade for _, shade in made] == sorted(shade for _, shade in made)
    assert all((shade == -1) == (number == 0) for number, shade in made)
    shades = [what for what, _ in sums.legend if isinstance(what, int)]
    if len(shades) > 1:
        assert (shades[0], shades[-1]) == (0, 4) and shades == sorted(set(shades))
    if len(shades) == 1:
        assert shades == [3]
    words = {what: said for what, said in sums.legend if isinstance(what, int)}
    for number, shade in made:
        if shade >= 0:
            least, *most = (
                int(each.replace(",", "")) for each in re.findall(r"\d[\d,]*", words[shade])
            )
            is_open = "or more" in words[shade]
            assert least <= number and (is_open or number <= (most[0] if most else least))


@given(st.lists(st.integers(0, 10**6), max_size=30), st.integers(2, 5))
def test_property_classes_are_round_and_spread(values: list[int], at_most: int) -> None:
    """Each number its own where they are few; else of 1, 2, 5, 10 and so on, from the first to the
    last of these that is reached, no two further apart than the spread asks.
    """
    made, most = classes(values, at_most), max(values, default=0)
    if most <= at_most:
        assert made == tuple(range(1, most + 1))
        return
    steps = [step * 10**power for power in range(7) for step in (1, 2, 5)]
    steps = [step for step in steps if step <= most]
    at = [steps.index(least) for least in made]
    assert (at[0], at[-1]) == (0, len(steps) - 1)
    assert len(made) == min(at_most, len(steps))
    gaps = [after - before for before, after in pairwise(at)]
    assert max(gaps) - min(gaps) <= 1


@pytest.mark.parametrize(
    ("unknown", "is_hatched"), [(0, False), (1, False), (2, False), (3, True), (4, True)]
)
def test_hatched_is_more_than_half(unknown: int, is_hatched: bool) -> None:
    """Of four, three unknown are most and two are not; of incidents nothing is unknown."""
    of = RegionSum("RU-BEL", False, 4, (0, 0), (0, 0), (unknown, 4 - unknown))
    assert of.is_mostly_unknown("killed") is is_hatched
    assert of.is_mostly_unknown("injured") is (4 - unknown > 2)
    assert not of.is_mostly_unknown("incidents")
    assert of.value("killed") == (None if unknown == 4 else 0)
    assert of.figure("killed") == ("not reported" if unknown == 4 else "0")


@pytest.mark.parametrize(
    ("number", "bounds", "figure"),
    [(0, 0, "0"), (0, UP_TO, "“up to” alone"), (3, UP_TO, "3"), (3, AT_LEAST, "3+"),
     (0, AT_LEAST, "0+"), (1_204, AT_LEAST | UP_TO, "1,204+")],
)  # fmt: skip
def test_a_figure_says_what_is_open(number: int, bounds: int, figure: str) -> None:
    """At least has its plus; a zero that is left of “up to” alone says so; the legend does too."""
    of = RegionSum("RU-BEL", True, 4, (number, number), (bounds, bounds), (1, 1))
    for by in ("killed", "injured"):
        assert of.figure(by) == figure
        assert of.is_maxima_alone(by) is (figure == "“up to” alone")
        legend = RegionSums(by, (of,), classes([number], 4)).legend
        words = [said for what, said in legend if what == NONE]
        alone = f"0 {by}, or “up to” alone"
        assert words == ([alone] if bounds & UP_TO else [f"0 {by}, reported"])[: number == 0]
    assert of.figure("incidents") == "4" and not of.is_maxima_alone("incidents")
    assert of.told[0] == "Belgorod Oblast (occupied Ukraine)"


def test_a_class_is_said_by_what_it_counts() -> None:
    """Of incidents, killed and injured: one number, from one to another, or open."""
    said = {
        by: [
            words
            for what, words in RegionSums(by, (), (1, 2, 5, 20)).legend
            if isinstance(what, int)
        ]
        for by in SHADED
    }
    assert said["incidents"] == [
        "1 incident reported", "2–4 incidents reported", "5–19 incidents reported",
        "20 or more incidents reported",
    ]  # fmt: skip
    for by in ("killed", "injured"):
        assert said[by] == [f"1 {by}, reported", f"2–4 {by}, reported", f"5–19 {by}, reported",
                            f"20 or more {by}, reported"]  # fmt: skip


@pytest.mark.parametrize(
    ("layer", "by"),
    [("incidents", None), ("regions", "incidents"), ("regions-killed", "killed"),
     ("regions-injured", "injured")],
)  # fmt: skip
def test_what_a_links_layer_shades_by(layer: str, by: str | None) -> None:
    """Regions by incidents where nothing else is named; with incidents nothing is shaded."""
    assert shaded_by(layer) == by


def test_for_the_script_each_region_is_a_line() -> None:
    """Code, territory, shade, hatching and words, which are safe HTML with the name first."""
    rows = [incident("a"), occupied("o"), occupied("p")]
    sums = region_sums(InView(build(rows, [claim("c", "a", "2")])), "killed")
    told = sums.as_json()
    assert told["by"] == "killed"
    assert [each[1:4] for each in told["all"]] == [[1, -1, 1], [0, 4, 0]]
    for each, (code, is_occupied, shade, is_hatched, words) in zip(
        sums.drawn, told["all"], strict=True
    ):
        assert (code, is_occupied) == (safe(each.code), int(each.is_occupied))
        assert (shade, is_hatched) == (sums.shade(each), int(each.is_mostly_unknown("killed")))
        assert words == "<br>".join([f"<b>{safe(each.told[0])}</b>", *map(safe, each.told[1:])])
    assert told["legend"] == [[what, safe(said)] for what, said in sums.legend]


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
