"""Files that are no text, named for what they are by their first bytes."""

from __future__ import annotations

from strikemap.importers.problem import ImportProblem
from strikemap.languages import marked, sentence

_PICTURE = marked("{file}: this is a picture; save it as CSV in UTF-8")
SHAPEFILE = marked("{file}: this is a shapefile; save it as GeoJSON or CSV")
_MAGIC = (
    (b"%PDF", marked("{file}: this is a PDF; save it as CSV in UTF-8")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"\x7fELF", marked("{file}: this is a program; save it as CSV in UTF-8")),
    (
        b"SQLite",
        marked("{file}: this is a database (a GeoPackage perhaps); save it as GeoJSON or CSV"),
    ),
    (b"\x00\x00\x27\x0a", SHAPEFILE),
    (b"7z\xbc\xaf", marked("{file}: this is a 7z archive; save it as CSV in UTF-8")),
    (b"Rar!", marked("{file}: this is a RAR archive; save it as CSV in UTF-8")),
    (b"{\\rtf", marked("{file}: this is a text document (RTF); save it as CSV in UTF-8")),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""The compound files of Excel and Word before 2007, and of workbooks with a password."""


_MARKS = frozenset(b" \t\r\n,;.:|\"'-/()[]{}+=_%#&?!*<>@\\^`~$")


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
    # In text of any language commas, digits and ends of lines have a zero beside them.
    for place in (0, 1):
        marks = [block[at + 1 - place] for at in range(0, min(len(block), 4_096) - 1, 2)
                 if block[at + place] == 0]  # fmt: skip
        most = len(block[:4_096]) // 2
        is_text = all(each in _MARKS or chr(each).isalnum() for each in marks)
        if len(marks) >= max(4, most // 10) and is_text and 0 not in block[1 - place : 4_096 : 2]:
            raise ImportProblem(
                sentence(
                    "{file}: this looks like UTF-16 without a byte-order mark; save it as CSV in "
                    "UTF-8",
                    file=name,
                )
            )
