"""Readers who have played and all stop in the same moment, and what each of them is shown then."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bench.server import Server
from bench.sessions import ARRIVAL, PATIENCE, SESSIONS, Visitor, session


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader was shown for the days up to *last*: the number in view, the totals' HTML."""

    last: int
    in_view: int
    totals: str


def stopped(
    server: Server, days: int, sessions: int = SESSIONS
) -> tuple[list[float], list[float], list[Answer]]:
    """
    What *sessions* readers meet who have played and stop in the same moment, a day apart.

    Each stops before the last of *days*.  Milliseconds to the right totals of each one, by the
    timeline's answer, which a browser takes for the word that they are, and to the end of each
    one's run; and the answers.
    """

    async def stop(number: int, door: asyncio.Barrier) -> tuple[float, float, Answer]:
        async with session(server.url) as connection:
            visitor = Visitor(connection, ARRIVAL, number)
            await visitor.load()
            last = number % (days - 1)
            visitor.totals = ""  # those of all days are no answer
            await door.wait()
            began = time.perf_counter()
            await visitor.rest(last, "")
            whole, right = ((each - began) * 1000 for each in (time.perf_counter(), visitor.told))
            return right, whole, Answer(last, visitor.in_view, visitor.totals)

    async def gather() -> list[tuple[float, float, Answer]]:
        door = asyncio.Barrier(sessions)
        stays = (stop(number, door) for number in range(sessions))
        return await asyncio.wait_for(asyncio.gather(*stays), ARRIVAL + PATIENCE)

    met = asyncio.run(gather())
    right, whole, answers = zip(*met, strict=True)
    return list(right), list(whole), list(answers)


def arrived(server: Server, spans: Sequence[tuple[date, date]]) -> list[Answer]:
    """What a first visitor of each of *spans* is shown, by its address, one after another."""

    async def arrive() -> list[Answer]:
        found = []
        for last, (start, end) in enumerate(spans):
            async with session(server.url) as connection:
                visitor = Visitor(connection, ARRIVAL)
                visitor.query = f"dates={start}&dates={end}"
                await visitor.load()
                found.append(Answer(last, visitor.in_view, visitor.totals))
        return found

    return asyncio.run(arrive())
