"""Sums of tolls over incidents, with what is unknown counted beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from strikemap.casualties.standing import BOUND_CODES, Integers
from strikemap.casualties.tolls import Tolls
from strikemap.row_index import index


@dataclass(frozen=True, slots=True)
class Total:
    """
    A sum over incidents.  `high` is None where some toll has no maximum.

    `up_to` counts the headline figures that are maxima and so entered the headline as 0.  Of the
    headline `civilians` and `combatants` are told of as such, the rest is `not_said`.
    """

    incidents: int
    known: int
    low: int
    headline: int
    high: int | None
    zero: int
    up_to: int
    civilians: int = 0
    combatants: int = 0

    @property
    def not_said(self) -> int:
        """Of the headline those of whom it is not said what they were."""
        return self.headline - self.civilians - self.combatants

    @property
    def tells_of_whom(self) -> bool:
        """Whether any of the headline is told to be civilians, or combatants."""
        return bool(self.civilians or self.combatants)

    @property
    def unknown(self) -> int:
        """Incidents without a number that stands."""
        return self.incidents - self.known


def total(of: Tolls, rows: npt.ArrayLike) -> Total:
    """The sum of *of* over the incidents at *rows* (positions or a mask)."""
    chosen = index(rows)
    known = of.known[chosen]
    maxima = of.bound[chosen] == BOUND_CODES.index("up_to")
    return Total(
        incidents=len(known),
        known=int(known.sum()),
        low=int(of.low[chosen].sum(dtype=np.int64)),
        headline=int(of.headline[chosen].sum(dtype=np.int64)),
        high=None if (of.is_open[chosen]).any() else int(of.high[chosen].sum(dtype=np.int64)),
        zero=int((known & (of.high[chosen] == 0) & ~of.is_open[chosen]).sum()),
        up_to=int((known & maxima).sum()),
        civilians=0 if of.parts is None else int(of.parts.civilians[chosen].sum(dtype=np.int64)),
        combatants=0 if of.parts is None else int(of.parts.combatants[chosen].sum(dtype=np.int64)),
    )


def totals_by(of: Tolls, groups: npt.ArrayLike, rows: npt.ArrayLike) -> pd.DataFrame:
    """
    The sums of *of* over *rows*, for each value of *groups* (one for each incident).

    Columns: `group, incidents, known, unknown, low, headline, high, open, zero, up_to, civilians,
    combatants`, a row a group in order of its value.  The columns that count or sum add up to
    `total`.
    """
    chosen = np.asarray(rows)
    values, where = np.unique(np.asarray(groups)[chosen], return_inverse=True)
    known = of.known[chosen]

    def summed(what: npt.ArrayLike) -> Integers:
        weights = np.asarray(what, dtype=np.float64)
        return np.bincount(where, weights, len(values)).astype(np.int64)

    shut = ~of.is_open[chosen]
    none = np.zeros(len(known), np.int8)
    civilians, combatants = (
        (none, none) if of.parts is None else (each[chosen] for each in of.parts[:2])
    )
    counts = np.bincount(where, minlength=len(values))
    return pd.DataFrame(
        {
            "group": values,
            "incidents": counts,
            "known": summed(known),
            "unknown": counts - summed(known),
            "low": summed(of.low[chosen]),
            "headline": summed(of.headline[chosen]),
            "high": summed(of.high[chosen]),
            "open": summed(~shut) > 0,
            "zero": summed(known & (of.high[chosen] == 0) & shut),
            "up_to": summed(known & (of.bound[chosen] == BOUND_CODES.index("up_to"))),
            "civilians": summed(civilians),
            "combatants": summed(combatants),
        }
    )
