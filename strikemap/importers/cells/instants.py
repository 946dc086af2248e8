"""The instant that a day, a time of day and a zone are."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from strikemap.collection.cell_faults import shown
from strikemap.importers.cells.calendar_words import AROUND_ZONES, PLACE_ZONES, ZONES
from strikemap.languages import sentence

_PLACE_ZONE = re.compile(r"[A-Z][A-Za-z]{1,20}/[A-Z][A-Za-z_]{1,30}")
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)


class UnknownZone(ValueError):
    """Words behind a time that name no zone which is known."""


def zone_in(text: str) -> str:
    """
    The zone that words behind a time name, as `instant` takes it; "" where they mean the time at
    the place: `Kyiv time`, `за Києвом`, `по московскому времени`, `local`, `MSK`, `+03:00`.
    """
    # Java puts the zone's name behind its offset, as in `+03:00[Europe/Kyiv]`.
    bare = re.sub(r"(?<=\S)\[[^\]]*\]$", "", text).strip("[]() ")
    words = [each.strip(".,") for each in re.split(r"[\s()]+", bare)]
    words = [each for each in words if each and each.casefold() not in AROUND_ZONES]
    return PLACE_ZONES.get(words[0].casefold(), words[0]) if len(words) == 1 else " ".join(words)


def instant(day: date, clock: list[int], zone: str, whole: str) -> int:
    """
    The second since 1970 (UTC) of *clock*, hour, minute and second, on *day* in *zone*.

    *whole* is the cell's text, for the message.

    Raises:
        UnknownZone: the zone is none that is read.
        ValueError: the clock is none of a day.
    """
    name = zone.upper()
    if found := _OFFSET.fullmatch(name):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        offset = -minutes if found[1] == "-" else minutes
    elif name in ZONES:
        offset = ZONES[name] * 60
    elif _PLACE_ZONE.fullmatch(zone):
        offset = _offset(day, clock, zone)
    else:
        raise UnknownZone(zone)
    hour, minute, second = clock
    if hour > 24 or minute > 59 or second > 60 or abs(offset) > 16 * 60:
        raise ValueError(sentence("{cell} is no time of day; write 2025-05-16", cell=shown(whole)))
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    moment = midnight + timedelta(hours=hour, minutes=minute - offset, seconds=second)
    return int(moment.timestamp())


def _offset(day: date, clock: list[int], zone: str) -> int:
    """Minutes ahead of UTC at that time in a zone of the tz database, as `Europe/Moscow`."""
    try:
        local = datetime(day.year, day.month, day.day, clock[0], clock[1], tzinfo=ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone(zone) from None
    offset = local.utcoffset()
    return 0 if offset is None else int(offset.total_seconds()) // 60
