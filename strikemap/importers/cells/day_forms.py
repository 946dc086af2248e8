"""What a text says of a day, in any form that one reading fits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from types import MappingProxyType

from strikemap import dates
from strikemap.collection.cell_faults import shown
from strikemap.collection.day_columns import YEARS
from strikemap.importers.cells.calendar_words import MONTHS, PASSED_OVER, WEEKDAYS
from strikemap.importers.cells.day_faults import (
    EMPTY_DAY,
    NO_YEAR,
    either,
    no_year,
    not_read,
)
from strikemap.importers.cells.day_layout import ISO, LONGEST, is_day_second, parted
from strikemap.importers.cells.instants import UnknownZone, instant, zone_in
from strikemap.languages import sentence

DAY, MONTH, YEAR = "day", "month", "year"
ORDERS = (DAY, MONTH, YEAR)
"""What may come first in a day of numbers: 16.05.2025, 05/16/2025, 25-05-16."""

MAX_CHARACTERS = 200
"""More than any day of numbers has with its weekday and time."""

FIRST_SHORT_YEAR = 2014
"""Of years in two digits: before it is nothing that this project is about."""

SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of spreadsheets: Lotus took 1900 for a leap year, Excel with it (ECMA-376, 18.17.4.1)."""

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?|\.0+)?", re.ASCII)
_MONTH = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})|(?P<first>\d{1,2})[-/.](?P<last>\d{4})", re.ASCII
)
_TRIPLE = re.compile(r"(\d{1,2})([./ -])(\d{1,2})\2(\d{4,6}|\d{2})", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_EPOCH = re.compile(r"(?:/Date\()?(\d{9,10}|\d{13})(?:\.\d+)?(?:(?:[+-]\d{4})?\)/)?", re.ASCII)
_CLOCK = re.compile(
    r"(?P<day>.+?)(?:[T\s,]+|\s+(?:at|в|о)\s+)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?(?![^\W\d_]))?"
    r"\s*(?P<zone>[^\d\s./,()][^\s]*(?:\s+[^\W\d_]+){0,2})?(?:\s*\((?P<note>[^()]*)\))?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"(?:в |у |on )?({'|'.join(WEEKDAYS)})\b[.,]*\s*(?=\d)", re.IGNORECASE)
_FRIDAY = re.compile("(?<=п)['’ʼ`](?=я)", re.IGNORECASE)
_NO_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(?:0|00)|(?:0|00)\.(\d{1,2})\.(\d{4})", re.ASCII)
"""A month with 0 in the place of its day, as maps of geolocated events and GTD write it."""
_TOKENS = re.compile(r"[^\W\d_]+|\d+")
_OF_YEAR = re.compile(r"(?<=\d)\s*(?:г|год|года|р|рік|року)\b\.?$", re.IGNORECASE)
"""“Year” behind a day of numbers."""
DAY_SECOND = "day second"
"""Beside the orders of a column of days that begin with the year and have the day before the month,
as 2024-25-06."""


@dataclass(frozen=True, slots=True)
class Said:
    """
    The days `first` to `last` that a text says, the same where it says one.

    `weekday_differs` where it names another weekday than the day's.  `instant` is the second since
    1970 in UTC where it gives a time with its zone: then the day at the place may be another one.
    `is_about` where it puts the day as about, `is_noted` where it says more beside it in brackets,
    `zone_unknown` where words behind the time name no
    zone that is known: the day is then the one that is written.
    """

    first: date
    last: date
    instant: int | None = None
    weekday_differs: bool = False
    is_about: bool = False
    zone_unknown: bool = False
    is_noted: bool = False


@lru_cache(maxsize=8_192)
def readings(text: str) -> tuple[str, Mapping[str, date]]:
    """
    Of a day of three numbers with the year last or in two digits: what stands between them ("."
    or "/"), and the days that it may be by what comes first; "" and none where it is no such text.
    """
    if len(text) > LONGEST:
        return "", MappingProxyType({})
    text, weekday = _apart(_OF_YEAR.sub("", _day_part(parted(text))))
    found = _TRIPLE.fullmatch(text)
    if found is None:
        return "", MappingProxyType({})
    one, two, three = found[1], found[3], found[4]
    tried = {DAY: (three, two, one), MONTH: (three, one, two)}
    if len(three) == 2:
        tried[YEAR] = (one, two, three)
    made = {order: _whole(*parts) for order, parts in tried.items()}
    mark = "." if found[2] == "." else "/"
    days = {order: day for order, day in made.items() if day is not None}
    # The weekday tells which of several days is meant, unless it is that of none of them.
    fitting = {order: day for order, day in days.items() if day.weekday() == weekday}
    return mark, MappingProxyType(fitting or days)


def _apart(text: str) -> tuple[str, int | None]:
    """*text* without a weekday before a number, and the weekday's number."""
    found = _WEEKDAY.match(text)
    if found is None:
        return text, None
    return text[found.end() :], WEEKDAYS[found[1].casefold()]


def said(text: str, first: frozenset[str]) -> Said:
    """
    What *text* says, where *first* are the orders that its column leaves for days of numbers.

    Raises:
        ValueError: it says no day, or may say several; the message says what would be right.
    """
    text = _FRIDAY.sub("", " ".join(text.split()))
    if not text:
        raise ValueError(sentence("empty; write 2025-05-16"))
    if found := _EPOCH.fullmatch(text):
        return _by_instant(int(found[1]) // (1_000 if len(found[1]) == 13 else 1), text)
    if found := _SERIAL.fullmatch(text):
        return _one(SERIAL_ZERO + timedelta(days=int(found[1])), text)
    if len(text) > LONGEST:
        raise not_read(text)
    text = parted(text)
    if found := _COMPACT.fullmatch(text.removesuffix("Z")):
        day = _one(_date(found[1], found[2], found[3], text), text)
        told = [int(part or 0) for part in found.groups()[3:]]
        return _zoned(day, told, "Z", text) if text.endswith("Z") and found[4] else day
    if found := _MONTH.fullmatch(text):
        return _span(found["year"] or found["last"], found["month"] or found["first"], text)
    clock = _CLOCK.fullmatch(text)
    part = clock["day"] if clock else text.removesuffix("Z")
    day = _day(part.strip(" ,"), text, first)
    zone = zone_in(clock["zone"] or "") if clock else ""
    if clock and not zone and clock["note"] and len(named := zone_in(clock["note"]).split()) == 1:
        zone = named[0]
    if clock and zone and day.first == day.last:
        hour = int(clock["hour"])
        if half := clock["half"]:
            hour = hour % 12 + (12 if half[0] in "pP" else 0)
        parts = [hour, int(clock["minute"]), int(clock["second"] or 0)]
        try:
            return _zoned(day, parts, zone, text)
        except UnknownZone:
            # Words in brackets are a note, whatever they say.
            return replace(day, zone_unknown=bool(clock["zone"]))
    if day.first == day.last and _differs(part, day.first):
        return replace(day, weekday_differs=True)
    return day


def _differs(text: str, day: date) -> bool:
    words = [WEEKDAYS[each] for each in _TOKENS.findall(text.casefold()) if each in WEEKDAYS]
    return len(words) == 1 and words[0] != day.weekday()


def _day_part(text: str) -> str:
    text = _FRIDAY.sub("", " ".join(text.split()))
    clock = _CLOCK.fullmatch(text)
    return clock["day"].strip(" ,") if clock else text.removesuffix("Z")


def _day(text: str, whole: str, first: frozenset[str]) -> Said:
    text = _OF_YEAR.sub("", text) if not text.isdigit() else text
    if found := _NO_DAY.fullmatch(text):
        if (year := found[1] or found[5]) == "1900":
            raise ValueError(sentence(EMPTY_DAY, cell=shown(whole)))
        return _span(year, found[3] or found[4], whole)
    if found := ISO.fullmatch(text):
        year, month, number = found[1], found[3], found[4]
        if is_day_second(text) or (DAY_SECOND in first and int(number) <= 12):
            month, number = number, month
        return _one(_date(year, month, number, whole), whole)
    if found := _TRIPLE.fullmatch(_apart(text)[0]):
        _, may_be = readings(text[:MAX_CHARACTERS])
        fitting = {day for order, day in may_be.items() if order in first} or set(may_be.values())
        if len(fitting) == 1:
            return _one(fitting.pop(), whole)
        if not fitting:
            year = int(found[4])
            if len(found[4]) > 2 and year not in YEARS:
                raise ValueError(no_year(whole, year))
            told = sentence("{cell} is no date: no such day; write 2025-05-16", cell=shown(whole))
            raise ValueError(told)
        raise ValueError(
            sentence(
                "{cell} may be {days}, and no day of its column shows which; say what comes first "
                "(--date-order day or month)",
                cell=shown(whole),
                days=partial(either, sorted(fitting)),
            )
        )
    return _in_words(text, whole)


def _in_words(text: str, whole: str) -> Said:
    """`16 May 2025`, `May 16th, 2025`, `Fri, 16-May-25`, `16 травня 2025 року`, `May 2025`."""
    tokens = [
        each
        for each in _TOKENS.findall(text.casefold())
        if each not in PASSED_OVER and each not in WEEKDAYS
    ]
    months = [MONTHS[each] for each in tokens if each in MONTHS]
    numbers = [each for each in tokens if each.isascii() and each.isdigit()]
    if len(months) != 1 or len(numbers) not in (1, 2) or len(tokens) != len(numbers) + 1:
        raise not_read(whole)
    if len(numbers) == 1 and len(numbers[0]) < 3 and tokens[-1] != numbers[0]:
        raise ValueError(sentence(NO_YEAR, cell=shown(whole)))
    month = str(months[0])
    years = [each for each in numbers if len(each) >= 4]
    if len(numbers) == 1 and len(years) == 1:
        return _span(years[0], month, whole)
    if len(numbers) == 2 and len(years) == 1:
        (number,) = [each for each in numbers if len(each) < 4]
        if int(number) == 0:
            return _span(years[0], month, whole)
        return _one(_date(years[0], month, number, whole), whole)
    # Two short numbers: the year is last, and nothing is read of `2025` with words around it.
    if len(numbers) != 2 or years or tokens[-1] != numbers[1] or len(numbers[1]) != 2:
        raise not_read(whole)
    day = _whole(numbers[1], month, numbers[0])
    if day is None:
        raise ValueError(
            sentence(
                "{cell} is no date: no such day of those years; write 2025-05-16",
                cell=shown(whole),
            )
        )
    return _one(day, whole)


def _whole(year: str, month: str, day: str) -> date | None:
    number = int(year) + 2000 if len(year) == 2 else int(year)
    if number not in YEARS or (len(year) == 2 and number < FIRST_SHORT_YEAR):
        return None
    if len(year) == 2 and number > datetime.now(UTC).year + 1:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def _date(year: str, month: str, day: str, whole: str) -> date:
    if int(year) not in YEARS:
        raise ValueError(no_year(whole, int(year)))
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        told = sentence("{cell} is no date: {fault}", cell=shown(whole), fault=sentence(str(error)))
        raise ValueError(told) from None


def _one(day: date, whole: str) -> Said:
    if day.year not in YEARS:
        raise ValueError(no_year(whole, day.year))
    return Said(day, day)


def _span(year: str, month: str, whole: str) -> Said:
    first = _date(year, month, "1", whole)
    return Said(first, dates.PartialDate(first.year, first.month).last)


def _by_instant(seconds: int, whole: str) -> Said:
    day = datetime.fromtimestamp(seconds, UTC).date()
    return Said(_one(day, whole).first, day, seconds)


def _zoned(day: Said, clock: list[int], zone: str, whole: str) -> Said:
    seconds = instant(day.first, clock, zone, whole)
    local = datetime.fromtimestamp(seconds, UTC).date()
    return Said(local, local, seconds)
