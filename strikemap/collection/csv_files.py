"""A CSV file to a table of text, within bounds, and what is wrong with its bytes and rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from strikemap.collection.bounds import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_FIELD_BYTES,
    MAX_ROWS,
    Unreadable,
)
from strikemap.collection.columns import repeats
from strikemap.collection.opening import NOT_UTF_8, openable, reason_of, too_wide
from strikemap.collection.raw import RawTable, kept, numbered
from strikemap.languages import sentence, sentences
from strikemap.model import TABLES, Problem

_BLOCK = 32 * 1024 * 1024
_CHUNK = 8 * 1024 * 1024
_MAX_RAGGED = 1000


def csv_table(path: Path, name: str, problems: list[Problem]) -> RawTable:
    """The CSV file at *path* as table *name*, each cell text; adds to *problems*."""
    openable(path)
    try:
        rows = _scan(path, problems)
        header, lines = _header(path)
        if rows * len(header) > MAX_CELLS:
            most = sentence("more than {most} cells; split the collection", most=MAX_CELLS)
            raise Unreadable("size", most)
        if "\ufeff" in header[0]:
            header[0] = header[0].lstrip("\ufeff")
            why = sentence("begins with a byte-order mark; save it as UTF-8 without one")
            problems.append(Problem(path.name, 1, "", "encoding", why, "warning"))
        body, ragged = _body(path, _types(name, header), lines)
    except OSError as error:
        told = sentence("cannot be read ({reason})", reason=reason_of(error))
        raise Unreadable("file", told) from None
    for row, found in ragged[:_MAX_RAGGED]:
        message = sentences(
            "{count} cells where the header has {width}; is a comma unquoted?",
            "{count} cells where the header has {width}; is a comma unquoted?",
            found,
            count=str(found),
            width=str(len(header)),
        )
        problems.append(Problem(path.name, row, "", "ragged-row", message))
    if len(ragged) > _MAX_RAGGED:
        message = sentences(
            "and {count} more rows of the wrong length",
            "and {count} more rows of the wrong length",
            len(ragged) - _MAX_RAGGED,
        )
        problems.append(Problem(path.name, 0, "", "ragged-row", message))
    numbers = numbered(len(body) + len(ragged))
    if ragged:
        numbers = np.delete(numbers, [row - 2 for row, _ in ragged])
    return RawTable(path.name, tuple(header), numbers, kept(body.columns))


def _types(name: str, header: list[str]) -> dict[str, pa.DataType]:
    """How Arrow holds each column, by its place: what comes again and again, once."""
    encoded = pa.dictionary(pa.int32(), pa.large_string())
    known = {each.name for each in TABLES[name].fields if repeats(each, TABLES[name].key)}
    return {
        f"c{place}": encoded if each in known else pa.large_string()
        for place, each in enumerate(header)
    }


def _scan(path: Path, problems: list[Problem]) -> int:
    """The number of lines below the first, once it is known that all of them are text."""
    lines, returns, rest = 1, 0, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if b"\0" in chunk:
                row = lines + chunk.count(b"\n", 0, chunk.find(b"\0"))
                why = sentence("holds a NUL byte, as a binary file does; save it as CSV in UTF-8")
                raise Unreadable("encoding", why, row)
            whole = rest + chunk
            cut = _cut(whole)
            _check_utf8(whole[:cut], lines)
            rest = whole[cut:]
            returns += chunk.count(b"\r")
            lines += chunk.count(b"\n")
    _check_utf8(rest, lines)
    if returns:
        why = sentence("has carriage returns; end each line with a line feed alone")
        problems.append(Problem(path.name, 0, "", "encoding", why, "warning"))
    rows = max(lines, returns) - 1
    # The last line ends in a line feed, or does not.
    if rows > MAX_ROWS + 1:
        told = sentence("{count} lines; at most {most} rows are read", count=rows, most=MAX_ROWS)
        raise Unreadable("size", told)
    return rows


def _cut(contents: bytes) -> int:
    """Where *contents* can be cut without parting the bytes of its last character."""
    for back in range(1, min(4, len(contents)) + 1):
        byte = contents[-back]
        if byte < 0x80:
            return len(contents) - back + 1
        if byte >= 0xC0:
            return len(contents) - back
    return len(contents)


def _check_utf8(contents: bytes, lines: int) -> None:
    # Arrow's check is ten times as fast as decoding, but does not say where.
    offsets = pa.py_buffer(np.array([0, len(contents)], np.int64))
    parts = [None, offsets, pa.py_buffer(contents)]
    try:
        pa.Array.from_buffers(pa.large_binary(), 1, parts).cast(pa.large_string())
    except pa.ArrowInvalid:
        try:
            contents.decode("utf-8")
        except UnicodeDecodeError as error:
            row = lines + contents.count(b"\n", 0, error.start)
            raise Unreadable("encoding", NOT_UTF_8, row) from None


def _header(path: Path) -> tuple[list[str], int]:
    with path.open("rb") as file:
        line = file.readline(MAX_FIELD_BYTES + 1)
    if len(line) > MAX_FIELD_BYTES:
        told = sentence("a header longer than {most} bytes", most=MAX_FIELD_BYTES)
        raise Unreadable("size", told, 1)
    try:
        reader = csv.reader(io.StringIO(line.decode("utf-8"), newline=""), strict=True)
        header = next(reader, [])
    except UnicodeDecodeError:
        raise Unreadable("encoding", NOT_UTF_8, 1) from None
    except csv.Error as error:
        told = sentence("a header that is no CSV ({fault})", fault=str(error))
        raise Unreadable("columns", told, 1) from None
    if len(header) > MAX_COLUMNS:
        raise Unreadable("size", too_wide(len(header)), 1)
    if not header:
        raise Unreadable("columns", sentence("an empty first line; write the header there"), 1)
    return header, reader.line_num


def _body(
    path: Path, types: Mapping[str, pa.DataType], lines: int
) -> tuple[pa.Table, list[tuple[int, int]]]:
    ragged: list[tuple[int | None, int]] = []

    def note(row: pa.csv.InvalidRow) -> str:
        ragged.append((row.number, row.actual_columns))
        return "skip"

    try:
        table = _parsed(path, types, lines, note, threads=True)
        if ragged:
            # Only a single thread knows the numbers of the rows that it skips.
            ragged.clear()
            table = _parsed(path, types, lines, note, threads=False)
    except pa.ArrowInvalid as error:
        raise _explained(path, str(error)) from None
    return table, [(row or 0, found) for row, found in ragged]


def _parsed(
    path: Path,
    types: Mapping[str, pa.DataType],
    lines: int,
    note: Callable[[pa.csv.InvalidRow], str],
    threads: bool,
) -> pa.Table:
    if not _more_than(path, lines):
        return pa.table({name: pa.array([], kind) for name, kind in types.items()})
    options = pa.csv.ReadOptions(
        column_names=list(types), skip_rows=lines, use_threads=threads, block_size=_BLOCK
    )
    parsing = pa.csv.ParseOptions(
        newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=note
    )
    converting = pa.csv.ConvertOptions(column_types=types, strings_can_be_null=False)
    with pa.OSFile(str(path)) as file:
        return pa.csv.read_csv(file, options, parsing, converting)


def _more_than(path: Path, lines: int) -> bool:
    with path.open("rb") as file:
        for _ in range(lines):
            file.readline()
        return bool(file.read(1))


def _explained(path: Path, message: str) -> Unreadable:
    if "straddl" in message or "out of sync" in message:
        why = sentence("a row of more than 32 MB; is a quotation mark left open?")
        return Unreadable("size", why, _longest_line(path))
    told = sentence("cannot be read as CSV ({fault})", fault=message[:200])
    return Unreadable("file", told)


def _longest_line(path: Path) -> int:
    row, longest = 0, 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if len(line) > longest:
                row, longest = number, len(line)
    return row
