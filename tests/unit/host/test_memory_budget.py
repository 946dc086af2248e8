"""One budget for what readers bring: counted, refused in words, and given back with its owner."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.host import memory_budget
from strikemap.host.memory_budget import Budget, NoRoom, memory

MEGABYTE = 2**20


class Owner:
    """Something that holds memory."""


@given(st.lists(st.integers(0, 1_000)), st.lists(st.booleans()))
def test_property_it_goes_with_its_owner(sizes: list[int], stay: list[bool]) -> None:
    """At any moment what is taken is the sum of what living owners hold."""
    budget = Budget(10_000)
    owners = {number: Owner() for number in range(len(sizes))}
    for number, size in enumerate(sizes):
        budget.hold(owners[number], size)
    assert budget.taken == sum(sizes)
    for number, stays in enumerate(stay[: len(sizes)]):
        if not stays:
            del owners[number]
    assert budget.taken == sum(sizes[number] for number in owners)
    assert budget.free == max(0, 10_000 - budget.taken)


def test_an_owner_in_a_ring() -> None:
    """What only Python's collector finds is given back once it has looked."""
    budget = Budget(100)
    ring = [Owner()]
    budget.hold(ring[0], 60)
    ring.append(ring)  # type: ignore[arg-type]
    del ring
    gc.collect()
    assert budget.taken == 0


def test_what_finds_no_room_is_refused() -> None:
    """What does not fit is refused in words and takes nothing; what fits gives its room back."""
    budget = Budget(100 * MEGABYTE)
    budget.count(lambda: 30 * MEGABYTE)
    with budget.reserved(60 * MEGABYTE):
        assert budget.taken == 90 * MEGABYTE
        with pytest.raises(NoRoom, match="20 MB while it is read, and 10 MB of 100"):
            budget.reserved(20 * MEGABYTE).__enter__()
        with budget.reserved(10 * MEGABYTE):
            assert budget.free == 0
    with pytest.raises(ZeroDivisionError), budget.reserved(70 * MEGABYTE):
        raise ZeroDivisionError
    assert budget.taken == 30 * MEGABYTE


@given(st.lists(st.integers(0, 150), max_size=30), st.integers(0, 100))
def test_property_a_reservation_grows_while_there_is_room(steps: list[int], other: int) -> None:
    """It has the most that it ever needed; where that is not to be had it is told, and stays."""
    budget, most = Budget(100), 0
    budget.count(lambda: other)
    with budget.reserved(0) as room:
        for size in steps:
            if size + other <= 100:
                room.need(size)
                most = max(most, size)
            elif size > most:
                with pytest.raises(NoRoom):
                    room.need(size)
            assert (room.size, budget.taken, budget.free) == (
                most,
                most + other,
                100 - most - other,
            )
    assert budget.taken == other


@given(st.lists(st.integers(1, 40), max_size=10), st.integers(1, 100))
def test_property_what_can_be_made_again_makes_room(files: list[int], needed: int) -> None:
    """It is counted, keeps nobody from room, and as much of it is let go of as is needed."""
    budget, kept = Budget(100), list(files)

    def let_go(size: int) -> None:
        while size > 0 and kept:
            size -= kept.pop()

    budget.count(lambda: sum(kept), let_go)
    assert (budget.taken, budget.free) == (sum(files), 100)
    with budget.reserved(needed):
        assert sum(kept) <= max(0, 100 - needed)
        assert kept == files or needed + sum(files) > 100


@pytest.mark.parametrize(
    ("limit", "expected"), [("536870912\n", 2**29), ("max\n", None), ("", None), ("x", None)]
)
def test_a_container(
    limit: str, expected: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A container's limit counts where it has one."""
    monkeypatch.setattr(memory_budget, "_CONTAINER", (tmp_path / "memory.max", tmp_path / "none"))
    whole = memory()
    (tmp_path / "memory.max").write_text(limit)
    assert memory() == (min(expected, whole) if expected else whole)


def test_a_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So does that of the service which the host's keeper runs it as, or of one around it."""
    monkeypatch.setattr(memory_budget, "_CONTAINER", (tmp_path / "memory.max",))
    monkeypatch.setattr(memory_budget, "_GROUP", tmp_path / "cgroup")
    (tmp_path / "system.slice" / "strikemap.service").mkdir(parents=True)
    (tmp_path / "cgroup").write_text("0::/system.slice/strikemap.service\n")
    whole = memory()
    (tmp_path / "system.slice" / "memory.max").write_text("max\n")
    assert memory() == whole
    (tmp_path / "system.slice" / "strikemap.service" / "memory.max").write_text("268435456\n")
    assert memory() == 2**28
