"""Collections with a past: an archive of their releases beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from strikemap.collection import versions
from strikemap.collection.versions import Release
from strikemap.model import Collection
from strikemap.side_files import of_folder

DAY = "2026-11-22"


def archive(
    folder: Path, chain: Sequence[Collection], days: Sequence[str] = ()
) -> tuple[Collection, list[Release]]:
    """The last of *chain* with an archive of all in *folder*, and their releases, on *days*."""
    files = [versions.files_of(each) for each in chain]
    made = [
        versions.release_of(each.version, day, contents)
        for each, day, contents in zip(chain, days or [DAY] * len(chain), files, strict=True)
    ]
    (folder / versions.FOLDER).mkdir()
    for name, contents in versions.archived([*zip(made, files, strict=True)]).items():
        (folder / versions.FOLDER / name).write_bytes(contents)
    return replace(chain[-1], folder=folder, beside=of_folder(folder)), made
