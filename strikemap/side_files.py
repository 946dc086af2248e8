"""Files that a collection may hold beside its tables: read once, and anew where one has changed."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

Stamp = tuple[int, int]
"""When a file was last changed, in nanoseconds, and its bytes."""


def stamp_of(folder: Path | None, name: str) -> Stamp | None:
    """
    What tells one state of the file *name* in *folder* from another: a part of what is kept of it.

    None where there is no such file, as of a collection in memory alone.
    """
    if folder is None:
        return None
    try:
        found = (folder / name).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def content_hash_of(folder: Path | None, name: str) -> str:
    """The SHA-256 of that file, equal wherever its bytes are; "" where there is none to be read."""
    stamp = stamp_of(folder, name)
    return _hash(folder / name, stamp) if folder and stamp else ""


@lru_cache(maxsize=64)
def _hash(path: Path, stamp: Stamp) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
