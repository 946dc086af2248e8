"""Names of months, weekdays and zones, and words that stand around a day, in three languages."""

from __future__ import annotations

_NAMES = """
january jan|января январь январе янв|січня січень січні січ
february feb|февраля февраль феврале фев февр|лютого лютий лютому лют
march mar|марта март марте мар|березня березень березні бер берез
april apr|апреля апрель апреле апр|квітня квітень квітні кві квіт
may|мая май мае|травня травень травні тра трав
june jun|июня июнь июне июн|червня червень червні чер черв
july jul|июля июль июле июл|липня липень липні лип
august aug|августа август августе авг|серпня серпень серпні сер серп
september sep sept|сентября сентябрь сентябре сен сент|вересня вересень вересні вер верес
october oct|октября октябрь октябре окт|жовтня жовтень жовтні жов жовт
november nov|ноября ноябрь ноябре ноя нояб|листопада листопад листопаді лис лист
december dec|декабря декабрь декабре дек|грудня грудень грудні гру груд
"""
MONTHS = {
    name: number
    for number, line in enumerate(_NAMES.strip().splitlines(), 1)
    for name in line.replace("|", " ").split()
}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
MONTHS |= {name: number for number, name in enumerate(_ROMAN, 1)}
"""The number of a month by its name, abbreviation or Roman number, also in the genitive; lower
case."""

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

ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "MSK": 3, "МСК": 3, "EET": 2, "EEST": 3, "WET": 0, "WEST": 1,
    "CET": 1, "CEST": 2, "EST": -5, "EDT": -4, "CDT": -5, "MDT": -6, "PST": -8, "PDT": -7,
    "SAMT": 4, "YEKT": 5,
}  # fmt: skip
"""Hours ahead of UTC, of the tz database's abbreviations; `EST` is New York's, where the agencies
are that write it.  Others, as `CST` and `IST`, stand for several zones each, and are not read."""

PLACE_ZONES = {
    word: zone
    for zone, words in {
        "Europe/Kyiv": "kyiv kiev києвом київ київський київським київського киев киеву киевское "
        "киевскому киевского",
        "Europe/Moscow": "moscow москва москве московское московскому московского московський "
        "московським",
        "": "local місцевий місцевим місцевого местное местному местного",
    }.items()
    for word in words.split()
}
"""Zones of the tz database by the names of places in three languages, "" for the place's own."""

_AROUND = (
    "time times час часом часу время времени за по h hr hrs hours ч часов год годин standard "
    "daylight summer"
)
AROUND_ZONES = frozenset(_AROUND.split())
"""Words that stand beside a zone or a time of day and say no zone."""
