"""Collections are read once for a version of their files, for all readers together."""

from __future__ import annotations

import gc
import os
import shutil
import weakref
from pathlib import Path

import pytest
from streamlit.runtime.scriptrunner_utils.exceptions import StopException
from streamlit.testing.v1 import AppTest

from strikemap import collection
from strikemap.host import shelf
from strikemap.model import Collection
from strikemap.progress import Steps
from strikemap.ui.frame import collections_on_offer
from tests.app.conftest import Open
from tests.app.words import said

ROOT = Path(__file__).parents[2]
NAME = "cnn-2023-05-31"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = Path(shutil.copytree(ROOT / "data" / NAME, tmp_path / NAME))
    monkeypatch.setenv("STRIKEMAP_COLLECTIONS", str(copy))
    # How long files must have stood still is held by tests/unit/host/test_shelf.py.
    monkeypatch.setattr(shelf, "STANDING", 0.0)
    return copy


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read, in order."""
    seen: list[Path] = []
    usual = collection.read

    def read(folder: Path, **how: Steps) -> collection.Reading:
        seen.append(folder)
        return usual(folder, **how)

    monkeypatch.setattr(collection, "read", read)
    return seen


def visited(sessions: int) -> list[AppTest]:
    visitors = [AppTest.from_file(str(ROOT / "app.py")) for _ in range(sessions)]
    for each in visitors:
        each.run(timeout=60)
        assert not each.exception
    return visitors


def held() -> Collection:
    return collections_on_offer.offered().collections[NAME]


def test_many_sessions_read_once(folder: Path, reads: list[Path]) -> None:
    """Five readers share one reading of the files, and see one object."""
    visitors = visited(5)

    assert [folder] == reads
    assert len({id(each.session_state["strikemap"].collection) for each in visitors}) == 1


def test_a_changed_table_is_read_once_more_and_the_old_one_goes(
    folder: Path, reads: list[Path]
) -> None:
    """A newer version takes the older one's place, which nothing holds any longer."""
    before = weakref.ref(held())
    path = folder / "sources.csv"
    path.write_bytes(path.read_bytes().replace(b"The article", b"The printed article"))
    os.utime(path, ns=(1, 1))

    first, again = held(), held()
    gc.collect()

    assert [folder, folder] == reads
    assert first is again
    assert before() is None


def test_other_files_are_no_new_version(folder: Path, reads: list[Path]) -> None:
    """A README that changes is no reason to read a million rows again."""
    first = held()
    (folder / "README.md").write_text("About.", "utf-8")

    assert first is held()
    assert [folder] == reads


def test_a_table_that_broke_keeps_the_last_sound_version(folder: Path) -> None:
    """While a file is unsound its problems are told, and readers keep what was sound."""
    sound = held()
    (folder / "claims.csv").write_text("no table", "utf-8")

    found = collections_on_offer.offered()

    assert found.collections[NAME] is sound
    assert found.problems[NAME]


def test_long_reading_says_how_far_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes longer than a moment is told with a bar, which goes when it is done."""
    monkeypatch.setattr(shelf, "STILL", -1.0)
    told: list[tuple[float, str]] = []

    class Place:
        def progress(self, share: float, text: str) -> None:
            told.append((share, text))

        def empty(self) -> None:
            told.append((1.0, ""))

    monkeypatch.setattr(collections_on_offer.st, "empty", Place)
    monkeypatch.setattr(shelf, "_READING", _Free())

    held()

    shares = [share for share, _ in told]
    assert sorted(shares) == shares
    assert len(told) > collection.STEPS
    assert "incidents" in told[0][1]
    assert told[-1] == (1.0, "")


def test_a_reader_who_leaves_does_not_end_the_reading(
    folder: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one reader began is there for the next, though he left while it was being read."""
    monkeypatch.setattr(shelf, "STILL", -1.0)
    monkeypatch.setattr(shelf, "_READING", _Free())

    class Left:
        def progress(self, share: float, text: str) -> None:
            raise StopException

    monkeypatch.setattr(collections_on_offer.st, "empty", Left)

    with pytest.raises(StopException):
        held()

    assert held().name == NAME
    assert [folder] == reads


class _Free:
    def acquire(self, timeout: float) -> bool:
        return True

    def release(self) -> None:
        pass


@pytest.mark.parametrize("page", ["map", "incidents", "sources", "your_data"])
def test_what_is_wrong_beside_the_tables_is_told(page: str, folder: Path, open_page: Open) -> None:
    """Whatever the page and its language, a file beside the tables that can't be read is named."""
    (folder / "translations.csv").write_text('record,field\n"bad', "utf-8")
    app = open_page(page, lang=["uk"])
    assert not app.exception
    assert "translations.csv" in said(app)
