"""ACLED's event export: 31 columns, or 35 with those of population."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import days, degrees
from strikemap.importers.cells.day_forms import readings
from strikemap.importers.forms.acled_actors import INTER, NO_ACTOR, kind_of
from strikemap.importers.forms.acled_claims import CLAIMED, claims, named, seconds_of
from strikemap.importers.forms.acled_codes import (
    CHOICES,
    COLUMNS,
    COUNTRIES,
    EVENT_TYPES,
    LICENCE,
    OPTIONAL,
    PRECISIONS,
    REQUIRED,
    UNSURE,
    UNTOLD,
    WEAPONS,
    ZERO,
    as_coded,
)
from strikemap.importers.forms.columns import (
    each_flag,
    each_row,
    each_value,
    frame,
    ids,
)
from strikemap.importers.forms.data_set_headers import KNOWN
from strikemap.importers.forms.definition import (
    COUNTRY,
    DRAFT_COLUMNS,
    ELSEWHERE,
    INSTANT,
    MARKED,
    OCCUPIED,
    RECORDED,
    WHY,
    Form,
    Reading,
    instants,
)
from strikemap.importers.marks import Marks
from strikemap.importers.refusing import Refusals
from strikemap.importers.report import Log
from strikemap.importers.words import NOT_EXACT, UNKNOWN, WIDEST
from strikemap.languages import marked, sentence

__all__ = ["COLUMNS", "EVENT_TYPES", "FORM", "INTER", "ZERO", "claims", "drafts"]


def drafts(rows: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Incidents from ACLED's rows."""
    refused, marks = Refusals(len(rows)), Marks(rows, reading.log)
    recorded = seconds_of(rows)
    dated = _dated(rows, reading, refused, recorded)
    codes = {name: _precision(rows[name], name, marks) for name in UNTOLD}
    start, end, precision = _span(dated, codes["time_precision"], _untold(rows["time_precision"]))
    kind, sub = _types(rows, reading.log, marks)
    _note_actors(rows, reading.log)
    summary = named(rows["notes"])
    bare = summary == ""
    if bare.any():
        without = "ACLED records no notes. Event type: " + kind + ", " + sub + "."
        summary = summary.where(~bare, without)
    country = named(rows["country"])
    made = frame(
        (*DRAFT_COLUMNS, COUNTRY, OCCUPIED),
        {
            "incident_id": ids("acled", rows["event_id_cnty"], rows),
            "summary": summary,
            "date_start": days.iso(start),
            "date_end": days.iso(end),
            "time_precision": precision,
            "date_basis": "stated",
            "event_type": kind,
            "sub_event_type": sub,
            "weapon": each_value(sub, lambda each: WEAPONS.get(each, "unknown")),
            "target": "unknown",
            "place": named(rows["location"]),
            "latitude": degrees.read(rows["latitude"]),
            "longitude": degrees.read(rows["longitude"]),
            "geo_precision": codes["geo_precision"],
            COUNTRY: each_value(country, lambda each: each and COUNTRIES.get(each, ELSEWHERE)),
        },
        rows.index,
    )
    if len(rows) and not np.isnan(recorded).all():
        made[RECORDED] = np.nan_to_num(recorded, nan=-1.0)
    is_day = (codes["time_precision"] == "1").to_numpy(bool)
    made[INSTANT] = instants(dated, is_day, rows.index)
    made[MARKED] = marks.column(rows.index)
    made[WHY] = refused.column(rows.index)
    return made


def _dated(
    rows: pd.DataFrame, reading: Reading, refused: Refusals, recorded: npt.NDArray[np.float64]
) -> days.DayCells:
    """The days of `event_date`; none is after the second at which ACLED *recorded* the row."""
    dated = reading.days(rows["event_date"], "event_date")
    undated = np.isnat(dated.first)
    refused.undated(dated.why, undated, "event_date")
    day = dated.first.astype("datetime64[s]").astype(np.int64)
    late = ~undated & (day > np.nan_to_num(recorded, nan=np.inf))
    after = marked(
        "event_date: {cell} would be after the row's own timestamp; which number is the month?"
    )
    late = late & _in_numbers(rows["event_date"]) if late.any() else late
    refused.add(late, after, rows["event_date"])
    return dated


def _precision(cells: pd.Series, name: str, marks: Marks) -> pd.Series:
    """ACLED's 1, 2 or 3; 3, the widest, where it can't be read; `UNSURE` where there is none."""
    codes = each_value(cells.str.strip(), lambda each: re.sub(r"[.,]0$", "", each))
    untold = _untold(cells)
    marks.log.cells(name, cells, untold, NOT_EXACT)
    marks.say(untold, sentence(UNTOLD[name]))
    unknown = ~each_flag(codes, PRECISIONS.__contains__)
    if not unknown.any():
        return codes
    told = sentence("write 1, 2 or 3; 3 is taken, the widest")
    marks.log.unknown(name, cells, unknown & ~untold, told)
    marks.add(unknown & ~untold, name, cells, WIDEST)
    return codes.mask(unknown, "3").mask(untold, UNSURE)


def _untold(cells: pd.Series) -> npt.NDArray[np.bool_]:
    """Whether a cell of a precision says nothing, as each does of a column that was cut away."""
    return each_flag(cells.str.strip(), lambda each: each.casefold() in NO_ACTOR)


def _span(
    dated: days.DayCells, precision: pd.Series, untold: npt.NDArray[np.bool_]
) -> tuple[days.Days, days.Days, npt.NDArray[np.object_]]:
    """First and last day: the one of the file, a week around it, or its month; how exact it is."""
    undated = np.isnat(dated.first)
    start = np.where(undated, np.datetime64("2000-01-01"), dated.first)
    end = np.where(undated, start, dated.last)
    code = np.where(untold, "", precision.to_numpy(dtype=object))
    start, end = days.widened(start, end, code == "2", lambda each: days.around(each, 3))
    start, end = days.widened(start, end, code == "3", days.month)
    made = days.precision(start, end)
    return start, end, np.where(untold & (made == "1"), UNSURE, made).astype(object)


def _note_actors(rows: pd.DataFrame, log: Log) -> None:
    """Name the kinds of actors that ACLED's codebook lacks."""
    for name in ("inter1", "inter2"):
        unknown = each_flag(rows[name], lambda each: kind_of(each) == "?")
        told = sentence("the statement leaves the kind of actor out")
        log.unknown(name, rows[name], unknown, told)
        log.cells(name, rows[name], unknown, marked("the kind of actor is left out"))


def _types(rows: pd.DataFrame, log: Log, marks: Marks) -> tuple[pd.Series, pd.Series]:
    """Event and sub-event types; unknown where they are none of ACLED's, or no pair."""
    kind, sub = (each_value(rows[name], as_coded) for name in ("event_type", "sub_event_type"))
    # A sub-event type belongs to one event type, which trimmed files leave out.
    of = {sub: kind for kind, subs in EVENT_TYPES.items() for sub in subs}
    kind = kind.mask(kind == "", each_value(sub, lambda each: of.get(each, "")))
    wrong = ~each_flag(kind, EVENT_TYPES.__contains__)
    log.unknown("event_type", kind, wrong, sentence(UNKNOWN))
    marks.add(wrong, "event_type", kind, UNKNOWN)
    paired = each_row((kind, sub), lambda one, two: "1" * (two in EVENT_TYPES.get(one, ())))
    lone = ~wrong & (paired == "").to_numpy(bool)
    told = sentence("or not of its event type; it counts as unknown")
    log.unknown("sub_event_type", sub, lone, told)
    marks.add(lone, "sub_event_type", sub, UNKNOWN)
    return kind.mask(wrong | lone, "unknown"), sub.mask(wrong | lone, "unknown")


def _in_numbers(cells: pd.Series) -> npt.NDArray[np.bool_]:
    """Whether more than one day can be read of each cell, of which the column proved one."""
    return each_flag(cells, lambda each: len(set(readings(each)[1].values())) > 1)


FORM = Form(
    "acled",
    marked("ACLED event export"),
    LICENCE,
    REQUIRED,
    KNOWN["acled"].became,
    CHOICES,
    drafts,
    claims,
    OPTIONAL,
    CLAIMED,
)
