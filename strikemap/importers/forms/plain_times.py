"""Times of day and their zones that stand in columns of their own beside the day."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd

from strikemap.importers.cells import days
from strikemap.importers.forms.columns import column, each_value, joined
from strikemap.importers.forms.mapping import Mapped

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?"
_ENDS_IN_CLOCK = re.compile(rf".*\d.*(?:T|\s){_CLOCK}", re.IGNORECASE)


def with_zone(day: pd.Series, zone: pd.Series) -> pd.Series:
    """Days that end in a time of day, with the *zone* beside them behind it."""
    if not (zone != "").any():
        return day
    return each_value(joined(day, zone), _with_zone)


def _with_zone(text: str) -> str:
    day, _, zone = text.rpartition("|")
    return f"{day} {_signed(zone)}" if zone and _ENDS_IN_CLOCK.fullmatch(day) else day


def timed(found: days.DayCells, mapped: Mapped, cells: dict[str, pd.Series]) -> days.DayCells:
    """
    *found* with the instant of rows whose time of day and its zone stand beside the day.

    The zone is the row's, or UTC where the column of times or of days is named so.  A time whose
    zone is not given tells nothing of the day.
    """
    time, zone = cells["time"], cells["time_zone"]
    names = [mapped.columns.get(each, "") for each in ("time", "date_start")]
    if any(map(days.is_utc, names)):
        zone = zone.mask(zone == "", "UTC")
    is_day = (found.first == found.last) & (found.instant == days.NO_INSTANT)
    put = ((time != "") & (zone != "")).to_numpy() & is_day & ~found.zone_unknown
    if not put.any():
        return found
    texts = joined(column(days.iso(found.first), time.index), time, zone)
    made = days.read(each_value(texts.where(put, ""), _in_one))
    known = put & (made.instant != days.NO_INSTANT)
    return replace(
        found,
        first=np.where(known, made.first, found.first),
        last=np.where(known, made.last, found.last),
        instant=np.where(known, made.instant, found.instant),
        zone_unknown=found.zone_unknown | (put & made.zone_unknown),
    )


def _in_one(text: str) -> str:
    if not text:
        return ""
    day, time, zone = (each.strip() for each in text.split("|", 2))
    return f"{day} {time} {_signed(zone)}" if re.fullmatch(_CLOCK, time, re.IGNORECASE) else ""


def _signed(zone: str) -> str:
    return f"+{zone}" if zone.isdigit() else zone
