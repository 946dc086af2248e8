"""How much a spreadsheet holds, counted before a reader that takes it whole is let at it."""

from __future__ import annotations

import io
import zipfile
from typing import IO
from xml.parsers import expat  # its handler refuses each document type, as defusedxml does

from strikemap.collection.bounds import MAX_CELLS, MAX_FIELD_BYTES
from strikemap.importers.file.opening import FAULTS
from strikemap.importers.problem import ImportProblem
from strikemap.languages import sentence

MAX_UNPACKED = 400_000_000
MAX_TEXT = 400_000_000
"""Bytes of all cells' texts together, one that is shared counted for each cell that shows it."""

_MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin", ".svm", ".svg", ".tiff")


def check(contents: bytes, name: str) -> None:
    """
    Refuse the spreadsheet *contents* where it would take more memory than the bounds allow.

    Raises:
        ImportProblem: it is too large, its XML has a document type, or it is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(contents)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            if sum(each.file_size for each in members) > MAX_UNPACKED:
                raise ImportProblem(
                    sentence(
                        "{file}: unpacks to more than {most} bytes", file=name, most=MAX_UNPACKED
                    )
                )
            counted = _Counted(name)
            for member in members:
                if not member.filename.lower().endswith(_MEDIA):
                    with archive.open(member) as stream:
                        counted.take(stream, member.filename)
    except FAULTS as error:
        raise ImportProblem(
            sentence("{file}: a damaged spreadsheet: {fault}", file=name, fault=str(error))
        ) from None
    counted.check_shared()


class _Counted:
    """What the parts of a spreadsheet come to; the parser knows no document type and no entity."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._shared: list[int] = []
        self._shown: dict[int, int] = {}
        self._cells = self._text = 0
        self._repeated = self._times = 1
        self._length = 0
        self._value: str | None = None
        """The text of `v` in a cell that shows a shared text, None in any other."""
        self._is_shared = self._is_filled = False

    def take(self, stream: IO[bytes], member: str) -> None:
        """Count one part; what is no XML and small is let be."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse
        parser.buffer_text = True
        self._repeated, self._value = 1, None
        try:
            while block := stream.read(1 << 16):
                parser.Parse(block, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            if member.lower().endswith((".xml", ".rels")) or stream.tell() > 1_000_000:
                raise ImportProblem(
                    sentence(
                        "{file}: {member}: {fault}",
                        file=self._name,
                        member=member[:60],
                        fault=str(error),
                    )
                ) from None

    def _refuse(self, *_of: object) -> None:
        raise ImportProblem(
            sentence(
                "{file}: its XML has a document type or entities; save it anew", file=self._name
            )
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition("}")[2]
        if kind == "c":
            self._length, self._is_shared, self._value = 0, attributes.get("t") == "s", None
        elif kind == "v":
            self._value = "" if self._is_shared and self._value is None else self._value
        elif kind == "si":
            self._length = 0
        elif kind == "table-row":
            self._repeated = _number(attributes, "number-rows-repeated")
        elif kind in ("table-cell", "covered-table-cell"):
            self._length = 0
            self._times = _number(attributes, "number-columns-repeated") * self._repeated
            self._is_filled = any(each.endswith("}value-type") for each in attributes)

    def _characters(self, text: str) -> None:
        self._length += len(text)
        if self._value is not None and len(self._value) < 20:
            self._value += text

    def _end(self, name: str) -> None:
        kind = name.rpartition("}")[2]
        if kind == "c":
            value = (self._value or "").strip()
            if value.isdigit():
                at = int(value[:9])
                self._shown[at] = self._shown.get(at, 0) + 1
                self._cell(1, 0)
            else:
                self._cell(1, self._length)
            self._value, self._is_shared = None, False
        elif kind == "si":
            self._shared.append(self._length)
        elif kind in ("table-cell", "covered-table-cell"):
            is_filled = self._is_filled or self._length
            self._cell(self._times if is_filled else 1, self._length * self._times)

    def _cell(self, count: int, text: int) -> None:
        self._cells += count
        self._text += text
        if self._cells > MAX_CELLS or self._text > MAX_TEXT:
            raise ImportProblem(
                sentence(
                    "{file}: more cells, or longer ones, than fit into memory; cut it into parts",
                    file=self._name,
                )
            )

    def check_shared(self) -> None:
        """Refuse where the texts that cells share come to too much."""
        if max(self._shared, default=0) > MAX_FIELD_BYTES:
            raise ImportProblem(
                sentence(
                    "{file}: a cell of more than {most} bytes",
                    file=self._name,
                    most=MAX_FIELD_BYTES,
                )
            )
        for at, times in self._shown.items():
            self._cell(0, times * (self._shared[at] if at < len(self._shared) else 0))


def _number(attributes: dict[str, str], name: str) -> int:
    """The attribute *name*, whatever its namespace; 1 where there is none."""
    for key, value in attributes.items():
        if key.rpartition("}")[2] == name and value.isdigit():
            return min(int(value[:10]), 10**9)
    return 1
