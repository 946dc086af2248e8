"""What a collection was at earlier commits of the repository that it is in, as git keeps it."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from strikemap import collection
from strikemap.model import Collection

SECONDS = 60


class NoHistory(Exception):
    """Why there is no history to look into; raw text."""


def earlier(folder: Path) -> Iterator[Collection]:
    """
    The collection in *folder* as each commit that changed it left it, the newest first.

    A commit at which it was no sound collection is passed over.

    Raises:
        NoHistory: *folder* is in no repository, or there is no git.
    """
    listed = _git(folder, "log", "--full-history", "--format=%H", "--", ".").decode("ascii")
    for commit in listed.split():
        packed = _git(folder, "archive", "--format=tar", commit, ".")
        with TemporaryDirectory() as place, tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(place, filter="data")
            found = collection.read(Path(place)).collection
        if found is not None:
            yield found


def _git(folder: Path, *words: str) -> bytes:
    try:
        # The words are ours, and no shell reads them.
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(folder), *words],  # noqa: S607  # the curator's own git
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        raise NoHistory(said.splitlines()[-1] if said else "git failed") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoHistory(f"git can't be run ({error})") from None
    return done.stdout
