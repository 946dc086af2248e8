"""A release is one step: all of it is right and written, or nothing is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from strikemap import checks, collection
from strikemap.__main__ import main
from strikemap.checks import Edit, example
from strikemap.collection import versions
from strikemap.release import NotReleased, history, rebuild, release
from strikemap.side_files import of_folder

DAY = "2026-11-22"
NOTED = Edit("sources.csv", 2, "note", "Read again.")
ADDED = (
    Edit("incidents.csv", 5, "incident_id", "2023-05-31-shebekino-shelling-3"),
    Edit("incidents.csv", 5, "status", "active"),
    Edit("incidents.csv", 5, "merged_into", ""),
    Edit("incidents.csv", 5, "date_start", "2023-05-30"),
    Edit("incidents.csv", 5, "date_end", "2023-05-30"),
    Edit("claims.csv", 6, "claim_id", "2023-05-31-shebekino-shelling-3-injured-1"),
    Edit("claims.csv", 6, "incident_id", "2023-05-31-shebekino-shelling-3"),
    Edit("claims.csv", 6, "supersedes", ""),
)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound example, released as 1.0.1."""
    made = tmp_path_factory.mktemp("example")
    example.write(made)
    release(made, day="2026-11-01")
    return made


@pytest.fixture
def folder(released: Path, tmp_path: Path) -> Path:
    """A copy of it to be edited and released again."""
    return Path(shutil.copytree(released, tmp_path / "example"))


@pytest.fixture
def before(folder: Path, tmp_path: Path) -> Path:
    """A copy of what was released."""
    return Path(shutil.copytree(folder, tmp_path / "before"))


def rewrite(folder: Path, *edits: Edit) -> None:
    """Put the example with *edits* in the place of what was released."""
    example.write(folder, [Edit("datapackage.json", 0, "updated", "2026-11-01"), *edits])


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_what_was_released_comes_back(folder: Path, before: Path) -> None:
    """After the next release the one before opens with its hash, byte for byte; check is silent."""
    was = collection.read(before).collection
    rewrite(folder, NOTED)

    made = release(folder, day=DAY, why="The page was read again.", previous=before)

    now = collection.read(folder).collection
    assert was is not None and now is not None
    first, second = versions.releases(of_folder(folder))
    assert made.release == second
    assert (second.version, second.released, now.version, now.updated) == ("1.0.2", DAY) * 2
    assert second.content_sha256 == now.content_hash
    then = versions.files_as_released(now, first)
    assert all(then[f"{name}.csv"] == (before / f"{name}.csv").read_bytes()
               for name in collection.text_tables(was))  # fmt: skip
    assert versions.read(now, first).content_hash == was.content_hash
    assert versions.read(now, first).descriptor == was.descriptor
    assert checks.check(folder) == ()


def test_a_reason_writes_the_corrections(folder: Path, before: Path) -> None:
    """With a reason, each changed record without a correction has one, under the new version."""
    rewrite(folder, NOTED)
    release(folder, day=DAY, why="The page was read again.", previous=before)
    assert (folder / "corrections.csv").read_text("utf-8").splitlines()[-1] == (
        f"{DAY},paper-2023-05-31,note: empty became “Read again.”,The page was read again.,1.0.2"
    )


def test_a_column_that_was_gained_is_no_correction(tmp_path: Path) -> None:
    """Saying of whom claims speak corrects nothing; the version before opens as it was."""
    folder = tmp_path / "example"
    folder.mkdir()
    unsaid = [Edit("claims.csv", row, "people", "") for row in (3, 4, 5)]
    example.write(folder, unsaid)
    release(folder, day="2026-11-01")
    assert b"people" not in (folder / "claims.csv").read_bytes().split(b"\n")[0].split(b",")
    before = Path(shutil.copytree(folder, tmp_path / "before"))
    told = collection.read(folder).collection
    rewrite(folder)

    made = release(folder, day=DAY, previous=before)

    now = collection.read(folder).collection
    assert told is not None and now is not None
    assert len(now.corrections) == len(told.corrections)
    assert "people" not in (folder / "corrections.csv").read_text("utf-8")
    old = versions.read(now, versions.releases(of_folder(folder))[0])
    assert old.content_hash == told.content_hash and made.release.version == now.version
    assert set(old.claims["people"]) == {""}


@pytest.mark.parametrize(
    ("edits", "asked", "number"),
    [
        ((NOTED,), "", "1.0.2"),
        (ADDED, "", "1.1.0"),
        ((NOTED, Edit("datapackage.json", 0, "version", "1.2.0")), "", "1.2.0"),
        ((NOTED,), "3.0.0", "3.0.0"),
    ],
    ids=["corrected", "added", "as the curator wrote", "as asked"],
)
@pytest.mark.by_day(2, "a number that is made and one that is given")
def test_the_number(
    edits: tuple[Edit, ...], asked: str, number: str, folder: Path, before: Path
) -> None:
    """A correction raises the last number, a new record the middle one, unless one is given."""
    rewrite(folder, *edits)
    made = release(folder, day=DAY, version=asked, why="Because.", previous=before)
    assert made.release.version == number
    read = collection.read(folder).collection
    assert read is not None
    assert versions.read(read, versions.releases(of_folder(folder))[0]).version == "1.0.1"


@pytest.mark.parametrize(
    ("edits", "how", "said"),
    [
        ((), {}, "nothing has changed since 1.0.1"),
        ((NOTED,), {}, "paper-2023-05-31: note: empty became"),
        ((NOTED,), {"version": "1.0.1", "why": "x"}, "not later than 1.0.1"),
        ((NOTED,), {"version": "newest", "why": "x"}, "not later than 1.0.1"),
        ((Edit("claims.csv", 2, "statement", ""),), {"why": "x"}, "no sound collection"),
        ((Edit("claims.csv", 2, "about", ""),), {"why": "x"}, "`check` says"),
        (
            (Edit("corrections.csv", 3, "version", "7.0.0"),),
            {"version": "2.0.0"},
            "names another version than 2.0.0",
        ),
        (
            (*(Edit("claims.csv", row, "claim_id", f"renamed-{row}") for row in (2,)),),
            {"why": "x"},
            "never removed; put back:\n2023-05-25-karpaty-shelling-attribution-1",
        ),
    ],
    ids=["nothing", "untold", "same", "word", "unsound", "rule", "other version", "removed"],
)
@pytest.mark.by_day(4, "each is refused before anything is written, by one call")
def test_what_is_wrong_writes_nothing(
    edits: tuple[Edit, ...], how: dict[str, str], said: str, folder: Path, before: Path
) -> None:
    """What keeps a collection from being released is said, and no byte of it has changed."""
    rewrite(folder, *edits)
    was = contents(folder)
    with pytest.raises(NotReleased) as refused:
        release(folder, day=DAY, previous=before, **how)
    assert said in str(refused.value)
    assert contents(folder) == was


def test_another_folder_is_not_taken_for_it(folder: Path, before: Path) -> None:
    """Only what has the recorded hash is archived as what was released."""
    rewrite(folder, NOTED)
    example.write(before, [Edit("sources.csv", 2, "note", "Another.")])
    with pytest.raises(NotReleased, match="nothing there has its hash"):
        release(folder, day=DAY, why="x", previous=before)


def test_a_takedown_ends_what_held_it(folder: Path, before: Path) -> None:
    """No file has the text any longer; the version that had it is said to be withheld."""
    rewrite(folder, Edit("sources.csv", 2, "title", "Taken out"))
    release(folder, day=DAY, why="A request.", previous=before, takedown="on request")
    now = collection.read(folder).collection
    assert now is not None
    first, second = versions.releases(of_folder(folder))
    assert (first.withheld, second.withheld) == ("on request", "")
    assert not any(b"Shelling reported" in text for text in contents(folder).values())
    with pytest.raises(versions.Unavailable, match="withheld: on request"):
        versions.read(now, first)
    assert checks.check(folder) == ()


@pytest.fixture
def commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a git before the machine's own whose history is the folders given, the newest first."""
    place = tmp_path / "bin"
    place.mkdir()

    def answer(*folders: Path) -> None:
        names = " ".join(str(number) for number in range(len(folders)))
        cases = "".join(
            f"  {number}) tar -C '{each}' -cf - . ;;\n" for number, each in enumerate(folders)
        )
        script = (
            f'#!/bin/sh\n[ "$3" = log ] && printf "%s\\n" {names} && exit\n'
            f'case "$5" in\n{cases}  *) exit 1 ;;\nesac\n'
        )
        (place / "git").write_text(script)
        (place / "git").chmod(0o755)
        monkeypatch.setenv("PATH", str(place), prepend=os.pathsep)

    return answer


def test_the_history_holds_what_was_released(
    folder: Path, before: Path, tmp_path: Path, commits: Callable[..., None]
) -> None:
    """Without a folder, what was released last is found among the repository's commits."""
    unsound = Path(shutil.copytree(before, tmp_path / "unsound"))
    (unsound / "claims.csv").unlink()
    rewrite(folder, NOTED)
    commits(folder, unsound, before)
    release(folder, day=DAY, why="Because.")
    assert [each.version for each in versions.releases(of_folder(folder))] == ["1.0.1", "1.0.2"]
    (folder / versions.FOLDER / versions.releases(of_folder(folder))[0].file).unlink()
    assert [each.rule for each in checks.check(folder)] == ["released"]
    assert rebuild(folder)[0] == versions.releases(of_folder(folder))[0]
    assert checks.check(folder) == ()


def test_without_a_history(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no git, the curator is told what to name instead."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(history.NoHistory, match="git can't be run"):
        list(history.earlier(folder))
    rewrite(folder, NOTED)
    with pytest.raises(NotReleased, match="--previous"):
        release(folder, day=DAY, why="Because.")


def test_the_command(
    folder: Path, before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Version, hash, correction, archive, and the changelog's line, which is printed too."""
    log = tmp_path / "CHANGELOG.md"
    words = ["release", str(folder), "--previous", str(before), "--why", "Read again.",
             "--date", DAY, "--changelog", str(log)]  # fmt: skip
    rewrite(folder, NOTED)
    was = contents(folder)
    assert main(words) == 2 and contents(folder) == was
    log.write_text("# Changelog\n\n## [1.0.0]\n", "utf-8")
    assert main(words) == 2 and contents(folder) == was
    assert "Traceback" not in capsys.readouterr().err
    log.write_text("# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A.\n\n## [1.0.0]\n", "utf-8")
    assert main(words) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"- `example` 1.0.2 of {DAY}: 1 correction (content sha256 ")
    assert f"### Added\n\n{said}- A.\n" in log.read_text("utf-8")
    assert checks.check(folder) == ()
    assert main(words) == 2
    assert "nothing has changed since 1.0.2" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "2026"])
def test_a_day_that_is_none(day: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bad day is refused in words."""
    assert main(["release", str(folder), "--date", day]) == 2
    assert "--date" in capsys.readouterr().err
