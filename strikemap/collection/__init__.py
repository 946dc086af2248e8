"""
A Data Package folder to a `Collection` and back.

Text is read from files (`files`, `csv_files`, `parquet`), each column becomes its type
(`typed_tables`, `columns`), ids are looked up (`references`), and the tables are joined by them
(`assembly`); `package` and `writing` go the other way.
"""

from __future__ import annotations

from strikemap.collection.assembly import Reading, from_tables, read
from strikemap.collection.files import discover, raw_tables
from strikemap.collection.package import descriptor, resources
from strikemap.collection.text import text_tables, texts
from strikemap.collection.typed_tables import STEPS
from strikemap.collection.writing import csv_bytes, write

__all__ = [
    "STEPS",
    "Reading",
    "csv_bytes",
    "descriptor",
    "discover",
    "from_tables",
    "raw_tables",
    "read",
    "resources",
    "text_tables",
    "texts",
    "write",
]
