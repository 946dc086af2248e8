"""The ways to group casualties in view: by day, region, kind, territory or claimant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import dates
from strikemap.cartography import KINDS, kind_of
from strikemap.casualties import claimants
from strikemap.dates import NOT_EXACT
from strikemap.geography import region_name
from strikemap.in_view import InView, Rows
from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.translations import names_of_claimants
from strikemap.vocabularies import TERRITORIES, labels

Codes = npt.NDArray[np.str_]
INEXACT = "~"
"""The group of all incidents whose day is not exact, among days."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """
    One way to group figures: what it is called, in English, the group of each incident of the
    collection, None where an incident is in several, and the sums of one measure over the
    incidents at some rows, a row a group, named.
    """

    label: str
    codes: Callable[[InView], Codes] | None
    sums: Callable[[InView, str, Rows], pd.DataFrame]


def _days(view: InView) -> Codes:
    incidents = view.collection.incidents
    day = incidents["date_start"].dt.strftime("%Y-%m-%d").to_numpy(str)
    return np.where((incidents["time_precision"] == 1).to_numpy(bool), day, INEXACT)


def _regions(view: InView) -> Codes:
    return view.collection.incidents["region"].astype(str).to_numpy(str)


def _kinds(view: InView) -> Codes:
    return kind_of(view.collection).astype(str)


def _territories(view: InView) -> Codes:
    return view.collection.incidents["territory"].astype(str).to_numpy(str)


def by_region(view: InView, measure: str, rows: Rows) -> pd.DataFrame:
    """`totals_by` region, the largest first, each row named."""
    return _named(
        view, measure, rows, _regions(view), lambda code: region_name(code) or _("not known")
    )


def by_kind(view: InView, measure: str, rows: Rows) -> pd.DataFrame:
    """`totals_by` kind, the largest first, each row named."""
    return _named(view, measure, rows, _kinds(view), lambda code: KINDS[int(code)].label)


def by_territory(view: InView, measure: str, rows: Rows) -> pd.DataFrame:
    """`totals_by` territory, each row named."""
    return _named(view, measure, rows, _territories(view), lambda code: labels(TERRITORIES)[code])


def by_day(view: InView, measure: str, rows: Rows) -> pd.DataFrame:
    """`totals_by` first day in order, with one row for incidents whose day is not exact."""
    incidents, days = view.collection.incidents, _days(view)
    frame = view.groups(measure, days, rows)
    frame["name"] = [
        _(NOT_EXACT)
        if code == INEXACT
        else dates.in_words(date.fromisoformat(code), date.fromisoformat(code))
        for code in frame["group"]
    ]
    is_longer = (incidents["date_end"] > incidents["date_start"]).to_numpy(bool)
    nights = set(days[rows][is_longer[rows]]) - {INEXACT}
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
    groups: Codes,
    name: Callable[[str], str],
) -> pd.DataFrame:
    frame = view.groups(measure, groups, rows)
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
