"""Marks of footnotes that are raised behind a number in a cell, and would pass for its digits."""

from __future__ import annotations

import re

from strikemap.importers.file.shown_errors import Copy

_NOTE = re.compile(r"\s*(?:[0-9]{1,3}|[a-z*\u2020\u2021])(?:\s*,\s*[0-9]{1,3})*\s*")
_LONGEST = 20
RAISED = frozenset(
    ("si", "is", "r", "vertAlign", "t", "style", "text-properties", "table-cell", "span")
)
"""Elements that may tell of a note that is raised behind a number."""


class RaisedNotes:
    """
    Runs of raised text in XLSX and spans of it in ODS, met in the order of the file.

    Their reader gives the text alone, so that two with the footnote 1 would be twenty-one: the note
    is put into brackets, as it is in text.
    """

    def __init__(self) -> None:
        self._raising: set[str] = set()
        self._style = ""
        self._is_raised = False
        self._at: int | None = None
        self._text = ""
        self._last = ""

    def start(self, kind: str, attributes: dict[str, str], at: int) -> None:
        """Take in the start of the element *kind*, a tag that begins at byte *at*."""
        if kind in ("si", "is", "table-cell"):
            self._last = ""
        elif kind == "r":
            self._is_raised = False
        elif kind == "vertAlign":
            self._is_raised = attributes.get("val") == "superscript"
        elif kind == "t" and self._is_raised:
            self._at, self._text = at, ""
        elif kind == "style":
            self._style = _named(attributes, "name")
        elif kind == "text-properties":
            if re.match(r"super|[1-9][0-9]*%", _named(attributes, "text-position")):
                self._raising.add(self._style)
        elif kind == "span":
            is_raised = _named(attributes, "style-name") in self._raising
            self._at, self._text = (at if is_raised else None), ""

    def characters(self, text: str) -> None:
        """Take in *text*, not empty."""
        if self._at is None:
            self._last = text[-1]
        elif len(self._text) < _LONGEST:
            self._text += text

    def end(self, kind: str, at: int, copy: Copy) -> None:
        """Take in the end of the element *kind*, a tag at byte *at*, and change the *copy*."""
        if kind == "r":
            self._is_raised = False
        if self._at is None or kind not in ("t", "span"):
            return
        is_note = self._last.isdigit() or self._last in ("+", ")")
        if is_note and _NOTE.fullmatch(self._text) and copy.change(self._at, _opened):
            copy.change(at, _closed)
        self._at = None


def _opened(tag: bytes) -> bytes:
    return tag + b"["


def _closed(tag: bytes) -> bytes:
    return b"]" + tag


def _named(attributes: dict[str, str], name: str) -> str:
    """The attribute *name*, in whatever namespace."""
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")
