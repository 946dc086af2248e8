"""Quotation marks in text parted by tabs, which many programs write as they stand in a cell."""

from __future__ import annotations

import io
import re

import pyarrow as pa
import pyarrow.compute as pc

from strikemap.importers.file.opening import Packed
from strikemap.languages import marked

SAID = marked("quotation marks are taken as they stand, since not all of them are closed")
_BLOCK = 1 << 20
LONGEST = 4 << 20
"""Bytes of a cell whose marks are closed in another line; a longer one is none."""
_OPENING = re.compile(rb'(?:(?<=[\t\r\n])|\A)"')
_CELL = re.compile(rb'"(?:[^"\r\n]*(?:""[^"\r\n]*)*|[^"\t]*(?:""[^"\t]*)*)"(?=[\t\r\n]|\Z)')
"""A cell in marks, within one line or, without tabs, over several: a mark that happens to be closed
some rows further would else make one cell of all between."""
_UNENDED = re.compile(rb'"[^"\t]*(?:""[^"\t]*)*\Z')
_WHOLE = r'^"((?:[^"]|"")*)"$'


def in_file(file: Packed) -> bool:
    """Whether a mark begins a cell of *file*, text parted by tabs, that no mark ends."""
    stream = file.open()
    try:
        return are_loose(stream)
    finally:
        stream.close()


def are_loose(stream: io.BufferedIOBase) -> bool:
    """Whether a mark begins a cell of *stream*, text parted by tabs, that no mark ends."""
    held = b""
    while block := stream.read(_BLOCK):
        held += block
        end = held.rfind(b"\n") + 1
        left = _unended(held[:end])
        if left is None or len(held) - end + len(left) > LONGEST:
            return True
        held = left + held[end:]
    return _unended(held) != b""


def _unended(lines: bytes) -> bytes | None:
    """The beginning of a cell that is not yet ended in *lines*; None where a cell never is."""
    if b'"' not in lines or _are_plain(lines):
        return b""
    at = 0
    while opening := _OPENING.search(lines, at):
        cell = _CELL.match(lines, opening.start())
        if cell is None:
            found = _UNENDED.match(lines, opening.start())
            return found[0] if found else None
        at = cell.end()
    return b""


def _are_plain(lines: bytes) -> bool:
    """Whether each mark begins or ends a cell, in pairs within lines: told without their cells."""
    first, last = lines.startswith(b'"'), lines.endswith(b'"')
    opening = lines.count(b'\t"') + lines.count(b'\n"') + first
    ending = lines.count(b'"\t') + lines.count(b'"\n') + lines.count(b'"\r\n') + last
    if opening != ending or opening + ending != lines.count(b'"'):
        return False
    return not any(each.count(b'"') % 2 for each in lines.split(b"\n"))


def taken_off(column: pa.Array) -> pa.Array:
    """*column* without the marks around cells that stand in them as a whole."""
    if not pc.any(pc.starts_with(column, '"')).as_py():
        return column
    is_whole = pc.match_substring_regex(column, _WHOLE)
    bare = pc.replace_substring_regex(column, _WHOLE, r"\1")
    return pc.if_else(is_whole, pc.replace_substring(bare, '""', '"'), column)
