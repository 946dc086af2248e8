"""A file of any kind as a table: recognised, and opened by the reader of its kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from strikemap.importers.cells.day_forms import SERIAL_ZERO
from strikemap.importers.file import json_rows, kml, parquet, recognising, sheets
from strikemap.importers.file.opening import packed
from strikemap.importers.file.rows import TextRows
from strikemap.importers.file.table import Table
from strikemap.importers.file.unicode import in_utf_8
from strikemap.importers.file.whole_lines import taken_off
from strikemap.importers.forms.telling import CSV, GEOJSON, KML, PARQUET, SHEET
from strikemap.progress import Progress


@dataclass(frozen=True, slots=True)
class Opened:
    """
    A file by its `name`: what `kind` of file it is (`recognising.KINDS`), its rows, and the day
    from which it counts those that are plain numbers.
    """

    name: str
    kind: str
    table: Table
    day_zero: date = SERIAL_ZERO


def opened(
    source: Path | bytes,
    form: str | None,
    *,
    encoding: str = "",
    sheet: str = "",
    file_name: str = "",
    progress: Progress | None = None,
) -> Opened:
    """
    *source*, a path or the bytes of a file, as a table; *form*, where given, says what it is.

    Raises:
        ImportProblem: it is nothing that can be read, or not what *form* says.
        SeveralTables: several sheets, or lists in JSON, hold rows and *sheet* does not say which.
    """
    file = taken_off(in_utf_8(packed(source, file_name)))
    found = recognising.recognise(file, form, encoding, progress)
    table: Table
    if found.kind == CSV:
        table = TextRows(file, found)
    elif found.kind == GEOJSON:
        table = json_rows.table(file, found, sheet)
    elif found.kind == KML:
        table = kml.table(file, found)
    elif found.kind == SHEET:
        sheet_rows = sheets.table(file, found, sheet)
        return Opened(file.name, found.kind, sheet_rows, sheet_rows.day_zero)
    else:
        assert found.kind == PARQUET
        table = parquet.Columns(file, found)
    return Opened(file.name, found.kind, table)
