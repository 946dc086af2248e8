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
from strikemap.importers.file.binaries import SHAPEFILE
from strikemap.importers.problem import ImportProblem
from strikemap.languages import marked, sentence

MAX_RATIO = 200
"""Unpacked bytes to a packed one.  Event tables pack 5 to 30 to 1, a zip bomb 1,000 to 1."""

_RATIO_COUNTS_FROM = 4_000_000
DATA_ENDINGS = (
    *(".csv", ".txt", ".tsv", ".tab", ".json", ".geojson", ".jsonl", ".ndjson"),
    *(".kml", ".xlsx", ".ods", ".parquet"),
)
FAULTS = (
    *(OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, zipfile.LargeZipFile),
    *(RuntimeError, NotImplementedError, ValueError, OverflowError, LookupError, struct.error),
)
"""What Python's readers of archives raise on a damaged one, told by fuzzing them."""

_SHEETS = {"xl/workbook.xml": "XLSX", "content.xml": "ODS"}
_DOCUMENTS = {
    "word/document.xml": marked("{file}: this is a Word document; save its table as CSV or XLSX"),
    "xl/workbook.bin": marked("{file}: this is a binary workbook (.xlsb); save it as XLSX or CSV"),
    "Index/Document.iwa": marked("{file}: this is of Apple Numbers; export it as XLSX or CSV"),
    "ppt/presentation.xml": marked("{file}: this is a slide show; save its table as CSV or XLSX"),
}


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
            told = sentence("the file is damaged or can't be unpacked: {fault}", fault=str(error))
            raise ImportProblem(told) from None
        self._count += len(block)
        if self._count > MAX_FILE_BYTES:
            told = sentence("more than {most} bytes; cut the file into parts", most=MAX_FILE_BYTES)
            raise ImportProblem(told)
        limit = max(_RATIO_COUNTS_FROM, MAX_RATIO * (self._packed or 0))
        if self._packed is not None and self._count > limit:
            raise ImportProblem(
                sentence(
                    "unpacks to more than {times} times its size, as a zip bomb does; unpack it "
                    "and import the table itself",
                    times=MAX_RATIO,
                )
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
    its encoding where its bytes are given in UTF-8 in place of that, and `bare` says that they are
    given without the quotation marks in which each line stands as a whole.
    """

    name: str
    packing: str
    member: str
    size: int
    opener: Callable[[], io.BufferedIOBase]
    text: str = ""
    bare: bool = False

    def open(self) -> io.BufferedIOBase:
        """
        A fresh stream of the unpacked bytes, from the first.  Nothing is written to disk.

        Its `read` raises `ImportProblem` where the file is damaged or beyond the bounds.
        """
        try:
            return self.opener()
        except FAULTS as error:
            raise ImportProblem(
                sentence("{file}: can't be opened: {fault}", file=self.name, fault=str(error))
            ) from None

    def contents(self) -> bytes:
        """All of the unpacked bytes, for a form that is read whole; it raises what `read` does."""
        stream = self.open()
        try:
            return b"".join(iter(lambda: stream.read(1 << 20), b""))
        finally:
            stream.close()

    def said(self, first: str) -> tuple[str, ...]:
        """What is told of the file as it is opened, behind *first*."""
        said = [first]
        if self.member:
            told = marked("packed with {packing}, {member}")
            said.append(sentence(told, packing=self.packing, member=self.member))
        elif self.packing:
            said.append(sentence("packed with {packing}", packing=self.packing))
        if self.bare:
            said.append(sentence("the quotation marks around each line are taken off"))
        return tuple(said)


def packed(source: Path | bytes, name: str = "") -> Packed:
    """
    How *source* is packed: recognised by its first bytes, not by its name.

    Raises:
        ImportProblem: no such file, an empty one, one too large, or a zip without exactly
            one table.
    """
    name = name or ("upload" if isinstance(source, bytes) else source.name)
    size = _size(source, name)

    def raw() -> io.BufferedIOBase:
        if isinstance(source, bytes):
            return io.BytesIO(source)
        return cast(io.BufferedIOBase, source.open("rb"))

    try:
        with raw() as file:
            start = file.read(4)
    except OSError as error:
        raise _unread(name, error) from None
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


def _unread(name: str, error: OSError) -> ImportProblem:
    told = sentence("{file}: can't be read: {fault}", file=name, fault=str(error.strerror))
    return ImportProblem(told)


def _size(source: Path | bytes, name: str) -> int:
    """The bytes of *source*, neither none nor too many."""
    if isinstance(source, bytes):
        size = len(source)
    else:
        try:
            size = source.stat().st_size
            if not source.is_file():
                told = sentence("{file}: not a file; name the file itself", file=name)
                raise ImportProblem(told)
        except OSError as error:
            raise _unread(name, error) from None
    if size == 0:
        raise ImportProblem(sentence("{file}: the file is empty (0 bytes)", file=name))
    if size > MAX_FILE_BYTES:
        raise ImportProblem(
            sentence(
                "{file}: {size} bytes; at most {most} are read",
                file=name,
                size=size,
                most=MAX_FILE_BYTES,
            )
        )
    return size


def _member(raw: Callable[[], io.BufferedIOBase], name: str) -> zipfile.ZipInfo | None:
    """
    The one table in a zip, None where the zip itself is a spreadsheet.  Its path is only shown:
    nothing is ever written by it.
    """
    members = _tables(raw, name)
    if members is None:
        return None
    if len(members) != 1:
        found = ", ".join(repr(each.filename[:60]) for each in members[:5])
        raise ImportProblem(
            sentence(
                "{file}: a zip must hold exactly one table ({endings}); found {count}: {names}",
                file=name,
                endings=", ".join(DATA_ENDINGS),
                count=str(len(members)),
                names=found or sentence("none"),
            )
        )
    _refuse_swelling(members[0], name)
    return members[0]


def _tables(raw: Callable[[], io.BufferedIOBase], name: str) -> list[zipfile.ZipInfo] | None:
    """The tables in a zip, None where the zip itself is a spreadsheet."""
    try:
        with raw() as file, zipfile.ZipFile(file) as archive:
            every = archive.infolist()
            inside = {each.filename for each in every}
            if inside & _SHEETS.keys():
                return None
            for part, told in _DOCUMENTS.items():
                if part in inside:
                    raise ImportProblem(sentence(told, file=name))
            if any(each.rpartition("/")[2] == "datapackage.json" for each in inside):
                raise ImportProblem(
                    sentence(
                        "{file}: this is the data package of a collection, which needs no import: "
                        "unpack it, and check, export or open its folder",
                        file=name,
                    )
                )
            if any(each.lower().endswith(".shp") for each in inside):
                raise ImportProblem(sentence(SHAPEFILE, file=name))
            members = [
                each
                for each in every
                if not each.is_dir()
                and each.filename.lower().endswith(DATA_ENDINGS)
                and not each.filename.startswith("__MACOSX/")
            ]
    except FAULTS as error:
        raise ImportProblem(
            sentence("{file}: a damaged zip: {fault}", file=name, fault=str(error))
        ) from None
    # What is only text beside the one table says something about it.
    tables = [each for each in members if not each.filename.lower().endswith(".txt")]
    return tables if len(tables) == 1 else members


def _refuse_swelling(member: zipfile.ZipInfo, name: str) -> None:
    """Refuse what is encrypted, or unpacks to more than is read."""
    if member.flag_bits & 1:
        raise ImportProblem(sentence("{file}: the zip is encrypted; unpack it first", file=name))
    if member.file_size > MAX_FILE_BYTES:
        raise ImportProblem(
            sentence(
                "{file}: unpacks to {size} bytes; at most {most} are read",
                file=name,
                size=member.file_size,
                most=MAX_FILE_BYTES,
            )
        )
    if member.file_size > max(_RATIO_COUNTS_FROM, MAX_RATIO * max(member.compress_size, 1)):
        raise ImportProblem(
            sentence(
                "{file}: unpacks to {times} times its size, as a zip bomb does; unpack it and "
                "import the table itself",
                file=name,
                times=member.file_size // max(member.compress_size, 1),
            )
        )
