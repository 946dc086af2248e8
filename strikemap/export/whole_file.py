"""A file that is there whole or not at all, and made no larger in memory than it is read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

_IN_MEMORY = 16 * 1024**2


def file_whole(path: Path, write: Callable[[IO[bytes]], object]) -> int:
    """
    The bytes of the file at *path* that *write* makes in the seekable file that it is given.

    Until all is written an older file stays as it is, and what is torn is taken away.  A device
    or a pipe, which can't be sought or replaced, is given all bytes in order once they are made.

    Raises:
        OSError: nothing can be written there.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as out, SpooledTemporaryFile(_IN_MEMORY) as made:
            write(made)
            size = made.seek(0, os.SEEK_END)
            made.seek(0)
            shutil.copyfileobj(made, out)
            return size
    whole = Path(os.path.realpath(path))  # a link stays a link
    part = whole.with_name(whole.name + ".part")
    try:
        with part.open("w+b") as file:
            write(file)
            size = file.seek(0, os.SEEK_END)
        part.replace(whole)
    finally:
        part.unlink(missing_ok=True)
    return size
