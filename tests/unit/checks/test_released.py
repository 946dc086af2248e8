"""No version that was ever released is lost without `check` saying so."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from strikemap import checks
from strikemap.checks import Edit, example
from strikemap.collection import versions
from strikemap.release import release
from strikemap.side_files import of_folder


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound example with two releases, 1.0.1 and 1.0.2."""
    tmp_path = tmp_path_factory.mktemp("released")
    made, before = tmp_path / "made", tmp_path / "before"
    for each in (made, before):
        each.mkdir(parents=True)
        example.write(each)
        release(each, day="2026-11-01")
    example.write(made, [Edit("sources.csv", 2, "note", "Read again.")])
    release(made, day="2026-11-02", why="Because.", previous=before)
    return made


@pytest.fixture
def folder(released: Path, tmp_path: Path) -> Path:
    """A copy of it to be spoilt."""
    return Path(shutil.copytree(released, tmp_path / "data" / "example"))


def told(folder: Path) -> list[str]:
    found = [each for each in checks.check(folder) if each.rule == "released"]
    assert all(each.severity == "warning" for each in found)
    return [each.message for each in found]


def test_what_opens_is_silent(folder: Path) -> None:
    """Two releases that open leave nothing to say."""
    assert checks.check(folder) == ()


def test_lines_that_are_altered(folder: Path) -> None:
    """A version whose lines no longer lead to its hash is named, with its file."""
    path = folder / versions.FOLDER / versions.releases(of_folder(folder))[0].file
    path.write_bytes(path.read_bytes().replace(b"A newspaper", b"A magazine"))
    (said,) = told(folder)
    assert said.startswith("version 1.0.1 can't be opened") and path.name in said


def test_what_was_changed_and_not_released(folder: Path) -> None:
    """Tables that are not what was released last are named once."""
    path = folder / "sources.csv"
    path.write_bytes(path.read_bytes().replace(b"Read again.", b"Read twice."))
    (said,) = told(folder)
    assert "not what was released last, as 1.0.2" in said


def test_a_version_that_left_the_index(folder: Path) -> None:
    """A version that corrections or a changelog above the folder name, and the index does not."""
    known = versions.releases(of_folder(folder))
    (folder / versions.FOLDER / versions.INDEX).write_bytes(versions.index_bytes(known[1:]))
    (said,) = told(folder)
    assert "version 1.0.1 is not in the archive" in said
    (folder.parents[1] / "CHANGELOG.md").write_text("- `example` 0.7.0, `other` 0.6.0.", "utf-8")
    assert told(folder)[-1].startswith("version 0.7.0, which CHANGELOG.md names")


def test_a_version_that_was_taken_down_is_not_asked_for(folder: Path) -> None:
    """What is withheld can't be opened, and nothing is said of that."""
    first, *rest = versions.releases(of_folder(folder))
    index = versions.index_bytes([replace(first, withheld="on request"), *rest])
    (folder / versions.FOLDER / versions.INDEX).write_bytes(index)
    (folder / versions.FOLDER / first.file).unlink()
    assert told(folder) == []


def test_a_changelog_that_can_t_be_read_names_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one above it is looked at then."""
    for place, version in ((folder, "0.6.0"), (folder.parent, "0.7.0")):
        (place / "CHANGELOG.md").write_text(f"- `example` {version}", "utf-8")
    (said,) = told(folder)
    assert "0.6.0" in said
    is_file = Path.is_file

    def no_right(path: Path) -> bool:
        if path == folder / "CHANGELOG.md":
            raise PermissionError(13, "Permission denied")
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", no_right)
    (said,) = told(folder)
    assert "0.7.0" in said


def test_an_index_that_is_broken(folder: Path) -> None:
    """An index that can't be read is a problem of its own."""
    (folder / versions.FOLDER / versions.INDEX).write_text("[]", "utf-8")
    (said,) = checks.check(folder)
    assert (said.rule, said.file) == ("released-index", "versions/index.json")
    assert "index.json can't be read" in said.message and not told(folder)


class Early(date):
    """A machine's day whose clock has lost its battery."""

    @classmethod
    def today(cls) -> date:
        """A day before anything that happened."""
        return date(2001, 1, 1)


def test_a_clock_that_stands_before_the_release(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was released is sound on such a machine too; what was changed since is judged by it."""
    sound = checks.check(folder)
    monkeypatch.setattr(checks, "date", Early)
    assert checks.check(folder) == sound
    example.write(folder, [Edit("sources.csv", 2, "note", "Read a third time.")])
    assert {"not-in-future", "not-recent"} <= {each.rule for each in checks.check(folder)}
