"""The least and the most of two columns of one toll."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from strikemap.importers.cells import counts
from strikemap.importers.cells.counts import Counts

Texts = npt.NDArray[np.object_]
Booleans = npt.NDArray[np.bool_]


def at_least(least: Counts, most: Counts) -> Counts:
    """*least*, a column of the least of a toll, where *most* has no other end of it."""
    is_open = least.known & ~most.known & (least.low == least.high)
    high, bound = np.where(is_open, "", least.high), np.where(is_open, "at_least", least.bound)
    return replace(least, high=high, bound=bound)


def either(one: Counts, other: Counts) -> Counts:
    """*one*, and in rows where it gives no number *other*."""
    low, high, bound = (
        np.where(one.known, getattr(one, name), getattr(other, name))
        for name in ("low", "high", "bound")
    )
    return replace(one, low=low, high=high, bound=bound)


def ends_of(least: Counts, most: Counts) -> tuple[Texts, Texts, Texts, Booleans]:
    """
    The range of two columns, its bound, and where its ends stood the other way round.

    Numbers in digits; the bound is the model's.
    """
    high = np.where(most.known, np.where(most.high == "", most.low, most.high), least.high)
    low = np.where(least.known, least.low, "")
    bound = np.where(most.known, np.where(least.known & (low != ""), "exact", "up_to"), least.bound)
    one, two = counts.number(low), counts.number(high)
    less = one > two
    return np.where(less, high, low), np.where(less, low, high), bound, less
