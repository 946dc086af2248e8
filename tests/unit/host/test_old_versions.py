"""Old versions are read once for all readers, kept in bounded room, and hold up nobody else."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from weakref import ref

import pytest

from strikemap.collection import versions
from strikemap.collection.versions import Release, Unavailable
from strikemap.host import old_versions
from strikemap.model import Collection
from tests.builders import build, incident

TODAY = build([incident("a")])


def release(number: int) -> Release:
    return Release(f"0.{number}.0", "2026-11-01", f"{number:064x}", "0" * 64)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Release]:
    """What was read, in order, each a collection of its own; nothing is kept before."""
    seen: list[Release] = []

    def read(today: Collection, wanted: Release) -> Collection:
        seen.append(wanted)
        return build([incident("a")], version=wanted.version)

    monkeypatch.setattr(versions, "read", read)
    old_versions._KEPT.clear()
    return seen


def test_one_reading_for_all(reads: list[Release]) -> None:
    """Readers of one version share one object."""
    assert old_versions.opened(TODAY, release(1)) is old_versions.opened(TODAY, release(1))
    assert reads == [release(1)]


def test_room_is_bounded(reads: list[Release], monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the room the one used longest ago goes, unless a reader still has it open."""
    monkeypatch.setattr(old_versions, "ROOM", 1)
    open_still = old_versions.opened(TODAY, release(2))
    gone = ref(old_versions.opened(TODAY, release(3)))
    old_versions.opened(TODAY, release(4))
    gc.collect()
    assert gone() is None and len(old_versions._KEPT) == 1
    assert old_versions.opened(TODAY, release(2)) is open_still
    assert reads == [release(2), release(3), release(4)]


def test_what_fails_is_tried_again(reads: list[Release], monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that could not be opened is looked for anew, and leaves nothing behind."""
    usual = versions.read

    def fail(today: Collection, wanted: Release) -> Collection:
        raise Unavailable("gone")

    monkeypatch.setattr(versions, "read", fail)
    with pytest.raises(Unavailable):
        old_versions.opened(TODAY, release(5))
    assert not old_versions._TURNS
    monkeypatch.setattr(versions, "read", usual)
    assert old_versions.opened(TODAY, release(5)).version == "0.5.0"


def test_who_asks_for_another_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one version is being read, another opens, and who asks for the same one shares it."""
    begun, may_end = Event(), Event()
    slow_reads = []

    def read(today: Collection, wanted: Release) -> Collection:
        if wanted == release(6):
            slow_reads.append(wanted)
            begun.set()
            assert may_end.wait(60)
        return build([incident("a")], version=wanted.version)

    monkeypatch.setattr(versions, "read", read)
    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(old_versions.opened, TODAY, release(6))
        assert begun.wait(60)
        assert old_versions.opened(TODAY, release(7)).version == "0.7.0"
        second = readers.submit(old_versions.opened, TODAY, release(6))
        may_end.set()
        assert first.result(60) is second.result(60)
    assert slow_reads == [release(6)]
