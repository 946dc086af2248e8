"""The days and the place of one incident in words.  Raw text."""

from __future__ import annotations

from strikemap import dates
from strikemap.geography import region_name
from strikemap.model import Collection
from strikemap.place_names import place_at


def days_at(of: Collection, position: int) -> str:
    """`31 May 2023`, or the span of an incident whose day is not exact, which then is said."""
    record = of.incidents.iloc[position]
    span = record["date_start"].date(), record["date_end"].date()
    return dates.days_in_words(*span, int(record["time_precision"]))


def day_and_place(of: Collection, position: int) -> str:
    """`31 May 2023, Shebekino, Belgorod Oblast`; what is not known of it is left out."""
    region = region_name(str(of.incidents["region"].iloc[position]))
    told = (days_at(of, position), place_at(of, position), region)
    # A city that is a region of its own is said once.
    return ", ".join(dict.fromkeys(part for part in told if part))
