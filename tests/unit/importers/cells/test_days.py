"""Columns of dates."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.cells import days
from strikemap.importers.cells.day_order import Orders


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-16",
        "16 May 2025",
        "16 may 2025",
        "16.05.2025",
        "20250516",
        "2025-05-16 00:00:00.000",
        "2025-05-16T12:30:00Z",
        "05/16/2025",
        "16-May-25",
        "May 16th, 2025",
        "Friday, 16 May 2025",
        "Fri 16/05/2025",
        "пт, 16 мая 2025",
        "в пятницу, 16-го мая 2025 года",
        "16-е мая 2025",
        "п'ятниця, 16 травня 2025 р.",
        "П’ятниця, 16-го травня 2025",
        "16-те травня 2025",
        "16 мая 2025 г.",
        "16 травня 2025 року",
        "16.05.25",
        "16.05.25 г.",
        "16.5.25г",
        "14:30 16.05.2025",
        "14:30, 16 мая 2025",
        "2025-16-05",
        "2025-05-16 23:30 XYZ",
        "2025-05-16 23:30 (local time)",
        "2025/05/16",
        "45793",
        "1747353600",
        "1747353600000",
        "16052025",
        "16/V/2025",
        "2025-W20-5",
        "16.05.2025 03.40",
        "2025-05-16 23:40 Europe/Moscow",
        "утром 16 мая 2025",
        "Fri May 16 03:40:00 +0000 2025",
        "Fri May 16 03:40:00 2025",
        "16.05.2025 (вранці)",
        "пт, 16.05.2025",
        "Fri, 16.05.2025 03:40",
        "пятница 16.05.25",
        "20250516.0",
        "/Date(1747353600000)/",
    ],
)
def test_forms(text):
    """Each form that the files have is the same day."""
    assert days.day(text) == date(2025, 5, 16)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "05/06/2025",
        "0000-01-01",
        "99999-01-01",
        "2025-02-30",
        "\u0662\u0660\u0662\u0665-05-16",
        "16 Mai 2025",
        "x",
    ],
)
def test_what_is_no_day(text):
    """Anything else is refused with what to write."""
    with pytest.raises(ValueError, match=r"write|no date|may be"):
        days.day(text)


def test_a_column_keeps_its_order():
    """Good and bad cells stay in their places."""
    found = days.read(pd.Series(["2025-05-16", "x", "2025-05-16"]))
    assert days.iso(found.first).tolist() == ["2025-05-16", "", "2025-05-16"]
    assert [bool(each) for each in found.why] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "day"),
    [("Fri 03/01/2024", "2024-03-01"), ("среда, 03/01/2024", "2024-01-03")],
)
def test_the_weekday_says_which_number_is_the_month(text, day):
    """Of two readings the one that falls on the weekday is meant."""
    found = days.read(pd.Series([text]))
    assert (str(found.first[0]), bool(found.weekday_differs[0])) == (day, False)


def test_a_weekday_that_is_not_the_days_is_told():
    """The day is read all the same, and where neither reading fits it stays open."""
    found = days.read(pd.Series(["Monday, 1 March 2024", "Mon 03/01/2024", "Friday, 1 March 2024"]))
    assert found.weekday_differs.tolist() == [True, False, False]
    assert "may be" in found.why[1]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12–14.05.2025", "2025-05-12", "2025-05-14"),
        ("2025-05-12..2025-05-14", "2025-05-12", "2025-05-14"),
        ("2025-05-12/14", "2025-05-12", "2025-05-14"),
        ("16 и 17 мая 2025", "2025-05-16", "2025-05-17"),
        ("в ночь на 04.05.2025", "2025-05-03", "2025-05-04"),
        ("ніч проти 4 травня 2025", "2025-05-03", "2025-05-04"),
        ("night of 3 to 4 May 2025", "2025-05-03", "2025-05-04"),
        ("в ночь с 3 на 4 мая 2025", "2025-05-03", "2025-05-04"),
        ("вночі 16 травня 2025", "2025-05-16", "2025-05-17"),
        ("2025-05-16 night", "2025-05-16", "2025-05-17"),
        ("overnight 16-17 May 2025", "2025-05-16", "2025-05-17"),
        ("ніч 16-17 травня 2025", "2025-05-16", "2025-05-17"),
        ("1st-3rd May 2025", "2025-05-01", "2025-05-03"),
        ("31/05/2025-02/06/2025", "2025-05-31", "2025-06-02"),
        ("02/05/2025-31/05/2025", "2025-05-02", "2025-05-31"),
        ("5/2/2025 - 5/31/2025", "2025-05-02", "2025-05-31"),
        ("2025-W20", "2025-05-12", "2025-05-18"),
        ("Q2 2025", "2025-04-01", "2025-06-30"),
        ("IV квартал 2025 г.", "2025-10-01", "2025-12-31"),
        ("late May 2025", "2025-05-01", "2025-05-31"),
        ("у травні 2025", "2025-05-01", "2025-05-31"),
        ("2025 рік", "2025-01-01", "2025-12-31"),
        ("05.2025", "2025-05-01", "2025-05-31"),
        ("2025/5", "2025-05-01", "2025-05-31"),
        ("5-2025", "2025-05-01", "2025-05-31"),
        ("31 May and 1 June 2025", "2025-05-31", "2025-06-01"),
        ("31 мая и 1 июня 2025", "2025-05-31", "2025-06-01"),
        ("31.05/01.06.2025", "2025-05-31", "2025-06-01"),
        ("2025-05-30–31", "2025-05-30", "2025-05-31"),
        ("2025–05–16", "2025-05-16", "2025-05-16"),
        ("16\u201105\u20112025", "2025-05-16", "2025-05-16"),
    ],
)
def test_what_says_more_than_a_day(text, first, last):
    """A night, a week, a quarter, a part of a month and a year are read as wide as they are."""
    found = days.read(pd.Series([text]))
    assert (str(found.first[0]), str(found.last[0])) == (first, last)
    assert not found.is_about[0]


@pytest.mark.parametrize(
    "text",
    [
        "5 и 17 мая 2025",
        "31 May and 2 June 2025",
        "before 16 May 2025",
        "16 мая",
        "2025-W60",
        "16 May 2025 (or earlier)",
        "May-25",
        "13.2025",
    ],
)
def test_days_that_are_not_said_are_not_guessed(text):
    """Two days apart, a day without its first or without its year, and no such week are refused."""
    assert days.read(pd.Series([text])).why[0]


@pytest.mark.parametrize(
    "text",
    ["circa 16 May 2025", "16.05.2025?", "около 16 мая 2025", "16 May 2025 (est)",
     "16 May 2025 12:30 (est.)", "16 May 2025 (approx)"],
)  # fmt: skip
def test_a_day_put_as_about_is_told(text):
    """The day is kept, and that it is about is not."""
    found = days.read(pd.Series([text]))
    assert (str(found.first[0]), bool(found.is_about[0])) == ("2025-05-16", True)


@pytest.mark.parametrize(
    "text", ["16.05.2025*", "16 May 2025 (reported)", "2025-05-16 [дата поста]"]
)
def test_a_note_behind_a_day_leaves_the_day(text):
    """And it is told that there was one."""
    found = days.read(pd.Series([text]))
    assert (str(found.first[0]), bool(found.is_noted[0])) == ("2025-05-16", True)


@pytest.mark.parametrize("text", ["31 May", "31 мая"])
def test_a_day_without_its_year_is_named_as_that(text):
    """What would be right is then the year."""
    assert days.read(pd.Series([text])).why[0].split(";")[0].endswith("names no year")


@pytest.mark.parametrize("text", ["1900-01-00", "00.01.1900"])
def test_the_empty_day_of_a_spreadsheet_is_none(text):
    """A cell without a day shows so where a format of days is put on it."""
    assert "an empty day" in days.read(pd.Series([text])).why[0]


SPANS = (
    "{0:%Y-%m-%d}/{1:%Y-%m-%d}",
    "{0:%Y-%m-%d} – {1:%Y-%m-%d}",
    "{0:%d.%m.%Y}-{1:%d.%m.%Y}",
    "from {0:%d %B %Y} to {1:%d %B %Y}",
    "с {0:%d.%m.%Y} по {1:%d.%m.%Y}",
)
IN_ONE_YEAR = ("{0:%d %B} – {1:%d %B %Y}", "{0:%d.%m}–{1:%d.%m.%Y}", "{0:%B %d} - {1:%B %d, %Y}")
IN_ONE_MONTH = (
    "{0.day}–{1:%d %B %Y}",
    "{0.day}-{1:%d %B %Y}",
    "{0:%B} {0.day}–{1.day}, {0:%Y}",
    "с {0.day} по {1:%d %b %Y}",
    "з {0.day} до {1:%d %b %Y} року",
)


@given(st.dates(date(2015, 1, 1), date(2026, 1, 1)), st.integers(0, 80), st.data())
def test_property_a_span_of_days_is_read_to_its_ends(first, length, data):
    """In whatever way it is written, the span is from its first day to its last."""
    last = first + timedelta(days=length)
    ways = SPANS
    if first.year == last.year:
        ways += IN_ONE_YEAR
        ways += IN_ONE_MONTH if first.month == last.month else ()
    text = data.draw(st.sampled_from(ways)).format(first, last)
    found = days.read(pd.Series([text]))
    assert (found.why[0], found.first[0], found.last[0]) == ("", first, last)


@pytest.mark.parametrize("text", ["3-1 March 2024", "30 Dec – 2 Jan 2024", "1 - 3", "2024/2025"])
def test_what_is_no_span(text):
    """A span that ends before it begins, or whose days are not said, is not read."""
    assert days.read(pd.Series([text])).why[0] != ""


def test_days_between_year_and_month_are_proved_by_their_column():
    """One day that can be nothing else shows it for the column, unless another shows ISO."""
    ambiguous, proof = "2024-04-03", "2024-25-03"
    orders = Orders()
    found = days.read(cells := pd.Series([ambiguous, proof]), orders.of("d", cells))
    assert found.first.astype(str).tolist() == ["2024-03-04", "2024-03-25"]
    assert orders.in_words()["d"] == (
        "In d the day stands between year and month, as '2024-25-03' shows."
    )
    found = days.read(cells := pd.Series([ambiguous, proof, "2024-03-26"]), Orders().of("d", cells))
    assert found.first.astype(str).tolist() == ["2024-04-03", "2024-03-25", "2024-03-26"]


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("CET", 15), ("EST", 21), ("Kyiv", 13), ("Kyiv time", 13), ("за Києвом", 13),
        ("за київським часом", 13), ("(Moscow time)", 13), ("по московскому времени", 13),
        ("+02:00[Europe/Berlin]", 14), ("local time", None), ("за місцевим часом", None),
    ],
)  # fmt: skip
def test_a_zone_may_be_named_by_its_place(zone, utc):
    """Zones of common names give an instant, the place's own the day as it is written."""
    found = days.read(pd.Series([f"2025-07-16 16:00 {zone}"]))
    assert (found.first[0], found.zone_unknown[0]) == (date(2025, 7, 16), False)
    assert (found.instant[0] == days.NO_INSTANT) == (utc is None)
    assert utc is None or found.instant[0] % 86_400 == utc * 3_600
