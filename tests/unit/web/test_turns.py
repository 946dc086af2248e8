"""Slow answers: made in turn, refused beyond their room, and never in the way of anything else."""

from __future__ import annotations

import asyncio
import time
from threading import Event
from typing import IO

import pytest

from strikemap.export import View
from strikemap.web import data
from strikemap.web.turns import Full, Turns
from tests.conftest import awaited
from tests.unit.web.asking import Asker


def test_they_come_in_turn_and_the_rest_is_refused() -> None:
    """Work is done in the order in which it came; one more than there is room for is refused."""
    turns, go, made = Turns("test", at_once=1, waiting=2), Event(), []

    def work(number: int) -> None:
        go.wait()
        made.append(number)

    async def crowd() -> None:
        waiting = [asyncio.create_task(turns.run(lambda at=at: work(at))) for at in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(Full):
            await turns.run(lambda: None)
        go.set()
        await asyncio.gather(*waiting)
        await turns.run(lambda: None)

    awaited(crowd())
    assert made == [0, 1, 2]


def test_who_loses_patience_leaves_the_work_to_be_finished() -> None:
    """What takes too long is given up, finished all the same, and frees its place."""
    turns, go, made = Turns("test", at_once=1, waiting=0), Event(), Event()

    def work() -> None:
        go.wait()
        made.set()

    async def hurried() -> None:
        with pytest.raises(TimeoutError):
            await turns.run(work, patience=0.01)
        with pytest.raises(Full):
            await turns.run(lambda: None)
        go.set()

    awaited(hurried())
    assert made.wait(60)


def test_a_slow_answer_holds_nobody_up(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """While an export is being made, the server's loop answers others."""
    go = Event()
    make = data._Endpoint.make

    def slow(self: data._Endpoint, request: object) -> object:
        assert go.wait(60)
        return make(self, request)  # type: ignore[arg-type]

    monkeypatch.setattr(data._Endpoint, "make", slow)

    async def both() -> tuple[int, bool, int]:
        export = asyncio.create_task(ask.answer("/api/v1/incidents.csv"))
        page = await ask.answer("/robots.txt")
        was_done = export.done()
        go.set()
        return page.status, was_done, (await export).status

    assert awaited(both()) == (200, False, 200)


def test_a_large_file_holds_no_other_up(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a large file is made every other answer is given; at its parts it waits for them."""
    begun, go, given_way = Event(), Event(), []
    write = data._Endpoint.write

    def slow(self: data._Endpoint, view: View, file: IO[bytes], *, gives_way: bool) -> None:
        if gives_way:
            begun.set()
            assert go.wait(60)
        write(self, view, file, gives_way=gives_way)

    monkeypatch.setattr(data, "LARGE", 6)
    monkeypatch.setattr(data._Endpoint, "write", slow)
    monkeypatch.setattr(data._TURNS, "wait_until_idle", given_way.append)

    async def beside() -> tuple[list[int], bool, int]:
        large = asyncio.create_task(ask.answer("/api/v1/incidents.csv"))
        assert await asyncio.to_thread(begun.wait, 60)
        others = ("totals.json", "picture.svg", "incidents.csv?region=RU-BEL", "nothing.csv")
        found = [(await ask.answer(f"/api/v1/{each}")).status for each in others]
        was_done = large.done()
        go.set()
        return found, was_done, (await large).status

    assert awaited(beside()) == ([200, 200, 200, 404], False, 200)
    assert given_way


def test_who_gives_way_waits_for_those_there_and_not_for_ever() -> None:
    """It goes on once nothing is being made, or once it has waited long enough."""
    turns, go = Turns("test", at_once=1, waiting=1), Event()

    async def beside() -> float:
        turns.wait_until_idle(60)
        work = asyncio.create_task(turns.run(lambda: go.wait(60)))
        await asyncio.sleep(0)
        since = time.monotonic()
        turns.wait_until_idle(0.05)
        waited = time.monotonic() - since
        go.set()
        await work
        turns.wait_until_idle(60)
        return waited

    assert 0.04 < awaited(beside()) < 50


def test_data_and_pictures_take_one_turn(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many exports and pictures are asked for, one is made at a time, and each is given."""
    made_now, most = 0, 0
    write = data._Endpoint.write

    def counted(self: data._Endpoint, view: View, file: IO[bytes], *, gives_way: bool) -> None:
        nonlocal made_now, most
        made_now += 1
        most = max(most, made_now)
        write(self, view, file, gives_way=gives_way)
        made_now -= 1

    monkeypatch.setattr(data._Endpoint, "write", counted)
    files = ("package.zip", "picture.svg", "incidents.csv", "picture.png", "totals.json")

    async def crowd() -> list[int]:
        asked = [ask.answer(f"/api/v1/{file}?weapon=drone") for file in files * 2]
        return [each.status for each in await asyncio.gather(*asked)]

    assert awaited(crowd()) == [200] * 10
    assert most == 1
