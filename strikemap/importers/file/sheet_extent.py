"""How far apart the filled cells of a sheet stand: its reader makes all between them."""

from __future__ import annotations

from functools import lru_cache

SPREAD = 20
"""Cells to each filled one that a sheet may span: its reader makes all of the rectangle."""
SPREAD_COUNTS_FROM = 2_000_000

_DIGITS = 10


class Extent:
    """The rectangle that the filled cells of one sheet span, rows and columns counted from 1."""

    def __init__(self) -> None:
        self.row = self.column = 0
        """Where the last cell was that was met, filled or not."""
        self.filled = 0
        self._low: tuple[int, int] | None = None
        self._high = (0, 0)

    def to_row(self, named: str, count: int = 1) -> None:
        """Go to the row that is *named*, or *count* further."""
        self.row = whole(named) if named.isdigit() else self.row + count
        self.column = 0

    def to_cell(self, named: str, count: int = 1) -> None:
        """Go to the cell that is *named* as in “AB12”, or *count* columns further."""
        letters = named.rstrip("0123456789")
        if not letters:
            self.column += count
            return
        self.column, row = _column(letters), named[len(letters) :]
        self.row = whole(row) if row else self.row

    def fill(self, rows: int = 1, columns: int = 1) -> None:
        """Count so many *rows* and *columns* that end here as filled."""
        self.filled += rows * columns
        first = self.row - rows + 1, self.column - columns + 1
        low = self._low or first
        self._low = min(low[0], first[0]), min(low[1], first[1])
        self._high = max(self._high[0], self.row), max(self._high[1], self.column)

    @property
    def spanned(self) -> int:
        """The cells of the rectangle, filled or not."""
        low = self._low or (1, 1)
        return (self._high[0] - low[0] + 1) * (self._high[1] - low[1] + 1)

    @property
    def is_sparse(self) -> bool:
        """Whether the rectangle is large, and little of it filled."""
        return self.spanned > max(SPREAD_COUNTS_FROM, SPREAD * self.filled)


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    """The number of the column *letters*: 1 for A, 27 for AA."""
    number = 0
    for each in letters[:_DIGITS].upper():
        number = number * 26 + ord(each) - ord("A") + 1
    return number


def whole(digits: str) -> int:
    """The number that *digits* say, of a long one as much as is beyond every bound."""
    return int(digits.lstrip("0")[:_DIGITS] or 0)
