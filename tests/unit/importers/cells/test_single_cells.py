"""Single cells at the edges of what is read: days, degrees, names, tolls and errors."""

from __future__ import annotations

from datetime import date

import pytest

from strikemap.importers.cells import (
    counts,
    day_forms,
    degrees,
    error_texts,
    names,
    ordinal_days,
    several_tolls,
)
from strikemap.importers.cells.day_forms import DAY, DAY_SECOND, MONTH, YEAR
from tests.unit.importers.cells.test_day_forms import ZONES


@pytest.mark.parametrize(
    ("text", "mark", "days"),
    [
        ("25/05/16", "/", {DAY: date(2016, 5, 25), YEAR: date(2025, 5, 16)}),
        ("16/05/2025", "/", {DAY: date(2025, 5, 16)}),
        ("03.04.2025", ".", {DAY: date(2025, 4, 3), MONTH: date(2025, 3, 4)}),
        ("Thu 03/04/2025", "/", {DAY: date(2025, 4, 3)}),
        ("Tue 03/04/2025", "/", {MONTH: date(2025, 3, 4)}),
        ("Mon 03/04/2025", "/", {DAY: date(2025, 4, 3), MONTH: date(2025, 3, 4)}),
        ("31/31/2025", "/", {}),
        ("2025-04-03", "", {}),
        ("3 April 2025", "", {}),
        ("03/04/2025".ljust(day_forms.LONGEST), "/",
         {DAY: date(2025, 4, 3), MONTH: date(2025, 3, 4)}),
        ("03/04/2025".ljust(day_forms.LONGEST + 1), "", {}),
    ],
)  # fmt: skip
def test_which_days_three_numbers_may_be(text, mark, days):
    """By what comes first; a weekday tells which, unless it is that of none of them."""
    found = day_forms.readings(text)
    assert (found[0], dict(found[1])) == (mark, days)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-06", date(2024, 6, 5)),
        ("2024-05-12", date(2024, 12, 5)),
        ("2024-05-13", date(2024, 5, 13)),
        ("2024-25-06", date(2024, 6, 25)),
    ],
)
def test_a_column_may_have_the_day_behind_the_year(text, day):
    """Where it has, a number that is no month stays the day; of others nothing changes."""
    assert day_forms.said(text, frozenset({DAY_SECOND})).first == day
    if day.day != 25:
        assert day_forms.said(text, frozenset()).first.isoformat() == text


NOT_READ = "is no date that is read; write 2025-05-16"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("16 May 5", NOT_READ),
        ("16 May 025", NOT_READ),
        ("16 5 May 2025", NOT_READ),
        ("May June 2025", NOT_READ),
        ("31 February 24", "is no date: no such day of those years; write 2025-05-16"),
    ],
)
def test_words_that_are_no_day_are_told_by_what_is_wrong_with_them(text, says):
    """A month with numbers beside it is one where they are a day and a year, and nothing more."""
    with pytest.raises(ValueError, match="no date") as caught:
        day_forms.said(text, frozenset())
    assert str(caught.value) == f"'{text}' {says}"


@pytest.mark.parametrize("zone", ZONES)
def test_each_abbreviation_of_a_zone_is_as_far_from_utc_as_it_is(zone):
    """The second of a noon in it, by the tz database's abbreviations."""
    noon = 1_747_396_800
    found = day_forms.said(f"2025-05-16 12:00 {zone}", frozenset()).instant
    assert found == noon - ZONES[zone] * 3_600


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50 59 59", 50 + 59 / 60 + 59 / 3600),
        ("50°59.9′", 50 + 59.9 / 60),
        ("50 60 0", None),
        ("50 0 60", None),
        ("N 50.5 N", None),
    ],
)
def test_minutes_and_seconds_of_degrees_end_below_sixty(text, value):
    """And a hemisphere stands on one side of them alone."""
    if value is None:
        with pytest.raises(ValueError, match="is no number of degrees"):
            degrees.one(text)
    else:
        assert degrees.one(text)[0] == pytest.approx(value)


def test_binary_that_ends_within_the_point_is_no_point():
    """However little of it is missing; what follows a whole one is not looked at."""
    whole = "0101000020E61000000AD7A3703D4A4240AE47E17A144E4940"
    assert degrees.both(whole) == degrees.both(f"{whole}00") == (50.61, 36.58)
    for count in (2, 4):
        with pytest.raises(ValueError, match="binary that is no point"):
            degrees.both(whole[:-count])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("port of Port of Spain", "Port of Spain"),
        ("село д. Верхняя", "д. Верхняя"),
        ("г. Белгород", "Белгород"),
    ],
)
def test_one_word_alone_is_taken_off_a_name(text, name):
    """What is left may be a part of it."""
    assert names.parted(text) == (name, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("погибли 3, ранены 4, пострадали 7", {"killed": "3", "injured": "4"}),
        ("погибли 300, ранены 400, пострадали 700", {"killed": "300", "injured": "400"}),
        ("погибли 3, ранены 4, пострадали 8", {}),
        ("погибли 3, ранены 4, пострадали 6", {}),
    ],
)
def test_those_harmed_may_be_all_that_are_counted_beside_them(text, said):
    """Where they are no sum of the killed and the injured, nothing is taken."""
    assert several_tolls.each_measure(text, counts.is_count).counts == said


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("first of May 2025", "1 May 2025"),
        ("first of oct 2025", "1 oct 2025"),
        ("first of II 2025", "first of II 2025"),
        ("first X 2025", "first X 2025"),
    ],
)
def test_a_month_by_its_name_makes_an_ordinal_a_day(text, made):
    """A number of a month, also a Roman one, does not."""
    assert ordinal_days.in_digits(text) == made


def test_an_error_fills_a_cell_that_is_no_longer_than_a_column_is_wide():
    """Signs that stand for a column that is too narrow end somewhere."""
    assert error_texts.is_error("#" * 64) and not error_texts.is_error("#" * 65)
