"""The command that writes a view, for who can't or won't have it from the page."""

from __future__ import annotations

import shlex
from pathlib import Path

from strikemap import links
from strikemap.export.forms import file_name
from strikemap.links import Link
from strikemap.model import Collection

NO_FOLDER = "DIR"
"""Stands for the folder of a collection that is in memory alone."""


def command(form: str, collection: Collection, link: Link, base_url: str = "") -> str:
    """
    The command that writes what `export.write` would, for a POSIX shell.

    The collection's folder is named as seen from the project's folder, or by its last name where
    it lies elsewhere: where a host keeps its data is nobody's business.
    """
    words = ["python", "-m", "strikemap", "export", _place(collection.folder), "--format", form]
    words += ["--query", links.encode(links.to_query(link, collection, full=True))]
    words += ["--base-url", base_url] if base_url else []
    return shlex.join([*words, "--output", file_name(form, collection)])


def _place(folder: Path | None) -> str:
    if folder is None:
        return NO_FOLDER
    whole = folder.resolve()
    here = Path.cwd().resolve()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else whole.name
