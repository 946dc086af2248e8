"""Names of months, weekdays and zones, and words that stand around a day, in three languages."""

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

_WEEKDAYS = """
monday mon|понедельник пн|понеділок
tuesday tue tues|вторник вт|вівторок
wednesday wed|среда среду ср|середа середу
thursday thu thur thurs|четверг чт|четвер
friday fri|пятница пятницу пт|пятниця пятницю
saturday sat|суббота субботу сб|субота суботу
sunday sun|воскресенье вс|неділя неділю нд
"""
WEEKDAYS = {
    name: number
    for number, line in enumerate(_WEEKDAYS.strip().splitlines())
    for name in line.replace("|", " ").split()
}
"""The number of a weekday by its name or abbreviation, Monday being 0; lower case, and without the
apostrophe of the Ukrainian Friday."""

_OF_YEARS = "г год года р рік року"
_OF_ORDINALS = "st nd rd th го е ое ого й ше ге тє те є"
_BETWEEN = "of the on о в у"
PASSED_OVER = frozenset(f"{_OF_YEARS} {_OF_ORDINALS} {_BETWEEN}".split())
"""Words for “year” and “on”, and endings of ordinals, as in 1st, 1-го, 1-е, 1-ше: a day is the same
without them."""

ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "MSK": 3, "МСК": 3, "EET": 2, "EEST": 3}
"""Hours ahead of UTC.  Other abbreviations stand for several zones each, and are not read."""
