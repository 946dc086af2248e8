"""A sentence that sums up what the map shows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from strikemap import dates
from strikemap.cartography import RegionSum, region_sums
from strikemap.casualties.claimants import speakers_in_words
from strikemap.casualties.in_words import headline_in_words
from strikemap.casualties.tolls import tolls
from strikemap.ui.session.state import Session
from strikemap.vocabularies import CASUALTY_MEASURES

Rows = npt.NDArray[np.int64]


def summary(current: Session, rows: Rows) -> str:
    """How many incidents where, in which region most, and the largest toll.  Raw text."""
    regions = region_sums(current.collection, current.link.filters, "incidents").regions
    parts = [_territory(regions, False, "on Russian territory"),
             _territory(regions, True, "in occupied Ukraine")]  # fmt: skip
    said = "; ".join(part for part in parts if part)
    return " ".join(part for part in (f"{said}." if said else "", _largest(current, rows)) if part)


def _territory(regions: tuple[RegionSum, ...], is_occupied: bool, where: str) -> str:
    of = [each for each in regions if each.is_occupied == is_occupied]
    count = sum(each.incidents for each in of)
    if not count:
        return ""
    said = f"{count:,} incident{'' if count == 1 else 's'} {where}"
    if len(of) == 1:
        return f"{said}, in {of[0].name}"
    most = [each for each in of if each.incidents == of[0].incidents]
    if len(most) > 1:
        return f"{said}, in {len(of):,} regions"
    return f"{said}, most in {most[0].name} ({most[0].incidents:,})"


def _largest(current: Session, rows: Rows) -> str:
    """The largest number of killed that a headline figure gives, else of injured; and of whom."""
    collection = current.collection
    for measure in CASUALTY_MEASURES:
        of = tolls(collection, measure, current.link.filters.choice)
        known = rows[of.known[rows] & (of.headline[rows] > 0)]
        if not len(known):
            continue
        most = known[of.headline[known] == of.headline[known].max()]
        row = int(most[0])
        number = headline_in_words(int(of.headline[row]), int(of.bound[row]), int(of.most[row]))
        if len(most) > 1:
            return f"The most {measure} by a headline figure: {number}, in {len(most):,} incidents."
        incident = collection.incidents.iloc[row]
        who = speakers_in_words(collection, of, row)
        days = dates.in_words(incident["date_start"].date(), incident["date_end"].date())
        return (
            f"The most {measure} by a headline figure: {number}, according to {who}: "
            f"{incident['title']}, {days}."
        )
    return "No headline figure above zero is reported."
