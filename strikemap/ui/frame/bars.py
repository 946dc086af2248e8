"""Bars of incidents by day, or by week where there are many, and kind, for the timeline."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from strikemap import dates, wording
from strikemap.cache import cached_by_language
from strikemap.cartography import KINDS, kinds_of, packed
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept, span_of
from strikemap.in_view import InView
from strikemap.languages import gettext as _
from strikemap.languages import marked, ngettext
from strikemap.model import Collection
from strikemap.timeline import counts_by_day, span_of_bars

MOST_BARS = 1_500
"""More than a screen has room for; over more days a bar is a week, or four, or fifty-two."""
_SAID = {
    1: marked("{incidents} by day and kind, {days}; at most {top} on a day; {inexact}"),
    7: marked("{incidents} by week and kind, {days}; at most {top} in a week; {inexact}"),
    28: marked(
        "{incidents} by four weeks and kind, {days}; at most {top} in four weeks; {inexact}"
    ),
    364: marked("{incidents} by 52 weeks and kind, {days}; at most {top} in 52 weeks; {inexact}"),
}
"""The bars in words, in English, by the days to a bar."""


def bars(view: InView) -> dict[str, Any]:
    """
    What the bars show: all days, whichever of them *view* has.

    Returns:
        `said`, the bars in words; `span`, the days to a bar; `top`, the most in a bar; `bars`,
        packed:
        for each bar that holds any how far its number lies beyond that of the one before, the
        incidents of each of `KINDS`, and how many of all these are of the night to the next day;
        `inexact`, packed: the first and last number of each run of bars in which incidents may
        lie whose day is not exact; `stamp`, which differs where any of it does.
    """
    return _bars(view.collection, replace(view.filters, dates=None))


@cached_by_language
def _bars(collection: Collection, filters: Filters) -> dict[str, Any]:
    first, last = span_of(collection)
    rows = rows_kept(collection, filters)
    counts = counts_by_day(collection, rows, first, last)
    days = counts.exact.shape[1]
    span = span_of_bars(days, MOST_BARS)
    starts = np.arange(0, days, span)
    by_kind = np.zeros((len(KINDS), len(starts)), dtype=np.int64)
    np.add.at(by_kind, kinds_of(counts.kinds), np.add.reduceat(counts.exact, starts, axis=1))
    each = by_kind.sum(axis=0)
    top = max(int(each.max(initial=0)), 1)
    taken = np.flatnonzero(each)
    nights = np.bincount(_nights(collection, rows, first) // span, minlength=len(starts))
    possible = np.add.reduceat(counts.possible, starts) > 0
    edges = np.flatnonzero(np.diff(np.r_[0, possible, 0])).reshape(-1, 2)
    drawn = {
        "said": _(
            _SAID[span],
            incidents=wording.incidents(counts.total),
            days=dates.in_words(first, last),
            top=top,
            inexact=ngettext(
                "{count} with a day that is not exact",
                "{count} with a day that is not exact",
                counts.inexact,
            ),
        ),
        "span": span,
        "top": top,
        "bars": packed(np.diff(taken, prepend=0), *by_kind[:, taken], nights[taken]),
        "inexact": packed(edges[:, 0], edges[:, 1] - 1),
    }
    stamp = hashlib.sha1(json.dumps(drawn).encode(), usedforsecurity=False).hexdigest()[:12]
    return {**drawn, "stamp": stamp}


def _nights(
    collection: Collection, rows: npt.NDArray[np.int64], first: date
) -> npt.NDArray[np.int64]:
    """The first day of each night of *rows*, counted from *first*."""
    of = collection.incidents
    start, end = (
        of[name].to_numpy()[rows].astype("datetime64[D]") for name in ("date_start", "date_end")
    )
    is_night = (of["time_precision"].to_numpy()[rows] == 1) & (end > start)
    days = (start[is_night] - np.datetime64(first, "D")).astype(np.int64)
    found: npt.NDArray[np.int64] = days[days >= 0]
    return found
