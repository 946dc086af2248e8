"""Whether a file can be opened and is within bounds, before it is read."""

from __future__ import annotations

from pathlib import Path

from strikemap.collection.bounds import (
    MAX_FILE_BYTES,
    Unreadable,
)


def openable(path: Path) -> int:
    """
    The size in bytes of the file at *path*.

    Raises:
        Unreadable: it is missing, empty or too large, or cannot be opened.
    """
    try:
        if not path.exists():
            raise Unreadable("file", "the file is missing; add it, with its header at least")
        if not path.is_file():
            raise Unreadable("file", "not a regular file; put a file here")
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except (OSError, ValueError) as error:
        raise Unreadable("file", f"cannot be opened ({reason_of(error)})") from None
    if size > MAX_FILE_BYTES:
        raise Unreadable("size", f"{size:,} bytes; at most {MAX_FILE_BYTES:,} are read")
    if size == 0:
        raise Unreadable("file", "the file is empty; write its header at least")
    return size


def reason_of(error: Exception) -> str:
    """Why the system could not do it, in its words."""
    return getattr(error, "strerror", None) or type(error).__name__
