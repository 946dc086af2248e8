"""Whether a file can be opened, and why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from strikemap.collection.bounds import Unreadable
from strikemap.collection.opening import openable, reason_of


def test_the_size_is_told(tmp_path: Path) -> None:
    """In bytes."""
    (tmp_path / "t").write_bytes(b"seven b")
    assert openable(tmp_path / "t") == 7


def test_why_a_file_can_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is missing, empty, no file, or the system says why."""
    (tmp_path / "empty").touch()
    for path, why in ((tmp_path / "gone", "missing"), (tmp_path, "not a regular file"),
                      (tmp_path / "empty", "the file is empty")):  # fmt: skip
        with pytest.raises(Unreadable, match=why) as raised:
            openable(path)
        assert raised.value.rule == "file"

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Unreadable, match=r"cannot be opened \(Permission denied\)"):
        openable(tmp_path / "empty")


def test_a_reason_is_the_systems_or_the_kind_of_fault() -> None:
    """What has no words of the system's goes by its kind."""
    assert reason_of(FileNotFoundError(2, "No such file")) == "No such file"
    assert reason_of(ValueError("embedded null byte")) == "ValueError"
    assert reason_of(OSError()) == "OSError"
