"""A file beside the tables is told from what it was before, and is missed by nobody."""

from __future__ import annotations

import os
from pathlib import Path

from strikemap.side_files import stamp_of


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


def test_none_where_there_is_none(tmp_path: Path) -> None:
    """A collection without the file, or without a folder, has no stamp of it."""
    assert stamp_of(tmp_path, "tour.json") is None
    assert stamp_of(tmp_path / "nowhere", "tour.json") is None
    assert stamp_of(None, "tour.json") is None
