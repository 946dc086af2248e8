"""The day at a place of an instant: time zones of the regions, by the tz database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from strikemap.languages import marked

KYIV, MOSCOW = "Europe/Kyiv", "Europe/Moscow"

_OTHERS = {
    "Europe/Kaliningrad": "RU-KGD",
    "Europe/Samara": "RU-SAM RU-UD",
    "Europe/Astrakhan": "RU-AST",
    "Europe/Saratov": "RU-SAR",
    "Europe/Ulyanovsk": "RU-ULY",
    "Europe/Volgograd": "RU-VGG",
    "Europe/Kirov": "RU-KIR",
    "Asia/Yekaterinburg": "RU-BA RU-CHE RU-KGN RU-KHM RU-ORE RU-PER RU-SVE RU-TYU RU-YAN",
    "Asia/Omsk": "RU-OMS",
    "Asia/Novosibirsk": "RU-NVS",
    "Asia/Barnaul": "RU-ALT RU-AL",
    "Asia/Tomsk": "RU-TOM",
    "Asia/Novokuznetsk": "RU-KEM",
    "Asia/Krasnoyarsk": "RU-KYA RU-KK RU-TY",
    "Asia/Irkutsk": "RU-IRK RU-BU",
    "Asia/Chita": "RU-ZAB",
    "Asia/Yakutsk": "RU-AMU RU-SA",
    "Asia/Vladivostok": "RU-PRI RU-KHA RU-YEV RU-SA",
    "Asia/Srednekolymsk": "RU-SA RU-SAK",
    "Asia/Sakhalin": "RU-SAK",
    "Asia/Magadan": "RU-MAG",
    "Asia/Kamchatka": "RU-KAM",
    "Asia/Anadyr": "RU-CHU",
    "Europe/Simferopol": "UA-40 UA-43",
    f"{KYIV} {MOSCOW}": "UA-09 UA-14 UA-23 UA-65",
}
"""Zones other than Moscow's in Russia and Kyiv's in Ukraine (tz database, `zone1970.tab` and its
comments).  Sakha and Sakhalin have several.  In the regions of Ukraine that are partly occupied
both Kyiv's and Moscow's time are in use."""

UTC_DAY = marked(
    "The day is that of the time in UTC; at the place it may be the day before or after."
)


@cache
def zones_of(region: str) -> tuple[str, ...]:
    """The names of the time zones in use in *region*, by its code; none where it is not ours."""
    found: list[str] = []
    for names, regions in _OTHERS.items():
        if region in regions.split():
            found += names.split()
    if not found and region[:2] in ("RU", "UA"):
        found = [MOSCOW if region.startswith("RU") else KYIV]
    return tuple(found)


def local_day(instant: int, region: str) -> date | None:
    """
    The day at which *instant*, seconds since 1970 in UTC, falls in *region*; None where its zones
    differ, or it has none that is known.
    """
    days = {datetime.fromtimestamp(instant, _zone(name)).date() for name in zones_of(region)}
    return days.pop() if len(days) == 1 else None


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def local_days(
    instants: npt.NDArray[np.int64], regions: npt.NDArray[np.object_]
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.bool_]]:
    """The ISO day of each instant in its region, and where it is UTC's for want of a better."""
    days, is_utc = [], []
    for instant, region in zip(instants.tolist(), regions.tolist(), strict=True):
        found = local_day(instant, str(region))
        days.append((found or datetime.fromtimestamp(instant, UTC).date()).isoformat())
        is_utc.append(found is None)
    return np.array(days, dtype=object), np.array(is_utc, dtype=bool)


def known_regions() -> Mapping[str, tuple[str, ...]]:
    """The regions with zones of their own in this table, with them."""
    named = {region for regions in _OTHERS.values() for region in regions.split()}
    return {region: zones_of(region) for region in sorted(named)}
