"""Which files `publish` wrote into a folder, so that those published no longer are taken away."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from strikemap.export.whole_file import file_whole

LIST = "strikemap-files.txt"
_HEAD = "Written here by `strikemap publish`, which removes what it no longer publishes:"


def files_listed(folder: Path) -> frozenset[str]:
    """
    The files that are named in the list in *folder*, from there; none where there is no list.

    Raises:
        OSError: the list can't be read.
        ValueError: what has its name is no such list.
    """
    try:
        head, *paths = (folder / LIST).read_text("utf-8").split("\n")
    except FileNotFoundError:
        return frozenset()
    except UnicodeDecodeError:
        head = ""
    if head != _HEAD:
        raise ValueError(f"{folder / LIST}: not written by `publish`; name another folder")
    return frozenset(filter(None, paths))


def list_files(folder: Path, paths: Iterable[str]) -> None:
    """Write the list of *paths* into *folder*."""
    told = "\n".join([_HEAD, *sorted(paths), ""]).encode("utf-8")
    file_whole(folder / LIST, lambda file: file.write(told))


def take_away(folder: Path, paths: Iterable[str]) -> int:
    """
    Remove those of *paths* that are files in *folder*, and folders that this empties; how many.

    Whatever a list says, nothing beyond *folder* is touched.
    """
    root, count = folder.resolve(), 0
    for path in sorted(paths):
        file = root / path
        where = file.parent.resolve()
        if not where.is_relative_to(root) or not (file.is_file() or file.is_symlink()):
            continue
        file.unlink()
        count += 1
        with suppress(OSError):  # the first that holds something yet ends it
            while where != root:
                where.rmdir()
                where = where.parent
    return count
