"""Room for labels on a still map: none covers a symbol or another, and a region's stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely

from strikemap.cartography.drawing import Point
from strikemap.cartography.plane import Plane
from strikemap.geography import shapes

Box = tuple[float, float, float, float]
"""West, north, east and south edge, in pixels."""
FOOT = 22.0
"""Pixels at the lower edge of a map where its credits stand."""
STEP, FAR = 5.0, 150.0
"""Pixels between the points that are tried for a label, and how far it may move."""


@dataclass(slots=True)
class Room:
    """What is taken on a map, and where there is room yet."""

    plane: Plane
    _taken: list[Box] = field(default_factory=list)

    def take(self, x: float, y: float, radius: float) -> None:
        """Let nothing stand over a symbol of this radius."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius))

    def take_free(self, box: Box) -> bool:
        """Take *box* where it is within the map and covers nothing; whether it was."""
        if not self._free(np.array([box]))[0]:
            return False
        self._taken.append(box)
        return True

    def take_in(self, region: str, near: Point, boxes: Sequence[Box]) -> tuple[Point, int] | None:
        """
        Take one of *boxes*, each given around the pixel 0, 0, around a pixel of *region*: that
        pixel, the nearest to *near* at which one is free, and which; None where there is no such.

        One of which no region is known stands at *near* or nowhere.
        """
        points = self._in_region(region, near)
        free = np.array([self._free(np.tile(points, 2) + box) for box in boxes])
        found = np.flatnonzero(free.any(axis=0))
        if not len(found):
            return None
        (x, y), which = points[found[0]].tolist(), int(np.argmax(free[:, found[0]]))
        west, north, east, south = boxes[which]
        self._taken.append((x + west, y + north, x + east, y + south))
        return (x, y), which

    def _in_region(self, region: str, near: Point) -> npt.NDArray[np.float64]:
        """Pixels of *region*, *near* itself first, then by how far they are from it."""
        shape = shapes().get(region)
        if shape is None:
            return np.array([near])
        away = np.arange(-FAR, FAR + STEP / 2, STEP)
        across, along = (each.ravel() for each in np.meshgrid(away, away))
        nearest = np.argsort(across**2 + along**2, kind="stable")
        points = np.round(np.stack([across, along], axis=1)[nearest] + near, 1)
        latitude, longitude = self.plane.degrees(points[:, 0], points[:, 1])
        return np.asarray(points[shapely.intersects_xy(shape, longitude, latitude)])

    def _free(self, boxes: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        """Whether each of *boxes* is within the map and covers nothing that is taken."""
        west, north, east, south = boxes.T[..., None]
        inside = (west > 0) & (north > 0) & (east < self.plane.width)
        inside &= south < self.plane.height - FOOT
        left, top, right, bottom = np.reshape(self._taken, (-1, 4)).T
        apart = (west >= right) | (east <= left) | (north >= bottom) | (south <= top)
        return np.asarray(inside[:, 0] & apart.all(axis=1))
