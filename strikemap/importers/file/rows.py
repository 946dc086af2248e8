"""A recognised table, read in parts of bounded size; what can't be read is named by row."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from strikemap.collection.bounds import MAX_FIELD_BYTES, MAX_IMPORTED_CELLS, MAX_ROWS
from strikemap.importers.file import loose_quotes
from strikemap.importers.file.encodings import ENCODINGS
from strikemap.importers.file.opening import Packed
from strikemap.importers.file.ragged_rows import RaggedRows, never_closed
from strikemap.importers.file.recognising import Recognised
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import Log
from strikemap.languages import sentence

BLOCK_BYTES = 4 << 20
"""Read at once, at some thirty times its size in memory.  No row is longer: one cell may hold a
million bytes."""

_PART_BYTES = 9 << 20
"""Of rows that are worked on at once: with fewer, each step costs more than what it does."""
_PART_ROWS = 20_000
"""The same in rows: of very short ones the places and reasons weigh more than their text."""


class _Text:
    """The unpacked bytes as UTF-8 without a byte-order mark."""

    def __init__(self, inner: io.BufferedIOBase, found: Recognised) -> None:
        self._inner, self.closed = inner, False
        self._decoder = None
        if found.encoding != "utf-8":
            self._decoder = codecs.getincrementaldecoder(found.encoding)()
        self._skip = len(codecs.BOM_UTF8) if found.bom else 0
        self._encoding = ENCODINGS[found.encoding]
        self._left = b""
        self.done = 0

    def read(self, size: int = -1) -> bytes:
        # Never more than was asked for: Arrow copies into a buffer of that size.
        if not self._left:
            self._left = self._next(size)
        block, self._left = self._left[:size], self._left[size:]
        return block

    def _next(self, size: int) -> bytes:
        block = self._inner.read(size)
        self.done += len(block)
        if self._skip:
            block, self._skip = block[self._skip :] + self._inner.read(self._skip), 0
        if self._decoder is None:
            return block
        try:
            return self._decoder.decode(block).encode("utf-8")
        except UnicodeDecodeError as error:
            raise ImportProblem(
                sentence(
                    "byte {place} is no character of {encoding}; name the encoding",
                    place=self.done - len(block) + error.start,
                    encoding=self._encoding,
                )
            ) from None

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.closed = True
        self._inner.close()


@dataclass(frozen=True, slots=True)
class TextRows:
    """A recognised table of delimited text."""

    file: Packed
    found: Recognised

    @property
    def names(self) -> tuple[str, ...]:
        """As `Table` says."""
        return self.found.header

    @property
    def said(self) -> tuple[str, ...]:
        """As `Table` says."""
        return self.found.said

    def parts(self, log: Log) -> Iterator[tuple[pd.DataFrame, float]]:
        """As `Table` says."""
        return parts(self.file, self.found, log)

    def different(self, column: str) -> Iterator[str]:
        """As `Table` says."""
        seen: set[str] = set()
        for rows, _ in parts(self.file, self.found, Log(self.file.name)):
            fresh = set(rows[column].unique()) - seen
            seen |= fresh
            yield from fresh


def parts(file: Packed, found: Recognised, log: Log) -> Iterator[tuple[pd.DataFrame, float]]:
    """
    The rows of *file*, a frame of text at a time, and what part of the file is read, 0 to 1.

    The index is the row number as a spreadsheet counts, the columns those that were recognised.
    Blank rows are passed over; rows with too many or too few cells, and cells longer than a
    million bytes, go to *log* as rejected.

    Raises:
        ImportProblem: the table can't be read on: a quotation mark is never closed, a row is
            too long, or there are more rows or cells than the bounds allow.
    """
    names = list(found.header)
    text = _Text(file.open(), found)
    ragged = RaggedRows()
    numbers = _RowNumbers(first=found.rows + 1)
    most = min(MAX_ROWS, MAX_IMPORTED_CELLS // max(len(names), 1))
    seen = 0
    try:
        with _reader(text, found, ragged, most) as reader:
            last = ""
            for batch in _grouped(_ahead(reader)):
                if len(batch):
                    last = batch.columns[-1][-1].as_py()
                log.read += len(batch)
                seen += len(batch)
                if seen + len(ragged.numbers) > most:
                    raise _too_many(most)
                rows = numbers.of(
                    len(batch), [each + found.rows - found.lines for each in ragged.numbers]
                )
                if found.is_literal:
                    batch = _each(batch, loose_quotes.taken_off)
                yield _sound(batch, rows, names, log), min(1.0, text.done / max(found.size, 1))
        # What follows a mark that is never closed would else pass for one long last cell.
        if "\n" in last and not (found.ends_quoted or found.is_literal):
            raise never_closed(numbers.last)
    except pa.ArrowInvalid as error:
        if len(ragged.numbers) > most:
            raise _too_many(most) from None
        raise ImportProblem(_explained(str(error), numbers.last)) from None
    finally:
        text.close()
    if ragged.rows:
        log.read += len(ragged.numbers)
        mended = ragged.sorted_out(found, log)
        if len(mended):
            yield mended, 1.0


def _reader(
    text: _Text, found: Recognised, ragged: RaggedRows, most: int
) -> pa.csv.CSVStreamingReader:
    """A reader of *text* that gives each cell as text and rows of odd length to *ragged*."""
    names = list(found.header)
    return pa.csv.open_csv(
        pa.PythonFile(text, mode="r"),
        # Row numbers are known only to the reader that keeps to one thread.
        pa.csv.ReadOptions(
            use_threads=False,
            block_size=BLOCK_BYTES,
            column_names=names,
            skip_rows=found.lines,
        ),
        pa.csv.ParseOptions(
            delimiter=found.delimiter,
            quote_char=False if found.is_literal else '"',
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=lambda row: ragged.take(row, most),
        ),
        pa.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
        ),
    )


def _ahead(reader: pa.csv.CSVStreamingReader) -> Iterator[pa.RecordBatch]:
    """The batches of *reader*, the next one being read while one is worked on."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, reader, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, reader, None)
            yield batch


def _grouped(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """*batches*, small ones that follow each other as one."""
    held: list[pa.RecordBatch] = []
    for batch in _cut(batches):
        held.append(batch)
        if sum(each.nbytes for each in held) >= _PART_BYTES or len(batch) == _PART_ROWS:
            yield pa.concat_batches(held)
            held = []
    if held:
        yield pa.concat_batches(held)


def _cut(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for first in range(0, max(len(batch), 1), _PART_ROWS):
            yield batch.slice(first, _PART_ROWS)


class _RowNumbers:
    """Which spreadsheet rows the good rows of each batch are, the bad ones being left out."""

    def __init__(self, first: int) -> None:
        self.last = first - 1

    def of(self, count: int, bad: Sequence[int]) -> np.ndarray:
        skipped = np.array([each for each in bad if each > self.last], dtype=np.int64)
        pool = np.arange(self.last + 1, self.last + 1 + count + len(skipped))
        found = pool[~np.isin(pool, skipped)][:count]
        if count:
            self.last = int(found[-1])
        return found


def _sound(batch: pa.RecordBatch, rows: np.ndarray, names: Sequence[str], log: Log) -> pd.DataFrame:
    batch = _without_formulas(batch)
    frame: pd.DataFrame = batch.to_pandas()
    frame.index = pd.Index(rows)
    if not len(batch):
        return frame
    sizes = [pc.binary_length(column) for column in batch.columns]
    ends = [pc.min_max(each).as_py() for each in sizes]
    if max(each["max"] for each in ends) <= MAX_FIELD_BYTES and any(each["min"] for each in ends):
        # A column without an empty cell leaves no row blank.
        return frame
    lengths = [each.to_numpy(zero_copy_only=False) for each in sizes]
    blank = np.max(lengths, axis=0) == 0
    long = np.max(lengths, axis=0) > MAX_FIELD_BYTES
    log.read -= int(blank.sum())
    if long.any():
        widest = np.argmax(lengths, axis=0)
        reasons = [
            sentence(
                "{column}: a cell of {size} bytes; at most {most} are read",
                column=names[widest[at]],
                size=int(lengths[widest[at]][at]),
                most=MAX_FIELD_BYTES,
            )
            for at in np.flatnonzero(long)
        ]
        log.reject(frame[long].map(lambda cell: cell[:200]), reasons)
    if blank.any() or long.any():
        frame = frame[~(blank | long)]
    return frame


def _without_formulas(batch: pa.RecordBatch) -> pa.RecordBatch:
    """*batch* with `="2"`, by which a program keeps a spreadsheet from changing a cell, as `2`."""

    def bare(column: pa.Array) -> pa.Array:
        if not pc.any(pc.starts_with(column, '="')).as_py():
            return column
        return pc.replace_substring_regex(column, r'^="([^"]*)"$', r"\1")

    return _each(batch, bare)


def _each(batch: pa.RecordBatch, change: Callable[[pa.Array], pa.Array]) -> pa.RecordBatch:
    """*batch* with each of its columns changed."""
    made = [change(column) for column in batch.columns]
    return pa.RecordBatch.from_arrays(made, names=batch.schema.names)


def _too_many(most: int) -> ImportProblem:
    return ImportProblem(sentence("more than {most} rows; cut the file into parts", most=most))


def _explained(message: str, last: int) -> str:
    if "straddling" in message or "block" in message:
        return sentence(
            "after row {row}: a row longer than {most} bytes: a cell is too long, or a quotation "
            "mark is never closed",
            row=str(last),
            most=BLOCK_BYTES,
        )
    return sentence(
        "after row {row}: the table can't be read: {fault}", row=str(last), fault=message[:200]
    )
