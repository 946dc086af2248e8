"""What a field of a plain table holds, and the names that it goes by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field holds, in words, and its other names, with spaces between them."""

    words: str
    known_as: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names by themselves."""
        return tuple(self.known_as.split())
