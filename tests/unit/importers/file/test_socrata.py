"""Tables that Socrata's portals export."""

from __future__ import annotations

import json

from strikemap.importers.file.table import Rows
from strikemap.importers.file.tables import opened

COLUMNS = [
    {"name": "id", "fieldName": ":id", "dataTypeName": "meta_data"},
    {"name": "created_at", "fieldName": ":created_at", "dataTypeName": "meta_data"},
    {"name": "Date", "fieldName": "date", "dataTypeName": "calendar_date"},
    {"name": "Killed", "fieldName": "killed", "dataTypeName": "number"},
    {
        "name": "Location",
        "dataTypeName": "location",
        "subColumnTypes": ["human_address", "latitude", "longitude", "machine_address"],
    },
]
ROWS = [
    ["row-1", 1685200000, "2023-05-27T00:00:00", "2", ["{}", "50.2", "38.1", None]],
    ["row-2", 1685200000, "2023-05-28T00:00:00", None, None],
    ["row-3", 1685200000],
]


def test_rows_have_the_names_of_the_columns_described() -> None:
    """What the portal says of a row is none of its fields, and a place is taken apart."""
    text = json.dumps({"meta": {"view": {"name": "x", "columns": COLUMNS}}, "data": ROWS})
    made = opened(text.encode(), None).table
    assert isinstance(made, Rows) and len(made.cells) == 3
    first = made.cells[0]
    assert (first["date"], first["killed"]) == ("2023-05-27T00:00:00", "2")
    assert (first["latitude"], first["longitude"]) == ("50.2", "38.1")
    assert first["socrata::created_at"] == "1685200000" and "id" not in made.names
    assert made.cells[1]["killed"] == made.cells[2]["date"] == ""


def test_it_is_imported(imported) -> None:
    """On the day and at the place that it gives; the row without a day says why it is none."""
    text = json.dumps({"meta": {"view": {"columns": COLUMNS}}, "data": ROWS})
    made = imported(text.encode(), "auto")
    assert made.tables["incidents"]["date_start"].tolist() == ["2023-05-27"]
    assert made.tables["claims"]["value_min"].tolist() == ["2"]
    assert len(made.rejected) == 2
