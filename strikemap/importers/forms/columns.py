"""Columns of text, made and joined, as the importers of all forms do it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from strikemap.collection.writing import contiguous
from strikemap.model import TABLES

Cells = pd.Series | npt.NDArray[np.object_] | str
"""A column: its cells, or the one text that each row has."""


def text(value: str, index: pd.Index) -> pd.Series:
    """A column that holds *value* in each row."""
    if len(value) <= _SHORT and len(index) <= _SHARED:
        same = _repeated(value, 1 << max(len(index), 1_000).bit_length()).slice(0, len(index))
    else:
        same = pa.repeat(pa.scalar(value, pa.large_string()), len(index))
    return of_array(same, index)


_SHORT, _SHARED = 100, 1 << 16
_TEXT = pd.StringDtype(na_value=np.nan)


def of_array(cells: pa.Array, index: pd.Index) -> pd.Series:
    """*cells*, of `large_string`, as a column of text, not copied."""
    return pd.Series(pd.arrays.ArrowStringArray(cells, dtype=_TEXT), index=index, copy=False)  # type: ignore[call-arg]  # the stubs lag behind pandas


@lru_cache(maxsize=32)
def _repeated(value: str, length: int) -> pa.Array:
    """The columns of all parts of a file that hold one text alone share their memory."""
    return pa.repeat(pa.scalar(value, pa.large_string()), length)


def column(values: npt.ArrayLike, index: pd.Index) -> pd.Series:
    """A column of text from an array of strings."""
    cells = np.asarray(values, dtype=object)
    return of_array(pa.array(cells, pa.large_string(), from_pandas=True), index)


def joined(first: pd.Series, *others: pd.Series, sep: str = "|") -> pd.Series:
    """The cells of each row joined by *sep*."""
    cells = [pa.array(each, pa.large_string()) for each in (first, *others)]
    made = pc.binary_join_element_wise(
        *(each.combine_chunks() if isinstance(each, pa.ChunkedArray) else each for each in cells),
        pa.scalar(sep, pa.large_string()),
    )
    return of_array(made, first.index)


def frame(names: Sequence[str], cells: Mapping[str, Cells], index: pd.Index) -> pd.DataFrame:
    """A frame of text with columns *names* from *cells*; what is not given is empty."""
    made = {}
    blank = text("", index)
    for name in names:
        value = cells.get(name, "")
        if isinstance(value, str):
            made[name] = text(value, index) if value else blank
        else:
            made[name] = value if isinstance(value, pd.Series) else column(value, index)
    return pd.DataFrame(made, index=index)


def claims_frame(cells: Mapping[str, Cells], index: pd.Index) -> pd.DataFrame:
    """Rows of the claims table."""
    return frame(TABLES["claims"].columns, {"certainty": "stated", **cells}, index)


def slug(value: str, limit: int = 48) -> str:
    """*value* as part of an id: lower-case ASCII letters and digits, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")[:limit].strip("-")


def fingerprint(value: str, length: int = 12) -> str:
    """The same hexadecimal digits for the same *value*, in every version and on every machine."""
    return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:length]


def ids(prefix: str, values: pd.Series, rows: pd.DataFrame) -> pd.Series:
    """
    Ids of the model's form from a file's own: `RUS123` becomes `acled-rus123`.

    What is lost of an id in another script is made up for by its fingerprint, so that two ids
    stay two; where none is left, the fingerprint of what the row of *rows* says stands for it.
    """
    plain = values.str.strip().str.lower()
    odd = ~plain.str.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*")
    if odd.any():
        plain = plain.where(~odd, each_value(plain[odd], _id).reindex(plain.index))
        bare = plain == ""
        if bare.any():
            plain = plain.where(~bare, marks_of_rows(rows[bare]).reindex(plain.index))
    return f"{prefix}-" + plain if prefix else plain


def _id(value: str) -> str:
    short = re.sub("[^a-z0-9]+", "-", value).strip("-")
    letters = re.sub(r"[\W_]+", "", value)
    if not value or (short and letters.isascii()):
        return short
    return f"{short[:40]}-{fingerprint(value, 8)}".strip("-")


def marks_of_rows(rows: pd.DataFrame) -> pd.Series:
    """A fingerprint of what each row says, the same wherever it stands in a file."""
    whole = joined(*(rows[name] for name in rows.columns), sep="\x1f")
    return column([fingerprint(str(each)) for each in whole], rows.index)


def each_value(values: pd.Series, to: Callable[[str], str]) -> pd.Series:
    """*to* of each value, called once for each that is different."""
    codes, distinct = distinguished(values)
    made = pa.array([to(each) for each in distinct], pa.large_string())
    return of_array(made.take(codes), values.index)


def each_flag(values: pd.Series, is_so: Callable[[str], object]) -> npt.NDArray[np.bool_]:
    """Whether *is_so* of each value, asked once for each that is different."""
    codes, distinct = distinguished(values)
    flags = np.array([bool(is_so(each)) for each in distinct], dtype=bool)
    return np.asarray(flags[codes.to_numpy(zero_copy_only=False)])


def each_row(columns: Sequence[pd.Series], to: Callable[..., str]) -> pd.Series:
    """*to* of the cells of each row, one a column, called once for each row that is different."""
    kinds = np.zeros(len(columns[0]), dtype=np.int64)
    texts = []
    for each in columns:
        codes, distinct = distinguished(each)
        texts.append((codes.to_numpy(zero_copy_only=False), distinct))
        # As many kinds as there are rows at the most, so that no product is too large.
        kinds, _ = pd.factorize(kinds * len(distinct) + texts[-1][0])
    firsts = np.flatnonzero(~pd.Series(kinds).duplicated().to_numpy())
    cells = [[distinct[code] for code in codes[firsts]] for codes, distinct in texts]
    made = pa.array([to(*each) for each in zip(*cells, strict=True)], pa.large_string())
    return of_array(made.take(pa.array(kinds)), columns[0].index)


def distinguished(values: pd.Series) -> tuple[pa.Array, list[str]]:
    """Which of the different texts each value is, and these in the order in which they come."""
    encoded = contiguous(values).dictionary_encode()
    return encoded.indices, encoded.dictionary.to_pylist()
