"""Cells of a spreadsheet that are merged over several rows, each of which what they say is for."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from strikemap.importers.forms.header_meaning import field_of

Range = tuple[tuple[int, int], tuple[int, int]]
"""Row and column, from 0, of a range's first and last cell."""

LONGEST = 200
"""Characters of a cell that is given to other rows: a longer one is no day and no place."""

_NAMES = (
    "date_start date_end year month day time time_zone place place_local region latitude longitude "
    "coordinates publisher url claimant"
)
_GIVEN = frozenset(_NAMES.split())
"""Fields whose cell each of the rows is given; a number over several rows is one for all of them,
and would be counted again in each."""


class Merged:
    """The cells of days, places and sources that are merged over rows, met row by row."""

    def __init__(self, ranges: Sequence[Range] | None, names: Sequence[str]) -> None:
        self.given = 0
        """Cells that were filled so far."""
        self._coming: dict[int, deque[tuple[int, int]]] = {}
        self._said: dict[int, str] = {}
        for (top, at), (bottom, last) in sorted(ranges or ()):
            if at == last < len(names) and top < bottom and field_of(names[at]) in _GIVEN:
                self._coming.setdefault(at, deque()).append((top, bottom))

    def fill(self, number: int, row: list[str]) -> None:
        """Give the cells of *row*, whose *number* counts from 0, what is merged over them."""
        for at, coming in self._coming.items():
            while coming and coming[0][1] < number:
                coming.popleft()
            if not coming or coming[0][0] > number or at >= len(row):
                continue
            if number == coming[0][0]:
                self._said[at] = row[at] if len(row[at]) <= LONGEST else ""
            elif not row[at] and self._said.get(at):
                row[at] = self._said[at]
                self.given += 1
