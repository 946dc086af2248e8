"""The forms of an export, and what a file of each is called."""

from __future__ import annotations

from strikemap.export import FORMS, file_name
from tests.builders import build


def test_file_names() -> None:
    """A file's name holds the collection, its version and what it is; no two share one."""
    names = {form: file_name(form, build([])) for form in FORMS}
    assert len(set(names.values())) == len(names)
    buttons = [form.name for form in FORMS.values() if form.label and not form.is_picture]
    assert {form: names[form] for form in buttons} == {
        "csv": "strikemap-example-1.0.0.csv",
        "geojson": "strikemap-example-1.0.0.geojson",
        "html": "strikemap-example-1.0.0.html",
        "package": "strikemap-example-1.0.0.zip",
    }
    assert names["claims-csv"] == "strikemap-example-1.0.0-claims.csv"
