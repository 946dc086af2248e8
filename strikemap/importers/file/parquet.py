"""Parquet as a table: columns of text, numbers and times, also those within an object."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from strikemap.collection.bounds import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_FIELD_BYTES,
    MAX_MADE_BYTES,
    MAX_ROWS,
)
from strikemap.importers.file import parquet_fields
from strikemap.importers.file.opening import Packed
from strikemap.importers.file.parquet_pages import unpacked_bytes
from strikemap.importers.file.recognising import Recognised
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import Log
from strikemap.languages import sentence

MAX_BYTES = 500_000_000
PART_ROWS, PART_BYTES = 20_000, 32_000_000
_FAULTS = (pa.ArrowException, OSError, ValueError, OverflowError)


class Columns:
    """A Parquet file, read a part of its rows at a time."""

    def __init__(self, file: Packed, found: Recognised) -> None:
        """
        Look at *file*, without reading its rows.

        Raises:
            ImportProblem: it is damaged, too large, or has two columns of one name.
        """
        self._name = file.name
        if found.size > MAX_BYTES:
            raise ImportProblem(
                sentence(
                    "{file}: {size} bytes; at most {most}",
                    file=file.name,
                    size=found.size,
                    most=MAX_BYTES,
                )
            )
        self._contents = file.contents()
        try:
            # Before Arrow, which makes all of a footer that it is given.
            encoded = unpacked_bytes(self._contents)
            whole = pq.ParquetFile(io.BytesIO(self._contents))
            schema, rows = whole.schema_arrow, whole.metadata.num_rows
        except _FAULTS as error:
            raise _unread(file.name, error) from None
        of = parquet_fields.fields(schema)
        self._fields, self._within, self._unread = of.whole, of.within, of.unread
        self._texts = [each.name for each in schema if _is_of_any_length(each.type)]
        self.names = (*of.names, *of.within.values(), *of.unread)
        self.said = (*found.said, *of.said)
        # Columns are asked for by name, also of one that is nested and left out.
        every = [" ".join(each.casefold().split()) for each in schema.names]
        if len(set(every)) < len(every) or len(set(self.names)) < len(self.names) or not self.names:
            told = sentence("{file}: no columns, or two of one name; keep one each", file=file.name)
            raise ImportProblem(told)
        wide = max(len(schema), len(self.names))
        if rows > MAX_ROWS or wide > MAX_COLUMNS or rows * wide > MAX_CELLS:
            raise ImportProblem(
                sentence(
                    "{file}: {count} rows; at most {most} are read",
                    file=file.name,
                    count=rows,
                    most=MAX_ROWS,
                )
            )
        if encoded > MAX_MADE_BYTES:
            raise _too_much(file.name)
        self._at_once = min(PART_ROWS, max(1, PART_BYTES * rows // max(encoded, PART_BYTES)))

    def parts(self, log: Log) -> Iterator[tuple[pd.DataFrame, float]]:
        """As `Table` says."""
        first, made = 1, 0
        for batch in self._batches([*self._fields, *self._within]):
            size = sum(_bytes(column) for column in batch.columns)
            made += size
            if made > MAX_MADE_BYTES:
                raise _too_much(self._name)
            for some in _slices(batch, size):
                texts = [_text(some.column(each)) for each in self._fields]
                texts += [_text(parquet_fields.at(some, path)) for path in self._within]
                texts += [
                    pa.repeat(pa.scalar(shown, pa.large_string()), len(some))
                    for shown in self._unread.values()
                ]
                frame: pd.DataFrame = pa.table(texts, names=list(self.names)).to_pandas()
                frame.index = pd.RangeIndex(first, first + len(frame))
                first += len(frame)
                log.read += len(frame)
                yield frame, min(1.0, made / max(len(self._contents), 1))

    def different(self, column: str) -> Iterable[str]:
        """As `Table` says."""
        paths = dict(zip(self.names, [*self._fields, *self._within], strict=False))
        path = paths.get(column, "")
        for batch in self._batches([path]) if path else ():
            is_whole = path in self._fields
            cells = batch.column(0) if is_whole else parquet_fields.at(batch, path)
            # A text that comes many times is made once: all of them may fit nowhere.
            yield from _text(cells.unique()).unique().to_pylist()

    def _batches(self, fields: list[str]) -> Iterator[pa.RecordBatch]:
        # Text stays encoded until it is counted: a few bytes may stand for gigabytes of it.
        try:
            whole = pq.ParquetFile(io.BytesIO(self._contents), read_dictionary=self._texts)
            for batch in whole.iter_batches(self._at_once, columns=fields, use_threads=False):
                batch.validate(full=True)  # a damaged page may point to texts that are not there
                yield batch
        except _FAULTS as error:
            raise _unread(self._name, error) from None


def _is_of_any_length(kind: pa.DataType) -> bool:
    is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
    return bool(is_text or pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _too_much(name: str) -> ImportProblem:
    return ImportProblem(sentence("{file}: more text than fits into memory", file=name))


def _slices(batch: pa.RecordBatch, size: int) -> Iterator[pa.RecordBatch]:
    """*batch*, whose text comes to *size* bytes, in parts that come to about `PART_BYTES`."""
    rows = max(1, batch.num_rows * PART_BYTES // max(size, PART_BYTES))
    for start in range(0, batch.num_rows, rows):
        yield batch.slice(start, rows)


def _unread(name: str, error: Exception) -> ImportProblem:
    return ImportProblem(
        sentence("{file}: Parquet that can't be read: {fault}", file=name, fault=str(error))
    )


def _bytes(column: pa.Array) -> int:
    """What the text of *column* comes to."""
    if not isinstance(column, pa.DictionaryArray):
        return int(column.nbytes)
    lengths = pc.binary_length(column.dictionary)
    if (pc.max(lengths).as_py() or 0) > MAX_FIELD_BYTES:
        raise ImportProblem(sentence("a cell of more than {most} bytes", most=MAX_FIELD_BYTES))
    return int(pc.sum(lengths.take(column.indices)).as_py() or 0)


def _text(column: pa.Array) -> pa.Array:
    kind = column.type
    if isinstance(column, pa.DictionaryArray):
        column = _text(column.dictionary).take(column.indices)
    elif pa.types.is_timestamp(kind):
        zone = pa.scalar("Z" if kind.tz else "", pa.large_string())
        plain = column.cast(pa.timestamp("s"), safe=False).cast(pa.large_string())
        column = pc.binary_join_element_wise(plain, zone, pa.scalar("", pa.large_string()))
    elif pa.types.is_float32(kind):
        # As a number of single precision is written, not as its double would be.
        column = column.cast(pa.large_string())
    elif pa.types.is_floating(kind):
        said = [
            ""
            if each is None or each != each
            else str(int(each))
            if each.is_integer()
            else repr(each)
            for each in column.to_pylist()
        ]
        column = pa.array(said, pa.large_string())
    elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        column = pa.array(map(_of_bytes, column.to_pylist()), pa.large_string())
    return pc.fill_null(column.cast(pa.large_string()), "")


def _of_bytes(cell: bytes | None) -> str | None:
    """A point as GeoParquet keeps it, or text whose column does not say that it is; else None."""
    if cell and cell[0] < _ORDERS and len(cell) < _LONGEST_POINT:
        return cell.hex()
    try:
        text = (cell or b"").decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if "\0" not in text else None


_ORDERS = 2
"""With its order of bytes, 0 or 1, begins what is in well-known binary, and no text."""
_LONGEST_POINT = 60
