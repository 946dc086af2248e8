"""
Exactly what is on screen, as a file.

Exports hold no clock time and no host: the same collection and the same query give the same
bytes, from the page, from the command line and over HTTP.
"""

from __future__ import annotations

import io
from typing import IO

from strikemap.export.citation import Citation, cite
from strikemap.export.command import command
from strikemap.export.forms import FORMS, Form, file_name
from strikemap.export.one_incident import NoIncident
from strikemap.export.view import ONE_SIDE, WHOLE, Span, View
from strikemap.export.xlsx import working_bytes as _of_sheet
from strikemap.progress import Progress

__all__ = [
    "FORMS",
    "ONE_SIDE",
    "WHOLE",
    "Citation",
    "Form",
    "NoIncident",
    "Span",
    "View",
    "cite",
    "command",
    "export",
    "file_name",
    "working_bytes",
    "write",
]


def write(form: str, view: View, file: IO[bytes], progress: Progress | None = None) -> None:
    """
    Write *view* to *file*, which can be sought, a part at a time.

    *form* is a name of `FORMS`.  *progress* is told after each part and may raise to give up.

    Raises:
        ValueError: *form* is none of these.
        NoIncident: the form is of one incident, and *view* names none.
        OSError: *file* can't be written.
    """
    if form not in FORMS:
        raise ValueError(f"{form!r} is no format; choose one of {', '.join(FORMS)}")
    FORMS[form].write(view, file, progress)


def export(form: str, view: View) -> bytes:
    """
    What `write` writes.

    Raises:
        ValueError: *form* is no format.
        NoIncident: the form is of one incident, and *view* names none.
    """
    file = io.BytesIO()
    write(form, view, file)
    return file.getvalue()


def working_bytes(form: str, view: View) -> int:
    """Bytes of memory that making *form* of *view* takes beside the file, where they are many."""
    return _of_sheet(view) if form == "xlsx" else 0
