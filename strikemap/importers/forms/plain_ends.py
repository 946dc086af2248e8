"""The least and the most of two columns of one toll."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from strikemap.importers.cells import counts
from strikemap.importers.cells.counts import Counts

Texts = npt.NDArray[np.object_]
Booleans = npt.NDArray[np.bool_]


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
