"""A recognised table, read in parts of bounded size; what can't be read is named by row."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from strikemap.collection.bounds import MAX_FIELD_BYTES, MAX_ROWS
from strikemap.importers.file.opening import ByteStream, Packed
from strikemap.importers.file.recognising import ENCODINGS, Recognised
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import Log

BLOCK_BYTES = 8 << 20
"""Read at once.  No row is longer: one cell may hold a million bytes."""


class _Text:
    """The unpacked bytes as UTF-8 without a byte-order mark."""

    def __init__(self, inner: ByteStream, found: Recognised) -> None:
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
                f"byte {self.done - len(block) + error.start:,} is no character of "
                f"{self._encoding}; name the encoding"
            ) from None

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.closed = True
        self._inner.close()


def parts(file: Packed, found: Recognised, log: Log) -> Iterator[tuple[pd.DataFrame, float]]:
    """
    The rows of *file*, a frame of text at a time, and what part of the file is read, 0 to 1.

    The index is the row number as a spreadsheet counts, the columns those of the file in
    lower case.  Blank rows are passed over; rows with too many or too few cells, and cells
    longer than a million bytes, go to *log* as rejected.

    Raises:
        ImportProblem: the table can't be read on: a quotation mark is never closed, a row is
            too long, or there are too many rows.
    """
    names = [each.strip().casefold() for each in found.header]
    text = _Text(file.open(), found)
    ragged: list[pa.csv.InvalidRow] = []

    def skip(row: pa.csv.InvalidRow) -> str:
        ragged.append(row)
        return "skip"

    numbers = _RowNumbers(first=1 if found.headless else 2)
    try:
        with pa.csv.open_csv(
            pa.PythonFile(text, mode="r"),
            # Row numbers are known only to the reader that keeps to one thread.
            pa.csv.ReadOptions(
                use_threads=False,
                block_size=BLOCK_BYTES,
                column_names=names,
                skip_rows_after_names=0 if found.headless else 1,
            ),
            pa.csv.ParseOptions(
                delimiter=found.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=skip,
            ),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
            ),
        ) as reader:
            last = ""
            for batch in _ahead(reader):
                if len(batch):
                    last = batch.columns[-1][-1].as_py()
                log.read += len(batch)
                if log.read > MAX_ROWS:
                    raise ImportProblem(f"more than {MAX_ROWS:,} rows; cut the file into parts")
                rows = numbers.of(len(batch), [each.number for each in ragged])
                yield _sound(batch, rows, names, log), min(1.0, text.done / max(found.size, 1))
        # What follows a mark that is never closed would else pass for one long last cell.
        if "\n" in last and not found.ends_quoted:
            raise ImportProblem(f"row {numbers.last}: a quotation mark is never closed")
    except pa.ArrowInvalid as error:
        raise ImportProblem(_explained(str(error), numbers.last)) from None
    finally:
        text.close()
    if ragged:
        log.read += len(ragged)
        _reject_ragged(ragged, names, found.delimiter, log)


def _ahead(reader: pa.csv.CSVStreamingReader) -> Iterator[pa.RecordBatch]:
    """The batches of *reader*, the next one being read while one is worked on."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, reader, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, reader, None)
            yield batch


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
    frame: pd.DataFrame = batch.to_pandas()
    frame.index = pd.Index(rows)
    lengths = [pc.binary_length(column).to_numpy(zero_copy_only=False) for column in batch.columns]
    if not len(batch):
        return frame
    blank = np.max(lengths, axis=0) == 0
    long = np.max(lengths, axis=0) > MAX_FIELD_BYTES
    log.read -= int(blank.sum())
    if long.any():
        widest = np.argmax(lengths, axis=0)
        reasons = [
            f"{names[widest[at]]}: a cell of {lengths[widest[at]][at]:,} bytes; at most "
            f"{MAX_FIELD_BYTES:,} are read"
            for at in np.flatnonzero(long)
        ]
        log.reject(frame[long].map(lambda cell: cell[:200]), reasons)
    if blank.any() or long.any():
        frame = frame[~(blank | long)]
    return frame


def _reject_ragged(
    ragged: Sequence[pa.csv.InvalidRow], names: Sequence[str], delimiter: str, log: Log
) -> None:
    cells, reasons = [], []
    for row in ragged:
        if "\n" in row.text.strip() and row.text.count('"') % 2:
            raise ImportProblem(f"row {row.number}: a quotation mark is never closed")
        try:
            found = next(csv.reader([row.text], delimiter=delimiter), [])
        except csv.Error:
            found = [row.text]
        kept, rest = found[: len(names)], found[len(names) :]
        kept += [""] * (len(names) - len(kept))
        extra = f": beyond the last column: {delimiter.join(rest)[:200]!r}" if rest else ""
        reasons.append(f"{row.actual_columns} cells where the header has {len(names)}{extra}")
        cells.append(kept)
    frame = pd.DataFrame(
        cells, columns=list(names), index=[each.number for each in ragged], dtype="str"
    )
    log.reject(frame, reasons)


def _explained(message: str, last: int) -> str:
    if "straddling" in message or "block" in message:
        return (
            f"after row {last}: a row longer than {BLOCK_BYTES:,} bytes: a cell is too long, or a "
            "quotation mark is never closed"
        )
    return f"after row {last}: the table can't be read: {message[:200]}"
