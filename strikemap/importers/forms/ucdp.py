"""UCDP's Georeferenced Event Dataset (GED): 49 columns, with or without a header."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import days
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
    OCCUPIED,
    WHY,
    Cited,
    Form,
    Licence,
)
from strikemap.importers.report import Log, Refusals

COLUMNS = (
    "id",
    "type_of_violence",
    "source_office",
    "where_prec",
    "where_coordinates",
    "latitude",
    "longitude",
    "country",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
)

WHERE = {"1": "1", "2": "2", "3": "2", "4": "3", "5": "3", "6": "3"}
"""`where_prec` to the model's geo precision (UCDP GED Codebook, "where_prec"): 1 the exact place,
2 within about 25 km of a place, 3 a second-level region, 4 a first-level region, 5 a line or a
fuzzy area, 6 the country alone."""

NOWHERE = "7"
"""International waters or airspace: no territory, and so out of the model."""

DATE = {"1": "a day", "2": "2 to 6 days", "3": "a week", "4": "a month", "5": "a year"}
"""`date_prec` (UCDP GED Codebook, "date_prec").  The model's time precision follows from the length
of the span from `date_start` to `date_end`, which is stretched where it is shorter than this."""

VIOLENCE = {
    "1": ("unknown", "unknown", "State-based violence"),
    "2": ("unknown", "unknown", "Non-state violence"),
    "3": ("Violence against civilians", "Attack", "One-sided violence"),
}
"""`type_of_violence` to the model's event and sub-event type.  UCDP does not code the means:
fighting and shelling are not told apart; one-sided violence is by definition against civilians."""

DEATHS = ("low", "best", "high")
COUNTED = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
COUNTRIES = {"Russia (Soviet Union)": "RU", "Russia": "RU", "Ukraine": "UA"}

LICENCE = Licence(
    "CC-BY-4.0",
    "Creative Commons Attribution 4.0",
    "https://creativecommons.org/licenses/by/4.0/",
    "Cite UCDP GED and its version wherever this is published.",
)

_BECAME = {
    "id": "incident_id and claim_id, after `ucdp-`",
    "type_of_violence": "event_type and sub_event_type",
    "conflict_name": "summary",
    "source_office": "the source that UCDP cites, on the row's source",
    "where_prec": "geo_precision",
    "where_coordinates": "place",
    "where_description": "summary",
    "latitude": "latitude; territory and region by the boundaries",
    "longitude": "longitude; territory and region by the boundaries",
    "country": "compared with the boundaries, which decide territory and region",
    "date_prec": "time_precision, with the length of the span",
    "date_start": "date_start",
    "date_end": "date_end",
    "low": "value_min of the claim of people killed",
    "high": "value_max of the claim of people killed",
    "best": "the statement of the claim of people killed",
    "deaths_civilians": "a claim of civilians killed, where it is more than 0; the statement",
    "deaths_a": "the statement of the claim of people killed",
    "deaths_b": "the statement of the claim of people killed",
    "deaths_unknown": "the statement of the claim of people killed",
}
_CHOICES = (
    "Low and high are one claim's range, so the headline figure is UCDP's low estimate; its best "
    "estimate stands in the claim's statement. UCDP records no injuries: injured is unknown.",
    "Where low, best and high are all 0 the toll is kept as unknown: GED holds fatal events "
    "only, so that a 0 is no statement that nobody was killed.",
    "The claimant is UCDP as the coder. The model has no type for a data set; independent media "
    "is the closest, and the side is other. Its origin is empty: it counts as a summary.",
    "A source row names the offices that the file cites. Headlines are left out: they may name "
    "victims. Its day is that of the import, since the file does not give its own.",
    "An event known by country alone has no point and no region; one by first-level region or "
    "a line or fuzzy area keeps UCDP's point of reference, which need not be the region's capital.",
)


def drafts(rows: pd.DataFrame, log: Log) -> pd.DataFrame:
    """Incidents from UCDP's rows."""
    refused = Refusals(len(rows))
    refused.add(~rows["id"].str.strip().str.fullmatch(r"\d+"), "id: {} is no id", rows["id"])
    where = _code(rows, "where_prec", (*WHERE, NOWHERE), refused, log)
    kind = _code(rows, "type_of_violence", tuple(VIOLENCE), refused, log)
    dated = _code(rows, "date_prec", tuple(DATE), refused, log)
    start, end = _span(rows, dated.to_numpy(dtype=object), refused)
    tolls = {name: rows[name].str.strip().str.removesuffix(".0") for name in DEATHS + COUNTED}
    for name, toll in tolls.items():
        refused.add(~toll.str.fullmatch(r"\d{1,7}"), f"{name}: {{}} is no count", toll)
    low, best, high = (_number(tolls[name]) for name in DEATHS)
    refused.add((low > best) | (best > high), "low, best and high are not in this order")
    everywhere = (where == "6").to_numpy()
    place = rows["where_coordinates"].str.strip()
    coarse = where.isin(["4", "5", "6"])
    words = each_value(kind, lambda each: VIOLENCE.get(each, ("", "", ""))[2])
    made = frame(
        (*DRAFT_COLUMNS, COUNTRY, OCCUPIED),
        {
            "incident_id": ids("ucdp", rows["id"]),
            "summary": _summary(rows, words),
            "date_start": days.iso(start),
            "date_end": days.iso(end),
            "time_precision": days.precision(start, end),
            "date_basis": "stated",
            "event_type": each_value(kind, lambda each: VIOLENCE.get(each, ("",))[0]),
            "sub_event_type": each_value(kind, lambda each: VIOLENCE.get(each, ("", ""))[1]),
            "weapon": "unknown",
            "target": "unknown",
            "place": place.mask(coarse, ""),
            "latitude": rows["latitude"].str.strip(),
            "longitude": rows["longitude"].str.strip(),
            "geo_precision": each_value(where, lambda each: WHERE.get(each, "")),
            COUNTRY: each_value(rows["country"].str.strip(), lambda each: COUNTRIES.get(each, "")),
        },
        rows.index,
    )
    refused.add(where == NOWHERE, "where_prec: 7, international waters or airspace: no territory")
    refused.add(
        everywhere & (made[COUNTRY] != "RU").to_numpy(),
        "where_prec: 6, the country alone, and it is not Russia: the territory can't be told",
    )
    made[COUNTRY_ALONE] = column(np.where(everywhere, "1", ""), rows.index)
    made[WHY] = refused.why
    return made


def claims(rows: pd.DataFrame, incidents: pd.DataFrame, cited: Cited) -> pd.DataFrame:
    """A claim of people killed a row, and one of civilians where UCDP counts any."""
    claimant = cited.claimant(
        "ucdp", name="UCDP, as coded", type="independent_media", side="other", origin=""
    )
    tolls = {name: rows[name].str.strip().str.removesuffix(".0") for name in DEATHS + COUNTED}
    values = {name: _number(toll).astype(int).astype(str) for name, toll in tolls.items()}
    empty = (_number(tolls["high"]) == 0) & (_number(tolls["low"]) == 0)
    said = "UCDP estimates " + column(values["best"], rows.index) + " killed (best estimate; low "
    said = said + values["low"].astype(object) + ", high " + values["high"].astype(object) + ")."
    parts = " Best estimates: " + column(values["deaths_a"], rows.index) + " of side A, "
    parts = parts + values["deaths_b"].astype(object) + " of side B, "
    parts = parts + values["deaths_civilians"].astype(object) + " civilians, "
    parts = parts + values["deaths_unknown"].astype(object) + " not known which."
    unknown = "UCDP's low, best and high estimates are all 0; no number is taken from them."
    common: dict[str, Cells] = {
        "incident_id": incidents["incident_id"],
        "measure": "killed",
        "claimant_id": claimant,
        "source_id": each_value(
            rows["source_office"].str.strip(), lambda each: _source(each, cited)
        ),
    }
    people = claims_frame(
        common
        | {
            "claim_id": incidents["incident_id"] + "-killed",
            "subject": "people",
            "value_min": np.where(empty, "", values["low"]).astype(object),
            "value_max": np.where(empty, "", values["high"]).astype(object),
            "bound": np.where(empty, "", "exact").astype(object),
            "statement": (said + parts).mask(empty, unknown),
        },
        rows.index,
    )
    civilians = claims_frame(
        common
        | {
            "claim_id": incidents["incident_id"] + "-killed-civilians",
            "subject": "civilians",
            "value_min": values["deaths_civilians"].astype(object),
            "value_max": values["deaths_civilians"].astype(object),
            "bound": "about",
            "statement": "UCDP's best estimate of civilians killed is "
            + column(values["deaths_civilians"], rows.index)
            + ".",
        },
        rows.index,
    )
    return pd.concat([people, civilians[_number(tolls["deaths_civilians"]) > 0]])


def _code(
    rows: pd.DataFrame, name: str, codes: tuple[str, ...], refused: Refusals, log: Log
) -> pd.Series:
    found = rows[name].str.strip().str.removesuffix(".0")
    unknown = ~found.isin(list(codes)).to_numpy()
    log.unknown(name, rows[name], unknown, f"UCDP has {', '.join(codes)}; the rows are rejected")
    refused.add(unknown, f"{name}: {{}} is no code of UCDP", rows[name])
    return found


def _span(
    rows: pd.DataFrame, precision: npt.NDArray[np.object_], refused: Refusals
) -> tuple[days.Days, days.Days]:
    found = []
    for name in ("date_start", "date_end"):
        day, why = days.read(rows[name])
        for reason in set(why[np.isnat(day)]):
            refused.add(why == reason, f"{name}: {reason}")
        found.append(np.where(np.isnat(day), np.datetime64("2000-01-01"), day))
    start, end = found
    refused.add(start > end, "date_start: after date_end")
    end = np.maximum(start, end)
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


def _number(toll: pd.Series) -> npt.NDArray[np.float64]:
    numbers = pd.to_numeric(toll, errors="coerce")
    return np.asarray(np.nan_to_num(numbers.to_numpy(np.float64, na_value=np.nan)))


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
    "ucdp", "UCDP Georeferenced Event Dataset", LICENCE, COLUMNS, _BECAME, _CHOICES, drafts, claims
)
