"""Parquet files to tables of text, with no type that could hold more than plain data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from strikemap.collection.bounds import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_FIELD_BYTES,
    MAX_FILE_BYTES,
    MAX_ROWS,
    Unreadable,
)
from strikemap.collection.opening import too_wide
from strikemap.collection.raw import RawTable, numbered, whole
from strikemap.languages import sentence


def table(path: Path) -> RawTable:
    """
    The Parquet file at *path* as text, "" where null; each column is read when it is taken.

    Columns may be text, whole numbers, numbers, days or times at midnight, plain or
    dictionary-encoded.

    Raises:
        Unreadable: it is no Parquet file, holds another type, or more than the bounds allow;
            also raised where a column that is taken is damaged.
    """
    try:
        with pq.ParquetFile(path) as file:
            _check(file)
            names, length = tuple(file.schema_arrow.names), file.metadata.num_rows
    except (pa.ArrowException, OSError, UnicodeError) as error:
        raise _damaged(error) from None
    return RawTable(path.name, names, numbered(length), lambda place: _column(path, names[place]))


def _column(path: Path, name: str) -> pa.Array:
    try:
        with pq.ParquetFile(path, read_dictionary=[name]) as file:
            # A name with a point in it looks like a path, and may bring others along.
            read = file.read(columns=[name], use_pandas_metadata=False)
            found = read.column(read.column_names.index(name))
        return _as_text(name, found)
    except (pa.ArrowException, OSError, UnicodeError) as error:
        raise _damaged(error) from None


def _damaged(error: Exception) -> Unreadable:
    told = sentence("cannot be read as Parquet ({fault})", fault=str(error)[:200])
    return Unreadable("file", told)


def _check(file: pq.ParquetFile) -> None:
    metadata = file.metadata
    if metadata.num_rows > MAX_ROWS:
        told = sentence(
            "{count} rows; at most {most} are read", count=metadata.num_rows, most=MAX_ROWS
        )
        raise Unreadable("size", told)
    if metadata.num_columns > MAX_COLUMNS:
        raise Unreadable("size", too_wide(metadata.num_columns))
    if metadata.num_rows * metadata.num_columns > MAX_CELLS:
        told = sentence("more than {most} cells; split the collection", most=MAX_CELLS)
        raise Unreadable("size", told)
    size = sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    if size > MAX_FILE_BYTES:
        told = sentence(
            "{size} bytes unpacked; at most {most} are read", size=size, most=MAX_FILE_BYTES
        )
        raise Unreadable("size", told)
    for each in file.schema_arrow:
        if not (_is_text(each.type) or _is_plain(each.type)):
            why = sentence("type {type}; write text, numbers or days", type=str(each.type))
            raise Unreadable("type", why, 0, each.name)


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_plain(kind: pa.DataType) -> bool:
    return not isinstance(kind, pa.BaseExtensionType) and bool(
        pa.types.is_integer(kind)
        or pa.types.is_floating(kind)
        or pa.types.is_date(kind)
        or pa.types.is_timestamp(kind)
        or pa.types.is_null(kind)
    )


def _as_text(name: str, column: pa.ChunkedArray) -> pa.Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        _check_unpacked(name, column)
        return _encoded(whole(column))
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        column = pc.strftime(column.cast(pa.timestamp("s"), safe=False), format="%Y-%m-%d")
    elif pa.types.is_floating(kind):
        column = pc.if_else(pc.is_nan(column), pa.scalar(None, kind), column)
    return whole(pc.fill_null(column.cast(pa.large_string()), ""))


def _encoded(text: pa.DictionaryArray) -> pa.Array:
    """*text* with its dictionary where values come again and again, else without."""
    values = text.dictionary.cast(pa.large_string())
    if text.null_count or values.null_count or 2 * len(values) > len(text):
        return pc.fill_null(values.take(text.indices), "")
    codes = text.indices.to_numpy().astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(codes), values)


def _check_unpacked(name: str, column: pa.ChunkedArray) -> None:
    unpacked = 0
    for chunk in column.chunks:
        lengths = pc.binary_length(chunk.dictionary)
        if (pc.max(lengths).as_py() or 0) > MAX_FIELD_BYTES:
            told = sentence("a cell of more than {most} bytes", most=MAX_FIELD_BYTES)
            raise Unreadable("size", told, 0, name)
        unpacked += pc.sum(pc.take(lengths, chunk.indices)).as_py() or 0
    if unpacked > MAX_FILE_BYTES:
        told = sentence("more than {most} bytes of text", most=MAX_FILE_BYTES)
        raise Unreadable("size", told, 0, name)
