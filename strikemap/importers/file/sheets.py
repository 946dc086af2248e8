"""Spreadsheets (XLSX, ODS) as a table: the values that cells show, no formula, link or macro."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import Any

from strikemap.collection.bounds import MAX_COLUMNS
from strikemap.importers.file import (
    bare_formulas,
    delimited,
    header,
    ragged_rows,
    sheet_bounds,
)
from strikemap.importers.file.column_rows import ColumnRows
from strikemap.importers.file.day_zero import day_zero
from strikemap.importers.file.merged_cells import Merged, Range
from strikemap.importers.file.opening import Packed
from strikemap.importers.file.recognising import Recognised
from strikemap.importers.file.several_tables import SeveralTables, called, listed
from strikemap.importers.problem import ImportProblem
from strikemap.importers.words import FORMULA, OVER_ROWS
from strikemap.languages import quoted, sentence, sentence_of, sentences

MAX_BYTES = 100_000_000


def table(file: Packed, found: Recognised, sheet: str = "") -> ColumnRows:
    """
    The rows of *sheet*, or of the one sheet that holds any.

    Raises:
        ImportProblem: it is damaged, too large, or encrypted.
        SeveralTables: it holds several sheets with rows and *sheet* does not say which.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    counted = sheet_bounds.counted(_contents(file, found), file.name)
    try:
        book = CalamineWorkbook.from_object(io.BytesIO(counted.contents))
        name, of = _chosen(book.sheet_names, sheet, file.name, book)
        if of.width > MAX_COLUMNS * 100:
            raise ImportProblem(sentence("{file}: more columns than are read", file=file.name))
        said = (*found.said, sentence("sheet {name}", name=quoted(name[:80])))
        rows = map(_texts, of.iter_rows())
        made = _rows(rows, _ranges(of, counted.merged.get(name)), said, file.name, counted)
        made.day_zero = day_zero(counted.contents)
        return made
    except (CalamineError, OSError, ValueError) as error:
        raise ImportProblem(
            sentence(
                "{file}: the spreadsheet can't be read: {fault}; is it encrypted or damaged?",
                file=file.name,
                fault=str(error),
            )
        ) from None
    except BaseException as error:  # calamine's panic is no Exception, and has no name to import
        if type(error).__name__ != "PanicException":
            raise
        raise ImportProblem(
            sentence("{file}: the spreadsheet is damaged", file=file.name)
        ) from None


def _contents(file: Packed, found: Recognised) -> bytes:
    if found.size > MAX_BYTES:
        raise ImportProblem(
            sentence(
                "{file}: {size} bytes; at most {most} are read",
                file=file.name,
                size=found.size,
                most=MAX_BYTES,
            )
        )
    return file.contents()


def _chosen(names: list[str], wanted: str, file: str, book: Any) -> tuple[str, Any]:
    """The name of the sheet to read, and the sheet, which takes long to take in."""
    if wanted:
        if (name := called(wanted, names)) is not None:
            return name, book.get_sheet_by_name(name)
        raise ImportProblem(
            sentence(
                "{file}: no sheet {name}; it has {names}",
                file=file,
                name=quoted(wanted),
                names=listed(names),
            )
        )
    with_rows, kept = [], None
    for each in names:
        of = book.get_sheet_by_name(each)
        if _holds_rows(of):
            with_rows.append(each)
            kept = of if len(with_rows) == 1 else None
    if not with_rows:
        if any(_holds_lines(book.get_sheet_by_name(each)) for each in names):
            raise ImportProblem(
                sentence("{file}: {fault}", file=file, fault=sentence(header.ONE_CELL))
            )
        raise ImportProblem(sentence("{file}: no sheet with a header and rows", file=file))
    if len(with_rows) > 1:
        said = sentences(
            "{file}: {count} sheets hold rows; say which one (--sheet): {names}",
            "{file}: {count} sheets hold rows; say which one (--sheet): {names}",
            len(with_rows),
            count=str(len(with_rows)),
            file=file,
            names=listed(with_rows),
        )
        raise SeveralTables(said, tuple(with_rows), are_sheets=True)
    return with_rows[0], kept


def _holds_rows(of: Any) -> bool:
    filled = (row for row in of.iter_rows() if sum(cell not in ("", None) for cell in row) > 1)
    return next(filled, None) is not None and next(filled, None) is not None


def _holds_lines(of: Any) -> bool:
    """Whether the first two rows of a sheet are lines of text with separators, each in one cell."""
    filled = ([str(cell) for cell in row if cell not in ("", None)] for row in of.iter_rows())
    first = list(islice(filter(None, filled), 2))
    return len(first) == 2 and all(
        len(row) == 1 and max(map(row[0].count, delimited.DELIMITERS)) > 1 for row in first
    )


def _texts(row: list[object]) -> list[str]:
    return [cell if type(cell) is str else _text(cell) for cell in row]


def _text(cell: object) -> str:
    """A cell as text: days in ISO form, whole numbers without a fraction."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def _ranges(of: Any, told: Sequence[Range] | None) -> list[Range]:
    """The ranges of merged cells of a sheet, columns counted from the first that it gives."""
    first = of.start[1] if of.start else 0
    found: Sequence[Range] = of.merged_cell_ranges or told or ()
    return [
        ((top, left - first), (bottom, right - first))
        for (top, left), (bottom, right) in found
        if left >= first
    ]


def _rows(
    rows: Iterator[list[str]],
    ranges: list[Range],
    said: tuple[str, ...],
    name: str,
    counted: sheet_bounds.Counted,
) -> ColumnRows:
    first = list(islice(rows, header.LOOKED_AT))
    try:
        found = header.found(first)
    except ValueError as error:
        told = sentence("{file}: {fault}", file=name, fault=sentence_of(error))
        raise ImportProblem(told) from None
    if len(found.names) > MAX_COLUMNS:
        raise ImportProblem(sentence("more than {most} columns or properties", most=MAX_COLUMNS))
    made, wide = ColumnRows(found.names, said), len(found.names)
    merged = Merged(ranges, found.names)
    for number, row in enumerate(chain(first[found.rows :], rows), found.rows + 1):
        if not any(cell and not cell.isspace() for cell in row):
            continue
        merged.fill(number - 1, row)
        for each in merged.spread:
            made.note(OVER_ROWS, each, number)
        for at in range(min(len(row), wide)) if counted.bare_formulas else ():
            if row[at].startswith(bare_formulas.MARK):
                row[at] = row[at].removeprefix(bare_formulas.MARK)
                made.note(FORMULA, found.names[at], number)
        beyond = any(cell.strip() for cell in row[wide:])
        reason = ragged_rows.told(len(row), wide) if beyond else ""
        made.add(number, row[:wide] + [""] * (wide - len(row)), reason)
    made.finish()
    if merged.given:
        made.said += (sentence("cells merged over several rows were given to each of them"),)
    return made
