"""Tables of text to files: one form only, so that a change is a small difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pandas.api.extensions import ExtensionArray

from strikemap.ahead import made_ahead
from strikemap.collection import package
from strikemap.model import TABLES
from strikemap.table import Table

ROWS_AT_ONCE = 32_768
_ROWS_WRITTEN = 4_096
"""At once: several copies of so many rows are made on the way to bytes, and the columns of twice as
many are so large that the system is asked for each of them."""
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
    columns in the model's order but those that a table may lack where no row of it fills one,
    sorted by id (corrections by date), numbers in their shortest form.  The same tables give
    the same bytes.  With *parquet*, each table is also written as Parquet, which is read
    faster.  Files of other names stay.

    Raises:
        KeyError: a table or a column of the model is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES.values():
        sound = _Canonical(table, tables[table.name])
        _replace(folder / f"{table.name}.csv", _csv(sound))
        fast = folder / f"{table.name}.parquet"
        if parquet:
            pq.write_table(sound.part(0, len(sound)), fast, compression="zstd")
        else:
            fast.unlink(missing_ok=True)
    bare = [name for name, table in TABLES.items() if is_bare(table, tables[name])]
    _replace(folder / package.FILE, [package.written(package.described(contents, bare))])


def is_bare(table: Table, frame: pd.DataFrame) -> bool:
    """Whether *frame* is written without the columns that *table* may lack: no row fills one."""
    names = [each.name for each in table.fields if each.may_lack]
    return bool(names) and all(_is_blank(frame[name]) for name in names if name in frame)


def _is_blank(series: pd.Series) -> bool:
    if isinstance(series.dtype, pd.CategoricalDtype):
        codes = series.cat.codes.to_numpy()
        filled = np.append(np.asarray(series.cat.categories) != "", False)
        return not filled[codes].any()
    return not pc.any(pc.not_equal(contiguous(series), "")).as_py()


def csv_bytes(name: str, frame: pd.DataFrame, *, all_columns: bool = False) -> bytes:
    """
    The bytes of `name`.csv as `write` has them; with *all_columns* none is left out.

    Raises:
        KeyError: a column of the model is missing, or *name* is no table of it.
    """
    return b"".join(_csv(_Canonical(TABLES[name], frame, all_columns=all_columns)))


def contiguous(series: pd.Series | ExtensionArray) -> pa.Array:
    """*series* as one array of text, "" where null; not copied where it is one already."""
    text = pa.array(series, type=pa.large_string(), from_pandas=True)
    if isinstance(text, pa.ChunkedArray):
        text = text.chunk(0) if text.num_chunks == 1 else text.combine_chunks()
    return pc.fill_null(text, "") if text.null_count else text


def holds_any(text: pa.Array) -> bool:
    """Whether any cell of *text* is filled."""
    _, offsets, _ = text.buffers()
    if not len(text):
        return False
    ends = np.frombuffer(offsets, np.int64, len(text) + 1, text.offset * 8)
    return bool(ends[-1] > ends[0])


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
    # Numbers come again and again: each that is different is looked at once.
    encoded = text.dictionary_encode()
    text = encoded.dictionary
    numeric = pc.match_substring_regex(text, NUMBER_PATTERN)
    values = pc.cast(pc.if_else(numeric, text, None), pa.float64())
    finite = pc.fill_null(pc.is_finite(values), False)
    # Adding zero turns -0 into 0.
    short = pc.cast(pc.cast(pc.add(values, 0.0), pa.string()), pa.large_string())
    return pc.if_else(finite, short, text).take(encoded.indices)


class _Canonical:
    """The rows of a table as they are written: in the order of their ids, a part at a time."""

    def __init__(self, table: Table, frame: pd.DataFrame, *, all_columns: bool = False) -> None:
        if not all_columns and is_bare(table, frame):
            table = table.bare
        self.table = table
        self._rows = pa.table({name: _chunked(frame[name]) for name in table.columns})
        self._batches = self._rows.to_batches()
        lengths = [len(batch) for batch in self._batches]
        self._starts = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        self._order: npt.NDArray[np.int64] | None = None
        if len(self) < 2:
            return
        if table.key:
            key = self._rows.column(table.key).combine_chunks()
            if _rises(key):
                return
            order = pc.sort_indices(key)
            if _rises(key.take(order)):
                self._order = order.to_numpy().astype(np.int64)
                return
        # Rows with one id, or without ids, are sorted by all that they say, as it is written.
        by = [table.key] if table.key else []
        by += [name for name in table.columns if name != table.key]
        order = pc.sort_indices(self.part(0, len(self)), [(name, "ascending") for name in by])
        self._order = order.to_numpy().astype(np.int64)

    def __len__(self) -> int:
        return len(self._rows)

    def part(self, first: int, count: int) -> pa.Table:
        """At most *count* rows from *first* on, each column one array."""
        if self._order is None:
            some = self._rows.slice(first, count)
        else:
            some = self._taken(self._order[first : first + count])
        made = {}
        for field in self.table.fields:
            text = some.column(field.name).combine_chunks()
            made[field.name] = shortest_numbers(text) if field.kind == "number" else text
        return pa.table(made)

    def _taken(self, rows: npt.NDArray[np.int64]) -> pa.Table:
        # Arrow's own `take` would make one array of all that a column's parts hold, each time.
        batch = np.searchsorted(self._starts, rows, "right") - 1
        order = np.argsort(batch, kind="stable")
        of, ends = np.unique(batch[order], return_index=True)
        groups = np.split(rows[order], ends[1:])
        taken = [
            self._batches[at].take(pa.array(group - self._starts[at]))
            for at, group in zip(of.tolist(), groups, strict=True)
        ]
        back = np.empty(len(rows), dtype=np.int64)
        back[order] = np.arange(len(rows))
        return pa.Table.from_batches(taken).combine_chunks().take(pa.array(back))


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
        return lines(sound.part(first, _ROWS_WRITTEN))

    firsts = range(0, len(sound), _ROWS_WRITTEN)
    yield from made_ahead(part, firsts, worth=len(firsts) > 1)


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
    needed = pc.match_substring(text, ",")
    for other in ('"', "\r", "\n"):
        if holds(text, other.encode()):
            needed = pc.or_(needed, pc.match_substring(text, other))
    doubled = pc.replace_substring(text, '"', '""') if holds(text, b'"') else text
    mark = pa.scalar('"', pa.large_string())
    empty = pa.scalar("", pa.large_string())
    return pc.if_else(needed, pc.binary_join_element_wise(mark, doubled, mark, empty), text)


def _replace(path: Path, contents: Iterable[bytes]) -> None:
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.writelines(contents)
    part.replace(path)
