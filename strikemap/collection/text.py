"""The tables of a collection as text again, and the hash of that text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap.ahead import made_ahead
from strikemap.collection.writing import (
    ROWS_AT_ONCE,
    contiguous,
    header,
    is_bare,
    lines,
    shortest_numbers,
)
from strikemap.model import TABLES, Collection
from strikemap.table import Table

Text = Callable[[slice | npt.NDArray[np.intp]], pa.Array]
"""Cells of one column as `large_string`, "" where empty: those of a slice, or at positions."""


def text_tables(
    collection: Collection, rows: Mapping[str, npt.NDArray[np.bool_]] | None = None
) -> Mapping[str, pd.DataFrame]:
    """
    The tables of *collection* as text, with the model's columns; `write` of them gives the
    bytes that it was read from, if `write` wrote those.

    *rows*, a mask for each table, chooses some of the records.
    """
    made = {}
    for name, table in TABLES.items():
        frame: pd.DataFrame = getattr(collection, name)
        chosen = _texts(table, frame if rows is None else frame[rows[name]], collection.incidents)
        made[name] = _table(chosen, slice(None)).to_pandas()
    return MappingProxyType(made)


def texts(collection: Collection, name: str) -> Mapping[str, Text]:
    """
    The text of each column of the table *name*, in the model's order, for whatever rows are
    asked for: nothing is made of those that are not.

    Raises:
        KeyError: *name* is no table of the model.
    """
    table = TABLES[name]
    return MappingProxyType(_texts(table, getattr(collection, name), collection.incidents))


def content_hash(frames: Mapping[str, pd.DataFrame]) -> str:
    """
    A SHA-256 over the canonical CSV of all tables, as 64 hexadecimal digits.

    *frames* are those of a `Collection`; the order of their rows changes nothing.
    """
    digests = {}
    for name, table in TABLES.items():
        if is_bare(table, frames[name]):
            table = table.bare
        columns = _texts(table, frames[name], frames["incidents"])
        digest = hashlib.sha256(header(table.columns))
        order = _canonical_order(table, columns)
        length = len(frames[name])
        # A part at a time: the whole text would be as large as the file.
        firsts = range(0, length, ROWS_AT_ONCE)
        made = partial(_lines_from, columns, order, length)
        for part in made_ahead(made, firsts, worth=len(firsts) > 1):
            digest.update(part)
        digests[name] = digest.hexdigest()
    return _of_all(digests)


def _lines_from(
    columns: Mapping[str, Text], order: npt.NDArray[np.intp] | None, length: int, first: int
) -> bytes:
    part = slice(first, min(first + ROWS_AT_ONCE, length))
    return lines(_table(columns, part if order is None else order[part]))


def hash_of_files(tables: Mapping[str, bytes]) -> str:
    """
    The `content_hash` of tables, by their names, given as the canonical CSV that `write` writes.

    It needs no model: what an old version's hash was, under the columns of its day, stays so.
    """
    return _of_all({name: hashlib.sha256(csv).hexdigest() for name, csv in tables.items()})


def _of_all(digests: Mapping[str, str]) -> str:
    told = "".join(f"{name} {digests[name]}\n" for name in sorted(digests))
    return hashlib.sha256(told.encode("ascii")).hexdigest()


def _canonical_order(table: Table, columns: Mapping[str, Text]) -> npt.NDArray[np.intp] | None:
    """The order in which the rows are written, by id or by all that they say; None as it is."""
    by = [table.key] if table.key else list(table.columns)
    keys = pa.table({name: columns[name](slice(None)) for name in by})
    if table.key:
        key = keys.column(0)
        if len(key) < 2 or pc.all(pc.less(key.slice(0, len(key) - 1), key.slice(1))).as_py():
            return None
    order = pc.sort_indices(keys, [(name, "ascending") for name in by])
    return np.asarray(order.to_numpy(), np.intp)


def _table(columns: Mapping[str, Text], rows: slice | npt.NDArray[np.intp]) -> pa.Table:
    return pa.table({name: text(rows) for name, text in columns.items()})


def _texts(table: Table, frame: pd.DataFrame, incidents: pd.DataFrame) -> dict[str, Text]:
    known = set(table.columns)
    made = {str(name): _text(series) for name, series in frame.items() if name in known}
    if table.name == "claims":
        ids = contiguous(incidents["incident_id"])
        made["incident_id"] = _taken(ids, frame["incident"].to_numpy())
    return {name: made[name] for name in table.columns}


def _text(series: pd.Series) -> Text:
    kind = series.dtype
    if isinstance(kind, pd.CategoricalDtype):
        return _taken(contiguous(kind.categories.array), series.array.codes)
    if kind.kind == "M":
        days = series.to_numpy()
        return lambda rows: _day(days[rows])
    if pd.api.types.is_float_dtype(kind):
        numbers = series.to_numpy()
        return lambda rows: shortest_numbers(_number(numbers[rows]))
    if pd.api.types.is_numeric_dtype(kind):
        return lambda rows: _number(series.array[rows])
    text = contiguous(series)
    return lambda rows: text[rows] if isinstance(rows, slice) else text.take(pa.array(rows))


def _day(days: npt.NDArray[np.datetime64]) -> pa.Array:
    whole = pa.array(days.astype("datetime64[D]"))
    return pc.fill_null(pc.cast(whole, pa.large_string()), "")


def _number(values: object) -> pa.Array:
    whole = pa.array(values, from_pandas=True)
    return pc.fill_null(pc.cast(whole, pa.large_string()), "")


def _taken(values: pa.Array, codes: npt.NDArray[np.integer]) -> Text:
    """The text at *codes* in *values*, "" where a code is negative."""

    def of(rows: slice | npt.NDArray[np.intp]) -> pa.Array:
        chosen = codes[rows]
        return pc.fill_null(values.take(pa.array(chosen, mask=chosen < 0)), "")

    return of
