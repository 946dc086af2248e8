"""Why a text says no day, in sentences for whoever has to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce

from strikemap import dates
from strikemap.collection.cell_faults import shown
from strikemap.collection.day_columns import YEARS
from strikemap.languages import gettext as _
from strikemap.languages import marked, sentence

EMPTY_DAY = marked("{cell} is what spreadsheets show for an empty day; write 2025-05-16")
NO_YEAR = marked("{cell} names no year; write 2025-05-16, or the year in a column of its own")

_FAULTS_OF_DAYS = (
    marked("day is out of range for month"),
    marked("month must be in 1..12"),
)
"""What Python says of a day that is none."""


def not_read(whole: str) -> ValueError:
    """That *whole* says no day in any form that is read."""
    told = sentence("{cell} is no date that is read; write 2025-05-16", cell=shown(whole))
    return ValueError(told)


def either(days: Sequence[date]) -> str:
    """*days* in words, joined by “or”, in the language that is spoken."""
    said = [dates.in_words(day, day) for day in days]
    return reduce(lambda one, other: _("{one} or {other}", one=one, other=other), said)


def no_year(text: str, year: int) -> str:
    """That the *year* of *text* is none that the tables hold."""
    return sentence(
        "{cell}: year {year}; write {first} to {last}",
        cell=shown(text),
        year=str(year),
        first=str(YEARS.start),
        last=str(YEARS.stop - 1),
    )
