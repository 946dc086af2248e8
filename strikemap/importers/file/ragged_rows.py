"""Rows of delimited text with another number of cells than the header."""

from __future__ import annotations

import csv
from array import array

import pandas as pd
import pyarrow.csv as pa_csv

from strikemap.importers.file.recognising import Recognised
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import LISTED, MAX_LISTED_BYTES, Log
from strikemap.languages import marked, sentence, sentences


class RaggedRows:
    """Rows with another number of cells than the header."""

    def __init__(self) -> None:
        self.numbers = array("q")
        self.rows: list[pa_csv.InvalidRow] = []
        self._bytes = 0

    def take(self, row: pa_csv.InvalidRow, most: int) -> str:
        """Note a row; "error" where there are more than *most*."""
        self.numbers.append(row.number)
        self._bytes += len(row.text)
        # Beyond the bound they are counted alone: a bomb may be made of nothing else.
        if len(self.rows) < LISTED and self._bytes < MAX_LISTED_BYTES:
            self.rows.append(row)
        return "skip" if len(self.numbers) <= most else "error"

    def sorted_out(self, found: Recognised, log: Log) -> pd.DataFrame:
        """
        The rows whose surplus cells are empty, and those that end early, whose cells *log* counts;
        the others go to *log* as rejected.
        """
        names, delimiter = found.header, found.delimiter
        made: dict[bool, list[tuple[int, list[str], str]]] = {True: [], False: []}
        for row in self.rows:
            number = row.number + found.rows - found.lines
            if "\n" in row.text.strip() and row.text.count('"') % 2 and not found.is_literal:
                raise never_closed(number)
            cells = _cells(row.text, found)
            kept, rest = cells[: len(names)], cells[len(names) :]
            is_whole = not any(each.strip() for each in rest)
            if len(kept) < len(names):
                log.short[number] = len(kept)
            kept += [""] * (len(names) - len(kept))
            why = told(row.actual_columns, len(names), delimiter.join(rest) if rest else None)
            made[is_whole].append((number, kept, why))
        for is_whole, rows in made.items():
            index = [number for number, _, _ in rows]
            frame = pd.DataFrame(
                [cells for _, cells, _ in rows], columns=list(names), index=index, dtype="str"
            )
            if is_whole:
                mended = frame
            elif rows:
                log.reject(frame, [why for _, _, why in rows])
        more = len(self.numbers) - len(self.rows)
        if more:
            log.reasons[MORE_RAGGED] = more
        return mended


def _cells(text: str, found: Recognised) -> list[str]:
    if found.is_literal:
        return text.rstrip("\r\n").split(found.delimiter)
    try:
        return next(csv.reader([text], delimiter=found.delimiter), [])
    except csv.Error:
        return [text]


MORE_RAGGED = marked("another number of cells than the header has; too many such rows to list them")


def told(count: int, width: int, rest: str | None = None) -> str:
    """That a row has *count* cells, not *width*, and beyond the last column the text *rest*."""
    cells = sentences(
        "{count} cells where the header has {width}",
        "{count} cells where the header has {width}",
        count,
        count=str(count),
        width=str(width),
    )
    if rest is None:
        return cells
    return sentence("{cells}: beyond the last column: {rest}", cells=cells, rest=repr(rest[:200]))


def never_closed(row: int) -> ImportProblem:
    """That a quotation mark of *row* is never closed."""
    return ImportProblem(sentence("row {row}: a quotation mark is never closed", row=str(row)))
