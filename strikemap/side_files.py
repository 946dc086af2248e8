"""Files that a collection may hold beside its tables: read at once with them, and kept as bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from strikemap.languages import sentence

TOUR = "tour.json"
TRANSLATIONS = "translations.csv"
OTHER_COUNTS = "other_counts.csv"
RELEASES = "versions/index.json"
MOST_BYTES: Mapping[str, int] = MappingProxyType(
    {TOUR: 200_000, TRANSLATIONS: 32 * 2**20, OTHER_COUNTS: 2 * 2**20, RELEASES: 2 * 2**20}
)
"""The names of all such files, and how many bytes of each are read."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class SideFile:
    """What such a file held when it was read, with its SHA-256; `fault` says why nothing."""

    contents: bytes = b""
    sha256: str = ""
    fault: str = ""

    @classmethod
    def of(cls, contents: bytes) -> SideFile:
        """The file that holds *contents*."""
        return cls(contents, hashlib.sha256(contents).hexdigest())

    def read(self) -> bytes:
        """
        Its contents.

        Raises:
            ValueError: it could not be read; says the `fault`.
        """
        if self.fault:
            raise ValueError(self.fault)
        return self.contents


Beside = Mapping[str, SideFile]
"""Those that a collection has, by name: one version of it and of them belong together."""


def of_folder(folder: Path | None) -> Beside:
    """Those that *folder* has now; none of a collection in memory alone."""
    found: dict[str, SideFile] = {}
    for name, most in MOST_BYTES.items() if folder else ():
        assert folder is not None
        path = folder / name
        try:
            if not path.exists():
                continue
            if not path.is_file():
                found[name] = _unread(sentence("not a regular file; put a file here"))
                continue
            # One byte more tells whether there are more: a file may grow while it is read.
            with path.open("rb") as file:
                contents = file.read(most + 1)
                size = max(len(contents), path.stat().st_size)
        except OSError as error:
            reason = str(error.strerror)
            found[name] = _unread(sentence("it can't be read: {fault}", fault=reason))
            continue
        is_whole = len(contents) <= most
        found[name] = SideFile.of(contents) if is_whole else _unread(too_large(size, most))
    return MappingProxyType(found)


def _unread(why: str) -> SideFile:
    return SideFile(fault=why)


def too_large(size: int, most: int) -> str:
    """That a file of *size* bytes is not read, where *most* are."""
    return sentence("{size} bytes; at most {most} are read", size=size, most=most)


def content_hash_of(beside: Beside, name: str) -> str:
    """The SHA-256 of the file *name*, equal wherever its bytes are; "" where there is none."""
    return beside[name].sha256 if name in beside else ""
