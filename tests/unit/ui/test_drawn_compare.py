"""Two views beside each other: which they are, each one's own figures, and what pairs up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from strikemap import cartography
from strikemap.comparison import pairs as found_pairs
from strikemap.comparison.pairs import KIND_UNKNOWN, REGION_ALONE, Pair, Pairs
from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from strikemap.languages import speaking
from strikemap.ui.compare import comparison, maps, other_side, pairs, timelines, totals
from strikemap.ui.incident import panel
from tests.builders import build, claim, incident, occupied
from tests.unit.ui.drawn import Drawn, fresh, plain, reader_of

VAGUE = {"time_precision": "2", "date_basis": "inferred"}
HERE = build(
    [
        incident("a", date_start="2023-05-02"),
        incident("b", date_start="2023-05-03", date_end="2023-05-04"),
        incident("c", date_start="2023-05-20", region="RU-KRS", latitude="51.7", longitude="36.2"),
        incident("d", date_start="2023-05-01", date_end="2023-05-07", **VAGUE),
    ],
    [claim("c1", "a", "2"), claim("c2", "b", "1+", "injured")],
)  # fmt: skip
_THERE = [incident("x", date_start="2023-05-03"), occupied("y", date_start="2023-05-25")]
THERE = replace(build(_THERE, [claim("c", "x", "7")]), name="there", title="There *and*")
ONE, OTHER = InView(HERE), InView(THERE)
MAY = Filters(dates=(date(2023, 5, 1), date(2023, 5, 10)))
LATE = Filters(dates=(date(2023, 5, 15), date(2023, 5, 25)))


# What is compared.


@pytest.mark.parametrize(
    ("asked", "others", "default"),
    [
        ("", True, "Another collection"), ("", False, "Another period"),
        ("2023-05-01,2023-05-02", True, "Another period"), ("there", True, "Another collection"),
    ],
)  # fmt: skip
def test_what_can_be_compared_with(drawn: Drawn, asked: str, others: bool, default: str) -> None:
    """Another collection where there is one, and other days; the one that a link asks for first."""
    current = reader_of(HERE, "", *([THERE] if others else []))
    current.link = replace(current.link, compare=asked)
    other_side.show_choice(current)
    found = drawn.one("segmented_control")
    wants = ["Another collection", "Another period"] if others else ["Another period"]
    assert found.words[1] == wants and found.how["default"] == default
    assert bool(drawn.of("text_input")) is (default == "Another period")
    if default == "Another collection":
        box = drawn.one("selectbox")
        assert box.words[1] == ["there"] and box.how["index"] == (0 if asked else None)
        assert box.how["format_func"]("there") == "There *and*"
    assert current.link.compare == asked


def test_the_other_collection_is_taken(drawn: Drawn) -> None:
    """What is chosen is compared with; taken away it is no more, what is not here stays asked."""
    current = reader_of(HERE, "", THERE)
    drawn.answers["The other collection"] = fresh("there")
    other_side.show_choice(current)
    assert current.link.compare == "there"
    drawn.answers["The other collection"] = None
    other_side.show_choice(current)
    assert current.link.compare == ""
    current.link = replace(current.link, compare="elsewhere")
    other_side.show_choice(current)
    assert current.link.compare == "elsewhere"
    drawn.answers["Compare with"] = None
    drawn.anew()
    other_side.show_choice(current)
    assert len(drawn.all) == 1


@pytest.mark.parametrize(
    ("first", "last", "taken", "is_told"),
    [
        ("2023-05-02", " 2023-05-03 ", "2023-05-02,2023-05-03", False),
        ("2023-05-01", "2023-05-20", "2023-05-01,2023-05-20", False),
        ("2023-05-02", "", "", False), ("", "2023-05-02", "", False), ("", "", "", False),
        ("soon", "2023-05-03", "", True), ("2023-05-04", "2023-05-03", "", True),
    ],
)  # fmt: skip
def test_a_second_period_is_typed(
    drawn: Drawn, first: str, last: str, taken: str, is_told: bool
) -> None:
    """Both days are needed; what is no period is told and changes nothing."""
    current = reader_of(HERE)
    drawn.answers |= {
        "The second period, first day": first, "The second period, last day": last
    }  # fmt: skip
    other_side.show_choice(current)
    assert current.link.compare == taken and bool(drawn.of("text")) is is_told


def test_a_period_that_was_given_stands_in_its_boxes(drawn: Drawn) -> None:
    """Untouched it stays as it is."""
    current = reader_of(HERE)
    current.link = replace(current.link, compare="2023-05-02,2023-05-03")
    other_side.show_choice(current)
    assert [each.how["value"] for each in drawn.of("text_input")] == ["2023-05-02", "2023-05-03"]
    assert current.link.compare == "2023-05-02,2023-05-03"
    for other in (("2023-05-01", "2023-05-03"), ("2023-05-02", "2023-05-04")):
        current.link = replace(current.link, compare="2023-05-02,2023-05-03")
        drawn.answers |= dict(
            zip(("The second period, first day", "The second period, last day"), other, strict=True)
        )
        other_side.show_choice(current)
        assert current.link.compare == ",".join(other)


def test_both_sides(drawn: Drawn) -> None:
    """Nothing asked, nothing there, or both; what the other lacks is told under its title."""
    current = reader_of(HERE, "region=RU-KRS", THERE)
    assert other_side.sides(current) == "Choose what to compare the present view with."
    current.link = replace(current.link, compare="elsewhere")
    assert isinstance(other_side.sides(current), str)
    comparison.show_comparison(current)
    assert "is not here" in drawn.texts("html")[-1] and not drawn.of("altair_chart")
    current.link = replace(current.link, compare="there")
    found = other_side.sides(current)
    assert not isinstance(found, str)
    assert found[0] is current.in_view and found[1].collection is THERE
    assert all("There *and*: " in plain(each) for each in found[2])


def test_a_comparison_has_all_its_parts(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notices first, then totals, timelines, maps and pairs, each of both sides."""
    order: list[Any] = []
    for name in ("show_totals_of_both", "show_timelines", "show_maps", "show_pairs"):
        monkeypatch.setattr(comparison, name, lambda *what, _n=name: order.append((_n, what)))
    monkeypatch.setattr(comparison, "sides", lambda _: (ONE, OTHER, ("<b>a</b>", "b")))
    current = reader_of(HERE, "", THERE)
    comparison.show_comparison(current)
    assert drawn.texts("html") == ["a", "b"]
    assert [name for name, _ in order] == [
        "show_totals_of_both", "show_timelines", "show_maps", "show_pairs"
    ]  # fmt: skip
    assert all(what[-2:] == (ONE, OTHER) for _, what in order)


# Timelines.


def test_bars_of_two_collections(drawn: Drawn) -> None:
    """On the calendar both share, with room on both ends; what is not exact is counted apart."""
    timelines.show_timelines(ONE, OTHER)
    spec = drawn.one("altair_chart").words[0].to_dict()
    assert spec["mark"]["aria"] is False and spec["description"] == "Incidents by day in both"
    said = drawn.texts("html")[0]
    assert "Incidents by day: An example upwards, There *and* downwards." in plain(said)
    assert said.endswith("since their day is not exact: 1 and 0.")
    axis = spec["encoding"]["x"]
    assert (axis["type"], axis["field"]) == ("temporal", "at") and axis["axis"][
        "labelOverlap"
    ] is True
    assert axis["axis"]["tickMinStep"] == 86_400_000, "milliseconds: no day has two marks"
    ends = axis["scale"]["domain"]
    bars = timelines._bars(ONE, OTHER)
    at = bars.whole["at"]
    first, last = at.iloc[0] - pd.Timedelta(hours=14), at.iloc[-1] + pd.Timedelta(hours=14)
    assert [(each["year"], each["month"], each["date"], each["hours"]) for each in ends] == [
        (when.year, when.month, when.day, when.hour) for when in (first, last)
    ]
    weekly = timelines._axis(replace(bars, span=7)).to_dict()["scale"]["domain"][0]
    first = at.iloc[0] - 7 * pd.Timedelta(hours=14)
    assert (weekly["month"], weekly["date"], weekly["hours"]) == (
        first.month,
        first.day,
        first.hour,
    )
    table = drawn.one("dataframe").words[0]
    assert "Day of the period" not in table and table.columns[0] != "at"
    assert table["An example"].sum() == 3 and table["There *and* "].sum() == 2
    assert spec["encoding"]["color"]["scale"]["range"] == list(timelines.COLOURS)
    drawn.context.theme.type = "dark"
    dark = timelines._chart(bars).to_dict()
    assert dark["encoding"]["color"]["scale"]["range"] == list(timelines.DARK_COLOURS)
    assert 1.5 <= spec["mark"]["size"] <= 14


def test_bars_of_two_periods(drawn: Drawn) -> None:
    """Laid over each other day by day from the first; the table numbers the days."""
    one, other = InView(HERE, MAY), InView(HERE, LATE)
    timelines.show_timelines(one, other)
    spec = drawn.one("altair_chart").words[0].to_dict()
    axis = spec["encoding"]["x"]
    days = max((MAY.dates[1] - MAY.dates[0]).days, (LATE.dates[1] - LATE.dates[0]).days) + 1  # type: ignore[index]
    assert axis["type"] == "quantitative" and axis["scale"]["domain"] == [0.5, days + 0.5]
    assert axis["scale"]["nice"] is False and axis["axis"]["tickMinStep"] == 1
    table = drawn.one("dataframe").words[0]
    assert table.columns[0] == "Day of the period" and len(table) == days
    assert {"Day, first", "Day, second"} <= set(table.columns)
    bars = timelines._bars(one, other)
    for span, is_numbered in ((1, True), (2, False)):
        table = timelines._table(replace(bars, span=span))
        assert ("Day of the period" in table) is is_numbered, "of two days there is no number"
    with speaking("uk"):
        assert "labelExpr" in timelines._named_days()
    assert timelines._named_days() == {"format": "%d %b %Y"}


@pytest.mark.parametrize("length", [1, 2, 3, 7])
def test_days_of_a_bar_in_words(length: int) -> None:
    """From its first to its last, with the night after it where one is counted; empty beyond."""
    days = pd.Series(pd.date_range("2023-05-01", periods=7)).where(np.arange(7) < 5)
    count = -(-7 // length)
    nights = pd.Series([at % 2 == 0 for at in range(count)])
    said = timelines._spans(days, nights, length)
    assert len(said) == count
    for at, words in enumerate(said):
        held = [day.date() for day in days[at * length : (at + 1) * length].dropna()]
        if not held:
            assert words == ""
        else:
            assert ("night" in words) is bool(nights[at])
            assert str(held[0].day) in words and str(held[-1].day) in words


# Pairs.


def pair(**changes: Any) -> Pair:
    whole: dict[str, Any] = {
        "one": 0, "other": 0, "days": 1, "km": 2.34, "certain": False, "vague": ""
    }  # fmt: skip
    return Pair(**whole | changes)


def test_a_pair_in_words() -> None:
    """How sure it is, how far apart, and what each side says of it."""
    found = (
        pair(one=0, other=1), pair(one=1, certain=True, vague=""),
        pair(one=2, km=float("nan"), vague=KIND_UNKNOWN),
    )  # fmt: skip
    frame = pairs.table(ONE, OTHER, found)
    assert frame["How sure"].tolist() == ["likely", "certain", f"likely; {KIND_UNKNOWN}"]
    assert frame["Days apart"].tolist() == [1, 1, 1]
    assert frame["Km apart"].tolist() == ["2.3", "2.3", REGION_ALONE]
    assert frame["Days, first"].tolist() == panel.days(HERE.incidents.iloc[[0, 1, 2]])
    assert frame["Days, second"].tolist() == panel.days(THERE.incidents.iloc[[1, 0, 0]])
    mine = [HERE.incidents["title"].iloc[at] for at in (0, 1, 2)]
    theirs = [THERE.incidents["title"].iloc[at] for at in (1, 0, 0)]
    assert frame["Incident, first"].tolist() == mine
    assert frame["Incident, second"].tolist() == theirs
    known = [cell.strip("\u2007") for cell in frame["Killed, second"]]
    assert known == ["unknown", "7", "7"]
    assert [cell.strip("\u2007") for cell in frame["Injured, first"]].count("at least 1") <= 1


@pytest.mark.parametrize("count", [0, 1, 2, 3])
@pytest.mark.parametrize("page", [1, 2])
def test_pairs_have_pages(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, count: int, page: int
) -> None:
    """So many to a page, where they are more than one holds; none found is said."""
    made = Pairs(tuple(pair(one=at % 3, days=at) for at in range(count)))
    monkeypatch.setattr(pairs, "PAGE", 2)
    monkeypatch.setattr(pairs, "pairs", lambda *_: made)
    drawn.answers["Page (of 2, 2 pairs each)"] = page
    pairs.show_pairs(ONE, OTHER)
    assert bool(drawn.of("number_input")) is (count > 2)
    if not count:
        assert drawn.texts("text")[0].startswith("No pair was found") and not drawn.of("dataframe")
        return
    shown = drawn.one("dataframe")
    wanted = [2] if count == 3 and page == 2 else list(range(count))[:2]
    assert shown.words[0]["Days apart"].tolist() == wanted
    assert shown.how["selection_mode"] == "single-row" and not drawn.of("html", "text")
    if count > 2:
        assert drawn.one("number_input").words[1:] == (1, 2, 1)
    assert drawn.one("subheader").how == {"anchor": False}


@pytest.mark.parametrize(("picked", "panels"), [([], 0), ([1], 2), ([2], 0)])
def test_a_pair_that_is_chosen_opens_both_records(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, picked: list[int], panels: int
) -> None:
    """Each side's own, beside each other."""
    monkeypatch.setattr(pairs, "pairs", lambda *_: Pairs((pair(), pair(one=2, other=1))))
    monkeypatch.setattr(pairs, "show_grid", lambda *_, **__: {"selection": {"rows": picked}})
    pairs.show_pairs(ONE, OTHER)
    said = drawn.texts("html")
    assert len(said) == panels
    if panels:
        assert str(HERE.incidents["title"].iloc[2]) in said[0]
        assert str(THERE.incidents["title"].iloc[1]) in said[1]


def test_what_was_not_searched_is_said(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many incidents, or pairs beyond those listed."""
    monkeypatch.setattr(found_pairs, "MAX_ROWS", 1)
    listed = Pairs((pair(),), searched=False)
    monkeypatch.setattr(pairs, "pairs", lambda *_: listed)
    pairs.show_pairs(ONE, OTHER)
    assert drawn.texts("text") == [listed.left_out]


# Maps and totals.


@pytest.mark.parametrize("placeless", [0, 1])
def test_both_maps_look_at_the_same(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, placeless: int
) -> None:
    """At all of both; each side on its own map, half the bytes for each."""
    given: list[Any] = []
    nowhere = {
        "latitude": "",
        "longitude": "",
        "place": "",
        "place_local": "",
        "geo_precision": "3",
    }
    side = InView(build([incident("a"), *([incident("n", **nowhere)] * placeless)]))
    monkeypatch.setattr(maps, "show_layer", lambda layer, **how: given.append((layer, how)))
    current = reader_of(HERE, "basemap=osm")
    maps.show_maps(current, side, OTHER)
    assert [how["key"] for _, how in given] == ["compare map one", "compare map other"]
    (low, high) = given[0][1]["fit"]
    sides = [cartography.bounds(of.collection, of.rows) for of in (side, OTHER)]
    assert low == [min(of[0][at] for of in sides) for at in (0, 1)]
    assert high == [max(of[1][at] for of in sides) for at in (0, 1)]
    assert given[0][1]["fit"] == given[1][1]["fit"]
    for of in (side, OTHER):
        for name, at in (("latitude", 0), ("longitude", 1)):
            column = of.collection.incidents[name]
            assert low[at] <= column.min() and column.max() <= high[at]
    assert all(how["basemap"] == "osm" for _, how in given)
    assert all(how["most_bytes"] * 2 == maps.MOST_BYTES for _, how in given)
    assert drawn.texts("text") == (["1 without a point"] if placeless else [])


def test_totals_of_both(drawn: Drawn) -> None:
    """Each side's name, number, days and cards, a way into its numbers, and a table of both."""
    totals.show_totals_of_both(ONE, OTHER)
    said = drawn.texts("html")
    heads = [each for each in said if " incidents, " in each and "May 2023" in each]
    assert heads == [
        "An example · 4 incidents, 1–20 May 2023",
        "There *and* · 2 incidents, 3–25 May 2023",
    ]
    assert (
        len(drawn.of("button")) == 2 and drawn.one("expander").words[0] == "The totals as a table"
    )
    table = drawn.one("dataframe").words[0]
    assert list(table.columns) == ["Territory", "Measure", "An example", "There *and*"]
    assert [each.lower() for each in table["Measure"]] == ["killed", "injured"] * 2
