"""UCDP's Georeferenced Event Dataset (GED): 49 columns, with or without a header."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import counts, days, degrees
from strikemap.importers.forms.columns import (
    Cells,
    claims_frame,
    column,
    each_value,
    fingerprint,
    frame,
    ids,
    slug,
)
from strikemap.importers.forms.definition import (
    COUNTRY,
    COUNTRY_ALONE,
    DRAFT_COLUMNS,
    ELSEWHERE,
    MARKED,
    OCCUPIED,
    WHY,
    Cited,
    Form,
    Reading,
)
from strikemap.importers.forms.headers import KNOWN
from strikemap.importers.forms.ucdp_codes import (
    ALL_ZERO,
    CHOICES,
    CIVILIANS,
    COUNTED,
    COUNTRIES,
    DATE,
    DEATHS,
    DISORDER,
    LICENCE,
    NOWHERE,
    OPTIONAL,
    REQUIRED,
    UNTOLD,
    VIOLENCE,
    WHERE,
)
from strikemap.importers.report import Log, Marks, Refusals

__all__ = ["DATE", "FORM", "VIOLENCE", "WHERE", "claims", "drafts"]

Texts = npt.NDArray[np.object_]


def drafts(rows: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Incidents from UCDP's rows."""
    refused, marks = Refusals(len(rows)), Marks(rows, reading.log)
    where = _code(rows, "where_prec", (*WHERE, NOWHERE), "4", reading.log, marks)
    kind = _code(rows, "type_of_violence", tuple(VIOLENCE), "", reading.log, marks)
    dated = _code(rows, "date_prec", tuple(DATE), "4", reading.log, marks)
    start, end = _span(rows, dated.to_numpy(dtype=object), reading, refused, marks)
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
            "time_precision": days.precision(start, end),
            "date_basis": "stated",
            "event_type": each_value(kind, lambda each: VIOLENCE.get(each, UNTOLD)[0]),
            "sub_event_type": each_value(kind, lambda each: VIOLENCE.get(each, UNTOLD)[1]),
            "weapon": "unknown",
            "target": "unknown",
            "place": place.mask(coarse, ""),
            "latitude": degrees.read(rows["latitude"]),
            "longitude": degrees.read(rows["longitude"]),
            "geo_precision": each_value(where, lambda each: WHERE.get(each, "")),
            COUNTRY: each_value(country, lambda each: COUNTRIES.get(each, ELSEWHERE)),
        },
        rows.index,
    )
    refused.add(where == NOWHERE, "where_prec: 7, international waters or airspace: no territory")
    refused.add(
        everywhere & (made[COUNTRY] != "RU").to_numpy(),
        "where_prec: 6, the country alone, and it is not Russia: the territory can't be told",
    )
    made[COUNTRY_ALONE] = column(np.where(everywhere, "1", ""), rows.index)
    made[MARKED] = column(marks.said, rows.index)
    made[WHY] = refused.why
    return made


def claims(rows: pd.DataFrame, incidents: pd.DataFrame, cited: Cited, log: Log) -> pd.DataFrame:
    """
    A claim of people killed a row with UCDP's best estimate, one with its range where low or high
    differ from it, and one of civilians where UCDP counts any.

    Of two claims by one claimant the headline is that of the last id: `…-killed-best` comes after
    `…-killed`.
    """
    claimant = cited.claimant(
        "ucdp", name="UCDP, as coded", type="independent_media", side="other", origin=""
    )
    marks = Marks(rows, log, counted=True)
    tolls = {name: counts.read(rows[name]) for name in DEATHS + COUNTED}
    for name, toll in tolls.items():
        marks.add(toll.unread, name, rows[name], "it counts as unknown")
    low, best, high = (counts.number(tolls[name].low) for name in DEATHS)
    every = np.vstack([low, best, high])
    known = ~np.isnan(every).all(axis=0)
    least, most = (
        _digits(how(np.where(np.isnan(every), fill, every), axis=0), known)
        for how, fill in ((np.min, np.inf), (np.max, -np.inf))
    )
    disorder = (low > best) | (best > high) | (low > high)
    marks.say(disorder, DISORDER)
    empty = known & (most == "0")
    nothing = empty | ~known
    figure = _digits(np.where(np.isnan(best), low, best), ~(np.isnan(best) & np.isnan(low)))
    said = {name: column(tolls[name].low, rows.index).replace("", "?") for name in tolls}
    told = "UCDP estimates " + said["best"] + " killed (best estimate; low " + said["low"]
    told = told + ", high " + said["high"] + "). Best estimates: " + said["deaths_a"]
    told = told + " of side A, " + said["deaths_b"] + " of side B, " + said["deaths_civilians"]
    told = told + " civilians, " + said["deaths_unknown"] + " not known which."
    told = told.mask(empty, ALL_ZERO).mask(~known, "UCDP's row gives no number of people killed.")
    apart = ~nothing & ((figure != least) | (figure != most)) & (figure != "")
    common: dict[str, Cells] = {
        "incident_id": incidents["incident_id"],
        "measure": "killed",
        "subject": "people",
        "claimant_id": claimant,
        "bound": np.where(nothing, "", "exact").astype(object),
        "source_id": each_value(
            rows["source_office"].str.strip(), lambda each: _source(each, cited)
        ),
    }
    ends = {"value_min": np.where(nothing, "", least), "value_max": np.where(nothing, "", most)}
    ranged = common | ends | {"claim_id": incidents["incident_id"] + "-killed", "statement": told}
    single = {"value_min": figure, "value_max": figure, "statement": told}
    single |= {"claim_id": incidents["incident_id"] + "-killed-best"}
    civilian = tolls["deaths_civilians"].low
    of_them = {"value_min": civilian, "value_max": civilian, "bound": "about"}
    of_them |= {"subject": "civilians", "claim_id": incidents["incident_id"] + CIVILIANS}
    of_them |= {
        "statement": "UCDP's best estimate of civilians killed is " + said[COUNTED[2]] + "."
    }
    made = pd.concat(
        [
            claims_frame(ranged, rows.index),
            claims_frame(common | single, rows.index)[apart],
            claims_frame(common | of_them, rows.index)[counts.number(civilian) > 0],
        ]
    )
    said_of = column(marks.said, rows.index)
    made["inferred"] = said_of.reindex(made.index)
    return made


def _digits(numbers: npt.NDArray[np.float64], known: npt.NDArray[np.bool_]) -> Texts:
    whole = np.where(known, numbers, 0).astype(np.int64).astype(str).astype(object)
    return np.where(known, whole, "").astype(object)


def _code(
    rows: pd.DataFrame, name: str, codes: tuple[str, ...], otherwise: str, log: Log, marks: Marks
) -> pd.Series:
    found = rows[name].str.strip().str.replace(r"[.,]0$", "", regex=True)
    unknown = ~found.isin(list(codes)).to_numpy()
    log.unknown(name, rows[name], unknown, f"UCDP has {', '.join(codes)}; the widest is taken")
    marks.add(unknown, name, rows[name], "the widest is taken" if otherwise else "it is left out")
    return found.mask(unknown, otherwise)


def _span(
    rows: pd.DataFrame,
    precision: Texts,
    reading: Reading,
    refused: Refusals,
    marks: Marks,
) -> tuple[days.Days, days.Days]:
    begun = reading.days(rows["date_start"], "date_start")
    ended = reading.days(rows["date_end"], "date_end")
    for reason in set(begun.why[np.isnat(begun.first)]):
        refused.add(begun.why == reason, f"date_start: {reason}")
    marks.add(np.isnat(ended.last), "date_end", rows["date_end"], "it is left out")
    start = np.where(np.isnat(begun.first), np.datetime64("2000-01-01"), begun.first)
    end = np.where(np.isnat(ended.last), np.maximum(start, begun.last), ended.last)
    marks.add(start > end, "date_end", rows["date_end"], "it is before the first day")
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


def _source(office: str, cited: Cited) -> str:
    named = office or "no office named"
    return cited.source(
        f"ucdp-{slug(named)}-{fingerprint(office)}".replace("--", "-"),
        publisher=f"UCDP GED, citing {named}",
        title=f"Georeferenced Event Dataset, coded from {named}",
        language="en",
        kind="dataset",
        note="No address: headlines and addresses in the file are left out.",
    )


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
