"""Many texts at once: picked, repeated, joined."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Text: TypeAlias = pa.Array


def picked(of: Any, at: npt.NDArray[Any]) -> Text:
    """Those of the texts *of* that stand at the positions *at*."""
    return pa.array(list(of), pa.large_string()).take(pa.array(at))


def same(text: str, size: int) -> Text:
    """*text*, *size* times."""
    return pa.repeat(pa.scalar(text, pa.large_string()), size)


def days_as_text(days: npt.NDArray[np.datetime64]) -> Text:
    """*days* as ISO dates."""
    return picked(*_numbered(days))


def _numbered(days: npt.NDArray[np.datetime64]) -> tuple[list[str], npt.NDArray[np.int64]]:
    values, at = np.unique(days.astype("datetime64[D]"), return_inverse=True)
    return [str(day) for day in values], at


def joined(mark: str, *parts: Any) -> Text:
    """The *parts*, row by row, with *mark* between them."""
    return pc.binary_join_element_wise(*parts, pa.scalar(mark, pa.large_string()))
