"""The map's own files are there whole, or it is said in one line why not."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from strikemap.host import leaflet


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for the files where none is yet."""
    monkeypatch.setattr(leaflet, "TARGET", tmp_path / "leaflet")
    monkeypatch.setattr(leaflet, "_WHOLE", set())
    return tmp_path / "leaflet"


def contents(folder: Path) -> dict[str, bytes]:
    """Each file below *folder*, by its path in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_broken_off_copy_is_made_again(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever copying broke off, the next start has every file whole."""
    leaflet.bring_files()
    whole = contents(target)
    assert {"leaflet.js", "leaflet.css"} < set(whole)
    real, left = shutil.copyfile, len(whole)

    def torn(source: str, to: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            Path(to).write_bytes(Path(source).read_bytes()[:100])
            raise OSError(errno.ENOSPC, "No space left on device")
        real(source, to)

    for copied in range(len(whole)):
        shutil.rmtree(target)
        left = copied
        monkeypatch.setattr(leaflet.shutil, "copyfile", torn)
        assert "No space left" in leaflet.bring_files()
        monkeypatch.setattr(leaflet.shutil, "copyfile", real)
        assert leaflet.bring_files() == ""
        assert contents(target) == whole


@pytest.mark.parametrize("name", ["leaflet.js", "leaflet.css", "images/layers.png"])
@pytest.mark.parametrize("kept", [None, 0, 100])
def test_a_folder_that_was_copied_by_half_is_mended(
    name: str, kept: int | None, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever file is missing, empty or cut off at the start, it is there whole afterwards."""
    leaflet.bring_files()
    whole = contents(target)
    if kept is None:
        (target / name).unlink()
    else:
        (target / name).write_bytes(whole[name][:kept])
    monkeypatch.setattr(leaflet, "_WHOLE", set())  # as in a new process
    assert leaflet.bring_files() == ""
    assert contents(target) == whole


def test_a_read_only_disk_is_told(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be written, one line says what is missing and what would cure it."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refused)
    told = leaflet.bring_files()
    assert "Read-only file system" in told and "make setup" in told and "\n" not in told
