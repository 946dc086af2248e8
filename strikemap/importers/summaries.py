"""What is written of an incident whose file says little: a title, and what its row's marks are."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from strikemap import geography
from strikemap.importers.forms.columns import column, distinguished, each_row, each_value
from strikemap.importers.territory import BORDERS, SNAPPED

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
    codes, different = distinguished(marks)
    # The same few marks come in row after row.
    sentences = [_SENTENCES.split(each) for each in different]
    code = codes.to_numpy(zero_copy_only=False)
    for row in np.flatnonzero(some).tolist():
        for each in sentences[code[row]]:
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
    return what + ", " + each_row((drafts["place"], region), _where)


def _where(place: str, region: str) -> str:
    """A place and its region, which is not told twice."""
    if not place:
        return region
    return place if place.casefold().endswith(region.casefold()) else f"{place}, {region}"
