"""A file, or bytes in memory, opened for reading within bounds: plain, gzip or zip."""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from strikemap.collection.bounds import MAX_FILE_BYTES
from strikemap.importers.problem import ImportProblem

MAX_RATIO = 200
"""Unpacked bytes to a packed one.  Event tables pack 5 to 30 to 1, a zip bomb 1,000 to 1."""

_RATIO_COUNTS_FROM = 4_000_000
_DATA_ENDINGS = (
    *(".csv", ".txt", ".tsv", ".tab", ".json", ".geojson", ".jsonl", ".ndjson"),
    *(".kml", ".xlsx", ".ods", ".parquet"),
)
FAULTS = (
    *(OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, zipfile.LargeZipFile),
    *(RuntimeError, NotImplementedError, ValueError, OverflowError, LookupError, struct.error),
)
"""What Python's readers of archives raise on a damaged one, told by fuzzing them."""

_SHEETS = {"xl/workbook.xml": "XLSX", "content.xml": "ODS"}
_DOCUMENTS = {"word/document.xml": "a Word document", "ppt/presentation.xml": "a slide show"}


class _Bounded(io.BufferedIOBase):
    """
    A stream that stops with a clear word at a limit of bytes or of the packing ratio.

    *packed* is the size of what it unpacks, None where nothing is packed; *beneath* is closed with
    it.
    """

    def __init__(
        self,
        inner: io.BufferedIOBase,
        packed: int | None,
        *beneath: io.BufferedIOBase | zipfile.ZipFile,
    ) -> None:
        self._inner, self._packed, self._beneath = inner, packed, beneath
        self._count = 0

    def read(self, size: int | None = -1) -> bytes:
        try:
            block = self._inner.read(1 << 20 if size is None or size < 0 else size)
        except FAULTS as error:
            raise ImportProblem(f"the file is damaged or can't be unpacked: {error}") from None
        self._count += len(block)
        if self._count > MAX_FILE_BYTES:
            raise ImportProblem(f"more than {MAX_FILE_BYTES:,} bytes; cut the file into parts")
        limit = max(_RATIO_COUNTS_FROM, MAX_RATIO * (self._packed or 0))
        if self._packed is not None and self._count > limit:
            raise ImportProblem(
                f"unpacks to more than {MAX_RATIO} times its size, as a zip bomb does; "
                "unpack it and import the table itself"
            )
        return block

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        super().close()
        for each in (self._inner, *self._beneath):
            each.close()


@dataclass(frozen=True, slots=True)
class Packed:
    """
    A file to import: its name, how it is packed, the member that is read, and its size; `text` is
    its encoding where its bytes are given in UTF-8 in place of that.
    """

    name: str
    packing: str
    member: str
    size: int
    opener: Callable[[], io.BufferedIOBase]
    text: str = ""

    def open(self) -> io.BufferedIOBase:
        """
        A fresh stream of the unpacked bytes, from the first.  Nothing is written to disk.

        Its `read` raises `ImportProblem` where the file is damaged or beyond the bounds.
        """
        try:
            return self.opener()
        except FAULTS as error:
            raise ImportProblem(f"{self.name}: can't be opened: {error}") from None


def packed(source: Path | bytes, name: str = "") -> Packed:
    """
    How *source* is packed: recognised by its first bytes, not by its name.

    Raises:
        ImportProblem: no such file, an empty one, one too large, or a zip without exactly
            one table.
    """
    if isinstance(source, bytes):
        size, name = len(source), name or "upload"
    else:
        name = name or source.name
        try:
            size = source.stat().st_size
            if not source.is_file():
                raise ImportProblem(f"{name}: not a file; name the file itself")
        except OSError as error:
            raise ImportProblem(f"{name}: can't be read: {error.strerror}") from None
    if size == 0:
        raise ImportProblem(f"{name}: the file is empty (0 bytes)")
    if size > MAX_FILE_BYTES:
        raise ImportProblem(f"{name}: {size:,} bytes; at most {MAX_FILE_BYTES:,} are read")

    def raw() -> io.BufferedIOBase:
        if isinstance(source, bytes):
            return io.BytesIO(source)
        return cast(io.BufferedIOBase, source.open("rb"))

    try:
        with raw() as file:
            start = file.read(4)
    except OSError as error:
        raise ImportProblem(f"{name}: can't be read: {error.strerror}") from None
    if start[:2] == b"\x1f\x8b":

        def unzipped() -> io.BufferedIOBase:
            beneath = raw()
            return _Bounded(gzip.GzipFile(fileobj=beneath), size, beneath)

        return Packed(name, "gzip", "", size, unzipped)
    if start in (b"PK\x03\x04", b"PK\x05\x06"):
        member = _member(raw, name)
        if member is None:
            return Packed(name, "", "", size, lambda: _Bounded(raw(), None))

        def inside() -> io.BufferedIOBase:
            beneath = raw()
            archive = zipfile.ZipFile(beneath)
            stream = cast(io.BufferedIOBase, archive.open(member))
            return _Bounded(stream, member.compress_size, archive, beneath)

        return Packed(name, "zip", member.filename, size, inside)
    return Packed(name, "", "", size, lambda: _Bounded(raw(), None))


def _member(raw: Callable[[], io.BufferedIOBase], name: str) -> zipfile.ZipInfo | None:
    """
    The one table in a zip, None where the zip itself is a spreadsheet.  Its path is only shown:
    nothing is ever written by it.
    """
    try:
        with raw() as file, zipfile.ZipFile(file) as archive:
            every = archive.infolist()
            inside = {each.filename for each in every}
            if inside & _SHEETS.keys():
                return None
            for part, what in _DOCUMENTS.items():
                if part in inside:
                    raise ImportProblem(f"{name}: this is {what}; save its table as CSV or XLSX")
            if any(each.rpartition("/")[2] == "datapackage.json" for each in inside):
                raise ImportProblem(
                    f"{name}: this is the data package of a collection, which needs no import: "
                    "unpack it, and check, export or open its folder"
                )
            members = [
                each
                for each in every
                if not each.is_dir()
                and each.filename.lower().endswith(_DATA_ENDINGS)
                and not each.filename.startswith("__MACOSX/")
            ]
    except FAULTS as error:
        raise ImportProblem(f"{name}: a damaged zip: {error}") from None
    # What is only text beside the one table says something about it.
    tables = [each for each in members if not each.filename.lower().endswith(".txt")]
    members = tables if len(tables) == 1 else members
    if len(members) != 1:
        found = ", ".join(repr(each.filename[:60]) for each in members[:5]) or "none"
        raise ImportProblem(
            f"{name}: a zip must hold exactly one table ({', '.join(_DATA_ENDINGS)}); "
            f"found {len(members)}: {found}"
        )
    (member,) = members
    if member.flag_bits & 1:
        raise ImportProblem(f"{name}: the zip is encrypted; unpack it first")
    if member.file_size > MAX_FILE_BYTES:
        raise ImportProblem(
            f"{name}: unpacks to {member.file_size:,} bytes; at most {MAX_FILE_BYTES:,} are read"
        )
    if member.file_size > max(_RATIO_COUNTS_FROM, MAX_RATIO * max(member.compress_size, 1)):
        raise ImportProblem(
            f"{name}: unpacks to {member.file_size // max(member.compress_size, 1):,} times its "
            "size, as a zip bomb does; unpack it and import the table itself"
        )
    return member
