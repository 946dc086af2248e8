"""What a session knows of its reader's map: what waits to be sent, what is held, what was opened."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


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


@dataclass(slots=True)
class Standing:
    """
    What the page with the map says of the days in view, as it was last sent.

    `is_passing` holds while a question of days that move is answered: what was said is dim until they
    rest, and stands as it is.
    """

    is_passing: bool = False
    _said: dict[str, Any] = field(default_factory=dict)
    _made: tuple[Hashable, Any] | None = None

    def words(self, what: str, make: Callable[[], T]) -> T:
        """What *make* says now; while days pass, what it said last, and is not asked."""
        if not self.is_passing or what not in self._said:
            self._said[what] = make()
        said: T = self._said[what]
        return said

    def while_moving(self, asked: Hashable, make: Callable[[], T], *, is_moving: bool) -> T:
        """What *make* makes of *asked*, kept while days move: for the rest, where that is of them."""
        made: T = self._made[1] if self._made and self._made[0] == asked else make()
        self._made = (asked, made) if is_moving else None
        return made
