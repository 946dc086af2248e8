"""Regions shaded by what is reported in them: incidents, killed or injured, in five classes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.cartography.points import points_of
from strikemap.casualties.tolls import tolls
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept
from strikemap.geography import region_name
from strikemap.markup import safe
from strikemap.model import Collection
from strikemap.vocabularies import CASUALTY_MEASURES

MOST_CLASSES = 5
SHADED = ("incidents", *CASUALTY_MEASURES)
"""What regions can be shaded by."""


@dataclass(frozen=True, slots=True)
class RegionSum:
    """One region of one territory: incidents, and for each measure the headline sum and unknown."""

    code: str
    name: str
    is_occupied: bool
    incidents: int
    sums: tuple[int, ...]
    unknown: tuple[int, ...]

    def value(self, by: str) -> int | None:
        """What the region is shaded by; None where no toll of it is reported."""
        if by == "incidents":
            return self.incidents
        at = CASUALTY_MEASURES.index(by)
        return None if self.unknown[at] == self.incidents else self.sums[at]


@dataclass(frozen=True, slots=True)
class RegionSums:
    """The regions in view, what they are shaded by, and the least number of each class."""

    by: str
    regions: tuple[RegionSum, ...]
    classes: tuple[int, ...]

    def as_json(self) -> dict[str, Any]:
        """For the map's script: names are safe HTML."""
        return {
            "by": self.by,
            "classes": list(self.classes),
            "all": [
                [safe(each.code), safe(each.name), int(each.is_occupied), each.incidents,
                 *each.sums, *each.unknown]
                for each in self.regions
            ],
        }  # fmt: skip


@cached
def region_sums(collection: Collection, filters: Filters, by: str) -> RegionSums:
    """
    The incidents in view by region and territory, the most first.

    Classes are those of all days, so that a shade means the same while the days are moved.
    """
    shown = _sums(collection, filters)
    whole = shown if filters.dates is None else _sums(collection, replace(filters, dates=None))
    return RegionSums(by, shown, classes([each.value(by) or 0 for each in whole]))


def _sums(collection: Collection, filters: Filters) -> tuple[RegionSum, ...]:
    chosen = rows_kept(collection, filters)
    column = collection.incidents["region"].array
    codes = column.codes.astype(np.int64)[chosen] + 1
    group = codes * 2 + points_of(collection).is_occupied[chosen]
    count = np.bincount(group)

    def summed(what: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        return np.bincount(group, what[chosen], len(count)).astype(np.int64)

    of = [tolls(collection, measure, filters.choice) for measure in CASUALTY_MEASURES]
    sums = [summed(each.headline) for each in of]
    unknown = [summed(~each.known) for each in of]
    found = [
        RegionSum(
            str(column.categories[at // 2 - 1]),
            region_name(str(column.categories[at // 2 - 1])),
            bool(at % 2),
            int(count[at]),
            tuple(int(each[at]) for each in sums),
            tuple(int(each[at]) for each in unknown),
        )
        for at in np.flatnonzero(count).tolist()
        if at >= 2
    ]
    return tuple(sorted(found, key=lambda each: (-each.incidents, each.code, each.is_occupied)))


def classes(values: list[int]) -> tuple[int, ...]:
    """
    The least number of each of at most five classes for *values*: each number its own where there
    are no more, else some of 1, 2, 5, 10, 20, 50 and so on.
    """
    most = max(values, default=0)
    if most <= MOST_CLASSES:
        return tuple(range(1, most + 1))
    steps = [1]
    while (following := _next(steps[-1])) <= most:
        steps.append(following)
    at = np.unique(np.rint(np.linspace(0, len(steps) - 1, MOST_CLASSES)).astype(int))
    return tuple(steps[each] for each in at.tolist())


def _next(step: int) -> int:
    """The next of 1, 2, 5, 10, 20, 50 …"""
    return step * 5 // 2 if str(step).startswith("2") else step * 2
