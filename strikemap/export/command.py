"""The command that writes a view, for who can't or won't have it from the page."""

from __future__ import annotations

import shlex
from pathlib import Path

from strikemap.export.forms import file_name
from strikemap.export.view import View

NO_FOLDER = "DIR"
"""Stands for the folder of a collection that is in memory alone."""


def command(form: str, view: View) -> str:
    """
    The command that writes what `export.write` would, for a POSIX shell.

    The collection's folder is named as seen from the project's folder, or by its last name where
    it lies elsewhere: where a host keeps its data is nobody's business.
    """
    words = [
        "python",
        "-m",
        "strikemap",
        "export",
        _place(view.collection.folder),
        "--format",
        form,
    ]
    words += ["--query", view.query]
    words += ["--base-url", view.base_url] if view.base_url else []
    return shlex.join([*words, "--output", file_name(form, view.collection)])


def _place(folder: Path | None) -> str:
    if folder is None:
        return NO_FOLDER
    whole = folder.resolve()
    here = Path.cwd().resolve()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else whole.name
