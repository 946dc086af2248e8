"""Bars of incidents by day, or by week where there are many, and kind, for the timeline."""

from __future__ import annotations

from typing import Any

import numpy as np

from strikemap import dates, wording
from strikemap.cache import cached
from strikemap.cartography import KINDS, kinds_of, packed
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept, span_of
from strikemap.model import Collection
from strikemap.timeline import SPANS, counts_by_day, span_of_bars

MOST_BARS = 1_500
"""More than a screen has room for; over more days a bar is a week, or four, or fifty-two."""
_WITHIN = {1: "on a day", 7: "in a week", 28: "in four weeks", 364: "in 52 weeks"}


@cached
def bars(collection: Collection, filters: Filters) -> dict[str, Any]:
    """
    What the bars show.

    Returns:
        `said`, the bars in words; `first`, the first day, and `days`, how many there are; `span`,
        the days to a bar, and `unit`, the same in words; `top`, the most in a bar; `bars`, packed:
        for each bar that holds any its number and then the incidents of each of `KINDS`;
        `inexact`, packed: the first and last number of each run of bars in which incidents may
        lie whose day is not exact.
    """
    first, last = span_of(collection)
    counts = counts_by_day(collection, rows_kept(collection, filters), first, last)
    days = counts.exact.shape[1]
    span = span_of_bars(days, MOST_BARS)
    starts = np.arange(0, days, span)
    by_kind = np.zeros((len(KINDS), len(starts)), dtype=np.int64)
    np.add.at(by_kind, kinds_of(counts.kinds), np.add.reduceat(counts.exact, starts, axis=1))
    each = by_kind.sum(axis=0)
    top = max(int(each.max(initial=0)), 1)
    taken = np.flatnonzero(each)
    possible = np.add.reduceat(counts.possible, starts) > 0
    edges = np.flatnonzero(np.diff(np.r_[0, possible, 0])).reshape(-1, 2)
    unit = SPANS[span]
    return {
        "said": (
            f"{wording.incidents(counts.total)} by {unit} and kind, {dates.in_words(first, last)}; "
            f"at most {top:,} {_WITHIN[span]}; "
            f"{counts.inexact:,} with a day that is not exact"
        ),
        "first": first.isoformat(),
        "days": days,
        "span": span,
        "unit": unit,
        "top": top,
        "bars": packed(taken, *by_kind[:, taken]),
        "inexact": packed(edges[:, 0], edges[:, 1] - 1),
    }
