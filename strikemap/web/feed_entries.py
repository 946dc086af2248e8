"""What the entries of both feeds are: which incident or correction, since when, in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.casualties.standing import effective_days
from strikemap.collection.first_released import first_released
from strikemap.collection.versions import ordered
from strikemap.export import View
from strikemap.export.subset import subset
from strikemap.geography import local_language
from strikemap.languages import gettext as _
from strikemap.markup import tongue_of
from strikemap.model import Collection
from strikemap.translations import said_at
from strikemap.web import in_words
from strikemap.when_and_where import day_and_place
from strikemap.wording import change_in_words, with_full_stop

MOST = 100
"""Entries of one part of a feed, the newest first; each leads to the next part (RFC 5005, 3)."""
_START = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One entry of a feed.  Raw text; `key` makes its id, which never changes.

    `language` is that of the title, where it is not the feed's.
    """

    key: str
    title: str
    told: str
    published: date
    updated: date
    address: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Days:
    """For each incident a day, counted from 1970-01-01."""

    added: npt.NDArray[np.int64]
    changed: npt.NDArray[np.int64]
    told: npt.NDArray[np.int64]
    """When it was last told of, by whoever is quoted."""


def incident_entries(view: View, address: Callable[[str], str], first: int = 0) -> list[Entry]:
    """
    `MOST` incidents in view from the one at *first*: those added or changed last come first.

    An incident is added on the day of the first release that has it, and changed by a later claim,
    and by a correction of it or of a claim on it.  In a collection that keeps no releases, the days
    on which it was first and last told of stand for that.  *address* gives an incident's page.
    """
    rows, days = view.rows, _days_of(view.collection)
    keys = (rows, -days.told[rows], -days.added[rows], -days.changed[rows])
    made = []
    for at in (int(rows[each]) for each in np.lexsort(keys)[first : first + MOST]):
        record = view.collection.incidents.iloc[at]
        name = str(record["incident_id"])
        told = (
            f"{day_and_place(view.collection, at)}. "
            f"{said_at(view.collection, 'incidents', 'summary', at)} "
            f"{in_words.tolls_in_words(view, at)}"
        )
        added, changed = (_START + timedelta(int(each[at])) for each in (days.added, days.changed))
        title = said_at(view.collection, "incidents", "title", at)
        tongue = tongue_of(title, local_language(str(record["region"])))
        key = f"incident/{name}"
        made.append(Entry(key, title, told, added, changed, address(name), tongue))
    return made


def correction_entries(
    view: View, address: Callable[[str], str], otherwise: str, first: int = 0
) -> list[Entry]:
    """
    `MOST` corrections of records in view from the one at *first*, by day and version, newest first.

    Each is called after the incident concerned and leads to its page, by *address*; one that
    concerns no incident alone is called by its record, and leads to *otherwise*.
    """
    log = view.collection.corrections
    here = log.iloc[subset(view.collection, view.rows).rows["corrections"]]
    by = here.assign(of=here["version"].astype(str).map(ordered))
    order = by.sort_values(["date", "of", "record"], ascending=[False, False, True], kind="stable")
    newest = order[first : first + MOST]
    about = _incident_of(view, newest["record"])
    made = []
    for each in newest.to_dict("records"):
        record, day = str(each["record"]), each["date"].date()
        what = with_full_stop(change_in_words(str(each["what_changed"])))
        told = _(
            "{what} Why: {why} Since version {version}.",
            what=what,
            why=each["why"],
            version=each["version"],
        )
        key = f"correction/{record}/{day}/{each['version']}/{each['what_changed']}"
        called, page = record, otherwise
        if record in about:
            called = said_at(view.collection, "incidents", "title", about[record])
            page = address(str(view.collection.incidents["incident_id"].iloc[about[record]]))
        title = _("Corrected: {record}", record=called)
        made.append(Entry(key, title, f"{record}: {told}", day, day, page))
    return made


def how_many(name: str, view: View) -> int:
    """Entries of the whole feed *name*, `feed` or `corrections`, of *view*."""
    if name == "feed":
        return len(view.rows)
    return len(subset(view.collection, view.rows).rows["corrections"])


def _incident_of(view: View, records: pd.Series[str]) -> dict[str, int]:
    """The position of the incident of each of *records* that is one, or a claim on one."""
    ids = view.collection.incidents["incident_id"]
    claims = view.collection.claims[["claim_id", "incident"]]
    claimed = claims[claims["claim_id"].isin(records) & (claims["incident"] >= 0)]
    found = {str(claim): int(at) for claim, at in claimed.itertuples(index=False)}
    return found | {str(ids.iloc[at]): int(at) for at in np.flatnonzero(ids.isin(records))}


def _days_of(of: Collection) -> _Days:
    at = of.claims["incident"].to_numpy()
    about = np.flatnonzero(at >= 0)
    start = of.incidents["date_end"].to_numpy().astype("datetime64[D]").astype(np.int64)
    claimed = effective_days(of).astype(np.int64)[about]
    never = np.iinfo(np.int64).max
    first, last = np.full(len(start), never), np.full(len(start), -never)
    np.minimum.at(first, at[about], claimed)
    np.maximum.at(last, at[about], claimed)
    first, told = np.where(first == never, start, first), np.where(last == -never, start, last)

    released = first_released(of)
    if released["incidents"]:
        first = _counted(of.incidents["incident_id"], released["incidents"], first)
        later = _counted(of.claims["claim_id"].iloc[about], released["claims"], claimed)
        last = first.copy()
        np.maximum.at(last, at[about], later)
    else:
        last = told.copy()
    if len(of.corrections):
        place = dict(zip(of.claims["claim_id"].iloc[about], at[about], strict=True))
        place |= {name: at for at, name in enumerate(of.incidents["incident_id"])}
        for record, day in zip(of.corrections["record"], of.corrections["date"], strict=True):
            if record in place:
                last[place[record]] = max(last[place[record]], (day.date() - _START).days)
    return _Days(first, last, told)


def _counted(
    ids: pd.Series[str], released: Mapping[str, date], otherwise: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """The day on which each of *ids* was first released, counted from 1970-01-01."""
    days = (
        (released[name] - _START).days if name in released else int(other)
        for name, other in zip(ids, otherwise, strict=True)
    )
    return np.fromiter(days, np.int64, len(ids))
