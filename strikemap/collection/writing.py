"""Tables of text to files: one form only, so that a change is a small difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pandas.api.extensions import ExtensionArray

from strikemap.collection import package
from strikemap.model import TABLES, Table

ROWS_AT_ONCE = 65_536
_AT_ONCE = 2
NUMBER_PATTERN = r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$"


def write(
    folder: Path,
    tables: Mapping[str, pd.DataFrame],
    contents: Mapping[str, object],
    *,
    parquet: bool = False,
) -> None:
    """
    Write a collection to *folder*, which is made where it is missing.

    CSV in UTF-8 with line feeds and only the quotation marks that are needed, the model's
    columns in the model's order, sorted by id (corrections by date), numbers in their
    shortest form.  The same tables give the same bytes.  With *parquet*, each table is
    also written as Parquet, which is read faster.  Files of other names stay.

    Raises:
        KeyError: a table or a column of the model is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES.values():
        sound = _Canonical.of(table, tables[table.name])
        _replace(folder / f"{table.name}.csv", _csv(sound))
        fast = folder / f"{table.name}.parquet"
        if parquet:
            pq.write_table(sound.part(0, len(sound.rows)), fast, compression="zstd")
        else:
            fast.unlink(missing_ok=True)
    _replace(folder / package.FILE, [package.written(contents)])


def csv_bytes(name: str, frame: pd.DataFrame) -> bytes:
    """
    The bytes of `name`.csv as `write` has them.

    Raises:
        KeyError: a column of the model is missing, or *name* is no table of it.
    """
    return b"".join(_csv(_Canonical.of(TABLES[name], frame)))


def contiguous(series: pd.Series | ExtensionArray) -> pa.Array:
    """*series* as one array of text, "" where null; not copied where it is one already."""
    text = pa.array(series, type=pa.large_string(), from_pandas=True)
    if isinstance(text, pa.ChunkedArray):
        text = text.chunk(0) if text.num_chunks == 1 else text.combine_chunks()
    return pc.fill_null(text, "") if text.null_count else text


def holds(text: pa.Array, *wanted: bytes) -> bool:
    """Whether any of *wanted* is in the bytes of *text*, found faster than cell by cell."""
    _, offsets, contents = text.buffers()
    if contents is None or not len(text):
        return False
    ends = np.frombuffer(offsets, np.int64, len(text) + 1, text.offset * 8)
    whole = contents.slice(int(ends[0]), int(ends[-1] - ends[0])).to_pybytes()
    return any(each in whole for each in wanted)


def shortest_numbers(text: pa.Array) -> pa.Array:
    """*text* with each number in its shortest form, as `50.60` becomes `50.6`."""
    numeric = pc.match_substring_regex(text, NUMBER_PATTERN)
    values = pc.cast(pc.if_else(numeric, text, None), pa.float64())
    finite = pc.fill_null(pc.is_finite(values), False)
    # Adding zero turns -0 into 0.
    short = pc.cast(pc.cast(pc.add(values, 0.0), pa.string()), pa.large_string())
    return pc.if_else(finite, short, text)


@dataclass(frozen=True, slots=True)
class _Canonical:
    """A table of text as it is, and the `order` of its rows by id, None as they stand."""

    table: Table
    rows: pa.Table
    order: pa.Array | None

    @classmethod
    def of(cls, table: Table, frame: pd.DataFrame) -> _Canonical:
        rows = pa.table({name: _chunked(frame[name]) for name in table.columns})
        if len(rows) < 2:
            return cls(table, rows, None)
        if table.key:
            key = rows.column(table.key).combine_chunks()
            if _rises(key):
                return cls(table, rows, None)
            order = pc.sort_indices(key)
            if _rises(key.take(order)):
                return cls(table, rows, order)
        # Rows with one id, or without ids, are sorted by all that they say, as it is written.
        sound = cls(table, rows, None).part(0, len(rows))
        by = [table.key] if table.key else []
        by += [name for name in table.columns if name != table.key]
        return cls(table, rows, pc.sort_indices(sound, [(name, "ascending") for name in by]))

    def part(self, first: int, count: int = ROWS_AT_ONCE) -> pa.Table:
        """At most *count* rows from *first* on, each column one array: no more is copied."""
        if self.order is None:
            some = self.rows.slice(first, count)
        else:
            some = self.rows.take(self.order.slice(first, count))
        made = {}
        for field in self.table.fields:
            text = some.column(field.name).combine_chunks()
            made[field.name] = shortest_numbers(text) if field.kind == "number" else text
        return pa.table(made)


def _rises(key: pa.Array) -> bool:
    return bool(pc.all(pc.less(key.slice(0, len(key) - 1), key.slice(1))).as_py())


def _chunked(series: pd.Series) -> pa.ChunkedArray:
    """*series* as text, "" where null, in the arrays that it is made of."""
    text = pa.array(series, type=pa.large_string(), from_pandas=True)
    text = pc.fill_null(text, "") if text.null_count else text
    return text if isinstance(text, pa.ChunkedArray) else pa.chunked_array([text])


def header(names: Iterable[str]) -> bytes:
    """The first line of a CSV file with the columns *names*."""
    return (",".join(names) + "\n").encode("utf-8")


def _csv(sound: _Canonical) -> Iterator[bytes]:
    yield header(sound.table.columns)

    def part(first: int) -> bytes:
        return lines(sound.part(first))

    firsts = range(0, len(sound.rows), ROWS_AT_ONCE)
    if len(firsts) < 2:
        yield from map(part, firsts)
        return
    # Arrow works without the interpreter's lock, so a second processor is of use.
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for at in range(0, len(firsts), _AT_ONCE):
            yield from pool.map(part, firsts[at : at + _AT_ONCE])


def lines(part: pa.Table) -> bytes:
    """The lines of CSV of the rows of *part*, columns of `large_string`, of which it has some."""
    cells = [_quoted(column.combine_chunks()) for column in part.columns]
    rows = pc.binary_join_element_wise(*cells, pa.scalar(",", pa.large_string()))
    whole = pa.LargeListArray.from_arrays([0, len(rows)], rows)
    joined = pc.binary_join(whole, pa.scalar("\n", pa.large_string()))[0]
    return bytes(joined.as_buffer()) + b"\n"


def _quoted(text: pa.Array) -> pa.Array:
    if not holds(text, b'"', b",", b"\r", b"\n"):
        return text
    needed = pc.match_substring_regex(text, '[",\r\n]')
    doubled = pc.replace_substring(text, '"', '""')
    mark = pa.scalar('"', pa.large_string())
    empty = pa.scalar("", pa.large_string())
    return pc.if_else(needed, pc.binary_join_element_wise(mark, doubled, mark, empty), text)


def _replace(path: Path, contents: Iterable[bytes]) -> None:
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.writelines(contents)
    part.replace(path)
