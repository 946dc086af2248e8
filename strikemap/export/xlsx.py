"""The incidents in view as a spreadsheet (XLSX): text stays text, numbers are numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import IO, Any

import pyarrow as pa

from strikemap import wording
from strikemap.export.citation import cite
from strikemap.export.tables import incident_parts
from strikemap.export.view import View
from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.model import TABLES
from strikemap.progress import Progress, within
from strikemap.translations import title_of

LISTED = 1_048_575
"""Incidents that a sheet lists: Excel's rows, less the header (Excel specifications and limits)."""

IN_MEMORY = 5_000
"""Incidents whose cells are held in memory until the file is written.  With more, each row is put
on disk at once, some three thousand bytes of it, and memory does not grow with them; but never of
a collection that has no folder, as a reader's own file."""

_OF_EACH, _OF_TEXT = 8_000, 6
"""Bytes of memory for the cells of an incident, and for each byte of text, measured at 4,000 rows
of empty and of long text: 7,300, and 3.3 (Cyrillic) to 5.3."""

_OF_ROWS = 0.5
"""The share of the work that is done when each row is written, or less than that on disk: to close
the book takes the rest."""

_ZIP64_FROM = 500_000
"""Incidents whose rows may unpack to more than the four gigabytes of a plain zip."""

MOST_CHARACTERS = 32_767
"""Of a cell (Excel specifications and limits)."""

CUT = marked("(cut: a cell holds {most} characters)")


def in_memory(view: View) -> bool:
    """Whether all cells are held in memory until the file is written."""
    return len(view.rows) <= IN_MEMORY or view.collection.folder is None


def working_bytes(view: View) -> int:
    """Bytes of memory that writing takes beside the file, where it is worth counting."""
    if len(view.rows) <= IN_MEMORY or not in_memory(view):
        return 0
    tables = [getattr(view.collection, name) for name in TABLES]
    text = sum(int(each.memory_usage(deep=True).sum()) for each in tables)
    return _OF_EACH * min(len(view.rows), LISTED) + _OF_TEXT * text


def xlsx(view: View, file: IO[bytes], progress: Progress | None = None) -> None:
    """
    Write the columns of `incident_parts` to *file*, the view's citation on a sheet of its own.

    No cell is a formula or a link.  The same view gives the same bytes.  *file* is seekable.

    Raises:
        OSError: *file* can't be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    options: dict[str, object] = {"strings_to_urls": False, "strings_to_formulas": False}
    with ExitStack() as closing:
        if not in_memory(view):
            folder = closing.enter_context(TemporaryDirectory(prefix="strikemap-xlsx-"))
            held, options = file, options | {"constant_memory": True, "tmpdir": folder}
        else:
            held, options = BytesIO(), options | {"in_memory": True}
        book = xlsxwriter.Workbook(held, options)
        if len(view.rows) > _ZIP64_FROM:
            book.use_zip64()
        # The time of writing would make each file another one.
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        sheet, about = book.add_worksheet("incidents"), book.add_worksheet("about")
        for each in (sheet, about):
            # XlsxWriter closes its file of rows where the book is closed, and here it may not be.
            if (rows_on_disk := getattr(each, "row_data_fh", None)) is not None:
                closing.callback(rows_on_disk.close)
        _list(view, sheet, within(progress, 0.0, _OF_ROWS) if progress else None)
        for number, line in enumerate(_about(view)):
            about.write_string(number, 0, _short(line))
        # Not closed where it is given up: closing is most of the work.
        try:
            book.close()
        except FileCreateError as fault:
            raise OSError(str(fault)) from fault
    if isinstance(held, BytesIO) and held is not file:
        file.write(held.getvalue())


def _list(view: View, sheet: Any, progress: Progress | None) -> None:
    for number, row in enumerate(_rows(view, progress)):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, _short(cell))
            elif cell is not None and cell == cell:
                sheet.write_number(number, column, cell)
    sheet.freeze_panes(1, 1)


def _about(view: View) -> tuple[str, str, str]:
    told = wording.incidents(len(view.rows))
    if len(view.rows) > LISTED:
        told = _(
            "{incidents}, of which the first {listed} are listed: a sheet of Excel’s holds no "
            "more; the CSV file and the data package hold all of them",
            incidents=told,
            listed=LISTED,
        )
    cited = cite(view).text
    return title_of(view.collection), told, cited


def _rows(view: View, progress: Progress | None) -> Iterator[list[Any]]:
    rows = view.rows[:LISTED]
    done = 0
    for part in incident_parts(view.in_view, rows):
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
    cut = " … " + _(CUT, most=MOST_CHARACTERS)
    return text[: MOST_CHARACTERS - len(cut)] + cut
