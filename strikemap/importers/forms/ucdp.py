"""UCDP's Georeferenced Event Dataset (GED): 49 columns, with or without a header."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import days, degrees
from strikemap.importers.forms.columns import (
    column,
    each_value,
    frame,
    ids,
)
from strikemap.importers.forms.data_set_headers import KNOWN
from strikemap.importers.forms.definition import (
    COUNTRY,
    COUNTRY_ALONE,
    DRAFT_COLUMNS,
    ELSEWHERE,
    MARKED,
    OCCUPIED,
    WHY,
    Form,
    Reading,
)
from strikemap.importers.forms.ucdp_claims import claims
from strikemap.importers.forms.ucdp_codes import (
    CHOICES,
    COUNTRIES,
    DATE,
    LICENCE,
    NOWHERE,
    OPTIONAL,
    REQUIRED,
    UNSAID,
    UNSURE,
    UNTOLD,
    VIOLENCE,
    WHERE,
)
from strikemap.importers.marks import Marks
from strikemap.importers.refusing import Refusals
from strikemap.importers.report import Log
from strikemap.importers.words import BEFORE_FIRST_DAY, LEFT_OUT, NOT_EXACT, WIDEST
from strikemap.languages import marked, sentence

__all__ = ["DATE", "FORM", "VIOLENCE", "WHERE", "claims", "drafts"]

Texts = npt.NDArray[np.object_]


def drafts(rows: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Incidents from UCDP's rows."""
    refused, marks = Refusals(len(rows)), Marks(rows, reading.log)
    unsaid = {name: _unsaid(rows[name], name, marks) for name in UNSAID}
    where = _code(rows, "where_prec", (*WHERE, NOWHERE), "4", reading.log, marks)
    kind = _code(rows, "type_of_violence", tuple(VIOLENCE), "", reading.log, marks)
    dated = _code(rows, "date_prec", tuple(DATE), "4", reading.log, marks)
    start, end = _span(rows, dated.to_numpy(dtype=object), reading, refused, marks)
    exact = days.precision(start, end)
    unsure = unsaid["date_prec"] & (exact == "1")
    everywhere = (where == "6").to_numpy()
    place = rows["where_coordinates"].str.strip()
    coarse = where.isin(["4", "5", "6"])
    words = each_value(kind, lambda each: VIOLENCE.get(each, UNTOLD)[2])
    country = rows["country"].str.strip()
    made = frame(
        (*DRAFT_COLUMNS, COUNTRY, OCCUPIED),
        {
            "incident_id": ids("ucdp", rows["id"].str.removesuffix(".0"), rows),
            "summary": _summary(rows, words),
            "date_start": days.iso(start),
            "date_end": days.iso(end),
            "time_precision": np.where(unsure, UNSURE, exact).astype(object),
            "date_basis": "stated",
            "event_type": each_value(kind, lambda each: VIOLENCE.get(each, UNTOLD)[0]),
            "sub_event_type": each_value(kind, lambda each: VIOLENCE.get(each, UNTOLD)[1]),
            "weapon": "unknown",
            "target": "unknown",
            "place": place.mask(coarse, ""),
            "latitude": degrees.read(rows["latitude"]),
            "longitude": degrees.read(rows["longitude"]),
            "geo_precision": each_value(where, lambda each: WHERE.get(each, "")),
            COUNTRY: each_value(country, lambda each: each and COUNTRIES.get(each, ELSEWHERE)),
        },
        rows.index,
    )
    refused.add(
        where == NOWHERE, marked("where_prec: 7, international waters or airspace: no territory")
    )
    refused.add(
        everywhere & (made[COUNTRY] != "RU").to_numpy(),
        marked(
            "where_prec: 6, the country alone, and it is not Russia: the territory can't be told"
        ),
    )
    made[COUNTRY_ALONE] = column(np.where(everywhere, "1", ""), rows.index)
    made[MARKED] = marks.column(rows.index)
    made[WHY] = refused.column(rows.index)
    return made


def _code(
    rows: pd.DataFrame, name: str, codes: tuple[str, ...], otherwise: str, log: Log, marks: Marks
) -> pd.Series:
    found = rows[name].str.strip().str.replace(r"[.,]0$", "", regex=True)
    if name in UNSAID:
        found = found.mask(found == "", "1" if name == "date_prec" else UNSURE)
    unknown = ~found.isin(list(codes)).to_numpy()
    known = ", ".join(codes)
    told = (
        sentence("UCDP has {codes}; the widest is taken", codes=known)
        if otherwise
        else sentence("UCDP has {codes}; it is left out", codes=known)
    )
    log.unknown(name, rows[name], unknown, told)
    marks.add(unknown, name, rows[name], WIDEST if otherwise else LEFT_OUT)
    return found.mask(unknown, otherwise)


def _unsaid(cells: pd.Series, name: str, marks: Marks) -> npt.NDArray[np.bool_]:
    """Where the file gives no precision, which is said of the row."""
    empty = np.asarray(cells.str.strip() == "", dtype=bool)
    if empty.any():
        marks.say(empty, sentence(UNSAID[name]))
        marks.log.cells(name, cells, empty, NOT_EXACT)
    return empty


def _span(
    rows: pd.DataFrame,
    precision: Texts,
    reading: Reading,
    refused: Refusals,
    marks: Marks,
) -> tuple[days.Days, days.Days]:
    begun = reading.days(rows["date_start"], "date_start", "date_end")
    ended = reading.days(rows["date_end"], "date_end", "date_start")
    refused.undated(begun.why, np.isnat(begun.first), "date_start")
    marks.add(np.isnat(ended.last), "date_end", rows["date_end"], LEFT_OUT)
    start = np.where(np.isnat(begun.first), np.datetime64("2000-01-01"), begun.first)
    end = np.where(np.isnat(ended.last), np.maximum(start, begun.last), ended.last)
    marks.add(start > end, "date_end", rows["date_end"], BEFORE_FIRST_DAY)
    end = np.where(np.isnat(end), start, np.maximum(start, end))
    length = (end - start).astype(np.int64)
    short_week = np.isin(precision, ["2", "3"]) & (length == 0)
    start, end = days.widened(start, end, short_week, lambda each: days.around(each, 3))
    start, end = days.widened(start, end, (precision == "4") & (length <= 6), days.month)
    return days.widened(start, end, (precision == "5") & (length <= 30), days.year)


def _summary(rows: pd.DataFrame, words: pd.Series) -> pd.Series:
    made = words + " recorded by UCDP."
    for name, before in (("where_description", " Place: "), ("conflict_name", " Conflict: ")):
        if name in rows:
            found = rows[name].str.strip()
            made = made + (before + found + ".").mask(found == "", "")
    return made


FORM = Form(
    "ucdp",
    "UCDP Georeferenced Event Dataset",
    LICENCE,
    REQUIRED,
    KNOWN["ucdp"].became,
    CHOICES,
    drafts,
    claims,
    OPTIONAL,
)
