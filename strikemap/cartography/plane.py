"""The rectangle of a still map: degrees to pixels and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strikemap.cartography.points import WORLD_PIXELS, Window, mercator

Floats = npt.NDArray[np.float64]

MARGIN = 0.12
LEAST_SPAN = 0.008
"""The least part of the world across that a picture shows, about 3 degrees."""


@dataclass(frozen=True, slots=True)
class Plane:
    """A map's rectangle: fractions of the world at its north-west corner, pixels to the world."""

    x0: float
    y0: float
    scale: float
    width: float
    height: float

    @classmethod
    def around(cls, corners: Sequence[Sequence[float]], width: float, height: float) -> Plane:
        """The plane that shows degrees from the south-west to the north-east corner."""
        (south, west), (north, east) = corners
        (left, right), (low, high) = mercator([south, north], [west, east])
        wide = max(float(right - left) * (1 + 2 * MARGIN), LEAST_SPAN)
        tall = max(float(low - high) * (1 + 2 * MARGIN), LEAST_SPAN)
        scale = min(width / wide, height / tall)
        middle = float(left + right) / 2, float(low + high) / 2
        return cls._at(middle, scale, width, height)

    @classmethod
    def at(
        cls, latitude: float, longitude: float, zoom: float, width: float, height: float
    ) -> Plane:
        """The plane whose middle is a point in degrees, at a zoom of the map."""
        x, y = mercator([latitude], [longitude])
        return cls._at((float(x[0]), float(y[0])), WORLD_PIXELS * 2**zoom, width, height)

    @classmethod
    def _at(cls, middle: tuple[float, float], scale: float, width: float, height: float) -> Plane:
        x0, y0 = middle[0] - width / scale / 2, middle[1] - height / scale / 2
        return cls(x0, y0, scale, width, height)

    @property
    def zoom(self) -> float:
        """The zoom of the map at which symbols of this size would join alike."""
        return float(np.log2(self.scale / WORLD_PIXELS))

    @property
    def window(self) -> Window:
        """What it shows, in degrees."""
        ends = np.array([self.y0, self.y0 + self.height / self.scale])
        north, south = np.degrees(np.arctan(np.sinh((0.5 - ends) * 2 * np.pi)))
        west, east = ((x - 0.5) * 360 for x in (self.x0, self.x0 + self.width / self.scale))
        return Window(float(south), west, float(north), east, self.zoom)

    def degrees(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Floats, Floats]:
        """The latitudes and longitudes of pixels."""
        along = (0.5 - self.y0 - np.asarray(y, float) / self.scale) * 2 * np.pi
        longitude = (self.x0 + np.asarray(x, float) / self.scale - 0.5) * 360
        return np.degrees(np.arctan(np.sinh(along))), longitude

    def pixels(self, latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Points in degrees as pixels from the north-west corner, to a tenth."""
        x, y = mercator(latitude, longitude)
        x, y = x.astype(np.float64), y.astype(np.float64)
        return np.round((x - self.x0) * self.scale, 1), np.round((y - self.y0) * self.scale, 1)

    def pixel(self, latitude: float, longitude: float) -> tuple[float, float]:
        """One point in degrees as `pixels`."""
        (x,), (y,) = self.pixels([latitude], [longitude])
        return float(x), float(y)
