"""What is written of an incident whose file says little: a title, and what its row's marks are."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from strikemap import geography
from strikemap.importers.forms.columns import column, each_value, joined
from strikemap.importers.territory import BORDERS, SNAPPED

_APART = "\x1f"
_SENTENCES = re.compile(r"(?<=\.) (?=[A-Z])")


def told_once(summary: pd.Series, marks: pd.Series, *, is_ours: bool = False) -> pd.Series:
    """
    *summary* with the sentences of *marks* that it lacks: an export of an import, read again, has
    some of them already, and says of a border in one of two ways how near it is.

    A summary that *is_ours*, of an export of this project, comes back as it is where the point is
    in no region: its curator placed it, and chose the region.
    """
    some = (marks != "").to_numpy(bool)
    if not some.any():
        return summary
    told = summary.to_numpy(dtype=object, copy=True)
    for row, said in zip(np.flatnonzero(some), marks[some], strict=True):
        for each in _SENTENCES.split(said):
            if is_ours and each == SNAPPED:
                continue
            near = BORDERS if each in BORDERS else (each,)
            if not any(other in told[row] for other in near):
                told[row] = f"{told[row]} {each}"
    return column(told, summary.index)


def titles(drafts: pd.DataFrame) -> pd.Series:
    """What, where: titles that name no perpetrator."""
    what = each_value(drafts["sub_event_type"], lambda each: "Event" if each == "unknown" else each)
    region = each_value(drafts["region"], lambda of: geography.region_name(of) if of else "Russia")
    return what + ", " + each_value(joined(drafts["place"], region, sep=_APART), _where)


def _where(place_and_region: str) -> str:
    """A place and its region, which is not told twice."""
    place, region = place_and_region.split(_APART)
    if not place:
        return region
    return place if place.casefold().endswith(region.casefold()) else f"{place}, {region}"
