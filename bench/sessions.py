"""
Many readers at once, over the real protocol, without browsers.

Each session opens Streamlit's WebSocket on 127.0.0.1, runs the page once, and then changes the
dates every few seconds, as a browser does once they rest: a `BackMsg` with the state of the
timeline, or of the floor's slider, and its fragment.
Each goes its own way through the days, the same in each run.
The time counts from that message to the one that holds the map (for the floor, the text).
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from bench.server import Server

SESSIONS, SECONDS, EVERY = 100, 60.0, 5.0
MOVED = 0.2
"""Seconds after its last move in which a browser's timeline tells that the days rest."""
PATIENCE, ARRIVAL = 60.0, 240.0
STEPS, STEP, LATE = (50, 100, 150, 200, 300, 400, 600), 30.0, 1_000.0
"""Readers at once, seconds that each number of them is watched, milliseconds that are too late."""
TIMELINE = "strikemap_timeline"
"""The name under which the timeline is known to Streamlit."""
TOTALS = 'class="sm-totals'


@dataclass(slots=True)
class Crowd:
    """What the sessions met: milliseconds of each change, and what went wrong."""

    took: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    begun: tuple[float, float] = (0.0, 0.0)
    cpu_share: float = 0.0
    megabytes: float = 0.0

    def percentile(self, share: int) -> float:
        """The *share*-th percentile of the changes, in milliseconds."""
        return statistics.quantiles(self.took, n=100)[share - 1]


@dataclass(slots=True)
class _Slider:
    """The floor's slider, or, where it has a day to count from, our timeline."""

    id: str = ""
    fragment: str = ""
    values: tuple[float, ...] = ()
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0
    first: date | None = None
    turn: int = 0
    bars: str = ""

    def state(self, number: int, resting: bool = True) -> dict[str, Any]:
        """What a browser would make of it: the fields of a `WidgetState`."""
        if self.first is None:
            return {"id": self.id, "double_array_value": {"data": self.values}}
        start, end = ((self.first + timedelta(days=each)).isoformat() for each in self.values)
        span = {"first": start, "last": end, "number": number, "resting": resting}
        span |= {"turn": self.turn, "bars": self.bars, "layer": ""}
        return {"id": self.id, "json_value": json.dumps({"span": span})}


def session(url: str, heartbeat: float | None = 20.0) -> connect:
    """
    A connection to the server at *url*, as a page of Streamlit's opens it.

    The client asks every *heartbeat* seconds whether it still stands, or never.
    """
    return connect(
        url.replace("http", "ws") + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        open_timeout=ARRIVAL,
        ping_interval=heartbeat,
    )


def elsewhere(of: _Slider, chance: random.Random) -> float:
    """Another place for the end of the slider *of*, behind its beginning where it has one."""
    first = of.values[0] if len(of.values) > 1 else of.low
    steps = round((of.high - first) / of.step)
    now = round((of.values[-1] - first) / of.step)
    there = chance.randrange(1, steps)
    return first + of.step * (there if there < now else there + 1)


class Visitor:
    """One session: its connection, what its page's slider is, and its buttons for downloads."""

    def __init__(
        self,
        connection: ClientConnection,
        patience: float = PATIENCE,
        seed: int = 0,
        *,
        moves: bool = False,
    ) -> None:
        self.connection, self.patience, self.moves = connection, patience, moves
        self.chance = random.Random(seed)
        self.slider = _Slider()
        self.page = self.name = ""
        self.changes = 0
        self.in_view = -1
        self.told = 0.0  # when the timeline was last answered, by which the totals count as right
        self.query = self.totals = ""
        self.id = self.host = ""
        self.buttons: dict[str, str] = {}

    async def load(self) -> None:
        """Run the page once; keep what a browser would keep of it."""
        await self._send(BackMsg())
        await self._until_finished("")
        if not self.slider.id:
            raise RuntimeError("the page has no slider")

    async def change(self, wanted: str) -> float:
        """
        Move the slider's end somewhere else; milliseconds to the message that holds *wanted*.

        One who `moves` asks twice, as a browser does that does not know what is in view: while the
        days move, and once they have rested and that is answered.  The slower answer counts.
        """
        end = elsewhere(self.slider, self.chance)
        if not self.moves:
            return await self.rest(end, wanted)
        rested = time.perf_counter() + MOVED
        first = await self._tell(end, wanted, resting=False)
        await asyncio.sleep(rested - time.perf_counter())
        return max(first, await self.rest(end, wanted))

    async def rest(self, end: float, wanted: str) -> float:
        """Move the slider's end to *end*; milliseconds to the message that holds *wanted*."""
        return await self._tell(end, wanted, resting=True)

    async def _tell(self, end: float, wanted: str, *, resting: bool) -> float:
        of = self.slider
        of.values = (*of.values[:-1], end)
        self.changes += 1
        message = BackMsg()
        message.rerun_script.fragment_id = of.fragment
        message.rerun_script.widget_states.widgets.add(**of.state(self.changes, resting))
        began = time.perf_counter()
        await self._send(message)
        return ((await self._until_finished(wanted)) - began) * 1000

    async def _send(self, message: BackMsg) -> None:
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.page_name = "" if self.page else self.name
        message.rerun_script.query_string = self.query
        message.rerun_script.context_info.timezone = "UTC"
        message.rerun_script.context_info.locale = "en"
        message.rerun_script.context_info.url = "http://127.0.0.1/"
        await self.connection.send(message.SerializeToString())

    async def _until_finished(self, wanted: str) -> float:
        found = 0.0
        while True:
            frame = await asyncio.wait_for(self.connection.recv(), self.patience)
            message = ForwardMsg()
            message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.page = message.new_session.page_script_hash or self.page
                self.id = message.new_session.initialize.session_id or self.id
            elif kind == "navigation":
                self.page = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta" and message.delta.HasField("new_element"):
                found = self._seen(message.delta, wanted) or found
            elif kind == "script_finished":
                if message.script_finished not in (
                    ForwardMsg.FINISHED_SUCCESSFULLY,
                    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
                ):
                    if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        continue
                    raise RuntimeError(f"the script ended with {message.script_finished}")
                if not wanted or found:
                    return found
                raise RuntimeError(f"no {wanted} in the answer")

    def _seen(self, delta: Any, wanted: str) -> float:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(element.exception.message)
        if kind == "download_button":
            self.buttons[element.download_button.label] = element.download_button.deferred_file_id
        if kind == "html" and TOTALS in element.html.body:
            self.totals = element.html.body
        if kind == "slider":
            slider = element.slider
            if slider.id != self.slider.id:
                self.slider = _Slider(
                    slider.id, delta.fragment_id, tuple(slider.default), slider.min, slider.max,
                    slider.step,
                )  # fmt: skip
        if kind == "bidi_component" and element.bidi_component.component_name == TIMELINE:
            told = json.loads(element.bidi_component.json)
            self.in_view, self.told = told["in_view"], time.perf_counter()
            if element.bidi_component.id != self.slider.id:
                self.slider = _Slider(
                    element.bidi_component.id, delta.fragment_id, (0, told["days"] - 1),
                    0, told["days"] - 1, 1, date.fromisoformat(told["first"]), told["turn"],
                    told["stamp"],
                )  # fmt: skip
        return time.perf_counter() if kind == wanted else 0.0


async def _stay(
    server: Server,
    wanted: str,
    number: int,
    lag: float,
    seconds: float,
    door: asyncio.Barrier,
    crowd: Crowd,
    *,
    moves: bool,
    every: float,
) -> None:
    loop = asyncio.get_running_loop()
    try:
        address = server.url.replace("http", "ws") + "/_stcore/stream"
        protocol = Subprotocol("streamlit")
        async with connect(address, subprotocols=[protocol], max_size=None) as connection:
            visitor = Visitor(connection, ARRIVAL, number, moves=moves)
            try:
                await visitor.load()
                visitor.patience = PATIENCE
            finally:
                # All have arrived before the first of them acts, those that failed included.
                if await door.wait() == 0:
                    crowd.begun = (server.cpu_seconds, time.perf_counter())
            at, until = loop.time() + lag, loop.time() + seconds
            while at < until:
                await asyncio.sleep(max(0.0, at - loop.time()))
                crowd.took.append(await visitor.change(wanted))
                at = max(at + every, loop.time())
    except Exception as error:  # whatever ends a visitor is an error of the crowd, and counted
        crowd.errors.append(f"{type(error).__name__}: {error}")


async def _gather(
    server: Server, wanted: str, sessions: int, seconds: float, *, moves: bool, every: float
) -> Crowd:
    crowd, door, spread = Crowd(), asyncio.Barrier(sessions), random.Random(1)
    stays = (
        _stay(
            server, wanted, number, spread.uniform(0, every), seconds, door, crowd,
            moves=moves, every=every,
        )
        for number in range(sessions)
    )  # fmt: skip
    await asyncio.wait_for(asyncio.gather(*stays), ARRIVAL + seconds + 2 * PATIENCE)
    cpu, clock = crowd.begun
    crowd.cpu_share = (server.cpu_seconds - cpu) / (time.perf_counter() - clock)
    crowd.megabytes = server.megabytes
    return crowd


def visited(
    server: Server,
    wanted: str,
    sessions: int = SESSIONS,
    seconds: float = SECONDS,
    *,
    moves: bool = False,
    every: float = EVERY,
) -> Crowd:
    """
    What *sessions* readers met on *server* in *seconds*; *wanted* is the kind of element.

    Each changes something *every* so many seconds, and *moves*, or not, as `Visitor.change` says.
    """
    return asyncio.run(_gather(server, wanted, sessions, seconds, moves=moves, every=every))
