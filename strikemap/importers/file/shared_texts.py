"""The texts that cells of a workbook share, and how much they come to in all cells together."""

from __future__ import annotations

from strikemap.importers.file.sheet_extent import whole

LONGEST_INDEX = 64
"""Characters that are kept of which of them a cell shows."""


class SharedTexts:
    """The bytes of each text, and how often each is shown; they may stand before or behind."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self._shown: dict[int, int] = {}
        self._unreadable = 0
        """Cells that show a shared text without saying which: their reader may take any."""

    def show(self, value: str, *, is_shared: bool) -> bool:
        """Take in a cell that shows the text numbered *value*; whether that says which one."""
        if value.isdigit() and value.isascii() and len(value) < LONGEST_INDEX:
            at = whole(value)
            self._shown[at] = self._shown.get(at, 0) + 1
            return True
        self._unreadable += is_shared
        return False

    @property
    def longest(self) -> int:
        """The bytes of the longest."""
        return max(self.lengths, default=0)

    def total(self) -> int:
        """The bytes of all that cells show of them, of those that do not say which the longest."""
        made = self._unreadable * self.longest
        for at, times in self._shown.items():
            made += times * (self.lengths[at] if at < len(self.lengths) else self.longest)
        return made


def byte_count(text: str) -> int:
    """The bytes of *text* in UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
