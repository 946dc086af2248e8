"""A file beside the tables is told from what it was before, and is missed by nobody."""

from __future__ import annotations

import os
from pathlib import Path

from strikemap.side_files import content_hash_of, stamp_of


def test_a_change_is_another_stamp(tmp_path: Path) -> None:
    """The same file has the same stamp; written again or longer it has another."""
    path = tmp_path / "tour.json"
    path.write_text("{}")
    os.utime(path, ns=(1_000, 1_000))
    first = stamp_of(tmp_path, path.name)
    assert first == stamp_of(tmp_path, path.name) == (1_000, 2)
    os.utime(path, ns=(1_000, 1_001))
    later = stamp_of(tmp_path, path.name)
    path.write_text("{ }")
    os.utime(path, ns=(1_000, 1_001))
    assert len({first, later, stamp_of(tmp_path, path.name)}) == 3


def test_the_same_bytes_have_the_same_hash(tmp_path: Path) -> None:
    """A hash is of what a file holds, wherever it lies and whenever it was written."""
    hashes = []
    for at, (folder, text) in enumerate((("one", "a"), ("two", "a"), ("one", "b"), ("one", "a"))):
        (tmp_path / folder).mkdir(exist_ok=True)
        path = tmp_path / folder / "tour.json"
        path.write_text(text)
        os.utime(path, ns=(at, at))
        hashes.append(content_hash_of(tmp_path / folder, path.name))
    assert hashes[0] == hashes[1] == hashes[3] != hashes[2]
    assert content_hash_of(tmp_path, "tour.json") == content_hash_of(None, "tour.json") == ""


def test_none_where_there_is_none(tmp_path: Path) -> None:
    """A collection without the file, or without a folder, has no stamp of it."""
    assert stamp_of(tmp_path, "tour.json") is None
    assert stamp_of(tmp_path / "nowhere", "tour.json") is None
    assert stamp_of(None, "tour.json") is None
