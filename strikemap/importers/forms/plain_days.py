"""The days of a plain table: first, last and published, in one column or in parts."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import days
from strikemap.importers.cells.day_order import EXCHANGED
from strikemap.importers.cells.ordinal_days import in_digits
from strikemap.importers.cells.zones import UTC_DAY
from strikemap.importers.forms.columns import column, each_value, joined
from strikemap.importers.forms.definition import Reading
from strikemap.importers.forms.mapping import Mapped
from strikemap.importers.forms.plain_times import timed, with_zone
from strikemap.importers.marks import Marks
from strikemap.importers.refusing import Refusals
from strikemap.importers.words import (
    BEFORE_FIRST_DAY,
    BEFORE_INCIDENT,
    DAY_NOTED,
    LEFT_OUT,
    OTHER_WEEKDAY,
    YET_TO_COME,
    ZONE_UNKNOWN,
)
from strikemap.languages import sentence


def span(
    mapped: Mapped,
    cells: dict[str, pd.Series],
    reading: Reading,
    refused: Refusals,
    marks: Marks,
) -> tuple[days.Days, days.Days, pd.Series]:
    """First and last day, and the instant of rows that give one with its zone."""
    cells["date_start"] = with_zone(_joined_parts(cells), cells["time_zone"])
    of = {name: mapped.columns.get(name, name) for name in ("date_start", "date_end", "published")}
    both = "date_end" in mapped.columns and "date_start" in mapped.columns
    other = {name: of[name] if both else "" for name in ("date_start", "date_end")}
    begun = reading.days(cells["date_start"], of["date_start"], other["date_end"])
    begun = timed(begun, mapped, cells)
    refused.undated(begun.why, np.isnat(begun.first), "date_start")
    told = sentence(
        "The file's {column} names another weekday than the day's; the day is kept.",
        column=of["date_start"],
    )
    marks.say(begun.weekday_differs, told)
    differs = begun.weekday_differs
    reading.log.cells(of["date_start"], cells["date_start"], differs, OTHER_WEEKDAY)
    about = sentence(
        "The file's {column} puts the day as about; it is kept.", column=of["date_start"]
    )
    marks.say(begun.is_about, about)
    marks.add(begun.is_noted, of["date_start"], cells["date_start"], DAY_NOTED)
    unzoned = begun.zone_unknown
    reading.log.cells(of["date_start"], cells["date_start"], unzoned, ZONE_UNKNOWN)
    told = sentence(
        "The file's {column} is not taken as it stands: {done}.",
        column=of["date_start"],
        done=sentence(ZONE_UNKNOWN),
    )
    marks.say(unzoned, told)
    by_utc = days.is_utc(of["date_start"]) | cells["time_zone"].str.upper().isin(
        ["UTC", "GMT", "Z"]
    )
    by_utc = by_utc & (begun.instant == days.NO_INSTANT)
    marks.say(by_utc & ~np.isnat(begun.first), UTC_DAY)
    ended = reading.days(cells["date_end"], of["date_end"], other["date_start"])
    exchanged = reading.orders.exchanged(of["date_start"], cells["date_start"])
    marks.say(exchanged, sentence(EXCHANGED, column=of["date_start"]))
    given = (cells["date_end"] != "").to_numpy()
    told = sentence(
        "The file's {column} names no day but a month or longer, any day of which may be meant.",
        column=of["date_start"],
    )
    marks.say(days.is_wide(begun) & ~given, told)
    marks.add(given & np.isnat(ended.last), of["date_end"], cells["date_end"], LEFT_OUT)
    start = np.where(np.isnat(begun.first), np.datetime64("2000-01-01"), begun.first)
    end = np.where(np.isnat(ended.last), begun.last, ended.last)
    end = np.where(np.isnat(end), start, end)
    before = end < start
    marks.add(before, of["date_end"], cells["date_end"], BEFORE_FIRST_DAY)
    published = reading.days(cells["published"], of["published"])
    wrong = (cells["published"] != "").to_numpy() & (published.why != "")
    marks.add(wrong, of["published"], cells["published"], LEFT_OUT)
    early = published.first < start - 1
    marks.add(early, of["published"], cells["published"], BEFORE_INCIDENT)
    late = published.first > np.datetime64(reading.today)
    marks.add(late, of["published"], cells["published"], YET_TO_COME)
    kept = np.where(early | late, days.NO_DAY, published.first)
    cells["published"] = column(days.iso(kept), cells["published"].index)
    instant = np.where(given | (begun.instant == days.NO_INSTANT), "", begun.instant.astype(str))
    index = cells["date_start"].index
    return start, np.maximum(start, end), column(instant.astype(object), index)


def precision(start: days.Days, end: days.Days, given: pd.Series) -> npt.NDArray[np.object_]:
    """The file's own code where the span allows it: one night between two days is 1."""
    made = days.precision(start, end)
    length = (end - start).astype(np.int64)
    night = (given == "1").to_numpy() & (length == 1)
    return np.where(night, "1", made).astype(object)


def _joined_parts(cells: dict[str, pd.Series]) -> pd.Series:
    """The column of days, made of year, month and day where a row has it in parts alone."""
    whole = cells["date_start"]
    if (cells["year"] != "").any():
        whole = each_value(joined(whole, cells["year"]), _with_year)
    parts = joined(cells["year"], cells["month"], cells["day"])
    made = each_value(parts.mask(whole != "", "||"), _day_of_parts)
    return whole.mask(whole == "", made)


def _with_year(parts: str) -> str:
    """`16 May` or `16.05` with the year that stands in a column of its own."""
    day, _, year = parts.rpartition("|")
    year = re.sub(r"[.,]0+$", "", year.strip())
    if not re.fullmatch(r"\d{4}", year):
        return day
    day = in_digits(day)
    if re.fullmatch(r"\d{1,2}\.\d{1,2}\.?", day):
        return f"{day.rstrip('.')}.{year}"
    if re.fullmatch(r"(?:\d{1,2}\s+[^\W\d_]+|[^\W\d_]+\s+\d{1,2})\.?", day):
        return f"{day} {year}"
    return day


def _day_of_parts(parts: str) -> str:
    year, month, day = (re.sub(r"[.,]0+$", "", each.strip()) for each in parts.split("|"))
    if not (year and month.strip("0")):
        return f"{year}-00-{day:0>2}" if year and day.strip("0") else year
    is_whole = bool(day.strip("0"))
    if month.isdigit():
        return f"{year}-{month:0>2}" + (f"-{day:0>2}" if is_whole else "")
    return f"{day} {month} {year}" if is_whole else f"{month} {year}"
