"""Words around a day: about, by night, a week, a quarter, a year, the beginning of a month."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from strikemap.collection.day_columns import YEARS
from strikemap.importers.cells.day_forms import Said
from strikemap.languages import marked

Read = Callable[[str], Said]

_ABOUT = re.compile(
    r"(?:circa|ca?\.|about|around|approx(?:imately|\.)?|~|≈|около|примерно|приблизительно|"
    r"ориентировочно|близько|приблизно|орієнтовно)\s*(?=\w)",
    re.IGNORECASE,
)
_ABOUT_IT = re.compile(
    r"\s*(?:\?|\(\s*(?:\?|approx(?:\.|imate(?:ly)?)?|est(?:\.|imated)|"
    # Behind a time of day it is a zone.
    r"(?<!:\d\d \()(?<!:\d\d\()(?<!m \()(?<!m\()est|circa|около|примерно|"
    r"приблизительно|приблизно|орієнтовно)\s*\))$",
    re.IGNORECASE,
)
_PART = (
    r"(?:(?:early|late|in)\s+)?(?:the\s+)?(?:morning|afternoon|evening|noon|midday)|"
    r"(?:рано\s+|поздно\s+)?(?:утром|днём|днем|вечером)|"
    r"(?:рано\s+|пізно\s+)?(?:вранці|зранку|удень|вдень|увечері|ввечері)"
)
_PART_BEFORE = re.compile(rf"(?:{_PART})(?:\s+of|,)?\s+(?=\w)", re.IGNORECASE)
_PART_AFTER = re.compile(rf"(?:[\s,]+(?:{_PART})|\s*\(\s*(?:{_PART})\s*\))$", re.IGNORECASE)
_NIGHT_TO = re.compile(
    r"(?:in\s+the\s+|on\s+the\s+|в\s+|у\s+)?(?:(?:ночь|ніч)\s+(?:на|проти)|"
    r"(?:over)?night\s+(?:in)?to)\s+(?=\w)",
    re.IGNORECASE,
)
_NIGHT_OF = re.compile(
    r"(?:in\s+the\s+|on\s+the\s+|в\s+|у\s+)?(?:(?:over)?night(?:\s+(?:of|from|between|on))?|"
    r"(?:ночь|ніч)(?:\s+(?:с|со|з|із))?|ночью|вночі|уночі),?\s+(?:the\s+)?(?=\w)",
    re.IGNORECASE,
)
_NIGHT_AFTER = re.compile(
    r"[\s,]+\(?(?:at\s+night|(?:over)?night|ночь|ніч|ночью|вночі|уночі)\)?$", re.IGNORECASE
)
_WEEK = re.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?", re.ASCII | re.IGNORECASE)
_QUARTER = re.compile(
    r"Q(?P<one>[1-4])[\s,/-]*(?P<year>\d{4})|(?P<year_2>\d{4})[\s,/-]*Q(?P<two>[1-4])|"
    r"(?P<three>[1-4]|iv|i{1,3})(?:-?й|-?й)?\s*(?:квартал\w*|кв\.?)\s*(?P<year_3>\d{4})"
    r"(?:\s*(?:г|года|р|року)\.?)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(\d{4})(?:\s*(?:г|год|года|р|рік|року)\.?)?", re.ASCII | re.IGNORECASE)
_IN_MONTH = re.compile(
    r"(?:in|early|mid|late|(?:the\s+)?(?:beginning|middle|end)\s+of|начал[оае]|в\s+начале|середин[аеі]|"
    r"в\s+середине|кон(?:ец|це)|в\s+конце|початок|на\s+початку|у\s+середині|кінець|наприкінці|"
    r"в|у)(?:\s+|-)(?=[^\W\d_])",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:before|until|till|by|no\s+later\s+than|not\s+later\s+than|up\s+to|prior\s+to|до|к|раньше|"
    r"не\s+позднее|не\s+позже|раніше|не\s+пізніше)(?:\s+(?:the|ніж))?\s+(?=\w)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:after|since|from|no\s+earlier\s+than|not\s+earlier\s+than|после|позже|начиная\s+с|с|"
    r"не\s+ранее|не\s+раньше|після|починаючи\s+з|з|від|не\s+раніше)(?:\s+(?:the|ніж))?\s+(?=\w)",
    re.IGNORECASE,
)
NO_FIRST = marked(
    "{cell} says by when, not from when: no first day is made up; write the first and the last day"
)
NO_LAST = marked(
    "{cell} says from when, not until when: no last day is made up; write the first and the last "
    "day"
)
_NOTE = re.compile(r"\s*(?:\((?P<note>[^()\d]{1,60})\)|\[[^\[\]\d]{1,60}\]|[*†‡§]{1,3})$")
_OTHER_DAYS = re.compile(
    r"\b(?:or|before|after|until|till|since|by|from|earlier|later|next|previous|following|"
    r"или|до|после|ранее|раньше|позже|позднее|следующ\w*|предыдущ\w*|"
    r"або|після|раніше|пізніше|наступн\w*|попередн\w*)\b",
    re.IGNORECASE,
)
"""Words of a note by which another day is meant than the one before it."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def bare(text: str) -> tuple[str, bool]:
    """*text* without words for a part of the day, and whether it puts the day as about."""
    about = bool(_ABOUT.match(text) or _ABOUT_IT.search(text))
    text = _ABOUT_IT.sub("", _ABOUT.sub("", text, count=1) if _ABOUT.match(text) else text)
    if found := _PART_BEFORE.match(text):
        text = text[found.end() :]
    return _PART_AFTER.sub("", text), about


def without_note(text: str) -> str:
    """
    *text* without what stands behind its day in brackets, or a star; as it is where there is
    none, or where the note may be of another day.
    """
    found = _NOTE.search(text)
    if found is None or _OTHER_DAYS.search(found["note"] or ""):
        return text
    return text[: found.start()]


def said(text: str, read: Read) -> Said | None:
    """
    The days of a night, week, quarter or year, or of a part of a month, None where it is none.

    Of a part of a month it is the whole one.  A night to a day is that day and the one before; a
    night of one day is that day and the next, of which it is a part either way.  *read* says what
    the rest of a text says of days.
    """
    if found := _NIGHT_TO.match(text):
        day = read(text[found.end() :])
        if day.first == day.last and day.instant is None:
            return Said(day.first - timedelta(days=1), day.last)
        return None
    if found := _NIGHT_AFTER.search(text):
        text = f"night of {text[: found.start()]}"
    if found := _NIGHT_OF.match(text):
        # “from 3 to 4 May” is “с 3 на 4 мая” of a night alone.
        rest = re.sub(r"(?<=\d)\s+на\s+(?=\d)", " - ", text[found.end() :])
        day = read(rest)
        if day.instant is not None or (day.last - day.first).days > 1:
            return None
        return Said(day.first, day.first + timedelta(days=1))
    if found := _IN_MONTH.match(text):
        month = read(text[found.end() :])
        return month if (month.last - month.first).days >= 27 else None
    return _wide(text)


def one_sided(text: str, read: Read) -> str:
    """
    Why *text* says no days though it names one, as `before 16 May 2025`, `после 16 мая 2025`: one
    end of them is not known.  "" where it is no such text; *read* is as in `said`.
    """
    for form, why in ((_UNTIL, NO_FIRST), (_SINCE, NO_LAST)):
        if found := form.match(text):
            try:
                read(text[found.end() :])
            except (ValueError, OverflowError):
                return ""
            return why
    return ""


def _wide(text: str) -> Said | None:
    try:
        if found := _WEEK.fullmatch(text):
            year, week = _year(found[1]), int(found[2])
            first = date.fromisocalendar(year, week, int(found[3] or 1))
            return Said(first, first if found[3] else first + timedelta(days=6))
        if found := _QUARTER.fullmatch(text):
            year = _year(found["year"] or found["year_2"] or found["year_3"])
            which = (found["one"] or found["two"] or found["three"]).lower()
            number = _ROMAN.get(which) or int(which)
            after = date(year + number // 4, number % 4 * 3 + 1, 1)
            return Said(date(year, number * 3 - 2, 1), after - timedelta(days=1))
        if found := _YEAR.fullmatch(text):
            year = _year(found[1])
            return Said(date(year, 1, 1), date(year, 12, 31))
    except ValueError:
        return None
    return None


def _year(text: str) -> int:
    if int(text) not in YEARS:
        raise ValueError(text)
    return int(text)
