"""A table as its file has it: columns of text, taken out one at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

ROW = "_row"
"""The column of a frame of text that holds each row's number as a spreadsheet counts it."""

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """
    The text of a table: its columns' `names` in the file's order and its rows' `numbers`.

    `take(place)` gives the column at *place*, "" where empty: plain `large_string`, or as a
    dictionary of such where values come again and again.  Each column can be taken once, so
    that its text need not be held longer than it is looked at.  It may raise `Unreadable`.
    """

    file: str
    names: tuple[str, ...]
    numbers: Rows
    take: Callable[[int], pa.Array]

    def frame(self) -> pd.DataFrame:
        """All columns as a frame of dtype `str`; `_row` is among them where rows are missing."""
        columns = [plain(self.take(place)) for place in range(len(self.names))]
        made: pd.DataFrame = pa.table(
            columns, names=[f"c{each}" for each in range(len(columns))]
        ).to_pandas()
        made.columns = pd.Index(self.names, dtype="str")
        if not np.array_equal(self.numbers, numbered(len(made))):
            made[ROW] = self.numbers
        return made


def numbered(length: int) -> Rows:
    """The numbers of *length* rows below a header, as a spreadsheet counts them."""
    return np.arange(2, length + 2, dtype=np.int64)


def kept(columns: Sequence[pa.ChunkedArray]) -> Callable[[int], pa.Array]:
    """A `RawTable`'s `take` from *columns*, each let go once it is taken."""
    waiting: dict[int, pa.ChunkedArray] = dict(enumerate(columns))
    return lambda place: whole(waiting.pop(place))


def whole(column: pa.ChunkedArray) -> pa.Array:
    """The chunks of *column* as one array, with one dictionary where it has dictionaries."""
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    if column.num_chunks == 1:
        return column.chunk(0)
    joined = column.combine_chunks()
    return joined.chunk(0) if isinstance(joined, pa.ChunkedArray) else joined


def plain(text: pa.Array) -> pa.Array:
    """*text* as `large_string`, without a dictionary."""
    return pc.cast(text, pa.large_string()) if isinstance(text, pa.DictionaryArray) else text


_MARKED = r"\A'('*[=+\-@\t\r\n＝＋－＠])"


def without_marks(raw: RawTable) -> RawTable:
    """
    *raw*, a table of an exported view, without the apostrophes that keep a spreadsheet from
    running a cell (`strikemap.export.tables.harmless`).
    """
    return replace(raw, take=lambda place: _unmarked(raw.take(place)))


def _unmarked(text: pa.Array) -> pa.Array:
    words = text.dictionary if isinstance(text, pa.DictionaryArray) else text
    if not pc.any(pc.starts_with(words, "'")).as_py():
        return text
    return pc.replace_substring_regex(plain(text), _MARKED, r"\1", max_replacements=1)


def is_empty(text: pa.Array) -> npt.NDArray[np.bool_]:
    """Which cells of *text* are empty."""
    if isinstance(text, pa.DictionaryArray):
        return np.asarray(is_empty(text.dictionary)[text.indices.to_numpy()])
    empty = pc.equal(pc.binary_length(text), 0)
    return np.asarray(empty.to_numpy(zero_copy_only=False), dtype=bool)
