"""What a Parquet file unpacks to, counted page by page: its footer may say anything."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

MAX_PAGES = 200_000
MAX_STRUCTURES = 100_000
"""Of a footer, of which Arrow makes up to a kilobyte each out of three bytes."""
MAX_VALUES = 4_000_000
"""Of the footer, and of all pages' headers together: some seconds of work."""
_END = b"PAR1"
_DEEPEST = 12
_GROUPS, _CHUNKS, _ABOUT = 4, 1, 3
"""Fields of parquet.thrift: of `FileMetaData`, `RowGroup` and `ColumnChunk`."""
_LENGTH, _PAGES_AT, _TEXTS_AT = 7, 9, 11
"""Fields of its `ColumnMetaData`: all pages' packed size, where they and their texts begin."""
_UNPACKED, _PACKED = 2, 3
"""Fields of its `PageHeader`."""
_STOP, _TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY = 0, 1, 2, 3, 7, 8
_LIST, _SET, _MAP, _STRUCT = 9, 10, 11, 12
"""Kinds of values in Thrift's compact protocol; what is none of these is a number of some bytes."""

_Wanted = dict[int, "_Wanted"]
"""The fields of a structure that are kept, each with those of the structures in it."""
_FOOTER: _Wanted = {_GROUPS: {_CHUNKS: {_ABOUT: {_LENGTH: {}, _PAGES_AT: {}, _TEXTS_AT: {}}}}}
_HEADER: _Wanted = {_UNPACKED: {}, _PACKED: {}}


def unpacked_bytes(contents: bytes) -> int:
    """
    Bytes of all pages of the Parquet file *contents* once unpacked.

    Each page says it in its own header, and its reader holds it to that; what the footer says of
    them together nobody holds it to.  Read without Arrow, which ends the whole process over some
    of the footers that are wrong (26.0: `std::terminate` where it is asked for a column's).

    Raises:
        ValueError: the footer or a header can't be read, or there are too many of them.
    """
    length = int.from_bytes(contents[-8:-4], "little")
    if not contents.endswith(_END) or length > len(contents) - 8:
        raise ValueError("no footer of Parquet")
    pages = total = 0
    footer = _Compact(contents, len(contents) - 8 - length, MAX_STRUCTURES).fields(_FOOTER)
    headers = _Compact(contents, 0, MAX_VALUES)
    for about in _columns(footer):
        start, texts = _whole(about, _PAGES_AT), about.get(_TEXTS_AT)
        # Of a column without rows Arrow writes the page of its texts alone, and 0 for the others.
        if isinstance(texts, int) and texts > 0 and (texts < start or not start):
            start = texts
        for size in _pages(headers, start, start + _whole(about, _LENGTH)):
            pages, total = pages + 1, total + size
            if pages > MAX_PAGES:
                raise ValueError("too many pages")
    return total


def _columns(footer: dict[int, Any]) -> Iterator[dict[int, Any]]:
    """What the footer says of each column in each group of rows."""
    for group in _structures(footer.get(_GROUPS, [])):
        for chunk in _structures(group.get(_CHUNKS, [])):
            yield from _structures([chunk.get(_ABOUT)])


def _structures(values: object) -> list[dict[int, Any]]:
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise ValueError("the footer can't be read")
    return values


def _whole(of: dict[int, Any], field: int) -> int:
    value = of.get(field)
    if not isinstance(value, int) or value < 0:
        raise ValueError("a size is missing")
    return value


def _pages(headers: _Compact, at: int, end: int) -> Iterator[int]:
    """The size, once unpacked, of each page from *at* to *end*."""
    while at < end:
        headers.at = at
        sizes = headers.fields(_HEADER)
        at = headers.at + _whole(sizes, _PACKED)
        yield _whole(sizes, _UNPACKED)


class _Compact:
    """
    Structures in Thrift's compact protocol, each read from `at` on.

    Only what is wanted is kept, and of all that is read there is a bound, of structures *most*: a
    few bytes may say that a list has any number of values.
    """

    def __init__(self, contents: bytes, at: int, most: int) -> None:
        self._contents, self.at = contents, at
        self._structures, self._values = most, MAX_VALUES

    def fields(self, wanted: _Wanted, depth: int = 0) -> dict[int, Any]:
        """Its fields that are *wanted*: whole numbers, structures and lists; others are None."""
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")
        self._structures -= 1
        if self._structures < 0:
            raise ValueError("too many columns or groups of rows")
        found: dict[int, Any] = {}
        number = 0
        while (mark := self._byte()) != _STOP:
            number = number + (mark >> 4) if mark >> 4 else _signed(self._number())
            value = self._value(mark & 15, wanted.get(number), depth)
            if number in wanted:
                found[number] = value
        return found

    def _value(self, kind: int, wanted: _Wanted | None, depth: int) -> Any:
        """The value of *kind* that follows, with what is *wanted* in it."""
        self._values -= 1
        if self._values < 0:
            raise ValueError("too many values")
        if kind in (_TRUE, _FALSE):
            return None
        if kind == _STRUCT:
            return self.fields(wanted or {}, depth + 1)
        if kind in (_LIST, _SET):
            mark = self._byte()
            count = self._number() if mark >> 4 == 15 else mark >> 4
            found = (self._one(mark & 15, wanted, depth) for _ in range(count))
            return list(found) if wanted else deque(found, 0)
        if kind == _MAP:
            count = self._number()
            mark = self._byte() if count else 0
            for _ in range(count):
                self._one(mark >> 4, None, depth)
                self._one(mark & 15, None, depth)
            return None
        if kind in (_BYTE, _DOUBLE, _BINARY):
            length = self._number() if kind == _BINARY else 8 if kind == _DOUBLE else 1
            self.at += length
            return None
        if kind == _STOP or kind > _STRUCT:
            raise ValueError("a value of no kind")
        return _signed(self._number())

    def _one(self, kind: int, wanted: _Wanted | None, depth: int) -> Any:
        """One of several values, where a truth takes a byte of its own."""
        return self._value(_BYTE if kind in (_TRUE, _FALSE) else kind, wanted, depth + 1)

    def _number(self) -> int:
        number = shift = 0
        while (part := self._byte()) & 128:
            number |= (part & 127) << shift
            shift += 7
            if shift > 63:
                raise ValueError("a number without an end")
        return number | part << shift

    def _byte(self) -> int:
        if not 0 <= self.at < len(self._contents):
            raise ValueError("it ends too early")
        self.at += 1
        return self._contents[self.at - 1]


def _signed(number: int) -> int:
    return number >> 1 ^ -(number & 1)
