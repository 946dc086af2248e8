"""The view as a Data Package of its own: its incidents, claims, claimants and sources, zipped."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap import collection as collections
from strikemap import filters as filtering
from strikemap import links
from strikemap.collection import package as packages
from strikemap.export.citation import cite
from strikemap.export.tables import csv_bytes
from strikemap.links import Link
from strikemap.model import TABLES, Collection

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold: entries have no clock time of their own."""


def package(
    collection: Collection, rows: npt.NDArray[np.int64], link: Link, base_url: str = ""
) -> bytes:
    """
    A zip of CSV files and a `datapackage.json` that describes the subset, query and version.

    It holds every claim on the incidents at *rows*, also those that the reader did not choose,
    and the collective claims, so that each number can be traced; text cells that a spreadsheet
    would run are made harmless.
    """
    tables = _subset(collection, rows)
    descriptor = _descriptor(collection, link, base_url, tables)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        _add(archive, "datapackage.json", packages.written(descriptor))
        for name, frame in tables.items():
            _add(archive, f"{name}.csv", csv_bytes(frame))
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, on whatever system it is made
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def _subset(collection: Collection, rows: npt.NDArray[np.int64]) -> dict[str, pd.DataFrame]:
    text = dict(collections.text_tables(collection))
    kept = set(collection.incidents["incident_id"].to_numpy()[rows].tolist())
    incidents = text["incidents"]
    claims = text["claims"]
    claims = claims[claims["incident_id"].isin(kept) | (claims["incident_id"] == "")]
    claims = claims.assign(
        supersedes=claims["supersedes"].where(claims["supersedes"].isin(claims["claim_id"]), "")
    )
    sources = text["sources"]
    cited = set(claims["source_id"])
    while more := set(sources.loc[sources["source_id"].isin(cited), "reprint_of"]) - cited:
        cited |= more
    known = {*kept, *claims["claim_id"], *cited}
    corrections = text["corrections"]
    found = {
        "incidents": incidents[incidents["incident_id"].isin(kept)],
        "claims": claims,
        "claimants": text["claimants"][
            text["claimants"]["claimant_id"].isin({*claims["claimant_id"], *claims["about"]})
        ],
        "sources": sources[sources["source_id"].isin(cited)],
        "corrections": corrections[corrections["record"].isin(known)],
    }
    return {name: found[name][list(TABLES[name].columns)] for name in TABLES}


def _descriptor(
    collection: Collection, link: Link, base_url: str, tables: dict[str, pd.DataFrame]
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
        sorted(set(tables["incidents"]["region"]) - {""}),
        sources,
        updated=collection.updated,
        local_only=collection.local_only,
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
