"""Small collections, written as a test reads: who said what of which incident, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from strikemap import collection as collections
from strikemap.model import TABLES, Collection

Row = Mapping[str, str]

PRINTED = "2023-05-31"
"""The day on which the standard source was published."""
SHELLING = "Shelling/artillery/missile attack"
DRONE = "Air/drone strike"

_SAID = re.compile(r"(?P<about>~)?(?P<low>\d+)(?:(?P<open>\+)|-(?P<high>\d+))?|up to (?P<most>\d+)")


def incident(name: str, **cells: str) -> Row:
    """An incident in Shebekino on 31 May 2023, with *cells* instead."""
    start = cells.get("date_start", PRINTED)
    return {
        "incident_id": name,
        "title": f"Shelling reported at {name}",
        "summary": "Shelling was reported.",
        "date_start": start,
        "date_end": start,
        "time_precision": "1",
        "date_basis": "stated",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": SHELLING,
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
        **cells,
    }


def occupied(name: str, **cells: str) -> Row:
    """An incident in Karpaty, in occupied Luhansk Oblast, with *cells* instead."""
    place = {
        "place": "Karpaty",
        "place_local": "Карпати",
        "region": "UA-09",
        "territory": "occupied_ukraine",
        "latitude": "48.5073",
        "longitude": "38.8581",
    }
    return incident(name, **(place | cells))


def claim(
    name: str,
    of: str,
    said: str = "",
    measure: str = "killed",
    by: str = "governor",
    on: str = PRINTED,
    **cells: str,
) -> Row:
    """
    A claim by *by* on the incident *of*, said *on* a day or its prefix.

    *said* is a number as people put it: `2`, `~2`, `2+`, `2-4`, `up to 3`, or "" for none.
    """
    return {
        "claim_id": name,
        "incident_id": of,
        "measure": measure,
        "subject": "people" if measure in ("killed", "injured") else "",
        **number(said),
        "certainty": "stated",
        "statement": "So it was said.",
        "claimant_id": by,
        "claimed_on": on,
        "source_id": "paper",
        "locator": "2",
        **cells,
    }


def number(said: str) -> Row:
    """The cells `value_min`, `value_max` and `bound` of a number as people put it."""
    if not said:
        return {}
    found = _SAID.fullmatch(said)
    assert found is not None, said
    if most := found["most"]:
        return {"value_max": most, "bound": "up_to"}
    if found["open"]:
        return {"value_min": found["low"], "bound": "at_least"}
    bound = "about" if found["about"] else "exact"
    return {"value_min": found["low"], "value_max": found["high"] or found["low"], "bound": bound}


def claimant(name: str, side: str, origin: str, rank: int, kind: str = "ministry") -> Row:
    """One who says something."""
    return {
        "claimant_id": name,
        "name": name.capitalize(),
        "type": kind,
        "side": side,
        "origin": origin,
        "rank": str(rank),
    }


def source(name: str, **cells: str) -> Row:
    """A publication of 31 May 2023, with *cells* instead."""
    return {
        "source_id": name,
        "publisher": "A newspaper",
        "title": "Shelling reported",
        "url": "https://example.org/shelling",
        "published": PRINTED,
        "language": "en",
        "kind": "news_article",
        **cells,
    }


CLAIMANTS = (
    claimant("governor", "russia", "russian-state", 1, "regional_governor"),
    claimant("ministry", "russia", "russian-state", 2),
    claimant("kyiv", "ukraine", "ukrainian-state", 3, "ukrainian_officials"),
    claimant("legion", "other", "legion", 4, "armed_group"),
    claimant("volunteers", "other", "volunteers", 5, "armed_group"),
    claimant("newsroom", "other", "newsroom", 6, "independent_media"),
    claimant("summary", "other", "", 9, "independent_media"),
)
SOURCES = (
    source("paper"),
    source("copy", reprint_of="paper"),
    source("later", published="2023-06-04", publisher="Another newspaper (in A mirror)"),
)


def read(
    incidents: Sequence[Row],
    claims: Sequence[Row] = (),
    claimants: Sequence[Row] = CLAIMANTS,
    sources: Sequence[Row] = SOURCES,
    corrections: Sequence[Row] = (),
    **heading: Any,
) -> collections.Reading:
    """What comes of reading these rows, and of a descriptor with *heading*."""
    rows = {
        "incidents": incidents,
        "claims": claims,
        "claimants": claimants,
        "sources": sources,
        "corrections": corrections,
    }
    tables = {name: _rows(name, each) for name, each in rows.items()}
    return collections.from_tables(tables, descriptor(**heading))


def build(
    incidents: Sequence[Row],
    claims: Sequence[Row] = (),
    claimants: Sequence[Row] = CLAIMANTS,
    sources: Sequence[Row] = SOURCES,
    corrections: Sequence[Row] = (),
    **heading: Any,
) -> Collection:
    """The collection of these rows, which are sound."""
    made = read(incidents, claims, claimants, sources, corrections, **heading)
    assert made.collection is not None, [str(problem) for problem in made.problems]
    return made.collection


def descriptor(**heading: Any) -> dict[str, object]:
    """The descriptor of a made-up collection of May 2023, with *heading* instead."""
    made = collections.descriptor(
        "example",
        "An example",
        "Made up.",
        "1.0.0",
        [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        ("2023-05-01", "2023-05-31"),
        ["RU-BEL", "UA-09"],
        [{"title": "A newspaper"}],
        updated="2023-06-10",
    )
    return made | heading


def position(collection: Collection, name: str) -> int:
    """The position of the incident called *name*."""
    return int(np.flatnonzero(collection.incidents["incident_id"] == name)[0])


def names(collection: Collection, rows: Any) -> list[str]:
    """The ids of the incidents at *rows*."""
    return list(collection.incidents["incident_id"].to_numpy()[np.asarray(rows)])


def synthetic(
    size: int, *, spread: tuple[float, float, float, float] = (44, 30, 57, 42), **cells: str
) -> Collection:
    """
    *size* incidents over a year, each with a claim of the killed for every second one.

    *spread* is the box that they lie in: south, west, north, east; *cells* are in each of them,
    a title with its number.
    """
    at = np.arange(size)
    south, west, north, east = spread
    # The golden ratio and its kin scatter points evenly without chance.
    latitude = south + (north - south) * ((at * 0.618033988749895) % 1)
    longitude = west + (east - west) * ((at * 0.7548776662466927) % 1)
    day = (np.datetime64("2023-01-01") + at % 365).astype(str)
    name = pd.Series(at).map("i{:06d}".format)
    kinds = np.array([SHELLING, DRONE, "Disrupted weapons use", "Looting/property destruction"])
    incidents = _frame("incidents", size, incident("", **cells))
    incidents["incident_id"], incidents["title"] = name, cells.get("title", "Incident") + " " + name
    incidents["date_start"] = incidents["date_end"] = pd.Series(day, dtype="str")
    incidents["sub_event_type"] = pd.Series(kinds[at % 4], dtype="str")
    incidents["latitude"] = pd.Series(np.round(latitude, 4)).astype("str")
    incidents["longitude"] = pd.Series(np.round(longitude, 4)).astype("str")
    told = at[::2]
    claims = _frame("claims", len(told), claim("", "", "1"))
    claims["claim_id"] = "c" + name[told].reset_index(drop=True)
    claims["incident_id"] = name[told].reset_index(drop=True)
    claims["value_min"] = claims["value_max"] = pd.Series(told % 5).astype("str")
    tables = {
        "incidents": incidents,
        "claims": claims,
        "claimants": _rows("claimants", CLAIMANTS),
        "sources": _rows("sources", SOURCES),
        "corrections": _frame("corrections", 0, {}),
    }
    made = collections.from_tables(tables, descriptor())
    assert made.collection is not None, [str(problem) for problem in made.problems[:5]]
    return made.collection


def _frame(table: str, size: int, row: Row) -> pd.DataFrame:
    columns = {name: [row.get(name, "")] * size for name in TABLES[table].columns}
    return pd.DataFrame(columns, dtype="str")


def _rows(table: str, rows: Sequence[Row]) -> pd.DataFrame:
    columns = TABLES[table].columns
    return _of_cells(columns, tuple(tuple(row.get(name, "") for name in columns) for row in rows))


@lru_cache(maxsize=64)
def _of_cells(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> pd.DataFrame:
    """A frame of *rows*; most collections have the claimants and sources of the one before."""
    return pd.DataFrame(list(rows), columns=list(columns), dtype="str")
