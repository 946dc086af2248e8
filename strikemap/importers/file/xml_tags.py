"""How long a tag of XML may be: its reader holds all of it, and makes each attribute, at once."""

from __future__ import annotations

import io

from strikemap.importers.problem import ImportProblem
from strikemap.languages import sentence

LONGEST = 2_000_000
"""Bytes from one tag's beginning to the next one's; a cell's text is half of that at most."""


class Tags:
    """
    Counts what stands between the beginnings of tags in a document that comes in parts.

    Within a tag no other can begin, whatever its attributes say.  In UTF-16, where other letters
    have that byte in them, all of a document counts as one tag.
    """

    def __init__(self) -> None:
        self._since = 0
        self._is_wide: bool | None = None

    def take(self, part: bytes) -> bytes:
        """
        The next *part*, of `LONGEST` bytes at the most, once it is counted.

        Raises:
            ImportProblem: a tag, or the text between two, is longer than `LONGEST`.
        """
        if self._is_wide is None:
            self._is_wide = b"\0" in part[:4] or part[:2] in (b"\xff\xfe", b"\xfe\xff")
        first = -1 if self._is_wide else part.find(b"<")
        if self._since + (len(part) if first < 0 else first) > LONGEST:
            told = sentence("more is in it than fits into memory; cut the file into parts")
            raise ImportProblem(told)
        self._since = self._since + len(part) if first < 0 else len(part) - part.rfind(b"<")
        return part


class CountedTags(io.BufferedIOBase):
    """The document *inner*, read no further than its tags are short enough."""

    def __init__(self, inner: io.BufferedIOBase) -> None:
        self._inner, self._tags = inner, Tags()

    def read(self, size: int | None = -1) -> bytes:
        """As of a file, at most 64 KiB at once."""
        most = 1 << 16 if size is None or size < 0 else min(size, 1 << 16)
        return self._tags.take(self._inner.read(most))

    def readable(self) -> bool:
        """As of every stream that is read."""
        return True
