"""The view as a Data Package of its own: its incidents, claims, claimants and sources, zipped."""

from __future__ import annotations

import zipfile
from typing import IO, Any

import pandas as pd

from strikemap import translations
from strikemap.collection import package as packages
from strikemap.collection.writing import header
from strikemap.export.citation import cite
from strikemap.export.readme import readme
from strikemap.export.subset import Subset, parts, subset
from strikemap.export.tables import Rows, csv_bytes, csv_lines
from strikemap.export.view import View
from strikemap.filters.in_words import filters_in_words
from strikemap.languages import gettext as _
from strikemap.model import TABLES, Collection
from strikemap.progress import Progress
from strikemap.translations import title_of

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold: entries have no clock time of their own."""
HUGE = 500_000
"""Rows from which a table may have more than 2 GiB."""


def package(view: View, file: IO[bytes], progress: Progress | None = None) -> None:
    """
    Write to *file* a zip of CSV files, a `datapackage.json` that describes the subset, query and
    version, and a README; *file* can be sought.

    It holds every claim on the incidents in view, also those that the reader did not choose,
    and the collective claims, so that each number can be traced, and what of these records is
    translated; text cells that a spreadsheet would run are made harmless.  Read back, its records
    are the same; the collection's own title, tour, and counts by others are not in it.
    """
    collection = view.collection
    needed = subset(collection, view.rows)
    descriptor = _descriptor(view, needed.rows["incidents"])
    total, done = sum(map(len, needed.rows.values())), 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with archive.open(_entry("datapackage.json"), "w") as entry:
            entry.write(packages.written(descriptor))
        with archive.open(_entry("README.txt"), "w") as entry:
            entry.write(readme(view).encode("utf-8", "replace"))
        for name in TABLES:
            # From 2 GiB on an entry's size takes more room, which must be known beforehand.
            is_huge = len(needed.rows[name]) > HUGE
            with archive.open(_entry(f"{name}.csv"), "w", force_zip64=is_huge) as entry:
                entry.write(header(TABLES[name].columns))
                for part in parts(collection, name, needed):
                    entry.write(csv_lines(part))
                    done += len(part)
                    if progress:
                        progress(done / total, _("packing {file}", file=name + ".csv"))
        if translated := _translated(collection, needed):
            with archive.open(_entry(translations.FILE), "w") as entry:
                entry.write(translated)


def _translated(collection: Collection, needed: Subset) -> bytes:
    """The translations of the records in the package, as their file has them; else nothing."""
    try:
        found = translations.read(collection.beside)
    except ValueError:
        return b""  # `check` says what is wrong with it
    records: set[str] = set()
    for name in translations.FIELDS if found else ():
        frame: pd.DataFrame = getattr(collection, name)
        records |= set(frame[TABLES[name].key].iloc[needed.rows[name]].astype(str))
    rows = sorted(
        (record, field, code, each.text, each.translator, each.checked_by, each.original)
        for code, of in found.items()
        for (record, field), each in of.items()
        if record in records
    )
    if not rows:
        return b""
    return csv_bytes(pd.DataFrame(rows, columns=list(translations.COLUMNS), dtype="str"))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, on whatever system it is made
    entry.external_attr = 0o644 << 16
    return entry


def _descriptor(view: View, incidents: Rows) -> dict[str, Any]:
    collection, link = view.collection, view.link
    whole = dict(collection.descriptor)
    licences: Any = whole.get("licenses") or []
    sources: Any = whole.get("sources") or []
    made: dict[str, Any] = packages.descriptor(
        collection.name,
        _("{title} (a view of it)", title=title_of(collection)),
        filters_in_words(link.filters, collection),
        collection.version,
        licences,
        (collection.coverage_from, collection.coverage_to),
        sorted(set(collection.incidents["region"].iloc[incidents].astype("str").unique()) - {""}),
        sources,
        updated=collection.updated,
        local_only=collection.local_only,
        imported=whole.get("imported") is True,
    )
    told = {
        "query": view.query,
        "content_sha256": collection.content_hash,
        "citation": cite(view).text,
    }
    if collection.local_only:
        told["notice"] = _("For local use: the licence of this collection forbids passing it on.")
    made["view"] = told
    return made
