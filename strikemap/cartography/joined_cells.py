"""
Crowded cells as one, by the rule of the places (`strikemap.cartography.places`).

Cells of one territory that would cover each other are one, at the point of the one among them that
has the most incidents; those of two territories never join, and are drawn smaller instead.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from strikemap.cartography.cells import Cells, Integers, Sums, cell_radius
from strikemap.cartography.places import TARGET
from strikemap.cartography.points import WORLD_PIXELS, mercator

Floats = npt.NDArray[np.float64]
LEAST_RADIUS = 4.0
"""Pixels: no cell is drawn smaller."""


def joined_cells(of: Cells, zoom: float) -> Cells:
    """*of*, at most thousands, as the map shows them at *zoom*: crowded ones as one."""
    pixel = WORLD_PIXELS * 2**zoom
    x, y = (
        each.astype(np.float64) * pixel
        for each in mercator(np.asarray(of.latitude), np.asarray(of.longitude))
    )
    into = np.arange(len(of))
    count, alone = of.count.copy(), np.arange(len(of))
    while True:
        order = alone[np.lexsort((alone, -count[alone]))]
        away = np.hypot(x[order, None] - x[order], y[order, None] - y[order])
        near = _cover(away, cell_radius(count[order]), of.is_occupied[order])
        if not near.any():
            return _apart(_summed(of, into, count, alone), x[alone], y[alone])
        kept = np.ones(len(order), dtype=bool)
        for at in np.flatnonzero(near.any(axis=1)).tolist():
            # The greater ones come first: those before it that are kept can take it in.
            others = np.flatnonzero(near[at, :at] & kept[:at])
            if len(others):
                greater = others[np.argmin(away[at, others])]
                kept[at] = False
                count[order[greater]] += count[order[at]]
                into[into == order[at]] = order[greater]
        alone = np.sort(order[kept])


def _cover(away: Floats, radius: Floats, side: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    reach = np.maximum(np.maximum(radius[:, None], radius), TARGET)
    near: npt.NDArray[np.bool_] = (away < reach) & (side[:, None] == side)
    np.fill_diagonal(near, val=False)
    return near


def _summed(of: Cells, into: Integers, count: Integers, alone: Integers) -> Cells:
    """The cells at *alone*, each with all that has gone *into* it."""

    def added(column: Integers) -> Integers:
        return np.bincount(into, column, len(of))[alone].astype(np.int64)

    def sums(each: Sums) -> Sums:
        bounds = np.zeros(len(of), dtype=np.int64)
        np.bitwise_or.at(bounds, into, each.bounds)
        return Sums(added(each.sum), bounds[alone], added(each.unknown))

    gone = np.flatnonzero(into != np.arange(len(of)))
    at = np.searchsorted(alone, into[gone])
    return replace(
        of,
        latitude=of.latitude[alone],
        longitude=of.longitude[alone],
        radius=cell_radius(count[alone]),
        count=count[alone],
        killed=sums(of.killed),
        injured=sums(of.injured),
        column=of.column[alone],
        line=of.line[alone],
        is_occupied=of.is_occupied[alone],
        more=(at, of.column[gone], of.line[gone]),
    )


def _apart(of: Cells, x: Floats, y: Floats) -> Cells:
    """*of* with those smaller that reach the middle of one of another territory."""
    ours, theirs = np.flatnonzero(~of.is_occupied), np.flatnonzero(of.is_occupied)
    if not len(ours) or not len(theirs):
        return of
    away = np.hypot(x[ours, None] - x[theirs], y[ours, None] - y[theirs])
    reach = np.maximum(of.radius[ours, None], of.radius[theirs])
    within = np.where(away < reach, away, np.inf)
    radius = of.radius.copy()
    radius[ours] = np.minimum(radius[ours], np.maximum(within.min(axis=1), LEAST_RADIUS))
    radius[theirs] = np.minimum(radius[theirs], np.maximum(within.min(axis=0), LEAST_RADIUS))
    return replace(of, radius=np.floor(radius * 10) / 10)
