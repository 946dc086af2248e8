"""
Exactly what is on screen, as a file.

Exports hold no clock time and no host: the same collection and the same query give the same
bytes, from the page and from the command line.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

from strikemap import filters as filtering
from strikemap.export.citation import Citation, cite
from strikemap.export.command import command
from strikemap.export.formats import FORMATS, file_name
from strikemap.export.geojson import geojson
from strikemap.export.package import package
from strikemap.export.page import page
from strikemap.export.tables import ROWS_AT_ONCE, incidents_csv
from strikemap.links import Link
from strikemap.model import Collection
from strikemap.progress import Progress

__all__ = ["FORMATS", "Citation", "cite", "command", "export", "file_name", "write"]


def write(
    form: str,
    collection: Collection,
    link: Link,
    file: IO[bytes],
    base_url: str = "",
    progress: Progress | None = None,
) -> None:
    """
    Write the view that *link* asks for to *file*, which can be sought, a part at a time.

    *form* is `csv`, `geojson`, `html` or `package`.  *progress* is told after each part and may
    raise to give up.

    Raises:
        ValueError: *form* is none of these.
        OSError: *file* can't be written.
    """
    rows = filtering.rows(collection, link.filters)
    parts = -(-len(rows) // ROWS_AT_ONCE)
    if form == "csv":
        _write(incidents_csv(collection, rows, link.filters.choice), parts + 1, file, progress)
    elif form == "geojson":
        _write(geojson(collection, rows, link.filters.choice), parts + 2, file, progress)
    elif form == "html":
        _write(iter([page(collection, rows, link, base_url)]), 1, file, progress)
    elif form == "package":
        package(collection, rows, link, file, base_url, progress)
    else:
        raise ValueError(f"{form!r} is no format; choose one of {', '.join(FORMATS)}")


def export(form: str, collection: Collection, link: Link, base_url: str = "") -> bytes:
    """
    What `write` writes.

    Raises:
        ValueError: *form* is no format.
    """
    file = io.BytesIO()
    write(form, collection, link, file, base_url)
    return file.getvalue()


def _write(
    contents: Iterator[bytes], parts: int, file: IO[bytes], progress: Progress | None
) -> None:
    for done, part in enumerate(contents, 1):
        file.write(part)
        if progress:
            progress(min(done / parts, 1.0), "writing")
