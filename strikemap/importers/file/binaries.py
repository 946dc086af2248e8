"""Files that are no text, named for what they are by their first bytes."""

from __future__ import annotations

from strikemap.importers.problem import ImportProblem
from strikemap.languages import marked, sentence

_PICTURE = marked("{file}: this is a picture; save it as CSV in UTF-8")
_MAGIC = (
    (b"%PDF", marked("{file}: this is a PDF; save it as CSV in UTF-8")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"\x7fELF", marked("{file}: this is a program; save it as CSV in UTF-8")),
    (
        b"SQLite",
        marked("{file}: this is a database (a GeoPackage perhaps); save it as CSV in UTF-8"),
    ),
    (b"\x00\x00\x27\x0a", marked("{file}: this is a shapefile; save it as CSV in UTF-8")),
    (b"7z\xbc\xaf", marked("{file}: this is a 7z archive; save it as CSV in UTF-8")),
    (b"Rar!", marked("{file}: this is a RAR archive; save it as CSV in UTF-8")),
    (b"{\\rtf", marked("{file}: this is a text document (RTF); save it as CSV in UTF-8")),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""The compound files of Excel and Word before 2007, and of workbooks with a password."""


def refuse_binary(block: bytes, name: str) -> None:
    """
    Refuse the file *name* whose first bytes are *block* where they are those of no table.

    Raises:
        ImportProblem: they are; the message says what the file is, and what to do.
    """
    for magic, told in _MAGIC:
        if block.startswith(magic):
            raise ImportProblem(sentence(told, file=name))
    if block.startswith(_OLD_OFFICE):
        raise ImportProblem(
            sentence(
                "{file}: this is a workbook of Excel before 2007 (.xls), one with a password, or a "
                "Word file; open it in Excel or LibreOffice and save it without a password as "
                "XLSX, ODS or CSV",
                file=name,
            )
        )
    for place in (0, 1):
        if all(block[1 - place : 64 : 2]) and not any(block[place:64:2]) and len(block) > 1:
            raise ImportProblem(
                sentence(
                    "{file}: this looks like UTF-16 without a byte-order mark; save it as CSV in "
                    "UTF-8",
                    file=name,
                )
            )
