"""How much a spreadsheet holds, counted before a reader that takes it whole is let at it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat  # its handler refuses each document type, as defusedxml does

from strikemap.collection.bounds import MAX_CELLS, MAX_FIELD_BYTES
from strikemap.importers import lent_memory
from strikemap.importers.cells.error_texts import is_error
from strikemap.importers.file import shown_errors
from strikemap.importers.file.bare_formulas import BareFormulas
from strikemap.importers.file.merged_cells import Range
from strikemap.importers.file.open_document_cells import (
    SAYING,
    MergedCells,
    has_value,
    local,
    number,
)
from strikemap.importers.file.opening import FAULTS
from strikemap.importers.file.raised_notes import RAISED, RaisedNotes
from strikemap.importers.file.shared_texts import LONGEST_INDEX, SharedTexts, byte_count
from strikemap.importers.file.sheet_extent import Extent
from strikemap.importers.file.shown_errors import Copy
from strikemap.importers.file.xml_tags import Tags
from strikemap.importers.problem import ImportProblem
from strikemap.languages import sentence

MAX_UNPACKED = 400_000_000
MAX_TEXT = 400_000_000
"""Bytes of all cells' texts together, one that is shared counted for each cell that shows it."""

_CELL_BYTES = 32
"""What calamine makes of a cell, filled or not, beside its text."""
_MERGED_BYTES = 200
"""What is made of a range of merged cells."""
_NONE = "none"
"""Which of the shared texts a cell shows, where it can't be told."""
_SMALL, _SMALLEST = 1_000_000, 200
_KIND = "mimetype"  # the part of an ODS that is no XML and says what the file is
_MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin", ".svm", ".svg", ".tiff")


@dataclass(frozen=True, slots=True)
class Counted:
    """
    A spreadsheet with its counted parts alone, the ranges of merged cells of the sheets of an ODS,
    of which its reader tells none, and how many formulas stand without a value, as text.
    """

    contents: bytes
    merged: Mapping[str, Sequence[Range]]
    bare_formulas: int


def counted(contents: bytes, name: str) -> Counted:
    """
    The spreadsheet *contents*, counted, as its reader may be given it.

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
            counted = _Count(name)
            for member in members:
                if not member.filename.lower().endswith(_MEDIA):
                    with archive.open(member) as stream:
                        counted.take(stream, member.filename, plain)
    except FAULTS as error:
        raise ImportProblem(
            sentence("{file}: a damaged spreadsheet: {fault}", file=name, fault=str(error))
        ) from None
    counted.check_shared()
    return Counted(made.getvalue(), counted.merged.ranges, counted.formulas.count)


class _Count:
    """What the parts of a spreadsheet come to; the parser knows no document type and no entity."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._shared = SharedTexts()
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
        self.formulas = BareFormulas()
        self.merged = MergedCells()
        self._of: dict[str, str] = {}
        self._tag_at, self._has_value = 0, False
        self._type: str | None = None

    def take(self, stream: IO[bytes], member: str, into: zipfile.ZipFile) -> None:
        """Count one part and put it *into* another zip; what is no XML and small is left out."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse
        parser.buffer_text = True
        self._parser, self._member, self._copy, self._cell_at = parser, member, Copy(), None
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
                    held = self._cell_at if self._cell_at is not None else self.formulas.held_from
                    self._copy.pass_on(copy, held)
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
        if kind in RAISED:
            self._raised.start(kind, attributes, self._parser.CurrentByteIndex)
        if kind == "c":
            self._tag_at, self._type = self._parser.CurrentByteIndex, attributes.get("t", "")
            if self._type == "e":
                self._copy.change(self._tag_at, shown_errors.of_workbook)
            self._length, self._is_shared, self._value = 0, self._type == "s", None
            self._has_value = False
            self._extent.to_cell(attributes.get("r", ""))
        elif self._is_shared:
            self._within(kind)
            # One value alone is which text it shows; of anything else its reader may take any.
            self._value = "" if kind == "v" and self._value is None else _NONE
        elif kind in ("v", "f"):
            self._within(kind)
        elif kind == "row":
            self._extent.to_row(attributes.get("r", ""))
        elif kind == "si":
            self._length = 0
            self._cell_at, self._says = self._parser.CurrentByteIndex, ""
        elif kind == "s":  # so many spaces, in ODS
            self._length += number(attributes, "c")
        elif kind == "mergeCell":
            self._cell(0, _MERGED_BYTES)
        elif kind == "table":
            self._check_extent()
            self._extent = Extent()
            self.merged.start_table(attributes, self._member)
        elif kind == "table-row":
            self._repeated = number(attributes, "number-rows-repeated")
            self._extent.to_row("", self._repeated)
        elif kind in ("table-cell", "covered-table-cell"):
            of = self._of = local(attributes)
            named = attributes if len(of) < len(attributes) else of
            said = [named[each] for each in named if each.rpartition("}")[2] in SAYING]
            self._is_filled, self._length = bool(said), sum(map(byte_count, said))
            self._cell_at, self._says = self._parser.CurrentByteIndex, ""
            self._across = number(named, "number-columns-repeated") if of else 1
            self._extent.to_cell("", self._across)
            if self.merged.start_cell(self._of, self._extent):
                self._cell(0, _MERGED_BYTES)

    def _within(self, kind: str) -> None:
        """Take in the start of what stands in a cell of XLSX."""
        if kind == "f" and self._type is not None:
            self.formulas.start_formula(self._tag_at, self._type, has_value=self._has_value)
        elif kind == "v" and self.formulas.formula is not None:
            self.formulas.start_value()
        self._has_value |= kind == "v"

    def _characters(self, text: str) -> None:
        self._length += byte_count(text)
        self._raised.characters(text)
        if self._value is not None and len(self._value) < LONGEST_INDEX:
            self._value += text
        if self._cell_at is not None and len(self._says) < LONGEST_INDEX:
            self._says += text
        elif self.formulas.formula is not None:
            self.formulas.characters(text)

    def _end(self, name: str) -> None:
        kind = name.rpartition("}")[2]
        if kind in RAISED:
            self._raised.end(kind, self._parser.CurrentByteIndex, self._copy)
        if kind == "f":
            self.formulas.end_formula()
        elif kind == "c":
            if self.formulas.formula is not None:
                at = self._parser.CurrentByteIndex
                self._length += self.formulas.end_cell(at, self._copy)
            if self._length:
                self._extent.fill()
            is_told = self._shared.show(self._value or "", is_shared=self._is_shared)
            self._cell(1, 0 if is_told else self._length)
            self._value, self._is_shared, self._type = None, False, None
        elif kind == "si":
            self._shared.lengths.append(self._length)
            self._cell_at = None
        elif kind in ("table-cell", "covered-table-cell"):
            times = self._repeated * self._across
            if self._cell_at is not None and is_error(self._says):
                self._copy.change(self._cell_at, shown_errors.of_open_document)
            elif self._cell_at is not None and not has_value(self._of):
                formula = self._of.get("formula")
                self.formulas.of_open_document(formula, self._says, self._cell_at, self._copy)
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
        if self._shared.longest > MAX_FIELD_BYTES:
            raise ImportProblem(
                sentence(
                    "{file}: a cell of more than {most} bytes",
                    file=self._name,
                    most=MAX_FIELD_BYTES,
                )
            )
        self._cell(0, self._shared.total())
        lent_memory.take(_CELL_BYTES * self._widest + self._text)
