"""Cells of a spreadsheet that are merged over several rows, each of which what they say is for."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from strikemap.importers.forms.header_meaning import field_of
from strikemap.vocabularies import CASUALTY_MEASURES

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
        self.spread: list[str] = []
        """Columns of the row that was filled last whose toll is that of several rows."""
        self._names = names
        self._tolls: dict[int, list[tuple[int, int, int]]] = {}
        self._coming: dict[int, deque[tuple[int, int]]] = {}
        self._said: dict[int, str] = {}
        for (top, at), (bottom, last) in sorted(ranges or ()):
            if at == last < len(names) and top < bottom and field_of(names[at]) in _GIVEN:
                self._coming.setdefault(at, deque()).append((top, bottom))
            if at < len(names) and is_toll(names[at]):
                self._tolls.setdefault(top, []).append((at, last, bottom))

    def fill(self, number: int, row: list[str]) -> None:
        """Give the cells of *row*, whose *number* counts from 0, what is merged over them."""
        self.spread = []
        for at, last, bottom in self._tolls.pop(number, ()):
            if at < len(row) and row[at].strip():
                self._note(number, row, at, last, bottom)
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

    def _note(self, number: int, row: list[str], at: int, last: int, bottom: int) -> None:
        """Say of a toll that it is that of several rows, or of several columns of tolls."""
        others = [each for each in self._names[at + 1 : last + 1] if is_toll(each)]
        if others and row[at].strip().isdigit():
            # Which of them it counts, or that it counts both, nothing says.
            row[at] = f"{row[at]} [merged with {others[0]}]"
        if bottom > number:
            self.spread.append(self._names[at])


def is_toll(name: str) -> bool:
    """Whether a column called *name* is one of people killed or injured."""
    return (field_of(name) or "").startswith((*CASUALTY_MEASURES, "casualties"))
