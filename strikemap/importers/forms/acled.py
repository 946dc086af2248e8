"""ACLED's event export: 31 columns, or 35 with those of population."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.importers.cells import counts, days, degrees
from strikemap.importers.cells.day_forms import readings
from strikemap.importers.forms.acled_actors import INTER, NO_ACTOR, actor_types, actors
from strikemap.importers.forms.acled_codes import (
    CHOICES,
    COLUMNS,
    COUNTRIES,
    EVENT_TYPES,
    LICENCE,
    OPTIONAL,
    PRECISIONS,
    REQUIRED,
    WEAPONS,
    ZERO,
)
from strikemap.importers.forms.columns import (
    Cells,
    claims_frame,
    column,
    each_value,
    fingerprint,
    frame,
    ids,
    joined,
    slug,
)
from strikemap.importers.forms.definition import (
    COUNTRY,
    DRAFT_COLUMNS,
    ELSEWHERE,
    INSTANT,
    MARKED,
    OCCUPIED,
    RECORDED,
    SILENT,
    WHY,
    Cited,
    Form,
    Reading,
    instants,
)
from strikemap.importers.forms.headers import KNOWN
from strikemap.importers.report import Log, Marks, Refusals

__all__ = ["COLUMNS", "EVENT_TYPES", "FORM", "INTER", "ZERO", "claims", "drafts"]


def drafts(rows: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Incidents from ACLED's rows."""
    refused, marks = Refusals(len(rows)), Marks(rows, reading.log)
    dated = reading.days(rows["event_date"], "event_date")
    undated = np.isnat(dated.first)
    for reason in set(dated.why[undated]):
        refused.add(dated.why == reason, f"event_date: {reason}")
    codes = {}
    for name in ("time_precision", "geo_precision"):
        codes[name] = rows[name].str.strip().str.replace(r"[.,]0$", "", regex=True)
        unknown = ~codes[name].isin(list(PRECISIONS)).to_numpy()
        reading.log.unknown(name, rows[name], unknown, "write 1, 2 or 3; 3 is taken, the widest")
        marks.add(unknown, name, rows[name], "the widest is taken")
        codes[name] = codes[name].mask(unknown, "3")
    kind, sub = _types(rows, reading.log, marks)
    for name in ("inter1", "inter2"):
        unknown = (actor_types(rows[name]) == "?").to_numpy()
        reading.log.unknown(name, rows[name], unknown, "the statement leaves the kind of actor out")
        reading.log.cells(name, rows[name], unknown, "the kind of actor is left out")
    recorded = _seconds(rows)
    late = dated.first.astype("datetime64[s]").astype(np.int64) > np.nan_to_num(
        recorded, nan=np.inf
    )
    told = "event_date: {} would be after the row's own timestamp; which number is the month?"
    refused.add(late & ~undated & _in_numbers(rows["event_date"]), told, rows["event_date"])
    start = np.where(undated, np.datetime64("2000-01-01"), dated.first)
    end = np.where(undated, start, dated.last)
    time = codes["time_precision"].to_numpy(dtype=object)
    start, end = days.widened(start, end, time == "2", lambda each: days.around(each, 3))
    start, end = days.widened(start, end, time == "3", days.month)
    summary = _named(rows["notes"])
    without = "ACLED records no notes. Event type: " + kind + ", " + sub + "."
    country = _named(rows["country"])
    made = frame(
        (*DRAFT_COLUMNS, COUNTRY, OCCUPIED),
        {
            "incident_id": ids("acled", rows["event_id_cnty"], rows),
            "summary": summary.where(summary != "", without),
            "date_start": days.iso(start),
            "date_end": days.iso(end),
            "time_precision": days.precision(start, end),
            "date_basis": "stated",
            "event_type": kind,
            "sub_event_type": sub,
            "weapon": each_value(sub, lambda each: WEAPONS.get(each, "unknown")),
            "target": "unknown",
            "place": _named(rows["location"]),
            "latitude": degrees.read(rows["latitude"]),
            "longitude": degrees.read(rows["longitude"]),
            "geo_precision": codes["geo_precision"],
            COUNTRY: each_value(country, lambda each: COUNTRIES.get(each, ELSEWHERE)),
        },
        rows.index,
    )
    if len(rows) and not np.isnan(recorded).all():
        made[RECORDED] = np.nan_to_num(recorded, nan=-1.0)
    made[INSTANT] = instants(dated, time == "1", rows.index)
    made[MARKED] = column(marks.said, rows.index)
    made[WHY] = refused.why
    return made


def claims(rows: pd.DataFrame, incidents: pd.DataFrame, cited: Cited, log: Log) -> pd.DataFrame:
    """One claim a row: how many ACLED codes as killed, from which publications."""
    claimant = cited.claimant(
        "acled", name="ACLED, as coded", type="independent_media", side="other", origin=""
    )
    marks = Marks(rows, log, counted=True)
    toll = counts.read(rows["fatalities"])
    marks.add(toll.unread, "fatalities", rows["fatalities"], "it counts as unknown")
    plain = toll.known & (toll.low == toll.high)
    none = ~toll.known | (plain & (toll.low == "0"))
    low, high = (column(np.where(none, "", each), rows.index) for each in (toll.low, toll.high))
    put = low.where(low == high, low + " to " + high)
    said = "ACLED codes " + put + " fatalities."
    said = said.mask(put == "1", "ACLED codes 1 fatality.").mask(plain & none, ZERO)
    said = said.mask(~toll.known, "ACLED's row gives no fatalities.")
    said = said.mask(toll.unread, "ACLED's fatalities could not be read.")
    if (rows["fatalities"].str.strip() == "").all():
        said = said.mask(none, SILENT)
    made = claims_frame(
        {
            "claim_id": incidents["incident_id"] + "-killed",
            "incident_id": incidents["incident_id"],
            "measure": "killed",
            "subject": "people",
            "value_min": low,
            "value_max": high,
            "bound": column(np.select([none, plain], ["", "about"], toll.bound), rows.index),
            "statement": said + actors(rows),
            "claimant_id": claimant,
            "claimed_on": _recorded(rows, cited),
            "source_id": each_value(_named(rows["source"]), lambda each: _source(each, cited)),
        },
        rows.index,
    )
    made["inferred"] = column(marks.said, rows.index)
    return made


def _types(rows: pd.DataFrame, log: Log, marks: Marks) -> tuple[pd.Series, pd.Series]:
    """Event and sub-event types; unknown where they are none of ACLED's, or no pair."""
    kind, sub = rows["event_type"].str.strip(), rows["sub_event_type"].str.strip()
    wrong = ~kind.isin(list(EVENT_TYPES)).to_numpy()
    log.unknown("event_type", kind, wrong, "it counts as unknown")
    marks.add(wrong, "event_type", kind, "it counts as unknown")
    pairs = {f"{one}|{two}" for one, subs in EVENT_TYPES.items() for two in subs}
    lone = ~wrong & ~joined(kind, sub).isin(list(pairs)).to_numpy()
    log.unknown("sub_event_type", sub, lone, "or not of its event type; it counts as unknown")
    marks.add(lone, "sub_event_type", sub, "it counts as unknown")
    return kind.mask(wrong | lone, "unknown"), sub.mask(wrong | lone, "unknown")


def _in_numbers(cells: pd.Series) -> npt.NDArray[np.bool_]:
    """Whether more than one day can be read of each cell, of which the column proved one."""
    several = each_value(
        cells, lambda each: "1" if len(set(readings(each)[1].values())) > 1 else ""
    )
    return np.asarray(several == "1", dtype=bool)


def _named(cells: pd.Series) -> pd.Series:
    """The cells without what stands for none, as R's `NA`."""
    plain = cells.str.strip()
    none = plain.isin([each for word in NO_ACTOR for each in (word, word.upper(), word.title())])
    return plain.mask(none, "") if none.any() else plain


def _seconds(rows: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Each record's Unix `timestamp`, NaN where the file has none."""
    if "timestamp" not in rows:
        return np.full(len(rows), np.nan)
    numbers = pd.to_numeric(rows["timestamp"], errors="coerce")
    return np.asarray(numbers.to_numpy(np.float64, na_value=np.nan))


def _recorded(rows: pd.DataFrame, cited: Cited) -> Cells:
    """The day of each record by its Unix `timestamp`, "" where the file has none."""
    seconds = _seconds(rows).copy()
    if np.isnan(seconds).all():
        return ""
    latest = np.datetime64(cited.today, "s").astype(np.int64) + 86_399
    seconds[~((seconds >= 0) & (seconds <= latest))] = np.nan
    known = ~np.isnan(seconds)
    day = np.full(len(rows), np.datetime64("NaT", "D"))
    day[known] = seconds[known].astype(np.int64).astype("datetime64[s]").astype("datetime64[D]")
    text = days.iso(day)
    cited.published = max(cited.published, max(text, default=""))
    return column(text, rows.index)


def _source(name: str, cited: Cited) -> str:
    named = name or "no source named"
    return cited.source(
        f"acled-{slug(named)}-{fingerprint(name)}".replace("--", "-"),
        publisher=f"ACLED, citing {named}",
        title=f"Event data coded from {named}",
        language="en",
        kind="dataset",
        note="No address: the file names the publication without headline, address or day.",
    )


FORM = Form(
    "acled",
    "ACLED event export",
    LICENCE,
    REQUIRED,
    KNOWN["acled"].became,
    CHOICES,
    drafts,
    claims,
    OPTIONAL,
)
