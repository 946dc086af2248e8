"""How many incidents on each day, by kind, honouring how precisely the day is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from strikemap.languages import marked
from strikemap.model import Collection

SPANS = {1: marked("day"), 7: marked("week"), 28: marked("four weeks"), 364: marked("52 weeks")}
"""The days that a bar may stand for, and what they are called, in English."""
BY_SPAN = {
    1: marked("by day"),
    7: marked("by week"),
    28: marked("by four weeks"),
    364: marked("by 52 weeks"),
}
"""What counts by bars of so many days are called, in English, within a sentence."""


def span_of_bars(days: int, most: int) -> int:
    """The fewest days to a bar, of `SPANS`, with which at most *most* bars cover *days*."""
    return next((span for span in SPANS if days <= span * most), max(SPANS))


@dataclass(frozen=True, slots=True, eq=False)
class DayCounts:
    """
    Incidents by day and kind.

    `exact` has a row a kind of `kinds` and a column a day from `first`: incidents whose day, or
    whose one night from that day, is known.  `possible` has, for each day, the number of further
    incidents that may have happened then; each stands on several days, so it adds up to nothing:
    `inexact` says how many there are.
    """

    first: date
    kinds: tuple[str, ...]
    exact: npt.NDArray[np.int64]
    possible: npt.NDArray[np.int64]
    inexact: int

    @property
    def days(self) -> tuple[date, ...]:
        """The days, in order."""
        return tuple(self.first + timedelta(days=i) for i in range(self.exact.shape[1]))

    @property
    def total(self) -> int:
        """All incidents counted: those of an exact day and those of none."""
        return int(self.exact.sum()) + self.inexact


def counts_by_day(
    collection: Collection, rows: npt.NDArray[np.int64], first: date, last: date
) -> DayCounts:
    """Count the incidents at *rows* on each day from *first* to *last*."""
    incidents = collection.incidents
    column = incidents["sub_event_type"].astype("category").cat
    kinds = tuple(str(kind) for kind in column.categories)
    length = (last - first).days + 1
    origin = np.datetime64(first, "D")
    start = (incidents["date_start"].to_numpy()[rows].astype("datetime64[D]") - origin).astype(int)
    end = (incidents["date_end"].to_numpy()[rows].astype("datetime64[D]") - origin).astype(int)
    exact = (incidents["time_precision"].to_numpy()[rows] == 1) & (start >= 0) & (start < length)
    kind = column.codes.to_numpy().astype(np.int64)[rows]
    counts = np.bincount(kind[exact] * length + start[exact], minlength=len(kinds) * length)
    change = np.zeros(length + 1, dtype=np.int64)
    np.add.at(change, np.clip(start[~exact], 0, length), 1)
    np.add.at(change, np.clip(end[~exact] + 1, 0, length), -1)
    possible = np.cumsum(change[:-1])
    return DayCounts(
        first, kinds, counts.reshape(len(kinds), length), possible, int((~exact).sum())
    )
