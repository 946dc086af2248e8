"""The incidents in view as CSV and GeoJSON, each with its tolls."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.casualties import Choice, tolls
from strikemap.evidence import EVENT_GRADES, RESPONSIBILITY_GRADES, grades
from strikemap.model import CASUALTY_MEASURES, INCIDENTS, TABLES, Collection

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_NUMBERS = frozenset(
    field.name
    for table in TABLES.values()
    for field in table.fields
    if field.kind in ("integer", "number")
)
"""Columns of numbers, also where a table holds them as text."""


def harmless(text: str) -> str:
    """
    *text* so that no spreadsheet runs it as a formula: an apostrophe goes before it.

    After OWASP's advice on CSV injection.  Numbers are not text and stay as they are.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def incident_rows(
    collection: Collection, rows: npt.NDArray[np.int64], choice: Choice
) -> pd.DataFrame:
    """
    The incidents at *rows* with the columns of the model, and for each measure its low,
    headline, high (empty where open or unknown), whether it is known, and the headline's claimant;
    the two evidence grades, which no choice of claimants changes.  Raw text.
    """
    frame = collection.incidents.iloc[rows]
    columns: dict[str, Any] = {}
    for name in INCIDENTS.columns:
        column = frame[name]
        if pd.api.types.is_datetime64_any_dtype(column.dtype):
            columns[name] = column.dt.strftime("%Y-%m-%d").to_numpy()
        elif pd.api.types.is_numeric_dtype(column.dtype):
            columns[name] = column.to_numpy()
        else:
            columns[name] = column.astype(str).to_numpy()
    who = collection.claims["claimant"].to_numpy()
    ids = collection.claimants["claimant_id"].astype(str).to_numpy()
    for measure in CASUALTY_MEASURES:
        of = tolls(collection, measure, choice)
        known, shut = of.known[rows], ~of.is_open[rows]
        for end, values, given in (
            ("low", of.low[rows], known),
            ("headline", of.headline[rows], known),
            ("high", of.high[rows], known & shut),
        ):
            columns[f"{measure}_{end}"] = pd.array(np.where(given, values, 0), dtype="Int64")
            columns[f"{measure}_{end}"][~given] = pd.NA
        columns[f"{measure}_known"] = np.where(known, "yes", "no")
        headline = of.claim[rows]
        columns[f"{measure}_according_to"] = np.where(
            headline >= 0, ids[who[headline]] if len(who) else "", ""
        )
    graded = grades(collection, Choice(as_of=choice.as_of))
    columns["event_evidence"] = np.array([t.code for t in EVENT_GRADES])[graded.event[rows]]
    columns["responsibility_evidence"] = np.array([t.code for t in RESPONSIBILITY_GRADES])[
        graded.responsibility[rows]
    ]
    return pd.DataFrame(columns)


def incidents_csv(collection: Collection, rows: npt.NDArray[np.int64], choice: Choice) -> bytes:
    """The rows of `incident_rows` as CSV: UTF-8, LF, formulas made harmless."""
    return csv_bytes(incident_rows(collection, rows, choice))


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """*frame* as CSV: UTF-8, LF, its text cells made harmless, its numbers left alone."""
    safe = frame.copy()
    for name in safe.columns:
        if name not in _NUMBERS and not pd.api.types.is_numeric_dtype(safe[name].dtype):
            safe[name] = [harmless(str(cell)) for cell in safe[name]]
    text: str = safe.to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8", "replace")


def geojson(collection: Collection, rows: npt.NDArray[np.int64], choice: Choice) -> bytes:
    """
    The rows of `incident_rows` as a GeoJSON FeatureCollection (RFC 7946), in degrees, WGS 84.

    An incident without a point has a null geometry; an empty cell is null.
    """
    frame = incident_rows(collection, rows, choice)
    features = []
    for record in frame.to_dict("records"):
        latitude, longitude = record.pop("latitude"), record.pop("longitude")
        placed = math.isfinite(latitude) and math.isfinite(longitude)
        point = {"type": "Point", "coordinates": [float(longitude), float(latitude)]}
        features.append(
            {
                "type": "Feature",
                "id": record["incident_id"],
                "geometry": point if placed else None,
                "properties": {str(key): _plain(value) for key, value in record.items()},
            }
        )
    whole = {
        "type": "FeatureCollection",
        "name": collection.name,
        "version": collection.version,
        "content_sha256": collection.content_hash,
        "local_only": collection.local_only,
        "features": features,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, np.floating):
        return float(value)
    if isinstance(value, str):
        return harmless(value) or None
    return value
