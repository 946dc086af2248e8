"""
Exactly what is on screen, as a file.

Exports hold no clock time and no host: the same collection and the same query give the same
bytes, from the page and from the command line.
"""

from __future__ import annotations

from collections.abc import Mapping

from strikemap import filters as filtering
from strikemap.export.citation import Citation, cite
from strikemap.export.package import package
from strikemap.export.page import page
from strikemap.export.tables import geojson, incidents_csv
from strikemap.links import Link
from strikemap.model import Collection

__all__ = ["FORMATS", "Citation", "cite", "export", "file_name"]

FORMATS: Mapping[str, tuple[str, str]] = {
    "csv": ("text/csv", "csv"),
    "geojson": ("application/geo+json", "geojson"),
    "html": ("text/html", "html"),
    "package": ("application/zip", "zip"),
}
"""Each format's media type and the ending of its file name."""


def export(form: str, collection: Collection, link: Link, base_url: str = "") -> bytes:
    """
    The view that *link* asks for, as a file of *form*: `csv`, `geojson`, `html` or `package`.

    Raises:
        ValueError: *form* is none of these.
    """
    rows = filtering.rows(collection, link.filters)
    if form == "csv":
        return incidents_csv(collection, rows, link.filters.choice)
    if form == "geojson":
        return geojson(collection, rows, link.filters.choice)
    if form == "html":
        return page(collection, rows, link, base_url)
    if form == "package":
        return package(collection, rows, link, base_url)
    raise ValueError(f"{form!r} is no format; choose one of {', '.join(FORMATS)}")


def file_name(form: str, collection: Collection) -> str:
    """A name for the file: the collection, its version and the format's ending."""
    return f"strikemap-{collection.name}-{collection.version}.{FORMATS[form][1]}"
