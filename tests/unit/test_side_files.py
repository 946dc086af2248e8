"""Files beside the tables are read whole, or why not is told, and are missed by nobody."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from strikemap import side_files
from strikemap.side_files import MOST_BYTES, TOUR, content_hash_of, of_folder


def test_what_is_there_is_read(tmp_path: Path) -> None:
    """A folder gives the bytes of each that it holds, and of no other file."""
    names = {name: name.encode() for name in MOST_BYTES}
    for name in (*names, "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert {name: file.read() for name, file in of_folder(tmp_path).items()} == names


def test_the_same_bytes_have_the_same_hash(tmp_path: Path) -> None:
    """A hash is of what a file holds, wherever it lies and whenever it was written."""
    hashes = []
    for at, (folder, text) in enumerate((("one", "a"), ("two", "a"), ("one", "b"), ("one", "a"))):
        (tmp_path / folder).mkdir(exist_ok=True)
        path = tmp_path / folder / TOUR
        path.write_text(text)
        os.utime(path, ns=(at, at))
        hashes.append(content_hash_of(of_folder(tmp_path / folder), TOUR))
    assert hashes[0] == hashes[1] == hashes[3] != hashes[2]
    assert content_hash_of(of_folder(tmp_path), TOUR) == ""


def test_none_where_there_is_none(tmp_path: Path) -> None:
    """A collection without such files, or without a folder, has none."""
    assert not of_folder(tmp_path) and not of_folder(tmp_path / "nowhere") and not of_folder(None)


@pytest.mark.parametrize("over", [0, 1])
def test_bounds(over: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file as long as is read is read whole; one byte more, and why not is told in its place."""
    monkeypatch.setattr(side_files, "MOST_BYTES", {TOUR: 10})
    (tmp_path / TOUR).write_bytes(bytes(10 + over))
    file = of_folder(tmp_path)[TOUR]
    if over:
        with pytest.raises(ValueError, match="11 bytes; at most 10"):
            file.read()
    else:
        assert file.read() == bytes(10)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A folder, or a pipe that nobody writes to, by the name of such a file stops nothing."""
    (tmp_path / TOUR).mkdir()
    (tmp_path / "versions").mkdir()
    os.mkfifo(tmp_path / "versions" / "index.json")
    for file in of_folder(tmp_path).values():
        with pytest.raises(ValueError, match="not a regular file"):
            file.read()
