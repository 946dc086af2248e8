"""How much a spreadsheet holds, counted before a reader that takes it whole is let at it."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree.ElementTree import ParseError  # a name alone; defusedxml reads

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
    from defusedxml.common import DefusedXmlException

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
    except DefusedXmlException:
        raise ImportProblem(
            sentence("{file}: its XML has a document type or entities; save it anew", file=name)
        ) from None
    except FAULTS as error:
        raise ImportProblem(
            sentence("{file}: a damaged spreadsheet: {fault}", file=name, fault=str(error))
        ) from None
    counted.check_shared()


class _Counted:
    """What the parts of a spreadsheet come to."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._shared: list[int] = []
        self._shown: dict[int, int] = {}
        self._cells = self._text = 0

    def take(self, stream: Any, member: str) -> None:
        """Count one part; what is no XML and small is let be."""
        from defusedxml.ElementTree import iterparse

        try:
            row = _Row()
            for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
                self._count(event, element, row)
        except ParseError as error:
            if member.lower().endswith((".xml", ".rels")) or stream.tell() > 1_000_000:
                raise ImportProblem(
                    sentence(
                        "{file}: {member}: {fault}",
                        file=self._name,
                        member=member[:60],
                        fault=str(error),
                    )
                ) from None

    def _count(self, event: str, element: Any, row: _Row) -> None:
        kind = str(element.tag).rpartition("}")[2]
        if event == "start":
            if kind == "table-row":
                row.repeated = _number(element, "number-rows-repeated")
            return
        if kind == "si":
            self._shared.append(sum(len(each) for each in element.itertext()))
        elif kind == "c":
            self._cell(1, 0)
            value = next((e.text or "" for e in element if str(e.tag).endswith("}v")), "")
            if element.get("t") == "s" and value.strip().isdigit():
                at = int(value.strip()[:9])
                self._shown[at] = self._shown.get(at, 0) + 1
            else:
                self._text += sum(len(each) for each in element.itertext())
        elif kind in ("table-cell", "covered-table-cell"):
            text = sum(len(each) for each in element.itertext())
            filled = text or any(str(each).endswith("}value-type") for each, _ in element.items())
            times = _number(element, "number-columns-repeated") * row.repeated
            self._cell(times if filled else 1, text * times)
        if kind in ("c", "si", "row", "table-row", "table-cell"):
            element.clear()

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


class _Row:
    """How often the row that is being read is repeated."""

    repeated = 1


def _number(element: Any, name: str) -> int:
    """The attribute *name*, whatever its namespace; 1 where there is none."""
    for key, value in element.items():
        if str(key).rpartition("}")[2] == name and value.isdigit():
            return min(int(value[:10]), 10**9)
    return 1
