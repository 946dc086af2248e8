"""The forms that a view is exported in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from strikemap.model import Collection

FORMATS: Mapping[str, tuple[str, str]] = {
    "csv": ("text/csv", "csv"),
    "geojson": ("application/geo+json", "geojson"),
    "html": ("text/html", "html"),
    "package": ("application/zip", "zip"),
}
"""Each format's media type and the ending of its file name."""


def file_name(form: str, collection: Collection, days: tuple[date, date] | None = None) -> str:
    """A name for the file: the collection, its version, *days* if given, the format's ending."""
    span = f"-{days[0].isoformat()}-to-{days[1].isoformat()}" if days else ""
    return f"strikemap-{collection.name}-{collection.version}{span}.{FORMATS[form][1]}"
