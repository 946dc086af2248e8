"""The view as a Data Package of its own: its incidents, claims, claimants and sources, zipped."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap import collection as collections
from strikemap import filters as filtering
from strikemap import links
from strikemap.collection import package as packages
from strikemap.collection.writing import contiguous, header
from strikemap.export.citation import cite
from strikemap.export.tables import ROWS_AT_ONCE, Rows, csv_lines
from strikemap.links import Link
from strikemap.model import TABLES, Collection
from strikemap.progress import Progress

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold: entries have no clock time of their own."""
HUGE = 500_000
"""Rows from which a table may have more than 2 GiB."""
NO_INCIDENT = -1
_WITH_KEY = ("incidents", "claims", "claimants", "sources")
_NOTHING = pa.scalar("", pa.large_string())


@dataclass(frozen=True, slots=True, eq=False)
class _Subset:
    """
    The positions in each table of the records that a view needs.

    `replaced` are the ids of those claims in it that a claim of it may supersede.
    """

    rows: Mapping[str, Rows]
    replaced: pa.Array


def package(
    collection: Collection,
    rows: Rows,
    link: Link,
    file: IO[bytes],
    base_url: str = "",
    progress: Progress | None = None,
) -> None:
    """
    Write to *file* a zip of CSV files and a `datapackage.json` that describes the subset, query
    and version; *file* can be sought.

    It holds every claim on the incidents at *rows*, also those that the reader did not choose,
    and the collective claims, so that each number can be traced; text cells that a spreadsheet
    would run are made harmless.
    """
    subset = _subset(collection, rows)
    descriptor = _descriptor(collection, link, base_url, subset.rows["incidents"])
    total, done = sum(map(len, subset.rows.values())), 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with archive.open(_entry("datapackage.json"), "w") as entry:
            entry.write(packages.written(descriptor))
        for name in TABLES:
            # From 2 GiB on an entry's size takes more room, which must be known beforehand.
            is_huge = len(subset.rows[name]) > HUGE
            with archive.open(_entry(f"{name}.csv"), "w", force_zip64=is_huge) as entry:
                entry.write(header(TABLES[name].columns))
                for part in _parts(collection, name, subset):
                    entry.write(csv_lines(part))
                    done += len(part)
                    if progress:
                        progress(done / total, f"packing {name}.csv")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, on whatever system it is made
    entry.external_attr = 0o644 << 16
    return entry


def _parts(collection: Collection, name: str, subset: _Subset) -> Iterator[pa.Table]:
    text, rows = collections.texts(collection, name), subset.rows[name]
    for first in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[first : first + ROWS_AT_ONCE]
        cells = {column: of(part) for column, of in text.items()}
        if name == "claims":
            # A claim that is not in the package can't be superseded in it.
            named = pc.is_in(cells["supersedes"], value_set=subset.replaced)
            cells["supersedes"] = pc.if_else(named, cells["supersedes"], _NOTHING)
        yield pa.table(cells)


def _subset(collection: Collection, rows: Rows) -> _Subset:
    claims, sources = collection.claims, collection.sources
    kept = np.zeros(len(collection.incidents) + 1, dtype=bool)
    kept[rows] = True
    kept[NO_INCIDENT] = True  # a collective claim: the place after the last incident
    claimed = np.flatnonzero(kept[claims["incident"].to_numpy()])
    kept[NO_INCIDENT] = False
    ids = {name: contiguous(getattr(collection, name)[TABLES[name].key]) for name in _WITH_KEY}
    cited = _with_reprinted(sources, claims["source"].to_numpy()[claimed])
    speaks = np.zeros(len(collection.claimants), dtype=bool)
    speaks[claims["claimant"].to_numpy()[claimed]] = True
    accused = pa.array(claims["about"].iloc[claimed].astype("str").unique(), pa.large_string())
    speaks |= _in(ids["claimants"], accused)
    incidents = np.flatnonzero(kept[:-1])
    found = {
        "incidents": incidents,
        "claims": claimed,
        "claimants": np.flatnonzero(speaks),
        "sources": cited,
    }
    log = contiguous(collection.corrections["record"])
    known = np.zeros(len(log), dtype=bool)
    for name in ("incidents", "claims", "sources"):
        known |= _in(log, ids[name].take(pa.array(found[name])))
    found["corrections"] = np.flatnonzero(known)
    return _Subset(found, _superseded(claims, ids["claims"], claimed))


def _with_reprinted(sources: pd.DataFrame, cited: Rows) -> Rows:
    """The positions of the sources at *cited*, of what they reprint, of what that reprints …"""
    ids = contiguous(sources["source_id"])
    printed = pc.fill_null(pc.index_in(contiguous(sources["reprint_of"]), value_set=ids), -1)
    reprint_of = printed.to_numpy()
    seen = np.zeros(len(sources), dtype=bool)
    while len(cited):
        seen[cited] = True
        cited = np.unique(reprint_of[cited])
        cited = cited[cited >= 0]
        cited = cited[~seen[cited]]
    return np.flatnonzero(seen)


def _superseded(claims: pd.DataFrame, ids: pa.Array, claimed: Rows) -> pa.Array:
    named = contiguous(claims["supersedes"]).take(pa.array(claimed)).unique()
    return named.filter(pc.is_in(named, value_set=ids.take(pa.array(claimed))))


def _in(text: pa.Array, among: pa.Array) -> npt.NDArray[np.bool_]:
    found = pc.is_in(text, value_set=among)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def _descriptor(
    collection: Collection, link: Link, base_url: str, incidents: Rows
) -> dict[str, Any]:
    whole = dict(collection.descriptor)
    licences: Any = whole.get("licenses") or []
    sources: Any = whole.get("sources") or []
    made: dict[str, Any] = packages.descriptor(
        collection.name,
        f"{collection.title} (a view of it)",
        filtering.in_words(link.filters, collection),
        collection.version,
        licences,
        (collection.coverage_from, collection.coverage_to),
        sorted(set(collection.incidents["region"].iloc[incidents].astype("str").unique()) - {""}),
        sources,
        updated=collection.updated,
        local_only=collection.local_only,
        imported=whole.get("imported") is True,
    )
    cited = cite(collection, link, base_url)
    view = {
        "query": links.encode(links.to_query(link, collection, full=True)),
        "content_sha256": collection.content_hash,
        "citation": cited.text,
    }
    if collection.local_only:
        view["notice"] = "For local use: the licence of this collection forbids passing it on."
    made["view"] = view
    return made
