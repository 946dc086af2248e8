"""How much a spreadsheet holds, counted before a reader that takes it whole is let at it."""

from __future__ import annotations

import io
import zipfile
from typing import IO
from xml.parsers import expat  # its handler refuses each document type, as defusedxml does

from strikemap.collection.bounds import MAX_CELLS, MAX_FIELD_BYTES
from strikemap.importers import lent_memory
from strikemap.importers.cells.error_texts import is_error
from strikemap.importers.file import shown_errors
from strikemap.importers.file.opening import FAULTS
from strikemap.importers.file.raised_notes import RaisedNotes
from strikemap.importers.file.sheet_extent import Extent, whole
from strikemap.importers.file.shown_errors import Copy
from strikemap.importers.file.xml_tags import Tags
from strikemap.importers.problem import ImportProblem
from strikemap.languages import sentence

MAX_UNPACKED = 400_000_000
MAX_TEXT = 400_000_000
"""Bytes of all cells' texts together, one that is shared counted for each cell that shows it."""

_CELL_BYTES = 32
"""What calamine makes of a cell, filled or not, beside its text."""
_LONGEST_INDEX, _NONE = 64, "none"
"""Of which of the shared texts a cell shows, and what stands there where it can't be told."""
_SAYING = {"formula", "value", "value-type", "string-value", "date-value", "time-value"}
"""Attributes by which a cell of an ODS says something, also where nothing stands in it."""
_RAISED = frozenset(
    ("si", "is", "r", "vertAlign", "t", "style", "text-properties", "table-cell", "span")
)
"""Elements that may tell of a note that is raised behind a number."""
_SMALL, _SMALLEST = 1_000_000, 200
_KIND = "mimetype"
"""The part of an ODS that is no XML and says what the file is."""
_MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin", ".svm", ".svg", ".tiff")


def counted(contents: bytes, name: str) -> bytes:
    """
    The spreadsheet *contents* with its counted parts alone, which its reader may be given.

    A reader that is let at the file itself may find in it what was not counted: a sheet that is
    called a picture, or what stands behind the end that the zip's directory gives a part.

    Raises:
        ImportProblem: it would take more memory than the bounds allow, its XML has a document
            type, or it is damaged.
    """
    made = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(contents)) as archive,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as plain,
        ):
            members = [each for each in archive.infolist() if not each.is_dir()]
            if sum(each.file_size for each in members) > MAX_UNPACKED:
                raise ImportProblem(
                    sentence(
                        "{file}: unpacks to more than {most} bytes", file=name, most=MAX_UNPACKED
                    )
                )
            if len({each.filename for each in members}) < len(members):
                told = sentence("two of its parts have one name")
                raise ImportProblem(
                    sentence("{file}: a damaged spreadsheet: {fault}", file=name, fault=told)
                )
            counted = _Counted(name)
            for member in members:
                if not member.filename.lower().endswith(_MEDIA):
                    with archive.open(member) as stream:
                        counted.take(stream, member.filename, plain)
    except FAULTS as error:
        raise ImportProblem(
            sentence("{file}: a damaged spreadsheet: {fault}", file=name, fault=str(error))
        ) from None
    counted.check_shared()
    return made.getvalue()


class _Counted:
    """What the parts of a spreadsheet come to; the parser knows no document type and no entity."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._shared: list[int] = []
        self._shown: dict[int, int] = {}
        self._unreadable = 0
        """Cells that show a shared text without saying which: their reader may take any."""
        self._cells = self._text = 0
        self._repeated = self._across = 1
        self._length = self._widest = 0
        self._extent = Extent()
        self._value: str | None = None
        """The text of `v` in a cell that shows a shared text, None in any other."""
        self._is_shared = self._is_filled = False
        self._cell_at: int | None = None
        self._says = ""
        """Where the cell or the shared text begins that is being read, and how its text does."""

    def take(self, stream: IO[bytes], member: str, into: zipfile.ZipFile) -> None:
        """Count one part and put it *into* another zip; what is no XML and small is left out."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse
        parser.buffer_text = True
        self._parser, self._copy, self._cell_at = parser, Copy(), None
        self._raised = RaisedNotes()
        self._repeated, self._value = 1, None
        self._extent = Extent()
        tags = Tags()
        start = tags.take(stream.read(_SMALL))
        try:
            self._copy.take(start)
            parser.Parse(start, len(start) < _SMALL)
            with into.open(member, "w") as copy:
                while len(start) == _SMALL and (block := stream.read(1 << 16)):
                    self._copy.pass_on(copy, self._cell_at)
                    self._copy.take(tags.take(block))
                    parser.Parse(block, False)
                self._copy.finish(copy)
            if len(start) == _SMALL:
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            if member == _KIND:
                into.writestr(member, start[:_SMALLEST])
            elif member.lower().endswith((".xml", ".rels")) or len(start) == _SMALL:
                raise ImportProblem(
                    sentence(
                        "{file}: {member}: {fault}",
                        file=self._name,
                        member=member[:60],
                        fault=str(error),
                    )
                ) from None
        self._check_extent()

    def _check_extent(self) -> None:
        """Refuse where a few bytes put cells so far apart that all between them fits nowhere."""
        if self._extent.is_sparse:
            raise ImportProblem(
                sentence(
                    "{file}: cells of a sheet stand so far apart that all between them does not "
                    "fit into memory; clear what stands far from the table",
                    file=self._name,
                )
            )
        self._widest = max(self._widest, self._extent.spanned)

    def _refuse(self, *_of: object) -> None:
        raise ImportProblem(
            sentence(
                "{file}: its XML has a document type or entities; save it anew", file=self._name
            )
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition("}")[2]
        if kind in _RAISED:
            self._raised.start(kind, attributes, self._parser.CurrentByteIndex)
        if kind == "c":
            if attributes.get("t") == "e":
                self._copy.change(self._parser.CurrentByteIndex, shown_errors.of_workbook)
            self._length, self._is_shared, self._value = 0, attributes.get("t") == "s", None
            self._extent.to_cell(attributes.get("r", ""))
        elif self._is_shared:
            # One value alone is which text it shows; of anything else its reader may take any.
            self._value = "" if kind == "v" and self._value is None else _NONE
        elif kind == "row":
            self._extent.to_row(attributes.get("r", ""))
        elif kind == "si":
            self._length = 0
            self._cell_at, self._says = self._parser.CurrentByteIndex, ""
        elif kind == "s":  # so many spaces, in ODS
            self._length += _number(attributes, "c")
        elif kind == "table":
            self._check_extent()
            self._extent = Extent()
        elif kind == "table-row":
            self._repeated = _number(attributes, "number-rows-repeated")
            self._extent.to_row("", self._repeated)
        elif kind in ("table-cell", "covered-table-cell"):
            said = [attributes[each] for each in attributes if each.rpartition("}")[2] in _SAYING]
            self._is_filled, self._length = bool(said), sum(map(_bytes, said))
            self._cell_at, self._says = self._parser.CurrentByteIndex, ""
            self._across = _number(attributes, "number-columns-repeated")
            self._extent.to_cell("", self._across)

    def _characters(self, text: str) -> None:
        self._length += _bytes(text)
        self._raised.characters(text)
        if self._value is not None and len(self._value) < _LONGEST_INDEX:
            self._value += text
        if self._cell_at is not None and len(self._says) < _LONGEST_INDEX:
            self._says += text

    def _end(self, name: str) -> None:
        kind = name.rpartition("}")[2]
        if kind in _RAISED:
            self._raised.end(kind, self._parser.CurrentByteIndex, self._copy)
        if kind == "c":
            if self._length:
                self._extent.fill()
            value = self._value or ""
            if value.isdigit() and value.isascii() and len(value) < _LONGEST_INDEX:
                at = whole(value)
                self._shown[at] = self._shown.get(at, 0) + 1
                self._cell(1, 0)
            else:
                self._unreadable += self._is_shared
                self._cell(1, self._length)
            self._value, self._is_shared = None, False
        elif kind == "si":
            self._shared.append(self._length)
            self._cell_at = None
        elif kind in ("table-cell", "covered-table-cell"):
            times = self._repeated * self._across
            if self._cell_at is not None and is_error(self._says):
                self._copy.change(self._cell_at, shown_errors.of_open_document)
            self._cell_at = None
            if self._is_filled or self._length:
                self._extent.fill(self._repeated, self._across)
                self._cell(times, self._length * times)
            else:
                self._cell(1, 0)

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
        longest = max(self._shared, default=0)
        self._cell(0, self._unreadable * longest)
        for at, times in self._shown.items():
            self._cell(0, times * (self._shared[at] if at < len(self._shared) else longest))
        lent_memory.take(_CELL_BYTES * self._widest + self._text)


def _number(attributes: dict[str, str], name: str) -> int:
    """The attribute *name*, the most of several in whatever namespaces; 1 where there is none."""
    found = (value for key, value in attributes.items() if key.rpartition("}")[2] == name)
    return max((min(whole(each), 10**9) for each in found if each.isdigit()), default=1)


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
