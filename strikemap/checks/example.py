"""A tiny sound collection, and the same with a rule broken."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from strikemap import collection
from strikemap.checks.rule import Edit, csv_of
from strikemap.model import TABLES

_SHEBEKINO = {
    "incident_id": "2023-05-31-shebekino-shelling",
    "title": "Shelling of Shebekino",
    "summary": "Shelling was reported to have damaged a school, according to the governor.",
    "date_start": "2023-05-31",
    "date_end": "2023-05-31",
    "time_precision": "1",
    "date_basis": "stated",
    "part_of_day": "morning",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
    "weapon": "shelling_unspecified",
    "target": "residential",
    "place": "Shebekino",
    "place_local": "Шебекино",
    "region": "RU-BEL",
    "territory": "russia",
    "latitude": "50.4134",
    "longitude": "36.9254",
    "geo_precision": "1",
    "status": "active",
}
_INCIDENTS = (
    {
        **_SHEBEKINO,
        "incident_id": "2023-05-25-karpaty-shelling",
        "title": "Shelling of Karpaty",
        "summary": "Shelling was reported, according to the occupation authorities.",
        "date_start": "2023-05-25",
        "time_precision": "2",
        "date_basis": "reported_only",
        "part_of_day": "",
        "place": "Karpaty",
        "place_local": "Карпати",
        "region": "UA-09",
        "territory": "occupied_ukraine",
        "latitude": "48.5073",
        "longitude": "38.8581",
    },
    _SHEBEKINO,
    {
        **_SHEBEKINO,
        "incident_id": "2023-05-31-shebekino-shelling-2",
        "status": "merged",
        "merged_into": "2023-05-31-shebekino-shelling",
    },
)
_INJURED = {
    "claim_id": "2023-05-31-shebekino-shelling-injured-1",
    "incident_id": "2023-05-31-shebekino-shelling",
    "measure": "injured",
    "subject": "people",
    "people": "not_said",
    "value_min": "2",
    "value_max": "2",
    "bound": "exact",
    "certainty": "stated",
    "statement": "The governor said that two people were injured.",
    "claimant_id": "governor-belgorod",
    "claimed_on": "2023-05-31",
    "source_id": "paper-2023-05-31",
    "locator": "2",
}
_CLAIMS = (
    {
        **_INJURED,
        "claim_id": "2023-05-25-karpaty-shelling-attribution-1",
        "incident_id": "2023-05-25-karpaty-shelling",
        "measure": "attribution",
        "subject": "",
        "people": "",
        "value_min": "",
        "value_max": "",
        "bound": "",
        "statement": "The occupation authorities named the other side.",
        "about": "ukraine",
        "claimed_on": "",
        "claimant_id": "occupation-luhansk",
    },
    {
        **_INJURED,
        "claim_id": "2023-05-31-belgorod-total-injured-1",
        "incident_id": "",
        "covers_from": "2023-05-31",
        "covers_to": "2023-05-31",
        "covers_region": "RU-BEL",
        "value_min": "5",
        "value_max": "",
        "bound": "at_least",
        "statement": "The governor said that at least five people were injured that day.",
    },
    _INJURED,
    {
        **_INJURED,
        "claim_id": "2023-05-31-shebekino-shelling-injured-2",
        "value_min": "4",
        "value_max": "4",
        "statement": "The governor said that four people were injured.",
        "supersedes": "2023-05-31-shebekino-shelling-injured-1",
    },
)
_CLAIMANTS = (
    {
        "claimant_id": "governor-belgorod",
        "name": "Governor of Belgorod Oblast",
        "type": "regional_governor",
        "side": "russia",
        "origin": "russian-state",
        "rank": "1",
    },
    {
        "claimant_id": "occupation-luhansk",
        "name": "Russian-installed authorities in Luhansk",
        "type": "occupation_authorities",
        "side": "russia",
        "origin": "russian-state",
        "rank": "2",
    },
)
_SOURCES = (
    {
        "source_id": "paper-2023-05-31",
        "publisher": "A newspaper",
        "title": "Shelling reported",
        "url": "https://example.org/shelling",
        "published": "2023-05-31",
        "accessed": "2023-06-10",
        "language": "en",
        "kind": "news_article",
    },
)
_CORRECTIONS = (
    {
        "date": "2023-06-10",
        "record": "2023-05-31-shebekino-shelling-2",
        "what_changed": "Merged into the first record of the event.",
        "why": "Two sources reported one event.",
        "version": "1.0.1",
    },
)
_RECORDS: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "incidents": _INCIDENTS,
    "claims": _CLAIMS,
    "claimants": _CLAIMANTS,
    "sources": _SOURCES,
    "corrections": _CORRECTIONS,
}


def files(edits: Iterable[Edit] = ()) -> Mapping[str, bytes]:
    """The example's files by name, with *edits* made to them one after another."""
    package = collection.descriptor(
        "example",
        "An example",
        "Made up.",
        "1.0.1",
        [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        ("2023-05-25", "2023-05-31"),
        ["RU-BEL", "UA-09"],
        [{"title": "A newspaper"}],
        updated="2023-06-10",
    )
    lines = {
        f"{table.name}.csv": [
            list(table.columns),
            *([row.get(each, "") for each in table.columns] for row in _RECORDS[table.name]),
        ]
        for table in TABLES.values()
    }
    whole: dict[str, str] = {}
    for edit in edits:
        if edit.row == 0 and edit.column:
            package[edit.column] = edit.value
        elif edit.row == 0:
            whole[edit.file] = str(edit.value)
        else:
            _change(lines[edit.file], edit)
    made = {"datapackage.json": json.dumps(package, ensure_ascii=False, indent=2) + "\n"}
    made |= {name: csv_of(*rows) for name, rows in lines.items()} | whole
    return {name: text.encode("utf-8", "surrogateescape") for name, text in made.items()}


def write(folder: Path, edits: Iterable[Edit] = ()) -> None:
    """Write the example to *folder*, which is there, with *edits* made to it."""
    for name, contents in files(edits).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(contents)


def _change(rows: list[list[str]], edit: Edit) -> None:
    if edit.row > len(rows):
        rows.append(list(rows[-1]))
    if not edit.column:
        rows[edit.row - 1] = str(edit.value).split(",")
    else:
        rows[edit.row - 1][rows[0].index(edit.column)] = str(edit.value)
