"""Names of months and zones, and the words that stand around a day, in three languages."""

from __future__ import annotations

_NAMES = """
january jan|января январь янв|січня січень січ
february feb|февраля февраль фев февр|лютого лютий лют
march mar|марта март мар|березня березень бер берез
april apr|апреля апрель апр|квітня квітень кві квіт
may|мая май|травня травень тра трав
june jun|июня июнь июн|червня червень чер черв
july jul|июля июль июл|липня липень лип
august aug|августа август авг|серпня серпень сер серп
september sep sept|сентября сентябрь сен сент|вересня вересень вер верес
october oct|октября октябрь окт|жовтня жовтень жов жовт
november nov|ноября ноябрь ноя нояб|листопада листопад лис лист
december dec|декабря декабрь дек|грудня грудень гру груд
"""
MONTHS = {
    name: number
    for number, line in enumerate(_NAMES.strip().splitlines(), 1)
    for name in line.replace("|", " ").split()
}
"""The number of a month by its name or abbreviation, also in the genitive; lower case."""

PASSED_OVER = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "понедельник",
        "вторник",
        "среда",
        "четверг",
        "пятница",
        "суббота",
        "воскресенье",
        "пн",
        "вт",
        "ср",
        "чт",
        "пт",
        "сб",
        "вс",
        "понеділок",
        "вівторок",
        "середа",
        "четвер",
        "пʼятниця",
        "пятниця",
        "субота",
        "неділя",
        "нд",
        "of",
        "the",
        "on",
        "st",
        "nd",
        "rd",
        "th",
        "г",
        "год",
        "года",
        "р",
        "рік",
        "року",
        "о",
        "в",
    ]
)
"""Weekdays, endings of ordinals, and words for “year”: a day is the same without them."""

ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "MSK": 3, "МСК": 3, "EET": 2, "EEST": 3}
"""Hours ahead of UTC.  Other abbreviations stand for several zones each, and are not read."""
