"""How much of a file is read at most, and what is raised where it holds more."""

from __future__ import annotations

MAX_ROWS = 2_000_000
MAX_COLUMNS = 200
MAX_CELLS = 50_000_000
MAX_FIELD_BYTES = 1_000_000
MAX_FILE_BYTES = 2 * 1024**3


class Unreadable(Exception):
    """A file, or a part of it, that can't be read; the message says what would be right."""

    def __init__(self, rule: str, message: str, row: int = 0, column: str = "") -> None:
        super().__init__(message)
        self.rule, self.row, self.column = rule, row, column
