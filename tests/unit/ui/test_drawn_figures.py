"""Figures as charts, tables and words: each number that is drawn is the one that was added up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from strikemap import dates
from strikemap.casualties.collective import Collective
from strikemap.casualties.disagreements import Disagreement
from strikemap.casualties.totals import Total
from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from strikemap.ui.figures import (
    charts,
    disagreements,
    groupings,
    groups,
    makeup,
    table_of_chart,
    totals,
)
from strikemap.ui.figures.charts import show_day_chart, show_range_chart
from strikemap.ui.figures.groupings import BY_DAY, GROUPINGS, INEXACT
from strikemap.vocabularies import CASUALTY_MEASURES
from tests.builders import build, claim, incident, occupied
from tests.unit.ui.drawn import Drawn, fresh, plain, reader_of

VAGUE = {"time_precision": "2", "date_basis": "inferred"}
HERE = build(
    [
        incident("a", date_start="2023-05-28"),
        incident("b", date_start="2023-05-28", date_end="2023-05-29"),
        incident("c", date_start="2023-05-31", region="RU-KRS"),
        incident("d", date_start="2023-05-20", date_end="2023-05-30", **VAGUE),
        occupied("e"),
    ],
    [
        claim("c1", "a", "2", people="civilians"),
        claim("c2", "a", "5", by="kyiv"),
        claim("c3", "b", "3+"),
        claim("c4", "c", "0"),
        claim("c5", "e", "up to 4"),
        claim("c6", "a", "1", "injured", source_id="later"),
    ],
)  # fmt: skip
VIEW = InView(HERE)


def frame_of(label: str, view: InView = VIEW, measure: str = "killed") -> pd.DataFrame:
    by = next(each for each in GROUPINGS if each.label == label)
    return by.sums(view, measure, view.rows)


def marks(spec: Any) -> Iterator[dict[str, Any]]:
    """The marks of a chart's layers, whatever holds them."""
    if isinstance(spec, dict):
        if isinstance(spec.get("mark"), dict):
            yield {
                **spec["mark"],
                "transform": spec.get("transform"),
                "of": spec.get("encoding", {}),
            }
        for each in spec.values():
            yield from marks(each)
    elif isinstance(spec, list):
        for each in spec:
            yield from marks(each)


def specs(drawn: Drawn) -> list[dict[str, Any]]:
    return [each.words[1] for each in drawn.of("vega_lite_chart")]


def data(drawn: Drawn) -> list[dict[Any, Any]]:
    """The rows of the one chart."""
    frame: pd.DataFrame = drawn.one("vega_lite_chart").words[0]
    return frame.to_dict("records")


@pytest.mark.parametrize("dark", [True, False])
def test_a_chart_by_group(drawn: Drawn, dark: bool) -> None:
    """A bar to the headline figure, a line from least to most, and what is unknown in words."""
    frame = frame_of("By region")
    show_range_chart(frame, "killed", dark=dark)
    (spec,) = specs(drawn)
    rows = {row["name"]: row for row in data(drawn)}
    assert rows["Belgorod Oblast"]["text"] == "5+ (headline 5)\nunknown for 1 of 3"
    assert (
        rows["Kursk Oblast"]["said"] == "0" and rows["Luhansk Oblast"]["said"] == "0–4 (headline 0)"
    )
    of = list(marks(spec))
    assert [each["type"] for each in of] == ["bar", "rule", "tick", "tick", "point", "text"]
    assert all(each["aria"] is False for each in of)
    assert len({each["color"] for each in of[:5]}) == 1
    assert of[0]["of"]["x"]["field"] == "headline"
    axis = of[0]["of"]["x"]["axis"]
    assert (axis["tickMinStep"], axis["format"]) == (1, "d"), "no whole number stands there twice"
    scale = of[0]["of"]["x"]["scale"]
    assert scale["domain"] == [0, max(row["high"] or 0 for row in rows.values())]
    longest = max(len(line) for row in rows.values() for line in row["text"].split("\n"))
    assert scale["range"] == [0, {"expr": f"max(width - {7 * longest + 20}, 40)"}]
    assert of[-1]["lineBreak"] == "\n"
    assert (of[1]["of"]["x"]["field"], of[1]["of"]["x2"]["field"]) == ("low", "high")
    assert [each["of"]["x"]["field"] for each in of[2:4]] == ["low", "high"]
    assert of[4]["transform"] == [{"filter": "datum.open"}] and of[4]["filled"] is True
    assert all(0 < each.get("opacity", 1) <= 1 for each in of)
    assert all(each.get(name, 1) > 0 for each in of for name in ("strokeWidth", "size", "dx"))
    assert 0 < of[0]["height"]["band"] < 1 and spec["height"] == 30 * len(frame) + 40
    assert spec["description"] == "killed by group; the table below says the same"
    order = next(each["of"]["y"] for each in of if "y" in each["of"])
    assert order["sort"] == list(frame["name"]) and order["axis"]["ticks"] is False
    assert order["axis"]["domain"] is False
    assert not drawn.of("caption")


def test_no_layer_is_empty(drawn: Drawn) -> None:
    """Ends are drawn where least and most differ, arrows where there is no most."""
    for query, kinds in (
        ("region=RU-KRS", ["bar", "rule", "text"]),
        ("territory=occupied_ukraine", ["bar", "rule", "tick", "tick", "text"]),
    ):
        view = reader_of(HERE, query).in_view
        show_range_chart(frame_of("By region", view), "killed", dark=False)
        assert [each["type"] for each in marks(specs(drawn)[-1])] == kinds


@pytest.mark.parametrize("count", [2, 3])
def test_a_chart_of_many_groups_is_cut(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """The first are drawn, and how many there are is said where they are more."""
    monkeypatch.setattr(charts, "SHOWN", 2)
    show_range_chart(frame_of("By region").head(count), "killed", dark=False)
    assert len(data(drawn)) == 2
    assert drawn.texts("caption") == (
        [] if count == 2 else ["The first 2 of 3; the table has them all."]
    )


@pytest.mark.parametrize("dark", [True, False])
def test_a_chart_by_day(drawn: Drawn, dark: bool) -> None:
    """Every day from first to last, then the inexact ones; below it those that are unknown."""
    show_day_chart(frame_of("By day"), "killed", dark=dark)
    upper, below = specs(drawn)
    named = ["28 May 2023", "29 May 2023", "30 May 2023", "31 May 2023", "day not exact"]
    of, unknown = list(marks(upper)), list(marks(below))
    assert [each["type"] for each in of] == ["bar", "rule", "point"]
    assert [each["type"] for each in unknown] == ["bar"]
    assert [each["of"]["x"]["scale"]["domain"] for each in (*of, *unknown)] == [named] * 4
    assert of[0]["of"]["y"]["field"] == "headline" and unknown[0]["of"]["y"]["field"] == "unknown"
    assert (of[1]["of"]["y"]["field"], of[1]["of"]["y2"]["field"]) == ("low", "high")
    assert of[2]["transform"] == [{"filter": "datum.open"}] and of[2]["filled"] is True
    assert all(
        each["aria"] is False and 0 < each.get("opacity", 1) <= 1 for each in (*of, *unknown)
    )
    assert of[0]["color"] == charts._colour("killed", dark=dark)
    assert len({charts._colour(m, dark=d) for m in CASUALTY_MEASURES for d in (True, False)}) == 4
    assert upper["height"] > below["height"] > 100
    drawn.anew()
    show_day_chart(
        frame_of("By day", reader_of(HERE, "region=RU-KRS").in_view), "killed", dark=dark
    )
    assert [each["type"] for each in marks(specs(drawn)[0])] == ["bar", "rule"]


@pytest.mark.parametrize(
    ("codes", "count", "last"),
    [
        (["2023-05-01", "2023-05-03"], 3, "3 May 2023"),
        (["2023-05-01", INEXACT], 2, "day not exact"),
        ([INEXACT], 1, "day not exact"),
        ([], 0, ""),
        (["2023-05-01"], 1, "1 May 2023"),
    ],
)
def test_every_day_has_its_place(codes: list[str], count: int, last: str) -> None:
    """None is left out between the first and the last, whatever stands on it."""
    names = charts._every_day(pd.DataFrame({"group": codes}, dtype=object))
    assert len(names) == count and (not names or names[-1] == last)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((0, 0, 0, 0, False), "not reported"),
        ((1, 2, 2, 2, False), "2"),
        ((1, 2, 3, 4, False), "2–4 (headline 3)"),
        ((1, 2, 2, 4, False), "2–4 (headline 2)"),
        ((1, 1, 2, 2, False), "1–2 (headline 2)"),
        ((1, 2, 2, 2, True), "2"),
        ((1, 2, 2, 5, True), "2+ (headline 2)"),
    ],
)
def test_a_bar_in_words(row: tuple[int, int, int, int, bool], told: str) -> None:
    """One number where least, headline and most are one, else the range and the headline."""
    of = dict(zip(("known", "low", "headline", "high", "open"), row, strict=True))
    said = charts._said(of)
    assert said == told or (row[-1] and said == "2+")


# Groupings.


def test_a_group_that_is_named_by_nobody() -> None:
    """A region that is not known is said to be so; a claimant of whom nothing is known has none."""
    nowhere = build(
        [
            incident(
                "a",
                region="",
                latitude="",
                longitude="",
                place="",
                place_local="",
                geo_precision="3",
                territory="russia",
            )
        ]
    )
    frame = groupings.by_region(InView(nowhere), "killed", np.array([0]))
    assert frame["name"].tolist() == ["not known"]


def test_a_group_of_which_nothing_is_reported_comes_after_a_reported_zero() -> None:
    """However many incidents it has, and whatever it is called."""
    rows = [incident(f"s{at}", region="RU-BEL") for at in range(3)]
    zero = {"region": "RU-KRS", "latitude": "51.7", "longitude": "36.2"}
    some = {"region": "RU-VOR", "latitude": "51.67", "longitude": "39.2"}
    whole = build(
        [*rows, incident("z", **zero), incident("k", **some)],
        [claim("c1", "z", "0"), claim("c2", "k", "1")],
    )
    frame = frame_of("By region", InView(whole))
    assert frame["group"].tolist() == ["RU-VOR", "RU-KRS", "RU-BEL"]
    assert "reported" not in frame


def test_nights_are_named_where_one_is_counted() -> None:
    """A day into whose night an incident leads says so, no other day, and never the inexact."""
    days = dict(zip(frame_of("By day")["name"], frame_of("By day")["days"], strict=True))
    assert days == {
        "28 May 2023": "28 May 2023, or the night of 28–29 May 2023",
        "31 May 2023": "31 May 2023",
        "day not exact": "day not exact",
    }


def test_claimants_by_their_own_numbers() -> None:
    """The largest first, each with its name."""
    frame = frame_of("By claimant")
    assert frame["headline"].tolist() == sorted(frame["headline"], reverse=True)
    assert frame["name"].tolist() == [code.capitalize() for code in frame["group"]]
    alike = [claim(f"c{at}", "a", "3", by=who) for at, who in enumerate(("ministry", "kyiv"))]
    frame = frame_of("By claimant", InView(build([incident("a")], alike)))
    assert frame["group"].tolist() == ["kyiv", "ministry"]


@pytest.fixture
def undrawn(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """A page whose charts are called and not made."""
    for name in ("show_day_chart", "show_range_chart"):
        monkeypatch.setattr(groups, name, lambda *_, **__: drawn.vega_lite_chart())
    return drawn


def chosen(drawn: Drawn, label: str, query: str = "", claims: Any = HERE) -> Drawn:
    """The page's groups by *label*."""
    drawn.anew().answers["group"] = fresh(label)
    groups.show_groups(reader_of(claims, query))
    return drawn


def test_groups_are_apart_by_territory(undrawn: Drawn) -> None:
    """A heading and two charts each, but for the territories themselves, which stand together."""
    chosen(undrawn, "By region")
    assert undrawn.texts("subheader") == ["Russian territory", "Russian-occupied Ukraine"]
    assert all(each.how == {"anchor": False} for each in undrawn.of("subheader"))
    keys = [each.how["key"] for each in undrawn.of("selectbox")]
    assert keys == [
        f"makeup By region{of} {measure}"
        for of in ("", " occupied_ukraine")
        for measure in CASUALTY_MEASURES
    ]
    assert undrawn.texts("markdown") == ["#### Killed", "#### Injured"] * 2
    assert len(undrawn.of("caption")) == 1
    chosen(undrawn, "By territory")
    assert not undrawn.of("subheader") and len(undrawn.of("vega_lite_chart")) == 2
    chosen(undrawn, "By region", "territory=occupied_ukraine")
    assert undrawn.texts("subheader") == ["Russian-occupied Ukraine"]


def test_what_a_grouping_says_of_itself(undrawn: Drawn) -> None:
    """Claimants' rows overlap, nights stand under their first day; by day is the first choice."""
    chosen(undrawn, "By claimant")
    assert "Rows overlap and do not add up" in undrawn.texts("caption")[1]
    assert "No claimant gives a number." in undrawn.texts("text")
    undrawn.anew().answers.clear()
    groups.show_groups(reader_of(HERE))
    assert undrawn.one("segmented_control").how["default"] == BY_DAY.label
    assert "A night between two days" in undrawn.texts("caption")[1]
    undrawn.answers["group"] = None
    undrawn.anew()
    groups.show_groups(reader_of(HERE))
    assert "A night between two days" in undrawn.texts("caption")[1]


def test_where_no_claimant_gives_the_killed_the_injured_are_drawn(undrawn: Drawn) -> None:
    """One of two figures that nobody gives takes nothing from the other."""
    whole = build([incident("a")], [claim("c1", "a", "2", "injured")])
    chosen(undrawn, "By claimant", "", whole)
    assert undrawn.texts("text") == ["No claimant gives a number."]
    assert len(undrawn.of("vega_lite_chart")) == 1


@pytest.mark.parametrize("days", [12, 13])
def test_many_days_stand_below_each_other(undrawn: Drawn, days: int) -> None:
    """Up to twelve days killed and injured are beside each other."""
    whole = build([incident(f"i{at:02}", date_start=f"2023-05-{at + 1:02}") for at in range(days)])
    chosen(undrawn, "By day", "", whole)
    assert len(undrawn.of("columns")) == (days == 12)
    assert len(undrawn.of("container")) == (0 if days == 12 else 2)


# What makes up a figure.


def test_a_row_of_a_chart_is_opened(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is chosen is made up of its own rows; a claimant's of his own claims."""
    given: list[Any] = []
    monkeypatch.setattr(table_of_chart, "show_makeup", lambda *what: given.append(what))
    frame = frame_of("By region")
    table_of_chart.show_makeup_of(VIEW, frame, groupings._regions(HERE), "killed", VIEW.rows, "k")
    box = drawn.one("selectbox")
    assert box.words[1] == ["", *frame["group"]] and not given
    assert box.how["format_func"]("RU-KRS") == "Kursk Oblast"
    assert box.how["format_func"]("") == "choose a row …"
    drawn.answers["k"] = fresh("RU-KRS")
    table_of_chart.show_makeup_of(VIEW, frame, groupings._regions(HERE), "killed", VIEW.rows, "k")
    ids = HERE.incidents["incident_id"]
    assert given[0][0] is VIEW and [ids[row] for row in given[0][2]] == ["c"]
    drawn.answers["k"] = "kyiv"
    table_of_chart.show_makeup_of(VIEW, frame_of("By claimant"), None, "killed", VIEW.rows, "k")
    assert given[1][0].filters == Filters(claimants=("kyiv",)) and given[1][2] is VIEW.rows


def test_a_sum_says_of_whom_it_is_where_a_claim_does() -> None:
    """The parts of its headline figure, which add up, and nothing where nobody says."""
    for people, told in (("civilians", "Headline by whom it speaks of: 3 civilians"), ("", "")):
        whole = build([incident("a")], [claim("c", "a", "3", people=people)])
        said = makeup.sum_in_words("killed", InView(whole).total("killed", np.array([0])))
        assert ("by whom" in said) is bool(told) and told in said


def test_the_makeup_of_a_sum(drawn: Drawn) -> None:
    """A sum a territory, what one publisher alone printed, the incidents, what was left out."""
    makeup.show_makeup(VIEW, "killed", VIEW.rows)
    said = drawn.texts("text")
    assert said[0].startswith(
        "Russian territory. Killed: 5+ (headline 5) over 3 incidents; unknown for 1; "
        "zero stated for 1; 0 given"
    )
    assert said[1].startswith(
        "Tolls that a single publisher printed count too: 3 of these incidents, 5 of"
    )
    assert said[2].startswith(
        "Russian-occupied Ukraine. Killed: 0–4 (headline 0) over 1 incident; unknown for 0; "
        "zero stated for 0; 1 given"
    )
    table = drawn.of("dataframe")[0].words[0]
    assert table["Id"].tolist()[-1] == "d" and len(table) == 5
    assert [cell.strip("\u2007") for cell in table["Range"]].count("unknown") == 1
    row = table.set_index("Id").loc["a"]
    assert (row["According to"], row["Publishers"], row["Territory"]) == (
        "Governor",
        1,
        "Russian territory",
    )
    assert drawn.texts("markdown") == ["**Left out: 0 claims**"] and len(drawn.of("dataframe")) == 1
    assert len(drawn.of("caption")) == 1


def test_what_was_left_out_is_listed(drawn: Drawn) -> None:
    """Each claim with why; where attackers are among them that they are in no sum."""
    claims = [
        claim("c1", "a", "1"),
        claim("c2", "a", "70", by="ministry", subject="attackers"),
        claim("c3", "a", "", by="kyiv"),
        claim("c4", "a", "3", by="kyiv", on="2023-06-02", source_id="later"),
        claim("c5", "a", "2", by="legion", subject="children"),
        claim("c6", "a", "9", by="newsroom"),
        claim("c7", "a", "8", by="newsroom", on="2023-06-03", supersedes="c6", source_id="later"),
    ]
    whole = build([incident("a")], claims)
    view = InView(whole)
    found = makeup.left_out(view, "killed", np.array([0])).set_index("Id")["Why left out"].to_dict()
    assert found["c2"] == makeup.OF_ATTACKERS and found["c3"] == "gives no number"
    assert found["c6"] == "superseded by a later claim" and not {"c1", "c4", "c7"} & set(found)
    assert found.get("c5", "counts a part of the people, not all") == (
        "counts a part of the people, not all"
    )
    makeup.show_makeup(view, "killed", view.rows)
    assert "The losses of those who attacked" in drawn.texts("caption")[-1]
    assert len(drawn.of("dataframe")) == 2
    drawn.anew()
    makeup.show_makeup(
        InView(build([incident("a")], [claims[0], *claims[2:]])), "killed", view.rows
    )
    assert not [each for each in drawn.texts("caption") if "who attacked" in each]
    early = InView(whole, Filters(as_of=date(2023, 5, 31)))
    found = (
        makeup.left_out(early, "killed", np.array([0])).set_index("Id")["Why left out"].to_dict()
    )
    assert found["c7"] == found["c4"] == "not chosen, or published later" and "c6" not in found
    civilians = InView(whole, Filters(who=("civilians",)))
    found = makeup.left_out(civilians, "killed", np.array([0])).set_index("Id")["Why left out"]
    assert found["c1"] == "does not say that it speaks of those chosen"


@pytest.mark.parametrize("shown", [4, 5])
def test_a_long_makeup_is_cut(drawn: Drawn, monkeypatch: pytest.MonkeyPatch, shown: int) -> None:
    """The first incidents, and how many there are where these are more."""
    monkeypatch.setattr(makeup, "SHOWN", shown)
    makeup.show_makeup(VIEW, "killed", VIEW.rows)
    assert len(drawn.of("dataframe")[0].words[0]) == shown
    cut = [each for each in drawn.texts("caption") if each.startswith("The first")]
    assert cut == (["The first 4 of 5 incidents; the export holds all."] if shown == 4 else [])


def test_what_several_printed_is_told_apart() -> None:
    """Nothing is said where all of a sum was printed by several, and of a zero its incident."""
    twice = [claim("c1", "a", "2"), claim("c2", "a", "2", source_id="later", on="2023-06-04")]
    whole = build([incident("a"), incident("b")], [*twice, claim("c3", "b", "0")])
    view = InView(whole)
    assert makeup.printed_once(view, "killed", np.array([0])) == ""
    assert makeup.several_printed(view, "killed", np.array([0, 1])).known == 1
    told = makeup.printed_once(view, "killed", np.array([0, 1]))
    assert told.endswith("too: 1 of these incidents, 0 of the headline figure.")
    three = InView(whole, Filters(publishers=3))
    assert makeup.several_printed(three, "killed", np.array([0, 1])).known == 0


def test_the_button_of_a_makeup(drawn: Drawn) -> None:
    """Pressed, it opens both measures."""
    makeup.show_makeup_button(VIEW, "Label", key="k")
    assert len(drawn.all) == 1 and drawn.one("button").how["key"] == "makeup k"
    drawn.answers["makeup k"] = True
    makeup.show_makeup_button(VIEW, "Label", key="k")
    said = " ".join(drawn.texts("text"))
    assert "Killed: 5+" in said and "Injured: 1" in said
    totals.show_totals_makeup(reader_of(HERE))
    assert drawn.has("button", "makeup totals")


# Cards.


@pytest.mark.parametrize(
    ("whole", "told"),
    [
        (Total(0, 0, 0, 0, 0, 0, 0), "– killed, no incident in view"),
        (Total(2, 0, 0, 0, 0, 0, 0), "– killed, not reported for all 2"),
        (Total(2, 2, 3, 3, 3, 0, 0), "3 killed, reported, toll known for all"),
        (Total(2, 1, 3, 3, None, 0, 0), "3+ killed, reported, unknown for 1 of 2"),
        (
            Total(2, 2, 0, 0, 4, 0, 1),
            "0–4 killed, reported, toll known for all; 1 given as “up to”",
        ),
    ],
)
def test_a_figure_of_a_card(whole: Total, told: str) -> None:
    """With what is unknown beside it; of nobody nothing is said to be reported."""
    assert plain(totals._figure("killed", whole)).replace(" ,", ",") == told


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["russia", "occupied_ukraine"]), ("territory=russia", ["russia"]),
        ("territory=occupied_ukraine", ["occupied_ukraine"]), ("territory=together", [""]),
    ],
)  # fmt: skip
def test_a_card_a_territory(drawn: Drawn, query: str, codes: list[str]) -> None:
    """One for each that is in view; a single one has the width of both."""
    view = reader_of(HERE, query).in_view
    cards = totals.groups(view)
    assert [code for _, _, code in cards] == codes
    totals.show_totals(reader_of(HERE, query))
    made = drawn.one("html").words[0]
    assert made.count("<section") == len(codes) and (" sm-one" in made) is (len(codes) == 1)
    assert ("sm-none" in made) is (codes in (["russia", "occupied_ukraine"], ["occupied_ukraine"]))


def test_the_same_speaker_is_named_once() -> None:
    """Of the injured “the same” where he was named for the killed, with how many others."""
    claims = [
        claim("c1", "a", "5"), claim("c2", "a", "7", "injured"),
        claim("c3", "b", "1", by="kyiv"), claim("c4", "b", "1", "injured", by="kyiv"),
    ]  # fmt: skip
    whole = InView(build([incident("a"), incident("b")], claims))
    said = plain(totals.totals_html(whole, totals.groups(whole)[:1]))
    assert "killed 6 – Governor and 1 other; injured 8 – the same and 1 other." in said.replace(
        " and", " and"
    ).replace("  ", " ")
    alone = InView(build([incident("a")], claims[:2]))
    said = plain(totals.totals_html(alone, totals.groups(alone)[:1]))
    assert "killed 5 – Governor ; injured 7 – the same." in said
    injured = InView(build([incident("a")], claims[1:2]))
    said = plain(totals.totals_html(injured, totals.groups(injured)[:1]))
    assert "injured 7 – Governor ." in said and "the same" not in said
    silent = InView(build([incident("a")]))
    assert '<p class="sm-who"></p>' in totals.totals_html(silent, totals.groups(silent)[:1])


# Disagreements, and totals that were claimed as such.


@pytest.mark.parametrize("count", [1, 2])
def test_where_claimants_differ(drawn: Drawn, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Fewer and more with who says so and how far apart; a long list is cut and says so."""
    monkeypatch.setattr(disagreements, "SHOWN", 1)
    claims = [
        each
        for at in range(count)
        for each in (claim(f"c{at}", f"i{at}", "2"), claim(f"d{at}", f"i{at}", "7+", by="kyiv"))
    ]
    whole = build([incident(f"i{at}") for at in range(count)], claims)
    disagreements.show_disagreements(InView(whole))
    (row,) = drawn.one("dataframe").words[0].to_dict("records")
    assert list(row.values())[1:] == [
        "killed",
        "2 people",
        "Governor",
        "at least 7 people",
        "Kyiv",
        "at least 5",
    ]
    assert drawn.texts("caption") == ([] if count == 1 else ["The 1 largest of 2."])
    assert drawn.one("subheader").how == {"anchor": False}
    drawn.anew()
    disagreements.show_disagreements(InView(build([incident("a")])))
    assert drawn.texts("text")[0].startswith("On no incident in view") and not drawn.of("dataframe")


@pytest.mark.parametrize(
    ("apart", "bound", "told"),
    [
        (0, "at_least", "none or more"),
        (0, "exact", "0"),
        (3, "at_least", "at least 3"),
        (1200, "exact", "1,200"),
    ],
)
def test_how_far_apart(apart: int, bound: str, told: str) -> None:
    """No surer than the claims are."""
    found = Disagreement(0, "killed", 0, 1, apart, apart, fresh(bound))
    assert disagreements.apart_in_words(found) == told


def sum_of(headline: int, known: int = 1) -> Total:
    return Total(2, known, headline, headline, headline, 0, 0)


@pytest.mark.parametrize(
    ("low", "high", "bound", "ours", "told"),
    [
        (5, 5, "exact", sum_of(2), "+3"), (5, 5, "exact", sum_of(5), "none"),
        (5, 5, "exact", sum_of(7), "-2"), (5, None, "at_least", sum_of(5), "none or more"),
        (5, 9, "exact", sum_of(2), "at least +3"), (5, 5, "about", sum_of(2), "about +3"),
        (None, 9, "up_to", sum_of(2), ""), (5, 5, "exact", sum_of(0, 0), ""),
        (5, 5, "exact", None, ""),
    ],
)  # fmt: skip
def test_the_difference_to_a_claimed_total(
    low: int | None, high: int | None, bound: str, ours: Total | None, told: str
) -> None:
    """What was claimed less what is recorded, where both are known, as sure as it is."""
    of = pd.Series({"value_min": low, "value_max": high, "bound": fresh(bound)})
    assert disagreements.difference_in_words(Collective(0, ours), of) == told


def test_claimed_totals_stand_beside_ours(drawn: Drawn) -> None:
    """Of which days and region, by whom, beside the sum of ours and what that leaves unknown."""
    month = {"covers_from": "2023-05-01", "covers_to": "2023-05-31"}
    claims = [
        claim("c1", "a", "2"),
        claim("t1", "", "9", covers_region="RU-BEL", **month),
        claim("t2", "", "up to 4", "injured", by="kyiv", **month),
    ]
    whole = build([incident("a"), incident("b")], claims)
    disagreements.show_collective(InView(whole))
    rows = {row["According to"]: row for row in drawn.one("dataframe").words[0].to_dict("records")}
    mine, theirs = rows["Governor"], rows["Kyiv"]
    assert (mine["Days"], mine["Covers"], mine["Measure"]) == (
        dates.in_words(date(2023, 5, 1), date(2023, 5, 31)), "Belgorod Oblast", "killed"
    )  # fmt: skip
    assert (mine["Claimed"], mine["Sum of ours"], mine["Unknown for"]) == (
        "9 people",
        "2",
        "1 of 2",
    )
    assert mine["Difference"] == "+7" and theirs["Difference"] == ""
    assert (theirs["Covers"], theirs["Sum of ours"]) == (disagreements.ALL_REGIONS, "not reported")
    assert drawn.one("subheader").how == {"anchor": False}
    town = {"covers_place": "Shebekino", "covers_region": "RU-BEL"}
    parts = build(
        [incident("a")],
        [claim("t1", "", "9", **town, **month), claim("t2", "", "8", **month)],
    )
    covered = [disagreements.covered_in_words(parts, at) for at in (0, 1)]
    assert covered == ["Shebekino, a part of Belgorod Oblast", disagreements.ALL_REGIONS]
    drawn.anew()
    disagreements.show_collective(VIEW)
    assert not drawn.all
    assert disagreements._sum_in_words(None) == "no incident of ours names it"
