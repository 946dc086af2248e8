"""
Text whose lines stand in quotation marks as a whole, given on without these.

Programs write a table so that took each of its lines for one cell: `"a,""b, c"",d"` is the line
`a,"b, c",d`.
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import replace

from strikemap.importers.file.opening import Packed

_BLOCK = 1 << 20
_WHOLE = re.compile(rb'(\s*)"((?:[^"]|"")*)"[,;\t ]*(\r?\n?)')
_PARTED = re.compile(rb"[,;\t|]")
LONGEST = 4 << 20
"""Bytes within which the quotation marks of a line are closed, or it is left as it is."""


def taken_off(file: Packed) -> Packed:
    """
    *file* without the quotation marks around its lines, where the first that holds anything stands
    in them with several cells within, and the next one too, or has as many; else *file* itself.
    """
    stream = file.open()
    try:
        start = stream.read(_BLOCK)
    finally:
        stream.close()
    start = start.removeprefix(codecs.BOM_UTF8)
    if start.lstrip()[:1] != b'"':
        return file
    lines = _Lines()
    found = [each for each in lines.add(start) if each.strip()]
    found += [lines.rest()] if len(found) < 2 else []
    if len(found) < 2 or not _is_one_cell(found[0]):
        return file
    alike = zip(_marks(found[0]), _marks(found[1]), strict=True)
    if not (_is_one_cell(found[1]) or any(one == other > 1 for one, other in alike)):
        return file
    return replace(file, opener=lambda: _Bare(file.open()), bare=True)


def _is_one_cell(line: bytes) -> bool:
    found = _WHOLE.fullmatch(line)
    return found is not None and len(_PARTED.findall(found[2])) > 1


def _marks(line: bytes) -> list[int]:
    return [line.count(each) for each in (b",", b";", b"\t", b"|")]


def _without(line: bytes) -> bytes:
    found = _WHOLE.fullmatch(line)
    return line if found is None else found[1] + found[2].replace(b'""', b'"') + found[3]


class _Lines:
    """Blocks of bytes as lines whose quotation marks are closed, each with its end."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._size, self._marks = 0, 0

    def add(self, block: bytes) -> list[bytes]:
        """The lines that *block* ends."""
        made = []
        for part in block.splitlines(keepends=True):
            self._held.append(part)
            self._size += len(part)
            self._marks += part.count(b'"')
            is_closed = self._marks % 2 == 0 and part.endswith((b"\n", b"\r"))
            if is_closed or self._size > LONGEST:
                made.append(self.rest())
        return made

    def rest(self) -> bytes:
        """What is held of a line that has not ended."""
        made = b"".join(self._held)
        self._held, self._size, self._marks = [], 0, 0
        return made


class _Bare(io.BufferedIOBase):
    """The bytes of *inner*, its lines without the quotation marks around them."""

    def __init__(self, inner: io.BufferedIOBase) -> None:
        self._inner, self._lines = inner, _Lines()
        self._left = b""
        self._is_first = True

    def read(self, size: int | None = -1) -> bytes:
        wanted = _BLOCK if size is None or size < 0 else size
        while not self._left:
            block = self._inner.read(_BLOCK)
            if self._is_first and block.startswith(codecs.BOM_UTF8):
                self._left, block = block[:3], block[3:]
            self._is_first = False
            self._left += b"".join(map(_without, self._lines.add(block)))
            if not block:
                self._left += _without(self._lines.rest())
                break
        made, self._left = self._left[:wanted], self._left[wanted:]
        return made

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        super().close()
        self._inner.close()
