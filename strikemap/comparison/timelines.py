"""Both sides' counts by day on one axis."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import timeline as timeline_of
from strikemap.in_view import InView


def counts_by_day(side: InView) -> tuple[npt.NDArray[np.int64], int]:
    """
    Incidents on each day of the span of *side* whose day, or one night from it, is known; and
    the number of the others.
    """
    counts = timeline_of.counts_by_day(side.collection, side.rows, *side.span)
    return counts.exact.sum(axis=0), counts.inexact


def nights_from(side: InView) -> npt.NDArray[np.bool_]:
    """For each day of the span of *side* whether an incident's one night from it is known."""
    of = side.collection.incidents.iloc[side.rows]
    is_night = (of["time_precision"] == 1) & (of["date_end"] > of["date_start"])
    return np.asarray(pd.date_range(*side.span).isin(of["date_start"][is_night]))


def timeline(one: InView, other: InView) -> pd.DataFrame:
    """
    Both sides' counts on one axis: a row a day, with columns `at`, and for each side `one`,
    `day_one` and `night_one`, whether a night from that day is counted.

    Two collections share the calendar; `at` is the day.  Two periods of one collection are laid
    over each other; `at` counts their days from 1.  Beyond a side's span its count is NaN and its
    day NaT: not covered is not zero.
    """
    columns = {}
    by_calendar = one.collection is not other.collection
    first, last = (
        min(one.span[0], other.span[0]),
        max(one.span[1], other.span[1]),
    )
    length = max((side.span[1] - side.span[0]).days + 1 for side in (one, other))
    axis = pd.date_range(first, last) if by_calendar else pd.RangeIndex(1, length + 1)
    for name, side in (("one", one), ("other", other)):
        counts, _ = counts_by_day(side)
        days = pd.date_range(*side.span)
        index = days if by_calendar else pd.RangeIndex(1, len(days) + 1)
        columns[name] = pd.Series(counts.astype(float), index).reindex(axis)
        columns[f"day_{name}"] = pd.Series(days, index).reindex(axis)
        nights = pd.Series(nights_from(side), index, dtype="boolean")
        columns[f"night_{name}"] = nights.reindex(axis)
    return pd.DataFrame({"at": axis, **{name: each.array for name, each in columns.items()}})


def coarser(frame: pd.DataFrame, days: int) -> pd.DataFrame:
    """
    *frame* of `timeline` with a row for so many days: counts added, the first of each side's
    days, whether a night leads beyond the last of them, and `at` their middle.
    """
    if days == 1:
        return frame
    group = np.arange(len(frame)) // days
    by = frame.groupby(group)
    parts = [by[["at"]].mean(), by[["one", "other"]].sum(min_count=1)]
    parts.append(by[["day_one", "day_other"]].first())
    parts.append(by[["night_one", "night_other"]].last())
    return pd.concat(parts, axis=1)[list(frame.columns)]
