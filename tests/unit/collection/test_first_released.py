"""The day on which a record came into a collection is that of the first release that has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from strikemap.collection import versions
from strikemap.collection.first_released import first_released
from strikemap.collection.versions import Release
from strikemap.model import Collection
from tests.builders import build, claim, incident
from tests.unit.collection.releasing import archive

DAYS = ("2026-01-01", "2026-02-02", "2026-03-03")


@pytest.fixture
def grown(tmp_path: Path) -> tuple[Collection, list[Release]]:
    """Incidents a, b and c, added in three releases; with c comes a claim on a."""
    a, b, c = incident("a"), incident("b"), incident("c")
    first, later = claim("a-1", "a", "1"), claim("a-2", "a", "2", supersedes="a-1")
    chain = [
        build([a], [first]),
        build([a, b], [first], version="1.1.0"),
        build([a, b, c], [first, later], version="1.2.0"),
    ]
    return archive(tmp_path, chain, DAYS)


def test_each_release_adds_its_own(grown: tuple[Collection, list[Release]]) -> None:
    """A record has the day of the release that added it, however old the event is."""
    one, two, three = map(date.fromisoformat, DAYS)
    found = first_released(grown[0])
    assert found == {
        "incidents": {"a": one, "b": two, "c": three},
        "claims": {"a-1": one, "a-2": three},
    }


def test_a_lost_past_makes_nothing_new(grown: tuple[Collection, list[Release]]) -> None:
    """What was there before a version that is withheld counts from the first of all."""
    today, (first, second, third) = grown
    assert today.folder is not None
    place = today.folder / versions.FOLDER
    (place / first.file).unlink()
    listed = [replace(first, withheld="taken down"), second, third]
    (place / versions.INDEX).write_bytes(versions.index_bytes(listed))
    assert first_released(today)["incidents"] == {
        "a": date.fromisoformat(DAYS[0]),
        "b": date.fromisoformat(DAYS[0]),
        "c": date.fromisoformat(DAYS[2]),
    }


def test_without_releases_nothing_is_known(grown: tuple[Collection, list[Release]]) -> None:
    """A collection that keeps no releases, or was changed since the last one, has no such days."""
    today, _ = grown
    empty = {"incidents": {}, "claims": {}}
    assert first_released(replace(today, folder=None, beside={})) == empty
    assert first_released(replace(today, version="9.9.9", descriptor={"name": "other"})) == empty
