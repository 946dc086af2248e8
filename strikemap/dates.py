"""Dates that are known to a day, a month or a year only, and words for spans of days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

from strikemap.languages import DEFAULT, LOCALES, SpokenError, language, marked, sentence
from strikemap.languages import gettext as _

_PREFIX = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
EN_DASH = "–"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """An ISO 8601 prefix: what is not written is unknown, never January or the first."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The first day that it may be."""
        month, day = (1 if part is None else part for part in (self.month, self.day))
        return date(self.year, month, day)

    @property
    def last(self) -> date:
        """The last day that it may be."""
        month = 12 if self.month is None else self.month
        final = calendar.monthrange(self.year, month)[1] if self.day is None else self.day
        return date(self.year, month, final)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


class NoDay(SpokenError, ValueError):
    """Why a text is no day, and what would be right."""


def parse(text: str) -> PartialDate:
    """
    Read an ISO 8601 prefix: `2023`, `2023-05` or `2023-05-31`.

    What is not written is unknown, never January or the first.

    Raises:
        ValueError: *text* is no such prefix, or no such day exists.
    """
    found = _PREFIX.fullmatch(text)
    if found is None:
        raise NoDay(
            sentence("{text} is no date; write 2023, 2023-05 or 2023-05-31", text=repr(text[:40]))
        )
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    partial = PartialDate(year, month, day)
    try:
        assert partial.first <= partial.last
    except ValueError:
        told = sentence("{text} is no date: no such day exists", text=repr(text))
        raise NoDay(told) from None
    return partial


def day(text: str) -> date:
    """
    Read a whole ISO day, `2023-05-31`.

    Raises:
        ValueError: *text* is no such day.
    """
    partial = parse(text)
    if partial.day is None:
        raise NoDay(sentence("{text} is not a whole day; write it as 2023-05-31", text=repr(text)))
    return partial.first


def in_words(start: date, end: date) -> str:
    """
    A span of days as people write it: `31 May 2023`, `30–31 May 2023`, `30 May – 2 June 2023`.

    Days and months by CLDR, in the language that is spoken.
    """
    return _span_in_words(start, end, language())


@lru_cache(maxsize=16_384)
def _span_in_words(start: date, end: date, code: str) -> str:
    last = _day_in_words(end, "long", code)
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}{EN_DASH}{last}"
    first = _day_in_words(start, "d MMMM" if start.year == end.year else "long", code)
    return f"{first} {EN_DASH} {last}"


def _day_in_words(when: date, form: str, code: str) -> str:
    words = _without_narrow_space(format_date(when, form, LOCALES[code]))
    # No line of Ukrainian or Russian parts a number from what it counts; English need not care.
    return words if code == DEFAULT else words.replace(" ", "\xa0", 1)


def _without_narrow_space(words: str) -> str:
    # CLDR's narrow fixed space is missing in many fonts, those of our pictures among them.
    return words.replace("\u202f", "\xa0")


def month_names() -> list[str]:
    """The twelve months as they stand in a day in words (CLDR)."""
    return _months(LOCALES[language()], "wide")


def short_month_names() -> list[str]:
    """The twelve months shortened (CLDR), for axes."""
    # British English has a “Sept” of four letters.
    return _months(language(), "abbreviated")


def _months(locale: str, form: str) -> list[str]:
    named = Locale.parse(locale).months["format"][form]
    return [str(named[number]) for number in range(1, 13)]


def pattern_of_day() -> str:
    """How a day is put in words (CLDR), with places for its parts: `{day} {month} {year}`."""
    pattern = str(Locale.parse(LOCALES[language()]).date_formats["long"].pattern)
    named = re.sub(r"'([^']*)'|d+|M+|y+", lambda part: part[1] or _PLACES[part[0]], pattern)
    named = _without_narrow_space(named)
    return named if language() == DEFAULT else named.replace("{day} ", "{day}\xa0")


_PLACES = {"d": "{day}", "MMMM": "{month}", "y": "{year}"}


def days_in_words(start: date, end: date, precision: int) -> str:
    """
    When an incident happened, with how surely that is known: `25–31 May 2023 (day not exact)`.

    *precision* is ACLED's time precision: 1 is one day, or the one night between two days; any
    other is some day of the span.  More than two days are never exact, whatever *precision* says.
    """
    words, known = in_words(start, end), day_known(start, end, precision)
    return words if known == EXACT_DAY else f"{words} ({_(known)})"


def or_night_in_words(start: date, end: date) -> str:
    """The days of a span under which stands what happened in the night after it, too."""
    night = in_words(end, end + timedelta(days=1))
    return _("{day}, or the night of {night}", day=in_words(start, end), night=night)


EXACT_DAY = marked("exact day")
ONE_NIGHT = marked("one night")
NOT_EXACT = marked("day not exact")
"""How surely a day is known, in English: `gettext` says it to readers."""


def day_known(start: date, end: date, precision: int) -> str:
    """How surely the day of a span is known: `EXACT_DAY`, `ONE_NIGHT` or `NOT_EXACT`."""
    if precision != 1 or (end - start).days > 1:
        return NOT_EXACT
    return EXACT_DAY if start == end else ONE_NIGHT
