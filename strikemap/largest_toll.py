"""The largest headline figure in view, found from the largest of all days downward."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from strikemap.cache import cached
from strikemap.casualties.claimants import speakers_at
from strikemap.casualties.tolls import tolls
from strikemap.filters.choices import Filters
from strikemap.filters.rows import is_kept, rows_kept
from strikemap.model import Collection

Rows = npt.NDArray[np.int64]

AT_ONCE = 1_024
"""Incidents that are looked at first, and four times as many each time that none is in view."""


@dataclass(frozen=True, slots=True)
class LargestToll:
    """
    The largest headline figure: how many incidents have it, and the first one's position.

    Ascending and each once, over all of them: `bounds`, how it is put, as indices into
    `BOUND_CODES`; `claimants`, by whose word it is, as positions in `claimants`.
    """

    number: int
    incidents: int
    row: int
    bounds: tuple[int, ...]
    claimants: tuple[int, ...]


def largest_toll(collection: Collection, filters: Filters, measure: str) -> LargestToll | None:
    """
    The largest headline figure of *measure* that what *filters* keeps has, above zero.

    Of the incidents with a figure in order of size only so many are looked at as come before the
    first that is in view, and those that have the same.
    """
    ranked, figures = _ranked(collection, replace(filters, dates=None), measure)
    start, size = 0, AT_ONCE
    while start < len(ranked):
        found = np.flatnonzero(is_kept(collection, filters, ranked[start : start + size]))
        if len(found):
            break
        start, size = start + size, 4 * size
    else:
        return None
    at = start + int(found[0])
    # The figures descend; none of those before this one with the same figure is in view.
    stop = int(np.searchsorted(-figures, -int(figures[at]), side="right"))
    same = ranked[at:stop]
    same = same[is_kept(collection, filters, same)]
    of = tolls(collection, measure, filters.choice)
    bounds, who = np.unique(of.bound[same]).tolist(), speakers_at(collection, of, same).tolist()
    return LargestToll(int(figures[at]), len(same), int(same[0]), tuple(bounds), tuple(who))


@cached
def _ranked(collection: Collection, filters: Filters, measure: str) -> tuple[Rows, Rows]:
    """Incidents with a headline figure above zero, the largest first, and the figures."""
    of, rows = tolls(collection, measure, filters.choice), rows_kept(collection, filters)
    rows = rows[of.known[rows] & (of.headline[rows] > 0)]
    figures = of.headline[rows].astype(np.int64)
    order = np.argsort(-figures, kind="stable")
    return rows[order], figures[order]
