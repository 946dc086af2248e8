"""What a session knows of its reader's map: what waits to be sent, what is held, what was opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ready:
    """
    A map that waits to be sent, and how many incidents in view have no point on it.

    Where `is_there`, the browser has drawn it by itself: it asked for other days alone, which move
    a map of few incidents without the server.
    """

    draw: Callable[..., None]
    placeless: int
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """
    A symbol of the map that the reader opened, and the page of its list, from 0.

    Its incidents by their positions, or the cell of a large collection: column, line, cells to the
    width of the world, whether of occupied Ukraine, then column and line of what has joined it.  Or
    those of which only a region is known: its code, and whether it is of occupied Ukraine.
    """

    positions: tuple[int, ...] = ()
    cell: tuple[float, ...] | None = None
    region: tuple[str, bool] | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """Stamps of what a page holds already: the timeline's bars, and the map's layer; "" for none."""

    bars: str = ""
    layer: str = ""
