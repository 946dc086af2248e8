"""An export is there whole or not at all, wherever it goes."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Thread
from typing import IO

import pytest

from strikemap.export.whole_file import file_whole


def hello(file: IO[bytes]) -> None:
    """Write out of order, as a zip does."""
    file.write(b"?ello")
    file.seek(0)
    file.write(b"h")


def torn(file: IO[bytes]) -> None:
    file.write(b"half")
    raise KeyboardInterrupt


def test_a_new_file(tmp_path: Path) -> None:
    """The file has what was written, its size is said, and nothing else is left."""
    assert file_whole(tmp_path / "a", hello) == 5
    assert (tmp_path / "a").read_bytes() == b"hello"
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.parametrize("older", [None, b"older"])
def test_what_is_torn_is_taken_away(tmp_path: Path, older: bytes | None) -> None:
    """Where writing stops half-way, an older file stays and no half of a new one does."""
    if older:
        (tmp_path / "a").write_bytes(older)
    with pytest.raises(KeyboardInterrupt):
        file_whole(tmp_path / "a", torn)
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([older] if older else [])


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that a link names is written, not the link replaced."""
    (tmp_path / "link").symlink_to(tmp_path / "a")
    file_whole(tmp_path / "link", hello)
    assert (tmp_path / "link").is_symlink() and (tmp_path / "a").read_bytes() == b"hello"


def test_a_pipe(tmp_path: Path) -> None:
    """A pipe, which can't be sought, is given the same bytes and stays a pipe."""
    os.mkfifo(tmp_path / "pipe")
    heard: list[bytes] = []
    reader = Thread(target=lambda: heard.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    assert file_whole(tmp_path / "pipe", hello) == 5
    reader.join(10)
    assert heard == [b"hello"] and (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("name", ["gone/a", "."])
def test_where_nothing_can_be_written(tmp_path: Path, name: str) -> None:
    """A folder, or a folder that is missing, is an error before any work is done."""
    with pytest.raises(OSError, match=str(tmp_path)):
        file_whole(tmp_path / name, torn)
