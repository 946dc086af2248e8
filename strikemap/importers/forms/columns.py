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

from strikemap.model import TABLES

Cells = pd.Series | npt.NDArray[np.object_] | str
"""A column: its cells, or the one text that each row has."""


def text(value: str, index: pd.Index) -> pd.Series:
    """A column that holds *value* in each row."""
    if len(value) <= _SHORT and len(index) <= _SHARED:
        same = _repeated(value, 1 << max(len(index), 1_000).bit_length()).slice(0, len(index))
    else:
        same = pa.repeat(pa.scalar(value, pa.large_string()), len(index))
    made: pd.Series = same.to_pandas()
    return made.set_axis(index)


_SHORT, _SHARED = 100, 1 << 16


@lru_cache(maxsize=32)
def _repeated(value: str, length: int) -> pa.Array:
    """The columns of all parts of a file that hold one text alone share their memory."""
    return pa.repeat(pa.scalar(value, pa.large_string()), length)


def column(values: npt.ArrayLike, index: pd.Index) -> pd.Series:
    """A column of text from an array of strings."""
    return pd.Series(np.asarray(values, dtype=object), index=index, dtype="str")


def joined(first: pd.Series, *others: pd.Series, sep: str = "|") -> pd.Series:
    """The cells of each row joined by *sep*."""
    cells = [pa.array(each, pa.large_string()) for each in (first, *others)]
    made: pd.Series = pc.binary_join_element_wise(
        *(each.combine_chunks() if isinstance(each, pa.ChunkedArray) else each for each in cells),
        pa.scalar(sep, pa.large_string()),
    ).to_pandas()
    return made.set_axis(first.index)


def frame(names: Sequence[str], cells: Mapping[str, Cells], index: pd.Index) -> pd.DataFrame:
    """A frame of text with columns *names* from *cells*; what is not given is empty."""
    made = {}
    for name in names:
        value = cells.get(name, "")
        if isinstance(value, str):
            made[name] = text(value, index)
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
    codes, distinct = pd.factorize(values)
    made = np.array([to(str(value)) for value in distinct], dtype=object)
    return column(made[codes] if len(made) else made, values.index)
