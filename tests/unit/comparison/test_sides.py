"""The other side: other days, or another collection."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.comparison.sides import names, other_collection, other_side, period, why_not
from strikemap.filters.choices import Filters
from strikemap.in_view import InView
from tests.builders import build, incident
from tests.unit.comparison.side import MAY, named, side


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
    assert period(text, of) == days


@pytest.mark.parametrize(
    "text",
    ["", "2023-05-31", "2023-05-31,2023-05-01", "a,b", "2023-05-01,2023-05-31,", "1999,1999"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    """Anything else raises a ValueError that says why."""
    with pytest.raises(ValueError, match=r"\w"):
        period(text, build([incident("a")]))


def test_the_other_collection_is_shown_for_the_same_days() -> None:
    """Filters go along; days that were not chosen are those that both cover."""
    one = side(incident("a", date_start="2023-05-01"), incident("b", date_start="2023-05-10"))
    wider = build([incident(f"d{n}", date_start=f"2023-05-{n:02}") for n in (5, 10, 20)])
    other, notices = other_collection(one, named(wider, "wider"))
    assert (other.span, notices) == ((date(2023, 5, 5), date(2023, 5, 10)), ())
    assert len(other.rows) == 2


def test_what_the_other_collection_cannot_give_is_told() -> None:
    """No shared day, or a region that it has not, is said and shown without."""
    one = InView(build([incident("a")]), Filters(regions=("RU-BEL",)))
    elsewhere = build([incident("b", date_start="2023-07-01", region="RU-BRY")])
    other, notices = other_collection(one, named(elsewhere, "elsewhere"))
    assert len(other.rows) == 1
    assert "RU-BEL" in notices[0]
    assert "no day" in notices[1]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("example", "the one on this side already"),
        ("other", ""),
        ("gone", "“gone” is not here"),
        ("elsewhere", "“elsewhere” is not here"),
        ("2023-05-31,2023-05-31", ""),
        ("2023-05-31,x", "was not understood"),
    ],
)
def test_why_two_sides_cannot_be_compared(asked: str, says: str) -> None:
    """Its own collection, one that is not here and what is no period are each told as such."""
    told = why_not(asked, named(build([incident("a")]), "example"), ("example", "other"))
    assert told == "" if not says else says in told


def test_a_long_question_is_not_repeated_whole() -> None:
    """Of what a link asks for, sixty letters are said; of why it was not understood, hundreds."""
    of = named(build([incident("a")]), "e" * 99)
    for asked in ("e" * 99, "x" * 99):
        told = why_not(asked, of, ())
        assert asked[:60] in told and asked[:61] not in told
    assert len(why_not("2023-05-31," + "x" * 9_000, of, ())) < 400


@given(
    st.dates(date(2023, 4, 20), date(2023, 6, 10)), st.dates(date(2023, 4, 20), date(2023, 6, 10))
)
def test_property_a_period_is_what_the_collection_has_of_it(one: date, other: date) -> None:
    """Days in order that share any with the collection are those that they share; else refused."""
    whole = [date(2023, 5, 1) + timedelta(days=at) for at in range(31)]
    shared = [day for day in whole if one <= day <= other]
    if shared:
        assert period(f"{one},{other}", MAY_ALONE) == (shared[0], shared[-1])
        return
    why = "first day" if one > other else "nothing is recorded"
    with pytest.raises(ValueError, match=why):
        period(f"{one},{other}", MAY_ALONE)


MAY_ALONE = build([incident("a", date_start="2023-05-01"), incident("b")])


def test_the_other_side_is_a_collection_or_other_days() -> None:
    """A name that is offered is that collection's, with the same filters; else days are."""
    one = InView(named(MAY_ALONE, "one"), Filters(regions=("RU-BEL",)))
    other = named(build([incident("c"), incident("d", region="RU-KRS")]), "other")
    view, notices = other_side(one, "other", {"one": one.collection, "other": other})
    assert (view.collection, view.filters.regions, notices) == (other, ("RU-BEL",), ())
    days = (date(2023, 5, 3), date(2023, 5, 9))
    view, notices = other_side(one, "2023-05-03,2023-05-09", {})
    assert (view, notices) == (InView(one.collection, replace(one.filters, dates=days)), ())
    with pytest.raises(ValueError, match="nothing is recorded"):
        other_side(one, "2022-01,2022-02", {})


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (1, 31, (5, 20)),
        (5, 20, None),
        (7, 9, (7, 9)),
        (1, 9, (5, 9)),
        (9, 31, (9, 20)),
        (20, 31, (20, 20)),
    ],
)
def test_days_that_both_cover_are_shown(
    first: int, last: int, shown: tuple[int, int] | None
) -> None:
    """Those of this side as far as the other has them, unasked where they are all of the other's;
    a choice of days goes along as it is.
    """
    one = side(*(incident(f"a{day}", date_start=f"2023-05-{day:02}") for day in (first, last)))
    wider = build([incident(f"d{n}", date_start=f"2023-05-{n:02}") for n in (5, 20)])
    other, notices = other_collection(one, named(wider, "wider"))
    days = tuple(date(2023, 5, day) for day in shown or (5, 20))
    assert (other.span, notices) == (days, ())
    is_all = shown in (None, (5, 20))
    assert other.filters.dates == (None if is_all else days)
    chosen = InView(one.collection, Filters(dates=(date(2023, 5, 6), date(2023, 5, 7))))
    assert other_collection(chosen, named(wider, "wider"))[0].filters.dates == chosen.filters.dates


@pytest.mark.parametrize("most", [None, 3])
@pytest.mark.parametrize(
    ("one", "other"),
    [("first", "other"), ("other", "first"), ("same", "same"), ("long a", "long b")],
)
def test_no_two_collections_are_called_alike(one: str, other: str, most: int | None) -> None:
    """Sides have their collections' titles, cut alike, and one title is told apart by a word."""
    said = names(side(incident("a"), name=one), side(incident("a"), name=other), most)
    assert said[0] != said[1]
    assert all(
        each.startswith(title[:most]) for each, title in zip(said, (one, other), strict=True)
    )
    assert (said == (one[:most], other[:most])) is (one[:most] != other[:most])


def test_no_two_periods_are_called_alike() -> None:
    """Sides of one collection have their days, earlier or later; the same days are told apart."""
    of = named(build([incident("a", date_start="2023-05-01"), incident("b")]), "one")
    may, day = (InView(of, Filters(dates=days)) for days in (MAY, (MAY[0], MAY[0])))
    assert names(may, day) == ("1–31 May 2023", "1 May 2023")
    assert names(day, may) == ("1 May 2023", "1–31 May 2023")
    assert names(may, may) == ("1–31 May 2023 (first)", "1–31 May 2023 (second)")
