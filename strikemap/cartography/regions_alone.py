"""
Incidents of which the region alone is known, where there are too many to show each.

They are in no cell, since they may have been anywhere in the region: each region has a label with
their number, for all days in view by figures that are kept by days, as those of cells.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.cartography.cells import Sums
from strikemap.cartography.figures_over_days import (
    Figures,
    FiguresOverDays,
    figures_over_days,
)
from strikemap.cartography.points import points_of
from strikemap.filters.choices import Filters
from strikemap.filters.rows import days_of, numbered_days, rows_kept, span_of
from strikemap.geography import region_name
from strikemap.in_view import InView
from strikemap.model import Collection
from strikemap.span_reductions import Placed

Integers = npt.NDArray[np.int64]

MOST_NUMBERS = 1_000_000
"""Figures by day of more regions and days, as of centuries, are not kept."""


@dataclass(frozen=True, slots=True, eq=False)
class RegionsAlone:
    """
    Regions of one territory each, the most incidents first: columns of one length.

    ISO 3166-2 code, whether it is occupied Ukraine, the point of most of the incidents in degrees
    (WGS 84), how many they are, and the toll of each measure.
    """

    code: tuple[str, ...]
    is_occupied: npt.NDArray[np.bool_]
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    count: Integers
    killed: Sums
    injured: Sums

    def __len__(self) -> int:
        return len(self.code)

    def name(self, at: int) -> str:
        """The region's, in the language that is spoken, "" where it is not known.  Raw text."""
        return region_name(self.code[at]) if self.code[at] else ""


@dataclass(frozen=True, slots=True, eq=False)
class _Regions:
    """Regions by number (code and territory), their figures over days, and who has each rank."""

    numbers: Integers
    figures: FiguresOverDays
    order: npt.NDArray[np.int32]


def regions_alone(view: InView) -> RegionsAlone:
    """What is in view of which the region alone is known."""
    collection, filters = view.collection, view.filters
    others = replace(filters, dates=None)
    if filters.dates is None:
        return _of_all_days(collection, others)
    first, last = span_of(collection)
    days = (last - first).days + 1
    over = _over_days(collection, others)
    if over is None:
        found = _regions(collection, filters, 1)
        return _made(collection, found, found.figures.within(0, 0))
    start, end = numbered_days(collection, filters.dates)
    start, end = max(start, 0), min(end, days - 1)
    if start > end:
        return _made(collection, over, None)
    return _made(collection, over, over.figures.within(start, end))


def rows_alone(collection: Collection, rows: Integers, code: str, *, is_occupied: bool) -> Integers:
    """Those of *rows* of which no more is known than that they lie in this region and territory."""
    where = points_of(collection)
    column: Any = collection.incidents["region"].array
    rows = rows[(where.placed & ~where.located)[rows]]
    rows = rows[where.is_occupied[rows] == is_occupied]
    at = column.categories.get_indexer([code])[0]
    return np.asarray(rows[column.codes[rows] == at])


@cached
def _of_all_days(collection: Collection, filters: Filters) -> RegionsAlone:
    found = _regions(collection, filters, 1)
    return _made(collection, found, found.figures.within(0, 0))


@cached
def _over_days(collection: Collection, filters: Filters) -> _Regions | None:
    first, last = span_of(collection)
    days = (last - first).days + 1
    regions = 2 * len(collection.incidents["region"].array.categories)
    return _regions(collection, filters, days) if regions * days <= MOST_NUMBERS else None


def _regions(collection: Collection, filters: Filters, days: int) -> _Regions:
    """By the days of the collection, or as if all were on one, where *days* is 1."""
    where = points_of(collection)
    rows = rows_kept(collection, filters)
    rows = rows[(where.placed & ~where.located)[rows]]
    codes = collection.incidents["region"].array.codes[rows].astype(np.int64)
    numbers, column = np.unique((codes << 1) | where.is_occupied[rows], return_inverse=True)
    begin, end = days_of(collection, rows) if days > 1 else (np.zeros_like(rows),) * 2
    # Who stands where most of a region's do; a point lies in one region.
    often = np.bincount(where.point[rows], minlength=1)[where.point[rows]]
    first = np.argsort(-often, kind="stable")
    rank = np.empty(len(rows), dtype=np.int32)
    rank[first] = np.arange(len(rows), dtype=np.int32)
    by_day = Placed(begin, end, column, days, len(numbers))
    figures = figures_over_days(collection, filters.choice, rows, by_day, rank, len(rows))
    return _Regions(numbers, figures, rows[first].astype(np.int32))


def _made(collection: Collection, of: _Regions, found: Figures | None) -> RegionsAlone:
    """The regions that have any, the most first."""
    count = np.zeros(len(of.numbers), dtype=np.int64) if found is None else found.count
    here = np.flatnonzero(count)
    here = here[np.lexsort((of.numbers[here], -count[here]))]
    none = np.zeros(0, dtype=np.int64)
    killed, injured = (
        (Sums(none, none, none),) * 2
        if found is None
        else (found.killed.at(here), found.injured.at(here))
    )
    stand = of.order[none if found is None else found.rank[here]]
    where = points_of(collection)
    latitude, longitude = (
        np.asarray(np.round(each[stand].astype(np.float64), 4), dtype=np.float64)
        for each in (where.latitude, where.longitude)
    )
    column: Any = collection.incidents["region"].array
    codes = (of.numbers[here] >> 1).tolist()
    return RegionsAlone(
        tuple(str(column.categories[code]) for code in codes),
        (of.numbers[here] & 1).astype(bool),
        latitude,
        longitude,
        count[here],
        killed,
        injured,
    )
