"""ACLED's event export: 31 columns, or 35 with those of population."""

from __future__ import annotations

import numpy as np
import pandas as pd

from strikemap.importers.cells import days
from strikemap.importers.forms.columns import (
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
    OCCUPIED,
    WHY,
    Cited,
    Form,
    Licence,
)
from strikemap.importers.report import Log, Refusals
from strikemap.model import SUB_EVENT_TYPES_BY_TYPE

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "inter1",
    "actor2",
    "inter2",
    "country",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "notes",
    "fatalities",
)
"""Those that must be there; the others of the 31 are not carried over."""

EVENT_TYPES = {kind: subs for kind, subs in SUB_EVENT_TYPES_BY_TYPE.items() if kind != "unknown"}
"""ACLED Codebook, "Event types"."""

INTER = {
    "1": "State forces",
    "2": "Rebel group",
    "3": "Political militia",
    "4": "Identity militia",
    "5": "Rioters",
    "6": "Protesters",
    "7": "Civilians",
    "8": "External/Other forces",
}
"""ACLED Codebook, "Inter codes"; exports since 2024 carry the names in place of the numbers."""

WEAPONS = {
    "Remote explosive/landmine/IED": "explosive",
    "Suicide bomb": "explosive",
    "Grenade": "explosive",
}
"""Sub-event types that name a weapon of the model.  "Air/drone strike" and "Shelling/artillery/
missile attack" each cover several, so that theirs is unknown."""

PRECISIONS = {"1": "1", "2": "2", "3": "3"}
"""`time_precision` and `geo_precision` are ACLED's own in the model."""

COUNTRIES = {"Russia": "RU", "Ukraine": "UA"}

ZERO = (
    "ACLED codes 0 fatalities, which stands for none reported as well as for unclear whether "
    "any; no number is taken from it."
)

LICENCE = Licence(
    "ACLED-Terms",
    "ACLED Terms and Conditions",
    "https://acleddata.com/terms-and-conditions",
    "ACLED's terms forbid passing its content on: this collection and its exports are for local "
    "use only. Cite ACLED (acleddata.com) with the day of the download.",
    local_only=True,
)

_BECAME = {
    "event_id_cnty": "incident_id and claim_id, after `acled-`",
    "event_date": "date_start and date_end, by time_precision",
    "time_precision": "time_precision",
    "event_type": "event_type",
    "sub_event_type": "sub_event_type; weapon where it names one",
    "actor1": "the claim's statement",
    "inter1": "the claim's statement",
    "actor2": "the claim's statement",
    "inter2": "the claim's statement",
    "country": "compared with the boundaries, which decide territory and region",
    "location": "place",
    "latitude": "latitude; territory and region by the boundaries",
    "longitude": "longitude; territory and region by the boundaries",
    "geo_precision": "geo_precision",
    "source": "the source that ACLED cites, on the row's source",
    "notes": "summary",
    "fatalities": "a claim of people killed; 0 becomes a claim without a number",
    "timestamp": "claimed_on",
}
_CHOICES = (
    "ACLED's codebook records 0 fatalities both where none were reported and where it is unclear "
    "whether there were any, so a 0 is kept as unknown, never as a stated zero. It records no "
    "injuries: injured is unknown throughout.",
    "Where reports differ or are vague ACLED records the lowest number, or 3, 10, 12 or 100 for "
    "words as several or dozens, so each number is kept as approximate.",
    "The claimant is ACLED as the coder. The model has no type for a data set; independent media "
    "is the closest, and the side is other. Its origin is empty, since the file does not say who "
    "knew: it counts as a summary, and adds no origin to an event's evidence.",
    "Each source row names the publications that the file cites; their headlines, addresses and "
    "days are not in the file. Its day is that of the file's latest record.",
    "Time precision 2 is the middle of a week: the span is three days to either side. Time "
    "precision 3 becomes the calendar month.",
    "Actors are named in the claim's statement. ACLED's order of actors does not say who "
    "attacked, so no attribution is made of it.",
)


def drafts(rows: pd.DataFrame, log: Log) -> pd.DataFrame:
    """Incidents from ACLED's rows."""
    refused = Refusals(len(rows))
    refused.add(rows["event_id_cnty"].str.strip() == "", "event_id_cnty: empty")
    day, why = days.read(rows["event_date"])
    undated = np.isnat(day)
    for reason in set(why[undated]):
        refused.add(why == reason, f"event_date: {reason}")
    codes = {}
    for name in ("time_precision", "geo_precision"):
        codes[name] = rows[name].str.strip().str.removesuffix(".0")
        unknown = ~codes[name].isin(list(PRECISIONS)).to_numpy()
        log.unknown(name, rows[name], unknown, "write 1, 2 or 3; the rows are rejected")
        refused.add(unknown, f"{name}: {{}} is no code of ACLED", rows[name])
    kind, sub = rows["event_type"].str.strip(), rows["sub_event_type"].str.strip()
    unknown = ~kind.isin(list(EVENT_TYPES)).to_numpy()
    log.unknown("event_type", kind, unknown, "the rows are rejected")
    refused.add(unknown, "event_type: {} is no event type of ACLED", kind)
    pairs = {f"{one}|{two}" for one, subs in EVENT_TYPES.items() for two in subs}
    unknown = ~unknown & ~joined(kind, sub).isin(list(pairs)).to_numpy()
    log.unknown("sub_event_type", sub, unknown, "or not of its event type; the rows are rejected")
    refused.add(unknown, "sub_event_type: {} is no sub-event type of its event type", sub)
    for name in ("inter1", "inter2"):
        unknown = (_actor_types(rows[name]) == "?").to_numpy()
        log.unknown(name, rows[name], unknown, "the statement leaves the kind of actor out")
    toll = rows["fatalities"].str.strip().str.removesuffix(".0")
    refused.add(~toll.str.fullmatch(r"\d{1,6}|"), "fatalities: {} is no count", toll)
    dated = np.where(undated, np.datetime64("2000-01-01"), day)
    time = codes["time_precision"].to_numpy(dtype=object)
    start, end = days.widened(dated, dated, time == "2", lambda each: days.around(each, 3))
    start, end = days.widened(start, end, time == "3", days.month)
    place = rows["location"].str.strip()
    summary = rows["notes"].str.strip()
    without = "ACLED records no notes. Event type: " + kind + ", " + sub + "."
    made = frame(
        (*DRAFT_COLUMNS, COUNTRY, OCCUPIED),
        {
            "incident_id": ids("acled", rows["event_id_cnty"]),
            "summary": summary.where(summary != "", without),
            "date_start": days.iso(start),
            "date_end": days.iso(end),
            "time_precision": codes["time_precision"],
            "date_basis": "stated",
            "event_type": kind,
            "sub_event_type": sub,
            "weapon": each_value(sub, lambda each: WEAPONS.get(each, "unknown")),
            "target": "unknown",
            "place": place,
            "latitude": rows["latitude"].str.strip(),
            "longitude": rows["longitude"].str.strip(),
            "geo_precision": codes["geo_precision"],
            COUNTRY: each_value(rows["country"].str.strip(), lambda each: COUNTRIES.get(each, "")),
        },
        rows.index,
    )
    made[WHY] = refused.why
    return made


def claims(rows: pd.DataFrame, incidents: pd.DataFrame, cited: Cited) -> pd.DataFrame:
    """One claim a row: how many ACLED codes as killed, from which publications."""
    claimant = cited.claimant(
        "acled", name="ACLED, as coded", type="independent_media", side="other", origin=""
    )
    toll = rows["fatalities"].str.strip().str.removesuffix(".0").str.lstrip("0")
    none = toll == ""
    said = "ACLED codes " + toll + " fatalities."
    said = said.mask(toll == "1", "ACLED codes 1 fatality.").mask(none, ZERO)
    said = said.mask(rows["fatalities"].str.strip() == "", "ACLED's row gives no fatalities.")
    return claims_frame(
        {
            "claim_id": incidents["incident_id"] + "-killed",
            "incident_id": incidents["incident_id"],
            "measure": "killed",
            "subject": "people",
            "value_min": toll,
            "value_max": toll,
            "bound": column(np.where(none, "", "about"), rows.index),
            "statement": said + _actors(rows),
            "claimant_id": claimant,
            "claimed_on": _recorded(rows, cited),
            "source_id": each_value(rows["source"].str.strip(), lambda each: _source(each, cited)),
        },
        rows.index,
    )


def _actor_types(inter: pd.Series) -> pd.Series:
    """The kind of each actor in lower case, "" where there is no actor, "?" where unknown."""
    kinds = {name.casefold(): name.casefold() for name in INTER.values()}
    kinds |= {code: name.casefold() for code, name in INTER.items()} | {"": "", "0": ""}
    return each_value(
        inter, lambda each: kinds.get(each.strip().removesuffix(".0").casefold(), "?")
    )


def _actors(rows: pd.DataFrame) -> pd.Series:
    parts = []
    for actor, inter in (("actor1", "inter1"), ("actor2", "inter2")):
        pair = joined(rows[actor].str.strip(), _actor_types(rows[inter]))
        parts.append(each_value(pair, _named))
    return each_value(joined(*parts), _listed)


def _named(pair: str) -> str:
    name, _, kind = pair.rpartition("|")
    return f"{name} ({kind})" if name and kind.strip("?") else name


def _listed(both: str) -> str:
    named = [each for each in both.split("|") if each]
    return f" Actors that it names: {'; '.join(named)}." if named else ""


def _recorded(rows: pd.DataFrame, cited: Cited) -> pd.Series | str:
    """The day of each record by its Unix `timestamp`, "" where the file has none."""
    if "timestamp" not in rows:
        return ""
    seconds = pd.to_numeric(rows["timestamp"], errors="coerce").to_numpy(np.float64, copy=True)
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


FORM = Form("acled", "ACLED event export", LICENCE, COLUMNS, _BECAME, _CHOICES, drafts, claims)
