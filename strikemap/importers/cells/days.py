"""Columns of dates in the forms that files have them to ISO days, and to spans of days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.collection.columns import YEARS, shown

Days = npt.NDArray[np.datetime64]

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
    for name in (names, names[:3])
}
_ISO = re.compile(r"(\d{4,6})-(\d{1,2})-(\d{1,2})(?:[ T][\d:.,+Z-]*)?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2}) ([A-Za-z]{3,9})\.? (\d{4,6})", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4,6})", re.ASCII)
WANTED = "write 2025-05-16"


def day(text: str) -> date:
    """
    A day as `2025-05-16`, `2025-03-01 00:00:00.000`, `20250516`, `16 May 2025` or `16.05.2025`.

    A date with slashes is refused: it may have the month first.

    Raises:
        ValueError: *text* is no such day, or its year is not from 1900 to 2100.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, number = (int(part) for part in found.groups())
    elif found := _WORDS.fullmatch(text):
        number, year = int(found[1]), int(found[3])
        month = _MONTHS.get(found[2].casefold(), 0)
    elif found := _DOTTED.fullmatch(text):
        number, month, year = (int(part) for part in found.groups())
    elif not text:
        raise ValueError(f"empty; {WANTED}")
    else:
        raise ValueError(f"{shown(text)} is no date that is read; {WANTED}")
    if year not in YEARS:
        raise ValueError(f"{shown(text)}: year {year}; write {YEARS.start} to {YEARS.stop - 1}")
    try:
        return date(year, month, number)
    except ValueError as error:
        raise ValueError(f"{shown(text)} is no date: {error}") from None


def read(text: pd.Series) -> tuple[Days, npt.NDArray[np.object_]]:
    """The days of a column, `NaT` where there is none, and why there is none ("" where one is)."""
    codes, values = pd.factorize(text)
    known = np.full(len(values), np.datetime64("NaT", "D"), "datetime64[D]")
    why = np.full(len(values), "", dtype=object)
    for position, value in enumerate(values):
        try:
            known[position] = np.datetime64(day(str(value)), "D")
        except ValueError as error:
            why[position] = str(error)
    if not len(values):
        return known, why
    return known[codes], why[codes]


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


def precision(start: Days, end: Days) -> npt.NDArray[np.object_]:
    """The model's time precision of each span: 1 a day, 2 a week or less, 3 longer."""
    length = (end - start).astype(np.int64)
    return np.select([length == 0, length <= 6], ["1", "2"], "3").astype(object)
