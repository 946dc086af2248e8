"""Cells that break a rule, and how a message quotes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from strikemap.languages import Sentence, quoted, sentences

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Fault:
    """Cells of a column that break a rule: their positions, and what to say of a value."""

    rule: str
    positions: Positions
    message: Callable[[str], str]


def where(mask: pa.Array) -> Positions:
    """The positions at which *mask* is true."""
    return np.flatnonzero(mask.to_numpy(zero_copy_only=False)).astype(np.intp)


def shown(value: str) -> Sentence:
    """
    *value* as a message quotes it, in the marks of its language: one line of at most 60 characters.
    """
    cut = value if len(value) <= 60 else value[:60] + "…"
    return quoted(cut)


def ascii_controls(text: str) -> str:
    """*text* with what is not printable escaped, marks of writing direction included."""
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode("ascii")
        for each in text
    )


def more_alike(count: int) -> Sentence:
    """That *count* rows beyond those that are named have the same fault."""
    return sentences(
        "and {count} more rows with the same fault",
        "and {count} more rows with the same fault",
        count,
    )


def fault_at(rule: str, at: Positions, message: Callable[[str], str]) -> Iterator[Fault]:
    """The fault of the cells *at*, where there are any."""
    if len(at):
        yield Fault(rule, at, message)
