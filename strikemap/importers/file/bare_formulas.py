"""Formulas in XLSX and ODS whose value the file does not hold, which would pass for empty cells."""

from __future__ import annotations

import re
from html import escape

from strikemap.importers.file.shown_errors import Copy

MARK = "\ufdd1"
"""Before a formula in its value's place; no character, so that no text should have it."""
LONGEST = 60
"""Characters of a formula that are shown in its place."""
_TYPE = re.compile(rb"\s(?:[\w.-]+:)?(?:t|value-type)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_VALUE = re.compile(rb"\s[\w.-]+:(?:value|string-value)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_NAME = re.compile(rb"<[^\s/>]+")


class BareFormulas:
    """
    Cells with a formula, met in the order of the file: programs that write tables leave the values
    to the spreadsheet, which works them out when it opens them, and no reader does.

    `count` says how many have no value.  In their copy the formula stands as a text.
    """

    def __init__(self) -> None:
        self.count = 0
        self.formula: str | None = None
        """That of the cell of XLSX that is read, None where it has none."""
        self._at = 0
        self._is_text = self._has_value = self._is_within = False

    def start_formula(self, at: int, kind: str, *, has_value: bool) -> None:
        """
        Take in the start of an element `f` in a cell of XLSX, a tag at byte *at*, whose type is
        *kind*, and which may have a value already.
        """
        self.formula, self._at = "", at
        self._is_text, self._has_value, self._is_within = kind == "str", has_value, True

    def start_value(self) -> None:
        """Take in the start of an element `v` behind a formula: a text without letters is one."""
        self._has_value |= self._is_text

    def characters(self, text: str) -> None:
        """Take in *text* within a cell that has a formula."""
        if self._is_within:
            self.formula = ((self.formula or "") + text)[:LONGEST]
        else:
            self._has_value |= not text.isspace()

    def end_formula(self) -> None:
        """Take in the end of an element `f`."""
        self._is_within = False

    @property
    def held_from(self) -> int | None:
        """The byte from which on the copy has to be held, None where from none."""
        return self._at if self.formula is not None else None

    def end_cell(self, at: int, copy: Copy) -> int:
        """Take in the end of a cell of XLSX, a tag at byte *at*; the letters put in its *copy*."""
        formula, self.formula = self.formula, None
        if formula is None or self._has_value:
            return 0
        shown = f"{MARK}={formula}"
        text = f"<v>{escape(shown)}</v>".encode()
        if copy.change(self._at, _as_text) and copy.change(at, lambda tag: text + tag):
            self.count += 1
        return len(text)

    def of_open_document(self, formula: str | None, said: str, at: int, copy: Copy) -> None:
        """
        Take in the end of a cell of ODS without a value, which began at byte *at*, has a *formula*
        or none, and has the text *said*: what the cell says is that text.
        """
        if said.strip():
            copy.change(at, _of_its_text)
        elif formula is not None:
            shown = formula.removeprefix("of:").removeprefix("=")[:LONGEST]
            text = escape(f"{MARK}={shown}", quote=True).encode()
            self.count += copy.change(at, lambda tag: _of_its_text(tag, text))


def _as_text(tag: bytes) -> bytes:
    """The *tag* of a cell of XLSX as that of a text."""
    return _NAME.sub(rb'\g<0> t="str"', _TYPE.sub(b"", tag), count=1)


def _of_its_text(tag: bytes, text: bytes = b"") -> bytes:
    """The *tag* of a cell of ODS as that of a text: of *text*, or of what stands in it."""
    bare = _VALUE.sub(b"", _TYPE.sub(b"", tag))
    name = _NAME.match(bare)
    end = name.end() if name else len(bare)
    says = b' office:value-type="string"'
    if text:
        says += b' office:string-value="' + text + b'"'
    return bare[:end] + says + bare[end:]
