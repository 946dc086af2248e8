"""
The exports as one would write them first: a cell at a time, with Python's own `csv` and `json`.

What the library writes in parts must be the same to the last byte.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from strikemap import collection as collections
from strikemap.casualties.standing import Choice
from strikemap.casualties.tolls import Tolls, tolls
from strikemap.evidence import EVENT_GRADES, RESPONSIBILITY_GRADES, grades
from strikemap.export.tables import NUMBERS
from strikemap.filters.choices import Filters
from strikemap.filters.rows import rows_kept
from strikemap.model import INCIDENTS, TABLES, Collection
from strikemap.vocabularies import CASUALTY_MEASURES, OF_WHOM

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Record = Mapping[str, Any]


def harmless(text: str) -> str:
    """*text* behind an apostrophe where a spreadsheet would run it."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def records(collection: Collection, filters: Filters) -> list[dict[str, Any]]:
    """Each incident in view as its columns, its tolls and its grades; None where empty."""
    who = collection.claims["claimant"].to_numpy()
    ids = collection.claimants["claimant_id"].astype(str).tolist()
    graded = grades(collection, Choice(as_of=filters.choice.as_of))
    counted = {each: tolls(collection, each, filters.choice) for each in CASUALTY_MEASURES}
    columns = {name: collection.incidents[name].tolist() for name in INCIDENTS.columns}
    made = []
    for row in rows_kept(collection, filters).tolist():
        record = {name: _plain(values[row]) for name, values in columns.items()}
        spoken: dict[str, dict[str, Any]] = {}
        for measure, of in counted.items():
            known, claim = bool(of.known[row]), int(of.claim[row])
            record[f"{measure}_low"] = int(of.low[row]) if known else None
            record[f"{measure}_headline"] = int(of.headline[row]) if known else None
            shut = known and not of.is_open[row]
            record[f"{measure}_high"] = int(of.high[row]) if shut else None
            record[f"{measure}_known"] = "yes" if known else "no"
            named = [claim] if claim >= 0 else []
            split = [0, 0]
            if of.parts is not None:
                split = [int(each[row]) for each in of.parts[:2]]
                beside = int(of.parts.beside_claim[row])
                if of.parts.beside[row]:
                    is_of_civilians = collection.claims["subject"].iloc[beside] == "civilians"
                    named = [beside, *named] if is_of_civilians else [*named, beside]
            record[f"{measure}_according_to"] = ";".join(ids[who[each]] for each in named)
            spoken[measure] = _told(collection, measure, of, row, named)
            split.append(int(of.headline[row]) - sum(split))
            for code, number in zip(OF_WHOM, split, strict=True):
                record[f"{measure}_{code.code}"] = number if known else None
        record["event_evidence"] = EVENT_GRADES[graded.event[row]].code
        record["responsibility_evidence"] = RESPONSIBILITY_GRADES[graded.responsibility[row]].code
        for told in spoken.values():
            record |= told
        made.append(record)
    return made


def _told(
    collection: Collection, measure: str, of: Tolls, row: int, named: list[int]
) -> dict[str, Any]:
    """What is told of the headline figure at *row*, which is by the claims at *named*."""
    claims = collection.claims.iloc[named]
    people = collection.claimants.iloc[claims["claimant"].to_numpy()]
    shut = bool(of.known[row]) and "at_least" not in set(claims["bound"])
    told: dict[str, Any] = {
        f"{measure}_headline_high": int(of.most[row]) if shut else None,
        f"{measure}_headline_bound": ";".join(claims["bound"].astype(str)),
    }
    for name in ("name", "type", "side", "origin"):
        cells = people[name].astype(str).tolist()
        if len(cells) > 1:
            cells = [each.replace("\\", "\\\\").replace(";", "\\;") for each in cells]
        told[f"{measure}_according_to_{name}"] = ";".join(cells)
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, str):
        return value
    return value if math.isfinite(value) else None


def csv_of(collection: Collection, filters: Filters) -> bytes:
    """The view as CSV."""
    tolled = [f"{m}_{end}" for m in CASUALTY_MEASURES
              for end in ("low", "headline", "high", "known", "according_to",
                          *(term.code for term in OF_WHOM))]  # fmt: skip
    ends = ("headline_high", "headline_bound",
            *(f"according_to_{each}" for each in ("name", "type", "side", "origin")))  # fmt: skip
    told = [f"{m}_{end}" for m in CASUALTY_MEASURES for end in ends]
    evidence = ["event_evidence", "responsibility_evidence"]
    header = [*INCIDENTS.columns, *tolled, *evidence, *told]
    return _csv(header, (each.values() for each in records(collection, filters)))


def _csv(header: Sequence[str], rows: Iterable[Iterable[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([harmless(each) if isinstance(each, str) else each for each in row])
    return out.getvalue().encode("utf-8")


def geojson_of(collection: Collection, filters: Filters) -> bytes:
    """The view as GeoJSON."""
    features = []
    for record in records(collection, filters):
        latitude, longitude = record.pop("latitude"), record.pop("longitude")
        placed = latitude is not None and longitude is not None
        point = {"type": "Point", "coordinates": [longitude, latitude]}
        properties = {
            name: (harmless(value) or None) if isinstance(value, str) else value
            for name, value in record.items()
        }
        features.append(
            {
                "type": "Feature",
                "id": record["incident_id"],
                "geometry": point if placed else None,
                "properties": properties,
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
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def package_of(collection: Collection, filters: Filters) -> dict[str, bytes]:
    """The tables of the view's Data Package, each as CSV, by the file's name."""
    text = {name: frame.to_dict("records") for name, frame in
            collections.text_tables(collection).items()}  # fmt: skip
    rows = rows_kept(collection, filters)
    kept = set(collection.incidents["incident_id"].iloc[rows])
    claims = [each for each in text["claims"] if each["incident_id"] in {*kept, ""}]
    ids = {each["claim_id"] for each in claims}
    for each in claims:
        each["supersedes"] = each["supersedes"] if each["supersedes"] in ids else ""
    cited = {each["source_id"] for each in claims}
    while (
        more := {each["reprint_of"] for each in text["sources"] if each["source_id"] in cited}
        - cited
    ):
        cited |= more
    speak = {each[name] for each in claims for name in ("claimant_id", "about")}
    found = {
        "incidents": [each for each in text["incidents"] if each["incident_id"] in kept],
        "claims": claims,
        "claimants": [each for each in text["claimants"] if each["claimant_id"] in speak],
        "sources": [each for each in text["sources"] if each["source_id"] in cited],
        "corrections": [
            each for each in text["corrections"] if each["record"] in kept | ids | cited
        ],
    }
    made = {f"{name}.csv": _table(name, rows) for name, rows in found.items()}
    speaking = {each["claimant_id"] for each in found["claimants"]}
    if told := _translations(collection, kept | ids | speaking):
        made["translations.csv"] = told
    return made


def _translations(collection: Collection, records: set[str]) -> bytes:
    """The translations of *records* as the collection's own file has them, sorted."""
    file = collection.beside.get("translations.csv")
    if file is None:
        return b""
    header, *rows = csv.reader(io.StringIO(file.contents.decode(), newline=""))
    kept = sorted(row for row in rows if row[0] in records)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in kept)
    return out.getvalue().encode() if kept else b""


def _table(name: str, rows: list[dict[Any, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(TABLES[name].columns)
    for row in rows:
        cells = [(column, str(row[column])) for column in TABLES[name].columns]
        writer.writerow([cell if of in NUMBERS else harmless(cell) for of, cell in cells])
    return out.getvalue().encode("utf-8")
