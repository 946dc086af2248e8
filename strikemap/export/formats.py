"""The forms that a view is exported in."""

from __future__ import annotations

from collections.abc import Mapping

from strikemap.model import Collection

FORMATS: Mapping[str, tuple[str, str]] = {
    "csv": ("text/csv", "csv"),
    "geojson": ("application/geo+json", "geojson"),
    "html": ("text/html", "html"),
    "package": ("application/zip", "zip"),
}
"""Each format's media type and the ending of its file name."""


def file_name(form: str, collection: Collection) -> str:
    """A name for the file: the collection, its version and the format's ending."""
    return f"strikemap-{collection.name}-{collection.version}.{FORMATS[form][1]}"
