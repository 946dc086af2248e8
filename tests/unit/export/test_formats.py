"""The forms of an export, and what a file of each is called."""

from __future__ import annotations

from strikemap.export import FORMATS, file_name
from tests.builders import build


def test_file_names() -> None:
    """A file's name holds the collection, its version and the form's ending."""
    names = {form: file_name(form, build([])) for form in FORMATS}
    assert names == {
        "csv": "strikemap-example-1.0.0.csv",
        "geojson": "strikemap-example-1.0.0.geojson",
        "html": "strikemap-example-1.0.0.html",
        "package": "strikemap-example-1.0.0.zip",
    }
