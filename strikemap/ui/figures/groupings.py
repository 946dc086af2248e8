"""The ways to group casualties in view: by day, region, kind, territory or claimant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import dates
from strikemap.cache import cached
from strikemap.cartography import KINDS, kind_of
from strikemap.casualties import claimants
from strikemap.dates import NOT_EXACT
from strikemap.geography import region_name
from strikemap.in_view import InView, Rows
from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.model import Collection
from strikemap.translations import names_of_claimants
from strikemap.vocabularies import TERRITORIES, labels

INEXACT = "~"
"""The group of all incidents whose day is not exact, among days."""


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """The groups of a collection's incidents: `codes`, in order, and of each incident which it is."""

    codes: npt.NDArray[np.str_]
    which: npt.NDArray[np.int32]

    def rows_of(self, code: str, rows: Rows) -> Rows:
        """Those of *rows* that are in the group *code*."""
        found: Rows = rows[self.codes[self.which[rows]] == code]
        return found


@dataclass(frozen=True, slots=True)
class Grouping:
    """
    One way to group figures: what it is called, in English, the groups of the collection's
    incidents, None where an incident is in several, and the sums of one measure over the
    incidents at some rows, a row a group, named.
    """

    label: str
    groups: Callable[[Collection], Groups] | None
    sums: Callable[[InView, str, Rows], pd.DataFrame]


def _groups(code_of_each: npt.NDArray[np.str_]) -> Groups:
    codes, which = np.unique(code_of_each, return_inverse=True)
    return Groups(codes, which.astype(np.int32))


# A name made of each of a million rows takes longer than all that is added up.
@cached
def _days(collection: Collection) -> Groups:
    incidents = collection.incidents
    day = incidents["date_start"].dt.strftime("%Y-%m-%d").to_numpy(str)
    return _groups(np.where((incidents["time_precision"] == 1).to_numpy(bool), day, INEXACT))


@cached
def _regions(collection: Collection) -> Groups:
    return _groups(collection.incidents["region"].astype(str).to_numpy(str))


@cached
def _kinds(collection: Collection) -> Groups:
    return _groups(kind_of(collection).astype(str))


@cached
def _territories(collection: Collection) -> Groups:
    return _groups(collection.incidents["territory"].astype(str).to_numpy(str))


def _sums(view: InView, measure: str, groups: Groups, rows: Rows) -> pd.DataFrame:
    frame = view.groups(measure, groups.which, rows)
    return frame.assign(group=groups.codes[frame["group"].to_numpy(np.int64)])


def by_region(view: InView, measure: str, rows: Rows) -> pd.DataFrame:
    """`totals_by` region, the largest first, each row named."""
    return _named(
        view,
        measure,
        rows,
        _regions(view.collection),
        lambda code: region_name(code) or _("not known"),
    )


def by_kind(view: InView, measure: str, rows: Rows) -> pd.DataFrame:
    """`totals_by` kind, the largest first, each row named."""
    kinds = _kinds(view.collection)
    return _named(view, measure, rows, kinds, lambda code: KINDS[int(code)].label)


def by_territory(view: InView, measure: str, rows: Rows) -> pd.DataFrame:
    """`totals_by` territory, each row named."""
    both = _territories(view.collection)
    return _named(view, measure, rows, both, lambda code: labels(TERRITORIES)[code])


def by_day(view: InView, measure: str, rows: Rows) -> pd.DataFrame:
    """`totals_by` first day in order, with one row for incidents whose day is not exact."""
    incidents, days = view.collection.incidents, _days(view.collection)
    frame = _sums(view, measure, days, rows)
    frame["name"] = [
        _(NOT_EXACT)
        if code == INEXACT
        else dates.in_words(date.fromisoformat(code), date.fromisoformat(code))
        for code in frame["group"]
    ]
    is_longer = (incidents["date_end"] > incidents["date_start"]).to_numpy(bool)
    nights = set(days.codes[np.unique(days.which[rows][is_longer[rows]])]) - {INEXACT}
    frame["days"] = [
        dates.or_night_in_words(date.fromisoformat(code), date.fromisoformat(code))
        if code in nights
        else name
        for code, name in zip(frame["group"], frame["name"], strict=True)
    ]
    return frame


def by_claimant(view: InView, measure: str, rows: Rows) -> pd.DataFrame:
    """What each claimant's own claims come to: rows that overlap and never add up."""
    frame = claimants.by_claimant(view.collection, measure, rows, view.choice).sort_values(
        ["headline", "group"], ascending=[False, True]
    )
    name = names_of_claimants(view.collection)
    return frame.assign(name=[name.get(str(code), "") for code in frame["group"]])


def _named(
    view: InView,
    measure: str,
    rows: Rows,
    groups: Groups,
    name: Callable[[str], str],
) -> pd.DataFrame:
    frame = _sums(view, measure, groups, rows)
    frame["name"] = [name(str(code)) for code in frame["group"]]
    # A group of which nothing is reported comes after those with a reported zero.
    order = frame.assign(reported=frame["known"] > 0).sort_values(
        ["reported", "headline", "incidents", "name"], ascending=[False, False, False, True]
    )
    return order.drop(columns="reported")


BY_DAY = Grouping(marked("By day"), _days, by_day)
BY_TERRITORY = Grouping(marked("By territory"), _territories, by_territory)
GROUPINGS = (
    BY_DAY,
    Grouping(marked("By region"), _regions, by_region),
    Grouping(marked("By kind"), _kinds, by_kind),
    BY_TERRITORY,
    Grouping(marked("By claimant"), None, by_claimant),
)
"""What the figures may be grouped by, in the order in which that is offered."""
