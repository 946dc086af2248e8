"""The incidents in view as a spreadsheet (XLSX): text stays text, numbers are numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import IO, Any

import pyarrow as pa

from strikemap import wording
from strikemap.export.citation import cite
from strikemap.export.tables import incident_parts
from strikemap.export.view import View
from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.progress import Progress
from strikemap.translations import title_of

LISTED = 20_000
"""Incidents of a view that the sheet lists: cells are held in memory until the file is written."""

MOST_CHARACTERS = 32_767
"""Of a cell (Excel specifications and limits)."""

CUT = " … (cut: a cell holds 32,767 characters)"


def xlsx(view: View, file: IO[bytes], progress: Progress | None = None) -> None:
    """
    Write the columns of `incident_parts` to *file*, the view's citation on a sheet of its own.

    No cell is a formula or a link.  The same view gives the same bytes.

    Raises:
        OSError: *file* can't be written.
    """
    import xlsxwriter

    held = BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(held, options) as book:
        # The time of writing would make each file another one.
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        sheet, about = book.add_worksheet("incidents"), book.add_worksheet("about")
        rows = view.rows[:LISTED]
        for number, row in enumerate(_rows(view, progress)):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, _short(cell))
                elif cell is not None and cell == cell:
                    sheet.write_number(number, column, cell)
        sheet.freeze_panes(1, 1)
        told = wording.incidents(len(view.rows))
        if len(rows) < len(view.rows):
            told = _(
                "{incidents}, of which the first {listed} are listed", incidents=told, listed=LISTED
            )
        cited = cite(view.collection, view.link, view.base_url).text
        for number, line in enumerate((title_of(view.collection), told, cited)):
            about.write_string(number, 0, _short(line))
    file.write(held.getvalue())


def _rows(view: View, progress: Progress | None) -> Iterator[list[Any]]:
    rows = view.rows[:LISTED]
    done = 0
    for part in incident_parts(view.collection, rows, view.link.filters.choice):
        if not done:
            yield list(part.column_names)
        columns = [_plain(each) for each in part.columns]
        yield from (list(row) for row in zip(*columns, strict=True))
        done += len(part)
        if progress:
            progress(done / max(len(rows), 1), marked("writing"))


def _plain(column: pa.ChunkedArray) -> list[Any]:
    return [None if each == "" else each for each in column.to_pylist()]


def _short(text: str) -> str:
    if len(text) <= MOST_CHARACTERS:
        return text
    return text[: MOST_CHARACTERS - len(CUT)] + CUT
