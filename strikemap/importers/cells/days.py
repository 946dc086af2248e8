"""Columns of days in the forms that files have them, and spans of days."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells.day_forms import SERIAL_ZERO, Said
from strikemap.importers.cells.day_order import Order
from strikemap.importers.cells.day_spans import said
from strikemap.languages import sentence_of

Days = npt.NDArray[np.datetime64]
LONGEST = 200
"""Characters of a cell whose day is kept in mind for when it comes again."""
NO_DAY = np.datetime64("NaT", "D")
NO_INSTANT = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True, eq=False)
class DayCells:
    """
    A column of days, arrays as long as it: the first and last day that each cell says, `NaT`
    where none; the second since 1970 (UTC) where it gives a time with its zone, else
    `NO_INSTANT`; why there is no day ("" where there is one); where the cell names another weekday
    than the day's; where it puts the day as about; where its zone is none that is known; and where
    it says more beside the day.
    """

    first: Days
    last: Days
    instant: npt.NDArray[np.int64]
    why: npt.NDArray[np.object_]
    weekday_differs: npt.NDArray[np.bool_]
    is_about: npt.NDArray[np.bool_]
    zone_unknown: npt.NDArray[np.bool_]
    is_noted: npt.NDArray[np.bool_]


def day(text: str, order: Order | None = None) -> date:
    """
    The first day that *text* says: `2025-05-16`, `16 May 2025`, `16.05.2025`, `1747353600` …

    Raises:
        ValueError: *text* says no day, or may say several, or its year is not 1900 to 2100.
    """
    return said(text, (order or Order()).of(text)).first


def read(text: pd.Series, order: Order | None = None) -> DayCells:
    """The days of a column whose days of numbers are in *order*."""
    order = order or Order()
    codes, distinct = pd.factorize(text)
    values = distinct.tolist()
    first = np.full(len(values), NO_DAY, "datetime64[D]")
    last = first.copy()
    instant = np.full(len(values), NO_INSTANT, np.int64)
    why = np.full(len(values), "", dtype=object)
    differs, about, unzoned, noted = (np.zeros(len(values), dtype=bool) for _ in range(4))
    for position, value in enumerate(values):
        cell = str(value)
        # What is kept in mind is short, whatever the file.
        found = (_known if len(cell) <= LONGEST else _said)(cell, order.of(cell))
        if isinstance(found, str):
            why[position] = found
            continue
        first[position], last[position] = np.datetime64(found.first), np.datetime64(found.last)
        differs[position], about[position] = found.weekday_differs, found.is_about
        unzoned[position], noted[position] = found.zone_unknown, found.is_noted
        if found.instant is not None:
            instant[position] = found.instant
    if not len(values):
        return DayCells(first, last, instant, why, differs, about, unzoned, noted)
    told = differs[codes], about[codes], unzoned[codes], noted[codes]
    return DayCells(first[codes], last[codes], instant[codes], why[codes], *told)


def _said(text: str, first: frozenset[str]) -> Said | str:
    """What *text* says, or why it says no day."""
    try:
        return said(text, first)
    except (ValueError, OverflowError) as error:
        return sentence_of(error)


_known = lru_cache(maxsize=8_192)(_said)
"""The same days come again in each part of a file."""


def is_utc(column: str) -> bool:
    """Whether the name of a *column* says that its days and times are UTC's."""
    return re.search(r"(?:^|[\W_])(?:utc|gmt)(?:$|[\W_])", column) is not None


def in_utc(text: pd.Series, column: str) -> pd.Series:
    """Times without a zone as times in UTC, where the name of their *column* says so."""
    if not is_utc(column):
        return text
    return text.str.replace(r"(\d:\d\d(?::\d\d(?:[.,]\d+)?)?)\s*$", r"\1 UTC", regex=True)


def from_1900(text: pd.Series, day_zero: date) -> tuple[pd.Series, bool]:
    """
    *text* with its days that are plain numbers of a spreadsheet counted as Excel does by default,
    where the file counts them from *day_zero*; and whether there are any.
    """
    codes, distinct = pd.factorize(text)
    found = np.array([_SERIAL.fullmatch(str(x)) is not None for x in distinct.tolist()], dtype=bool)
    if not found.any():
        return text, False
    serial = pd.Series(found[codes], index=text.index)
    by = (day_zero - SERIAL_ZERO).days
    if not by:
        return text, True
    moved = text[serial].map(lambda each: str(int(each.strip().partition(".")[0]) + by))
    return text.mask(serial, moved.reindex(text.index)), True


_SERIAL = re.compile(r"\s*[0-9]{5}(?:\.[0-9]+)?\s*")


def iso(days: Days) -> npt.NDArray[np.object_]:
    """*days* as ISO text, "" where there is none."""
    values, where = np.unique(days, return_inverse=True)
    text = np.where(np.isnat(values), "", np.datetime_as_string(values, unit="D"))
    return np.asarray(text.astype(object)[where])


def around(days: Days, reach: int) -> tuple[Days, Days]:
    """The days up to *reach* before and after each."""
    return days - reach, days + reach


def month(days: Days) -> tuple[Days, Days]:
    """The first and the last day of each day's calendar month."""
    return _whole(days, "M")


def year(days: Days) -> tuple[Days, Days]:
    """The first and the last day of each day's calendar year."""
    return _whole(days, "Y")


def _whole(days: Days, unit: str) -> tuple[Days, Days]:
    first = days.astype(f"datetime64[{unit}]")
    after: Days = (first + np.timedelta64(1, unit)).astype("datetime64[D]")  # type: ignore[call-overload]
    return first.astype("datetime64[D]"), after - 1


def widened(
    start: Days, end: Days, rows: npt.NDArray[np.bool_], to: Callable[[Days], tuple[Days, Days]]
) -> tuple[Days, Days]:
    """*start* and *end* with *rows* stretched to what *to* gives for their first day."""
    first, last = to(start)
    return np.where(rows, first, start), np.where(rows, np.maximum(last, end), end)


def is_wide(found: DayCells) -> npt.NDArray[np.bool_]:
    """Where one cell gives a month or more, and no day of it."""
    return np.asarray((found.last - found.first).astype(np.int64) >= 27, dtype=bool) & ~np.isnat(
        found.first
    )


def precision(start: Days, end: Days) -> npt.NDArray[np.object_]:
    """The model's time precision of each span: 1 a day, 2 a week or less, 3 longer."""
    length = (end - start).astype(np.int64)
    return np.select([length == 0, length <= 6], ["1", "2"], "3").astype(object)
