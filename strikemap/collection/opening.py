"""Whether a file can be opened and is within bounds, before it is read."""

from __future__ import annotations

from pathlib import Path

from strikemap.collection.bounds import MAX_COLUMNS, MAX_FILE_BYTES, Unreadable
from strikemap.languages import Sentence, sentence

NOT_UTF_8 = sentence("not UTF-8; save it as UTF-8")


def too_wide(columns: int) -> Sentence:
    """That a table of so many *columns* is not read."""
    return sentence("{count} columns; at most {most} are read", count=columns, most=MAX_COLUMNS)


def openable(path: Path) -> int:
    """
    The size in bytes of the file at *path*.

    Raises:
        Unreadable: it is missing, empty or too large, or cannot be opened.
    """
    try:
        if not path.exists():
            missing = sentence("the file is missing; add it, with its header at least")
            raise Unreadable("file", missing)
        if not path.is_file():
            raise Unreadable("file", sentence("not a regular file; put a file here"))
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except (OSError, ValueError) as error:
        told = sentence("cannot be opened ({reason})", reason=reason_of(error))
        raise Unreadable("file", told) from None
    if size > MAX_FILE_BYTES:
        told = sentence("{size} bytes; at most {most} are read", size=size, most=MAX_FILE_BYTES)
        raise Unreadable("size", told)
    if size == 0:
        raise Unreadable("file", sentence("the file is empty; write its header at least"))
    return size


def reason_of(error: Exception) -> str:
    """Why the system could not do it, in its words."""
    return getattr(error, "strerror", None) or type(error).__name__
