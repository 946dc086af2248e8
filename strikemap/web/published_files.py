"""
Which files `publish` wrote into a folder: those published no longer are taken away, and those of a
collection that can't be read now stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from strikemap.collection import package
from strikemap.export.whole_file import file_whole
from strikemap.host.shelf import Shelf

LIST = "strikemap-files.txt"
LISTED = "collections.json"
"""What `publish` offers, as data."""
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


def standing(before: Iterable[str], shelf: Shelf) -> frozenset[str]:
    """
    The collections among the files *before* that *shelf* may lack only because it can't be read.

    A slip in a table is no reason to take away what others have cited.  A folder that does not
    even say its collection's name may be of any that is not here.
    """
    gone = {path.partition("/")[0] for path in before if "/" in path} - shelf.collections.keys()
    found: set[str] = set()
    for folder in shelf.unread:
        named = {_name_in(folder), folder.name} & gone
        found |= named if named or _name_in(folder) else gone
    return frozenset(found)


def _name_in(folder: Path) -> str:
    with suppress(OSError, ValueError):
        told = json.loads((folder / package.FILE).read_text("utf-8"))
        if isinstance(told, dict) and isinstance(told.get("name"), str):
            return str(told["name"])
    return ""


def listed_before(folder: Path, names: Iterable[str]) -> list[dict[str, Any]]:
    """What the list of collections in *folder* says of those of *names* that it has."""
    wanted = set(names)
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads((folder / LISTED).read_text("utf-8"))["collections"]
        return [each for each in told if each["name"] in wanted]
    return []


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
