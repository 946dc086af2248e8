"""Files that are no text, named for what they are by their first bytes."""

from __future__ import annotations

from strikemap.importers.problem import ImportProblem

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite", "a database (a GeoPackage perhaps)"),
    (b"\x00\x00\x27\x0a", "a shapefile"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "a text document (RTF)"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""The compound files of Excel and Word before 2007, and of workbooks with a password."""


def refuse_binary(block: bytes, name: str) -> None:
    """
    Refuse the file *name* whose first bytes are *block* where they are those of no table.

    Raises:
        ImportProblem: they are; the message says what the file is, and what to do.
    """
    for magic, what in _MAGIC:
        if block.startswith(magic):
            raise ImportProblem(f"{name}: this is {what}; save it as CSV in UTF-8")
    if block.startswith(_OLD_OFFICE):
        raise ImportProblem(
            f"{name}: this is a workbook of Excel before 2007 (.xls), one with a password, or a "
            "Word file; open it in Excel or LibreOffice and save it without a password as XLSX, "
            "ODS or CSV"
        )
    for place in (0, 1):
        if all(block[1 - place : 64 : 2]) and not any(block[place:64:2]) and len(block) > 1:
            raise ImportProblem(
                f"{name}: this looks like UTF-16 without a byte-order mark; save it as CSV in UTF-8"
            )
