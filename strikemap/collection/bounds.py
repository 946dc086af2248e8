"""How much of a file is read at most, and what is raised where it holds more."""

from __future__ import annotations

from strikemap.languages import SpokenError

MAX_ROWS = 2_000_000
MAX_COLUMNS = 200
MAX_CELLS = 50_000_000
MAX_FIELD_BYTES = 1_000_000
MAX_IMPORTED_CELLS = 100_000_000
"""Of a file that is imported, blank ones and those of rows that can't be read included."""
MAX_MADE_BYTES = 1_500_000_000
"""Of what is made of a file in memory, while it is imported."""
MAX_FILE_BYTES = 2 * 1024**3


class Unreadable(SpokenError):
    """A file, or a part of it, that can't be read; the message says what would be right."""

    def __init__(self, rule: str, message: str, row: int = 0, column: str = "") -> None:
        super().__init__(message)
        self.rule, self.row, self.column = rule, row, column
