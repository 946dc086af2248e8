"""A part of a spreadsheet as its reader is given it: errors and raised notes as what they show."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO

_TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"<]*\"[^<>\"']*|'[^'<]*'[^<>\"']*)*>")
_OF_ERROR = re.compile(rb"(\st\s*=\s*)(?:\"e\"|'e')")
_VALUE = re.compile(rb"\s[\w.-]+:(?:value|string-value)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_TYPE = re.compile(rb"(\s[\w.-]+:value-type\s*=\s*)(?:\"[^\"]*\"|'[^']*')")
MOST_HELD = 1 << 20
"""Bytes of a cell that is not yet read to its end: what shows an error is far shorter."""

Mend = Callable[[bytes], bytes]


def of_workbook(tag: bytes) -> bytes:
    """The *tag* of a cell of XLSX as that of a text."""
    return _OF_ERROR.sub(rb'\1"str"', tag, count=1)


def of_open_document(tag: bytes) -> bytes:
    """The *tag* of a cell of ODS as that of a text which stands in it."""
    return _TYPE.sub(rb'\1"string"', _VALUE.sub(b"", tag))


class Copy:
    """
    Bytes on their way into a part of another zip, with tags that are changed.

    calamine makes nothing of a cell that holds an error, so that it would pass for an empty one.
    """

    def __init__(self) -> None:
        self._held = b""
        self._from = 0
        """How many bytes went on before those that are held."""
        self._changes: list[tuple[int, Mend]] = []

    def take(self, block: bytes) -> None:
        """Hold *block* behind what is held, until `pass_on`."""
        self._held += block

    def change(self, at: int, mend: Mend) -> bool:
        """
        Let the tag that begins at byte *at* of the whole be what *mend* makes of it; false where
        it went on already.
        """
        if at >= self._from:
            self._changes.append((at, mend))
        return at >= self._from

    def pass_on(self, into: IO[bytes], before: int | None) -> None:
        """
        Write *into* a part what stands before a tag that may not be whole, and before the byte
        *before*, where a cell begins that is not read to its end.
        """
        end = self._held.rfind(b"<")
        end = len(self._held) if end < 0 else end
        if before is not None:
            end = min(end, max(before - self._from, 0))
        self._write(into, end if len(self._held) - end <= MOST_HELD else len(self._held))

    def finish(self, into: IO[bytes]) -> None:
        """Write *into* a part all that is held."""
        self._write(into, len(self._held))

    def _write(self, into: IO[bytes], end: int) -> None:
        at = 0
        while self._changes and self._changes[0][0] < self._from + end:
            start, mend = self._changes.pop(0)
            found = _TAG.match(self._held, start - self._from)
            if found and found.start() >= at:
                into.write(self._held[at : found.start()])
                into.write(mend(found[0]))
                at = found.end()
        into.write(self._held[at : max(end, at)])
        end = max(end, at)
        self._from, self._held = self._from + end, self._held[end:]
