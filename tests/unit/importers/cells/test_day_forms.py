"""Any day, written in any form that files have, is read as that day and as no other."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.cells import day_forms, days, zones
from strikemap.importers.cells.calendar_words import MONTHS, WEEKDAYS
from strikemap.importers.cells.day_order import EVERY, Order, Orders, named, proved

DAYS = st.dates(date(2014, 1, 1), date(2026, 12, 31))
EACH = {number: [name for name, of in MONTHS.items() if of == number] for number in range(1, 13)}
ON = {number: [name for name, of in WEEKDAYS.items() if of == number] for number in range(7)}
FORMS = (
    "{y}-{m:02}-{d:02}",
    "{y}/{m}/{d}",
    "{y}.{m:02}.{d:02}",
    "{y}{m:02}{d:02}",
    "{d:02}.{m:02}.{y}",
    "{d}.{m}.{y} г.",
    "{d:02}.{m:02}.{s:02}",
    "{d} {name} {y}",
    "{name} {d}, {y}",
    "{d}-{name}-{s:02}",
    "{d}-го {name} {y} года",
    "{y} {name} {d}",
    "the {d} of {name} {y}",
    "{d} {name} {y} року",
    "{y}-{m:02}-{d:02} 12:30",
    "12:30 {d}.{m}.{y}",
    "{d} {name} {y}, 12.30",
    "{serial}",
    "{serial}.5",
    "{y}-{m:02}-{d:02}T00:00:00.000",
    "{d} {NAME} {y}",
    "{y}{m:02}{d:02}T123000",
    "{y}{m:02}{d:02}.0",
    "{week}, {d} {name} {y}",
    "{week} {d}.{m:02}.{y}",
    "{y}-{m:02}-{d:02} 11:59 pm local",
)


def fields(day: date, data: st.DataObject) -> dict[str, object]:
    """What *day* is made of, its month and weekday by any of their names."""
    name = data.draw(st.sampled_from(EACH[day.month]))
    week = data.draw(st.sampled_from(ON[day.weekday()]))
    return {
        "y": day.year,
        "m": day.month,
        "d": day.day,
        "s": day.year % 100,
        "name": name,
        "NAME": name.upper(),
        "serial": (day - date(1899, 12, 30)).days,
        "week": week,
    }


@given(DAYS, st.sampled_from(FORMS), st.data())
def test_property_a_day_is_read_in_every_form(day, form, data):
    """With its month by number, by name or in Roman digits, and nothing of it left unsaid."""
    found = days.read(pd.Series([form.format(**fields(day, data))]))
    assert (found.why[0], found.first[0], found.last[0]) == ("", day, day)
    flags = (found.weekday_differs, found.is_about, found.zone_unknown, found.is_noted)
    assert [bool(each[0]) for each in flags] == [False] * 4
    assert found.instant[0] == days.NO_INSTANT


@given(DAYS, st.integers(1, 6), st.data())
def test_property_a_weekday_that_is_another_days_is_told(day, later, data):
    """The day that is written stays."""
    told = fields(day, data)
    told["week"] = data.draw(st.sampled_from(ON[(day.weekday() + later) % 7]))
    found = days.read(pd.Series(["{week}, {d} {name} {y}".format(**told)]))
    assert (found.first[0], bool(found.weekday_differs[0])) == (day, True)


@given(DAYS, st.data())
def test_property_a_month_and_a_year_are_as_wide_as_they_are(day, data):
    """A month by name or number is from its first day to its last, also with 0 for the day."""
    told = fields(day, data)
    last = date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
    for form in ("{name} {y}", "{m:02}.{y}", "{m}/{y}", "{y}-{m:02}", "{y}/{m}", "in {name} {y}",
                 "{y}-{m:02}-00", "00.{m:02}.{y}", "0 {name} {y}"):  # fmt: skip
        found = days.read(pd.Series([form.format(**told)]))
        assert (form, found.why[0], found.first[0], found.last[0]) == (
            form,
            "",
            last.replace(day=1),
            last,
        )
    quarter = (day.month + 2) // 3
    ends = date(day.year, 3 * quarter, calendar.monthrange(day.year, 3 * quarter)[1])
    roman = ("I", "II", "III", "IV")[quarter - 1]
    for text in (f"Q{quarter} {day.year}", f"{day.year} Q{quarter}", f"{roman} кв. {day.year} г."):
        found = days.read(pd.Series([text]))
        assert (found.first[0], found.last[0]) == (date(day.year, 3 * quarter - 2, 1), ends)
    found = days.read(pd.Series([f"{day.year}", f"{day.year} год"]))
    assert set(found.first) == {np.datetime64(date(day.year, 1, 1))}
    assert set(found.last) == {np.datetime64(date(day.year, 12, 31))}
    year, week, weekday = day.isocalendar()
    found = days.read(pd.Series([f"{year}-W{week:02}", f"{year}W{week:02}{weekday}"]))
    monday = day - timedelta(weekday - 1)
    assert list(found.first) == [monday, day] and list(found.last) == [monday + timedelta(6), day]


@given(DAYS, st.data())
def test_property_a_night_is_two_days(day, data):
    """A night to a day is that and the one before, a night of a day is that and the next."""
    told = fields(day, data)
    to = ("в ночь на {d}.{m:02}.{y}", "night to {d} {name} {y}", "ніч проти {y}-{m:02}-{d:02}")
    of = ("night of {d} {name} {y}", "{y}-{m:02}-{d:02} night", "ночью {d}.{m:02}.{y}")
    for forms, first in ((to, day - timedelta(1)), (of, day)):
        for form in forms:
            found = days.read(pd.Series([form.format(**told)]))
            assert (found.first[0], found.last[0]) == (first, first + timedelta(1)), form


ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "MSK": 3, "МСК": 3, "EET": 2, "EEST": 3, "WET": 0, "WEST": 1,
    "CET": 1, "CEST": 2, "EST": -5, "EDT": -4, "CDT": -5, "MDT": -6, "PST": -8, "PDT": -7,
    "SAMT": 4, "YEKT": 5,
}  # fmt: skip
SECONDS = st.integers(1_388_534_400, 1_798_761_599)
"""From 2014 to 2026."""


@given(SECONDS, st.sampled_from(sorted(ZONES)), st.integers(-12, 14), st.sampled_from((0, 30, 45)))
def test_property_a_time_with_its_zone_is_the_instant(second, zone, hours, minutes):
    """By an abbreviation, an offset, the tz database or a count of seconds; the day is UTC's."""
    utc = datetime.fromtimestamp(second, UTC)
    there = utc + timedelta(hours=ZONES[zone])
    sign = "-" if hours < 0 else "+"
    ahead = timedelta(hours=abs(hours), minutes=minutes) * (-1 if hours < 0 else 1)
    texts = [
        f"{second}", f"{second}000", f"{second}.0", f"/Date({second}000)/",
        f"{utc:%Y%m%dT%H%M%SZ}", f"{utc:%Y-%m-%dT%H:%M:%SZ}", f"{utc:%Y-%m-%d %H:%M:%S.250 UTC}",
        f"{there:%d %B %Y %I:%M:%S %p} {zone}", f"{there:%d.%m.%Y %H:%M:%S} ({zone})",
        f"{utc + ahead:%Y-%m-%d %H:%M:%S}{sign}{abs(hours):02}:{minutes:02}",
        f"{utc + ahead:%Y-%m-%d %H:%M:%S} UTC{sign}{abs(hours)}{f':{minutes}' if minutes else ''}",
        f"{utc + ahead:%a %b %d %H:%M:%S} {sign}{abs(hours):02}{minutes:02} {utc + ahead:%Y}",
        f"{utc.astimezone(ZoneInfo('Europe/Moscow')):%Y-%m-%d %H:%M:%S} Europe/Moscow",
    ]  # fmt: skip
    found = days.read(pd.Series(texts))
    assert dict(zip(texts, found.instant.tolist(), strict=True)) == dict.fromkeys(texts, second)
    assert set(found.first) == set(found.last) == {np.datetime64(utc.date())}


@pytest.mark.parametrize(
    ("clock", "is_one"),
    [("24:00", True), ("24:59:60", True), ("23:59:60", True), ("25:00", False), ("12:60", False),
     ("12:30:61", False)],
)  # fmt: skip
@pytest.mark.parametrize(("zone", "is_near"), [("UTC", True), ("+16:00", True), ("+16:01", False)])
def test_a_time_that_no_day_has_is_refused(clock, is_one, zone, is_near):
    """Midnight may be 24, a minute may have a leap second, and no zone is a day away."""
    assert bool(days.read(pd.Series([f"2025-05-16 {clock} {zone}"])).why[0]) is not (
        is_one and is_near
    )


def test_noon_and_midnight_by_twelve_hours():
    """Twelve at night is the day's first hour, and at noon its thirteenth."""
    cells = [f"2025-05-16 {hour}:00 {half} UTC" for half in ("am", "p.m.") for hour in (12, 1, 11)]
    found = days.read(pd.Series(cells)).instant
    assert (found % 86_400 // 3_600).tolist() == [0, 1, 11, 12, 13, 23]


@pytest.mark.parametrize(
    ("text", "unknown"),
    [("2025-05-16 12:00 XYZ", True), ("2025-05-16 12:00 (a note)", False),
     ("2025-05-16 12:00 Europe/Nowhere", True), ("2025-05-16 12:00 local", False)],
)  # fmt: skip
def test_words_that_name_no_zone_are_told(text, unknown):
    """But for a note in brackets, and for the place's own time."""
    found = days.read(pd.Series([text]))
    assert (str(found.first[0]), bool(found.zone_unknown[0])) == ("2025-05-16", unknown)


@given(st.sampled_from(sorted(zones.known_regions()) + ["RU-BEL", "UA-63", "", "XX-1"]), SECONDS)
def test_property_the_day_at_a_place_is_that_of_all_its_zones(region, second):
    """Where they differ, or none is known, it is UTC's and told to be."""
    names = zones.zones_of(region)
    found = {datetime.fromtimestamp(second, ZoneInfo(name)).date() for name in names}
    wanted = found.pop() if len(found) == 1 else None
    assert zones.local_day(second, region) == wanted
    told, is_utc = zones.local_days(np.array([second]), np.array([region], dtype=object))
    assert is_utc.tolist() == [wanted is None]
    assert told.tolist() == [f"{wanted or datetime.fromtimestamp(second, UTC).date()}"]
    assert bool(names) is (region[:2] in ("RU", "UA"))


SHORT = st.tuples(
    st.integers(1, 28), st.integers(1, 12), st.integers(2014, 2026), st.sampled_from("./-")
)


@given(st.lists(SHORT, min_size=1, max_size=6), st.booleans())
def test_property_what_comes_first_is_what_every_day_of_a_column_allows(found, is_american):
    """An order that one day rules out is left out for all; with dots the day is first."""
    texts = [
        f"{m:02}{mark}{d:02}{mark}{y}" if is_american else f"{d:02}{mark}{m:02}{mark}{y}"
        for d, m, y, mark in found
    ]
    order = proved(texts)
    for marks, left in ((".", order.dotted), ("/-", order.other)):
        of = [text for text in texts if text[2] in marks]
        fits = {first for first, at in (("day", 0), ("month", 3))
                if all(int(text[3 - at : 5 - at]) <= 12 for text in of)}  # fmt: skip
        fits = fits if of else set(EVERY)
        if marks == "." and "day" in fits:
            fits = {"day"}
        assert left == (fits or EVERY)
    proofs = [text for text in texts if (int(text[:2]) > 12) != (int(text[3:5]) > 12)]
    assert not order.proof or order.proof in proofs


@pytest.mark.parametrize(
    ("column", "first"),
    [("Date (dd/mm/yyyy)", "day"), ("mm-dd-yyyy", "month"), ("дд.мм.гггг", "day"), ("date", ""),
     ("d/m/yy", "day"), ("M/D/YY", "month"), ("command", "")],
)  # fmt: skip
def test_a_header_may_name_the_order(column, first):
    """As `Date (dd/mm/yyyy)` does, and no word that merely has the letters."""
    assert named(column) == first
    order = Orders().of(column, pd.Series(["03/04/2024"]))
    assert order.other == (frozenset((first,)) if first else EVERY)


def test_what_the_reader_says_goes_before_all():
    """Neither the header nor the column is asked then."""
    orders = Orders(chosen="month", survey=lambda _: pytest.fail("the column was asked"))
    order = orders.of("dd/mm/yyyy", pd.Series(["03/04/2024"]))
    assert days.day("03/04/2024", order) == date(2024, 3, 4)
    assert days.day("03.04.2024", order) == date(2024, 3, 4)
    assert orders.in_words() == {}


def test_a_column_proves_its_order_together_with_the_one_beside():
    """Begin and end are of one hand; the proof is named to the reader."""
    column, beside = ["03/04/2024"], ["03/25/2024"]
    orders = Orders(survey={"begin": column, "end": beside}.__getitem__)
    order = orders.of("begin", pd.Series(column), "end")
    assert order.other == {"month"}
    assert orders.in_words() == {"begin": "In begin the month comes first, as '03/25/2024' shows."}
    assert Orders(survey={"begin": column, "end": column}.__getitem__).of(
        "begin", pd.Series(column), "end"
    ).other == {"day", "month"}


@pytest.mark.parametrize(
    ("texts", "half_read"),
    [
        (["31/03/2024", "2024-04-03", "2024-05-06", "2024-07-08"], True),
        (["31/03/2024", "2024-04-03", "2024-05-06"], False),
        (["31/03/2024", "2024-04-03", "2024-05-06", "2024-07-13"], False),
        (["31/03/2024", "03/04/2024", "2024-04-03", "2024-05-06", "2024-07-08"], False),
        (["03/31/2024", "2024-04-03", "2024-05-06", "2024-07-08"], False),
        (["2024-04-03", "2024-05-06", "2024-07-08"], False),
        (["31/03/2024"], False),
    ],
)
def test_days_that_a_spreadsheet_may_have_exchanged_are_marked(texts, half_read):
    """Where those above the 12th stand as text, and three others or more are the 12th or sooner."""
    cells = pd.Series([*texts, "2024-06-06", "2024-04-03 00:00"])
    orders = Orders(survey=lambda _: texts)
    assert orders.exchanged("date", cells).tolist() == [
        *(half_read and each.startswith("2024") for each in texts),
        False,
        half_read,
    ]


@given(st.lists(st.tuples(DAYS, st.integers(0, 40)), min_size=1, max_size=8), st.integers(0, 9))
def test_property_columns_of_days_are_what_each_day_is(spans, reach):
    """Around a day, its month, its year, its text and its precision, one at a time."""
    first = np.array([day for day, _ in spans], "datetime64[D]")
    last = np.array([day + timedelta(length) for day, length in spans], "datetime64[D]")
    assert days.iso(first).tolist() == [f"{day}" for day, _ in spans]
    before, after = days.around(first, reach)
    assert list(before) == [day - timedelta(reach) for day, _ in spans]
    assert list(after) == [day + timedelta(reach) for day, _ in spans]
    begun, ended = days.month(first)
    assert list(begun) == [day.replace(day=1) for day, _ in spans]
    assert list(ended) == [
        day.replace(day=calendar.monthrange(day.year, day.month)[1]) for day, _ in spans
    ]
    begun, ended = days.year(first)
    assert list(begun) == [date(day.year, 1, 1) for day, _ in spans]
    assert list(ended) == [date(day.year, 12, 31) for day, _ in spans]
    assert days.precision(first, last).tolist() == [
        "1" if not length else "2" if length < 7 else "3" for _, length in spans
    ]
    rows = np.arange(len(spans)) % 2 == 0
    begun, ended = days.widened(first, last, rows, days.month)
    for at, (day, length) in enumerate(spans):
        own = day + timedelta(length)
        end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        wanted = (day.replace(day=1), max(end, own)) if rows[at] else (day, own)
        assert (begun[at], ended[at]) == wanted


def test_a_cell_of_a_month_or_more_is_wide():
    """February is, four weeks less a day are not, and what says no day is neither."""
    cells = ["February 2023", "2023", "1–27 March 2023", "1–28 March 2023", "16 May 2023", "x"]
    assert days.is_wide(days.read(pd.Series(cells))).tolist() == [
        True,
        True,
        False,
        True,
        False,
        False,
    ]
    assert days.iso(np.array(["2023-05-31", "NaT"], "datetime64[D]")).tolist() == ["2023-05-31", ""]


@pytest.mark.parametrize(
    ("column", "is_utc"),
    [("date_utc", True), ("utc", True), ("time (gmt)", True), ("utcome", False), ("date", False),
     ("outcome utc time", True)],
)  # fmt: skip
def test_a_column_of_utc_is_known_by_its_name(column, is_utc):
    """Times in it that name no zone are UTC's; days stay days."""
    assert days.is_utc(column) is is_utc
    cells = ["2024-03-01 12:30", "2024-03-01 12:30:10.5 ", "2024-03-01", "2024-03-01 12:30 MSK"]
    made = days.in_utc(pd.Series(cells), column).tolist()
    assert made == ([f"{cells[0]} UTC", f"{cells[1].strip()} UTC", *cells[2:]] if is_utc else cells)


@pytest.mark.parametrize("length", [200, 201])
def test_what_is_long_is_read_as_what_is_short(length):
    """A cell whose day is not kept in mind says the same as one whose is."""
    text = "2025-05-16".ljust(length)
    assert days.read(pd.Series([text, "x".ljust(length)])).first.astype(str).tolist() == [
        "2025-05-16",
        "NaT",
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [("30.05.13", None), ("31-05-13", None), ("16.05.14", 2014), ("16 May 14", 2014),
     ("16 May 13", None), ("31.12.1899", None), ("01.01.1900", 1900), ("31.12.2100", 2100),
     ("01.01.2101", None)],
)  # fmt: skip
def test_years_are_those_that_the_tables_hold(text, year):
    """In four digits 1900 to 2100, in two from 2014 on."""
    order = Order(frozenset(("day",)), frozenset(("day",)))
    found = days.read(pd.Series([text]), order)
    assert (found.first[0].astype(object).year if not found.why[0] else None) == year


def test_what_is_wrong_with_a_year_says_which_there_are():
    """The first and the last that the tables hold."""
    assert "year 1899; write 1900 to 2100" in days.read(pd.Series(["31.12.1899"])).why[0]


@pytest.mark.parametrize(("length", "is_read"), [(1_000, True), (1_001, False)])
def test_a_text_without_end_is_not_looked_through(length, is_read):
    """A thousand letters may hold a day of numbers, more are not tried."""
    assert bool(day_forms.readings("16.05.2025".ljust(length))[1]) is is_read


def test_a_short_year_is_not_far_ahead():
    """A year in two digits is the next one at most."""
    coming = datetime.now(UTC).year + 1
    assert day_forms.readings(f"16.05.{coming % 100}")[1]["day"].year == coming
    assert "day" not in day_forms.readings(f"16.05.{(coming + 1) % 100}")[1]
