"""What ACLED says of a row's dead, from which publications, and when it recorded that."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import counts, day_forms, days
from strikemap.importers.forms.acled_actors import NO_ACTOR, actors
from strikemap.importers.forms.acled_codes import AT_CIVILIANS, ZERO
from strikemap.importers.forms.columns import (
    Cells,
    claims_frame,
    column,
    distinguished,
    each_row,
    each_value,
)
from strikemap.importers.forms.definition import SILENT, Cited
from strikemap.importers.forms.named_sources import named_sources
from strikemap.importers.forms.plain_statements import in_words
from strikemap.importers.marks import Marks
from strikemap.importers.report import Log
from strikemap.importers.words import LEFT_OUT

CLAIMED = (
    "fatalities",
    "civilian_targeting",
    "actor1",
    "inter1",
    "actor2",
    "inter2",
    "timestamp",
    "source",
)
"""The columns that `claims` reads."""


def claims(rows: pd.DataFrame, incidents: pd.DataFrame, cited: Cited, log: Log) -> pd.DataFrame:
    """One claim a row: how many ACLED codes as killed, from which publications."""
    claimant = cited.claimant(
        "acled", name="ACLED, as coded", type="independent_media", side="other", origin=""
    )
    marks = Marks(rows, log, counted=True)
    toll = counts.read(rows["fatalities"])
    marks.tolls(toll, "fatalities", rows["fatalities"])
    plain = toll.known & (toll.low == toll.high)
    none = ~toll.known | (plain & (toll.low == "0"))
    low, high = (column(np.where(none, "", each), rows.index) for each in (toll.low, toll.high))
    kinds = np.select([toll.unread, ~toll.known, plain & none], [UNREAD, SILENT, ZERO], "")
    said = each_row((column(kinds, rows.index), low, high), _said)
    target = each_value(
        rows["civilian_targeting"],
        lambda each: AT_CIVILIANS * (each.strip().casefold() == "civilian targeting"),
    )
    made = claims_frame(
        {
            "claim_id": incidents["incident_id"] + "-killed",
            "incident_id": incidents["incident_id"],
            "measure": "killed",
            "subject": "people",
            "value_min": low,
            "value_max": high,
            "bound": column(np.select([none, plain], ["", "about"], toll.bound), rows.index),
            "statement": said + actors(rows) + target,
            "claimant_id": claimant,
            "claimed_on": _recorded(rows, cited, marks),
            "source_id": named_sources(
                named(rows["source"]),
                cited,
                "acled",
                publisher="ACLED, citing",
                title="Event data coded from",
                note="No address: the file names the publication without headline, address or day.",
            ),
        },
        rows.index,
    )
    made["inferred"] = marks.column(rows.index)
    return made


UNREAD = "ACLED's fatalities could not be read."


def _said(otherwise: str, low: str, high: str) -> str:
    """What ACLED codes, from *low* to *high*, unless something is said *otherwise*."""
    if otherwise:
        return otherwise
    bound = "" if low and high else "at_least" if low else "up_to"
    put = in_words(f"{low}|{high}|{bound}")
    of = "fatality" if {low, high} <= {"1", ""} else "fatalities"
    return f"ACLED codes {put} {of}."


def named(cells: pd.Series) -> pd.Series:
    """The cells without what stands for none, as R's `NA`."""
    plain = cells.str.strip()
    none = plain.isin(_NONE)
    return plain.mask(none, "") if none.any() else plain


_NONE = [each for word in NO_ACTOR for each in (word, word.upper(), word.title()) if each]


def seconds_of(rows: pd.DataFrame) -> npt.NDArray[np.float64]:
    """
    Each record's Unix `timestamp`, NaN where the file has none that can be read: seconds, with
    marks of thousands where a spreadsheet put some, or the day and time that a tool made of them.
    """
    if "timestamp" not in rows:
        return np.full(len(rows), np.nan)
    codes, texts = distinguished(rows["timestamp"])
    numbers = pd.to_numeric(pd.Series(texts, dtype="str"), errors="coerce")
    made = np.array(numbers.to_numpy(np.float64, na_value=np.nan))
    for odd in np.flatnonzero(np.isnan(made)):
        made[odd] = _seconds(texts[odd])
    return np.asarray(made[codes.to_numpy(zero_copy_only=False)])


_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f,.'’]\d{3}){3}")
_TIME = re.compile(r"(?:T|\s)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*Z?$")


@lru_cache(maxsize=8_192)
def _seconds(text: str) -> float:
    text = text.strip()
    if _THOUSANDS.fullmatch(text):
        return float(re.sub(r"\D", "", text))
    try:
        said = day_forms.said(text, frozenset(day_forms.ORDERS))
    except (ValueError, OverflowError):
        return np.nan
    if said.instant is not None or said.first != said.last:
        return np.nan if said.instant is None else float(said.instant)
    midnight = int(np.datetime64(said.first, "s").astype(np.int64))
    found = _TIME.search(text)
    clock = [int(each or 0) for each in found.groups()] if found else [0, 0, 0]
    return float(midnight + clock[0] * 3_600 + clock[1] * 60 + clock[2])


def _recorded(rows: pd.DataFrame, cited: Cited, marks: Marks) -> Cells:
    """The day of each record by its Unix `timestamp`, "" and marked where it can't be one."""
    seconds = seconds_of(rows).copy()
    latest = np.datetime64(cited.today, "s").astype(np.int64) + 86_399
    seconds[~((seconds >= 0) & (seconds <= latest))] = np.nan
    known = ~np.isnan(seconds)
    if "timestamp" in rows and not known.all():
        given = named(rows["timestamp"]) != ""
        marks.add(given & ~known, "timestamp", rows["timestamp"], LEFT_OUT)
    if not known.any():
        return ""
    day = np.full(len(rows), np.datetime64("NaT", "D"))
    day[known] = seconds[known].astype(np.int64).astype("datetime64[s]").astype("datetime64[D]")
    text = days.iso(day)
    cited.published = max(cited.published, max(text, default=""))
    return column(text, rows.index)
