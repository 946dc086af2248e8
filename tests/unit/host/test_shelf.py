"""Readers see one whole version of a collection or another, however its files are replaced."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from strikemap import collection, other_counts, translations
from strikemap.host import shelf
from strikemap.model import Problem
from strikemap.progress import Progress
from strikemap.side_files import OTHER_COUNTS, RELEASES, TOUR, TRANSLATIONS
from tests.builders import CLAIMANTS, SOURCES, build, claim, descriptor, incident

LOOK = shelf.STANDING * 0.9
"""Seconds between two looks while files are written: almost long enough to be taken for all."""
KILLED = ("killed",)
ORDERS = {
    "incidents first": lambda name: (name != "incidents.csv", name),
    "by name": lambda name: name,
}


class Clock:
    """Time that goes on when a test says so; the wall clock of a machine without a battery."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return 0.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(shelf, "time", made)
    return made


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A collection of three incidents, and its next version: three more, and who was injured."""
    root = tmp_path_factory.mktemp("versions")
    for name, incidents, measures in (
        ("old", "abc", KILLED),
        ("new", "abcdef", (*KILLED, "injured")),
    ):
        claims = [
            claim(f"{measure}-{each}", each, "2", measure)
            for measure in measures
            for each in incidents
        ]
        made = build(list(map(incident, incidents)), claims, CLAIMANTS[:1], SOURCES[:1])
        collection.write(root / name, collection.text_tables(made), descriptor())
    return root / "old", root / "new"


@pytest.fixture
def served(
    versions: tuple[Path, Path], tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder with the old version, which the host has read."""
    folder = Path(shutil.copytree(versions[0], tmp_path / "served"))
    monkeypatch.setenv("STRIKEMAP_COLLECTIONS", str(folder))
    assert seen() == [hash_of(versions[0])]
    return folder


def look() -> shelf.Shelf:
    return shelf.shelf(lambda doing: nullcontext[Progress](lambda done, what: None))


def seen() -> list[str]:
    """The content of each collection that a reader who comes now is shown."""
    return [each.content_hash for each in look().collections.values()]


def hash_of(folder: Path) -> str:
    found = collection.read(folder).collection
    assert found is not None
    return found.content_hash


def steps(new: Path, order: str) -> Iterator[tuple[str, bytes]]:
    """Each file of *new* without its last two lines, and then whole: a copy that is at work."""
    for name in sorted((path.name for path in new.iterdir()), key=ORDERS[order]):
        lines = (new / name).read_bytes().splitlines(keepends=True)
        yield name, b"".join(lines[:-2])
        yield name, b"".join(lines)


@pytest.mark.by_day(1, "in the order of the day the rules alone would let a step pass")
@pytest.mark.parametrize("order", ORDERS)
def test_nobody_sees_half(
    order: str, served: Path, versions: tuple[Path, Path], clock: Clock
) -> None:
    """At each step of a slow copy readers have the old version; a moment after it, the new one."""
    old, new = map(hash_of, versions)
    halves = set()
    for name, part in steps(versions[1], order):
        (served / name).write_bytes(part)
        assert seen() == [old]
        clock.now += LOOK
        assert seen() == [old]
        waiting = shelf._HELD[served].waiting
        halves |= {waiting.content_hash} if waiting else set()
    clock.now += shelf.STANDING - LOOK
    assert seen() == [new]
    # Incidents first, the rules alone would have let a step pass for a version.
    assert order == "by name" or halves - {old, new}


def test_broken_then_half_then_good(
    served: Path, versions: tuple[Path, Path], clock: Clock
) -> None:
    """What was sound stays through all of it; a fault is told at once and until it is mended."""
    old, new = map(hash_of, versions)
    (served / "claims.csv").write_text("no table", "utf-8")
    clock.now += 2 * shelf.STANDING
    assert seen() == [old] and told(served)
    whole = (versions[1] / "claims.csv").read_bytes()
    (served / "claims.csv").write_bytes(whole[: len(whole) // 2])
    clock.now += 2 * shelf.STANDING
    assert seen() == [old] and told(served)
    shutil.copytree(versions[1], served, dirs_exist_ok=True)
    assert seen() == [old] and told(served)
    clock.now += shelf.STANDING
    assert seen() == [new] and not told(served)


def told(folder: Path) -> tuple[Problem, ...]:
    return look().problems.get(folder.name, ())


def test_a_folder_that_is_put_in_anew(
    served: Path, versions: tuple[Path, Path], clock: Clock
) -> None:
    """Taken away and copied anew, descriptor last, it is never missing; in the end it is new."""
    old, new = map(hash_of, versions)
    shutil.rmtree(served)
    assert seen() == [old]
    clock.now += shelf.AWAY * 0.9
    assert seen() == [old]
    served.mkdir()
    for path in sorted(versions[1].iterdir(), key=lambda each: each.name == "datapackage.json"):
        shutil.copy(path, served)
        assert seen() == [old]
        clock.now += shelf.AWAY * 0.9
        assert seen() == [old if path.name != "datapackage.json" else new]


def test_one_that_lost_its_descriptor(
    served: Path, versions: tuple[Path, Path], clock: Clock
) -> None:
    """As long as anything of the folder is there its last version is, and what lacks is told."""
    old = hash_of(versions[0])
    (served / "datapackage.json").unlink()
    for _ in range(3):
        assert seen() == [old]
        assert [(each.file, each.row) for each in told(served)] == [("datapackage.json", 0)]
        clock.now += 2 * shelf.AWAY
    shutil.copy(versions[0] / "datapackage.json", served)
    clock.now += shelf.STANDING
    assert seen() == [old]
    clock.now += shelf.STANDING
    assert seen() == [old] and not told(served)


def test_one_that_is_added(
    versions: tuple[Path, Path], tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A collection that is copied in beside those that are served comes once it is whole."""
    monkeypatch.setenv("STRIKEMAP_COLLECTIONS", str(tmp_path))
    assert seen() == []
    (added := tmp_path / "added").mkdir()
    shutil.copy(versions[1] / "datapackage.json", added)
    for name, part in steps(versions[1], "incidents first"):
        (added / name).write_bytes(part)
        assert seen() == []
        clock.now += LOOK
        assert seen() == []
    clock.now += shelf.STANDING - LOOK
    assert seen() == [hash_of(versions[1])]


def test_one_that_is_taken_away(served: Path, versions: tuple[Path, Path], clock: Clock) -> None:
    """A host that takes a collection away is told how long it is still shown; then it is gone."""
    shutil.rmtree(served)
    assert seen() == [hash_of(versions[0])]
    (problem,) = told(served)
    assert problem.rule == "collection-missing" and "for 60 seconds" in problem.message
    clock.now += shelf.AWAY - 1
    assert seen() == [hash_of(versions[0])]
    clock.now += 1
    assert seen() == [] and not told(served) and served not in shelf._HELD


SIDE_FILES = {
    TRANSLATIONS: (
        ",".join(translations.COLUMNS) + "\na,title,uk,Удар,one,two,0\nb,title,uk,Удар,one,two,0\n",
        'record,field\n"bad',
    ),
    TOUR: ('{"title": "T", "stops": [{"title": "a", "text": "b", "query": ""}]}', '{"title": "T'),
    OTHER_COUNTS: (",".join(other_counts.COLUMNS) + "\n", ",".join(other_counts.COLUMNS) + "\na,b"),
    RELEASES: ('{"versions": []}\n', '{"versions": ['),
}
"""Of each file beside the tables one that is sound, and one that is none."""


def beside(name: str) -> bytes | None:
    """What a reader who comes now is shown of the file *name* beside the tables."""
    (found,) = look().collections.values()
    return found.beside[name].read() if name in found.beside else None


@pytest.mark.parametrize("name", SIDE_FILES)
def test_what_stands_beside_the_tables(name: str, served: Path, clock: Clock) -> None:
    """
    A file beside the tables is theirs: it comes once it has stood still, is not missed while it is
    put in anew, stays where the next one is broken, which is told, and goes when it is taken away.
    """
    sound, broken = (text.encode() for text in SIDE_FILES[name])
    changed = sound + b"\n" if name.endswith(".json") else sound[: sound[:-1].rfind(b"\n") + 1]
    (served / name).parent.mkdir(exist_ok=True)
    (served / name).write_bytes(sound)
    assert beside(name) is None
    clock.now += shelf.STANDING
    assert beside(name) == sound and not told(served)
    (served / name).unlink()
    assert beside(name) == sound
    clock.now += LOOK
    (served / name).write_bytes(changed or sound)
    assert beside(name) == sound
    clock.now += LOOK
    assert beside(name) == sound
    clock.now += LOOK
    assert beside(name) == (changed or sound)
    (served / name).write_bytes(broken)
    for _ in range(3):
        assert beside(name) == (changed or sound)
        assert {each.file for each in told(served)} == {name}
        clock.now += shelf.STANDING
    (served / name).unlink()
    assert beside(name) == (changed or sound)
    clock.now += shelf.STANDING
    assert beside(name) is None and not told(served)


@pytest.mark.parametrize("name", SIDE_FILES)
def test_one_that_was_broken_when_the_host_began(
    name: str, served: Path, versions: tuple[Path, Path], clock: Clock
) -> None:
    """Where there is no sound one before it, readers have the tables, and the fault is told."""
    shelf._HELD.pop(served)
    (served / name).parent.mkdir(exist_ok=True)
    (served / name).write_text(SIDE_FILES[name][1], "utf-8")
    shelf._LOOKED_THROUGH.discard(served)
    assert seen() == [hash_of(versions[0])]
    assert {each.file for each in told(served)} == {name}


def test_the_tables_are_read_once(
    served: Path, versions: tuple[Path, Path], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file beside them that changes has a million incidents read no more; a changed table has."""
    read: list[Path] = []

    def watched(folder: Path, **how: Any) -> collection.Reading:
        read.append(folder)
        return collection.read(folder, **how)

    monkeypatch.setattr(
        shelf, "collection", SimpleNamespace(**{**vars(collection), "read": watched})
    )
    for name in (TRANSLATIONS, TOUR, OTHER_COUNTS):
        (served / name).write_text(SIDE_FILES[name][0], "utf-8")
        assert beside(name) is None
        clock.now += shelf.STANDING
        assert beside(name) == SIDE_FILES[name][0].encode()
    (served / TOUR).unlink()
    assert beside(TOUR) is not None
    clock.now += shelf.STANDING
    assert beside(TOUR) is None and read == []
    whole = (served / "incidents.csv").read_bytes()
    (served / "incidents.csv").write_bytes(b"broken")
    assert seen() == [hash_of(versions[0])] and len(read) == 1
    # What is held is of tables that are not there any more: it is none of theirs.
    (served / OTHER_COUNTS).unlink()
    assert seen() == [hash_of(versions[0])] and len(read) == 2
    (served / "incidents.csv").write_bytes(whole)
    assert seen() == [hash_of(versions[0])] and len(read) == 3


def test_new_tables_beside_a_broken_file(
    served: Path, versions: tuple[Path, Path], clock: Clock
) -> None:
    """A broken file beside them holds no correction of the tables back."""
    sound, broken = SIDE_FILES[TRANSLATIONS]
    (served / TRANSLATIONS).write_text(sound, "utf-8")
    assert beside(TRANSLATIONS) is None
    clock.now += shelf.STANDING
    shutil.copytree(versions[1], served, dirs_exist_ok=True)
    (served / TRANSLATIONS).write_text(broken, "utf-8")
    assert seen() == [hash_of(versions[0])] and told(served)
    clock.now += shelf.STANDING
    assert seen() == [hash_of(versions[1])] and told(served)


def test_a_file_that_went_before_anyone_looked(
    served: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That a file went a moment ago is told by its folder: the others are as old as ever."""
    (served / TRANSLATIONS).write_text(SIDE_FILES[TRANSLATIONS][0], "utf-8")
    seen()
    clock.now += shelf.STANDING
    assert beside(TRANSLATIONS)
    (served / TRANSLATIONS).unlink()
    went = served.stat().st_mtime
    os.utime(served, (went + 100, went + 100))
    monkeypatch.setattr(clock, "time", lambda: went + 100)
    assert beside(TRANSLATIONS)
    clock.now += shelf.STANDING
    assert beside(TRANSLATIONS) is None


def test_what_was_written_long_ago_is_taken_at_once(
    served: Path, versions: tuple[Path, Path], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who comes first after a change that nobody saw has the new version, and need not reload."""
    shutil.copytree(versions[1], served, dirs_exist_ok=True)
    later = max(path.stat().st_ctime for path in served.iterdir()) + shelf.STANDING + 0.1
    monkeypatch.setattr(clock, "time", lambda: later)
    assert seen() == [hash_of(versions[1])]


def test_a_change_while_reading(
    served: Path, versions: tuple[Path, Path], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version that came while another was being read is read as a whole, not half of each."""
    (old, new), usual, read = map(hash_of, versions), collection.read, list[Path]()

    def changing(folder: Path, **how: object) -> collection.Reading:
        found = usual(folder)
        if not read:
            shutil.copytree(versions[1], served, dirs_exist_ok=True)
        read.append(folder)
        return found

    (served / "claims.csv").touch()
    monkeypatch.setattr(collection, "read", changing)
    assert seen() == [old] and len(read) == 2
    clock.now += shelf.STANDING
    assert seen() == [new] and len(read) == 2


def test_nobody_waits_for_what_another_reads(
    served: Path, versions: tuple[Path, Path], clock: Clock
) -> None:
    """While a new version is being read, who has the old one to show shows it at once."""
    shutil.copytree(versions[1], served, dirs_exist_ok=True)
    with shelf._READING:
        assert seen() == [hash_of(versions[0])]
