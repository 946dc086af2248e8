"""What the totals and charts say: by whose word, of which territory, and what is unknown."""

from __future__ import annotations

import html
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.casualties.collective import collective
from strikemap.casualties.disagreements import disagreements
from strikemap.casualties.standing import Choice
from strikemap.casualties.tolls import tolls
from strikemap.casualties.totals import total
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept
from strikemap.in_view import JOINED, InView, Part, parts
from strikemap.model import Collection
from strikemap.ui.figures.disagreements import (
    apart_in_words,
    difference_in_words,
    none_in_words,
)
from strikemap.ui.figures.totals import groups, totals_html
from strikemap.vocabularies import TERRITORIES
from tests.app.conftest import Open
from tests.app.words import said
from tests.builders import build, claim, incident
from tests.unit.export.views import shipped
from tests.unit.strategies import FEWER, Drawn, tables

ALL = Filters()


def first_card(of: Collection, filters: Filters = ALL) -> str:
    """What the card of Russian territory says of *of*."""
    view = InView(of, filters)
    return plain(totals_html(view, groups(view)[:1]))


def plain(markup: str) -> str:
    """The words of *markup*."""
    words = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", markup)))
    return re.sub(r" (?=[.,;])", "", words)


def added_by(of: Collection, territory: str, measure: str, choice: Choice) -> dict[str, int]:
    """How much of a territory's headline figure is by each claimant's word, worked out plainly."""
    toll, added = tolls(of, measure, choice), dict[str, int]()
    for row, each in of.incidents.iterrows():
        at = int(row)  # type: ignore[call-overload]  # the index counts
        if each["status"] == "active" and each["territory"] == territory and toll.known[at]:
            who = str(of.claimants["name"].iloc[of.claims["claimant"].iloc[int(toll.claim[at])]])
            beside = 0 if toll.parts is None else int(toll.parts.beside[at])
            added[who] = added.get(who, 0) + int(toll.headline[at]) - beside
            if toll.parts is not None and beside:
                claim = of.claims["claimant"].iloc[int(toll.parts.beside_claim[at])]
                who = str(of.claimants["name"].iloc[claim])
                added[who] = added.get(who, 0) + beside
    return {who: amount for who, amount in added.items() if amount}


@pytest.mark.parametrize("name", ["cnn-2023-05-31", "chronology-2023-05-06"])
def test_who_says_so(name: str, open_page: Open) -> None:
    """Under a total stands who adds most to its figure, and how many others add to it."""
    words = said(open_page(collection=[name]))
    for term in TERRITORIES:
        before: list[str] = []
        for measure in ("killed", "injured"):
            added = added_by(shipped(name), term.code, measure, Choice())
            most = [who for who, amount in added.items() if amount == max(added.values())]
            more = len(added) - 1
            others = f" and {more} other{'' if more == 1 else 's'}" if more else ""
            figure = f"{measure} {sum(added.values())} –"
            lines = [f"{figure} {who[:60]}" for who in most]
            lines += [f"{figure} the same"] if measure == "injured" and most == before else []
            before = most
            assert any(line in words and others in words for line in lines), lines


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        ("0", "0", "killed 0 – Governor and 1 other."),
        ("up to 3", "0", "killed up to 3 – Governor."),
        ("0", "2", "killed 2 – Kyiv."),
        ("1", "2", "killed 3 – Kyiv and 1 other."),
        ("", "", ""),
    ],
)
def test_who_says_zero(one: str, other: str, line: str) -> None:
    """A zero is named with who states it, a maximum is no zero, and silence names nobody."""
    claims = [claim("c1", "a", one), claim("c2", "b", other, by="kyiv")]
    words = first_card(build([incident("a"), incident("b")], claims))
    assert line in words
    assert ("Headline figures" in words) is bool(line)


def test_nobody_is_named_for_nothing() -> None:
    """One who makes most claims, all zero, is not named for a figure that another gives."""
    many = [incident(f"i{number}") for number in range(5)]
    claims = [claim(f"z{number}", f"i{number}", "0") for number in range(4)]
    whole = build(many, [*claims, claim("c", "i4", "37", by="newsroom")])
    words = first_card(whole)
    assert "killed 37 – Newsroom." in words
    assert "Governor" not in words
    assert np.count_nonzero(tolls(whole, "killed").known) == 5


def test_of_whom_a_total_is() -> None:
    """Civilians, combatants and not said add up to the headline figure; alone none is parted."""
    claims = [
        claim("c1", "a", "3", people="civilians"),
        claim("c2", "a", "2", by="kyiv", people="combatants", subject="combatants"),
        claim("c3", "b", "4+", people="not_said"),
        claim("c4", "b", "1", "injured"),
    ]
    whole = build([incident("a"), incident("b")], claims)
    words = first_card(whole)
    assert "Killed 9: 3 civilians, 2 combatants, 4 not said." in words
    assert words.count("not said") == 1
    words = first_card(whole, Filters(who=("civilians",)))
    assert "not said" not in words and "killed 3 – Governor." in words
    assert "unknown for 1 of 2" in words


@pytest.mark.parametrize(
    ("claimed", "said", "difference"),
    [
        ("9", "2", "+7"),
        ("1", "2", "-1"),
        ("9+", "2", "at least +7"),
        ("up to 9", "2", ""),
        ("9", "", ""),
        ("", "2", ""),
        ("9", "0", "+9"),
        ("2", "2", "none"),
        ("2+", "2", "none or more"),
        ("~9", "2", "about +7"),
        ("9-12", "2", "at least +7"),
        ("2-4", "2", "none or more"),
    ],
)
def test_no_difference_to_what_is_not_reported(claimed: str, said: str, difference: str) -> None:
    """A claimed total has a difference only to a sum of which something is reported."""
    whole = build(
        [incident("a")],
        [
            claim("c", "a", said),
            claim("t", "", claimed, covers_from="2023-05-31", covers_to="2023-05-31"),
        ],
    )
    (each,) = collective(whole)
    assert difference_in_words(each, whole.claims.iloc[each.claim]) == difference


@pytest.mark.parametrize(
    ("fewer", "more", "apart"),
    [
        ("2", "7", "5"),
        ("~2", "7", "about 5"),
        ("3", "5+", "at least 2"),
        ("up to 9", "12", "at least 3"),
        ("1+", "9+", "none or more"),
        ("3-5", "3", "none or more"),
    ],
)
def test_two_claims_are_no_further_apart_than_their_ends(fewer: str, more: str, apart: str) -> None:
    """By how much two claimants differ is put no surer than the two numbers are."""
    whole = build([incident("a")], [claim("c", "a", fewer), claim("d", "a", more, by="kyiv")])
    (each,) = disagreements(whole, [0])
    assert apart_in_words(each) == apart


@pytest.mark.parametrize(
    ("filters", "said_of_all"),
    [(ALL, True), (Filters(sides=("russia",)), False), (Filters(publishers=2), False)],
)
def test_that_none_differ_is_said_of_what_is_counted(filters: Filters, said_of_all: bool) -> None:
    """Where a side is chosen, that no claimants differ is not said of those left out."""
    whole = build([incident("a")], [claim("c", "a", "2"), claim("d", "a", "2", by="kyiv")])
    assert ("counted here" in none_in_words(InView(whole, filters))) is not said_of_all


GROUPINGS = ("By day", "By region", "By kind", "By claimant", "By territory")
APART = ["Russian territory", "Russian-occupied Ukraine"]


@pytest.mark.parametrize("territory", ["", "russia", "occupied_ukraine", "together"])
@pytest.mark.by_day(2, "both side by side and both together hold the most groups")
def test_no_grouping_adds_the_territories(territory: str, open_page: Open) -> None:
    """Each territory has its own charts, whose sums are its totals; joined they say so."""
    query = {"collection": ["chronology-2023-05-06"], "territory": [territory or "all"]}
    app = open_page("casualties", **query)
    of = shipped("chronology-2023-05-06")
    kept = parts(of, territory, rows_kept(of, Filters(territory=territory)))
    for grouping in GROUPINGS:
        next(each for each in app.button_group if each.key == "group").set_value(grouping).run()
        assert not app.exception, grouping
        frames = [each.value for each in app.dataframe if "Zero stated" in each.value.columns]
        headings = [each.value for each in app.subheader if each.value in (*APART, JOINED)]
        apart = kept
        if grouping == "By territory":
            apart = (Part("", "", np.concatenate([part.rows for part in kept])),)
        else:
            assert headings == [part.label for part in apart], grouping
        assert len(frames) == 2 * len(apart), grouping
        for at, frame in enumerate(frames):
            part, measure = apart[at // 2], ("killed", "injured")[at % 2]
            whole = total(tolls(of, measure), part.rows)
            if grouping == "By claimant":
                assert set(frame["Incidents"]) == {len(part.rows)}
                continue
            assert (frame["Incidents"].sum(), frame["Unknown"].sum()) == (
                whole.incidents,
                whole.unknown,
            ), grouping
            headline = [cell.strip() for cell in frame["Headline"]]
            assert sum(int(each) for each in headline if each.isdigit()) == whole.headline, grouping


@pytest.mark.parametrize("territory", ["", "together"])
def test_a_make_up_does_not_add_the_territories(territory: str, open_page: Open) -> None:
    """“What makes up these numbers” has a sum for each territory, one for both where joined."""
    app = open_page("casualties", territory=[territory or "all"])
    next(each for each in app.button if each.key == "makeup totals").click().run()
    words = " ".join(each.value for each in app.text)
    if territory:
        assert f"{JOINED}. Killed: 6" in words
    else:
        assert f"{APART[0]}. Killed: 1 (headline 1) over 1 incident; unknown for 5;" in words
        assert f"{APART[1]}. Killed: 5 (headline 5) over 1 incident; unknown for 0;" in words


@FEWER
@given(tables(), st.sampled_from(["", "russia", "occupied_ukraine", "together"]))
def test_property_parts_are_one_territory_each(drawn: Drawn, territory: str) -> None:
    """Parts hold each row in view once, and more than one territory only where joined."""
    of = build(**drawn)
    chosen = rows_kept(of, Filters(territory=territory))
    found = parts(of, territory, chosen)
    assert sorted(row for part in found for row in part.rows) == list(chosen)
    for part in found:
        held = set(of.incidents["territory"].iloc[part.rows])
        assert held <= ({"russia", "occupied_ukraine"} if territory == "together" else {part.code})
