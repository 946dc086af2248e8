"""The generator of the bench: its collections are sound, the same each time, and like real ones."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench import __main__ as bench
from bench import browser, parts, relay, sessions, soak, synthetic, timeline
from bench.report import Line, Lines
from strikemap import checks, collection
from tests.conftest import awaited


@pytest.fixture(scope="module")
def read() -> collection.Reading:
    tables, contents = synthetic.make(300)
    return collection.from_tables(tables, contents, None)


def test_a_made_up_collection_breaks_no_rule(read: collection.Reading) -> None:
    """What the bench measures is a collection that the app opens."""
    assert read.problems == () and read.collection is not None
    found = checks.check_collection(read.collection)
    assert [problem for problem in found if problem.severity == "error"] == []


def test_the_same_seed_gives_the_same_tables() -> None:
    """Two runs of the bench measure the same data; another seed gives others."""
    one, again, other = synthetic.make(50), synthetic.make(50), synthetic.make(50, seed=1)
    for name in one[0]:
        assert one[0][name].equals(again[0][name])
    assert one[1] == again[1]
    assert not one[0]["incidents"].equals(other[0]["incidents"])


def test_it_has_as_many_incidents_as_asked_each_with_a_claim(read: collection.Reading) -> None:
    """The size is exact, and no incident is without a claim."""
    assert read.collection is not None
    assert len(read.collection.incidents) == 300
    assert set(read.collection.claims["incident"]) == set(range(300))


def test_incidents_cluster(read: collection.Reading) -> None:
    """A tenth of the places takes more than a quarter of the incidents, as in real collections."""
    assert read.collection is not None
    many = np.sort(read.collection.incidents["place"].value_counts().to_numpy())[::-1]
    assert many[: len(many) // 10].sum() > many.sum() / 4


def test_some_tolls_are_unknown_and_some_disputed(read: collection.Reading) -> None:
    """Unknown tolls, second claimants and updates are all there to be counted."""
    assert read.collection is not None
    claims = read.collection.claims
    tolls = claims[claims["measure"].isin(["killed", "injured"])]
    assert 0.3 < 1 - tolls["incident"].nunique() / 300 < 0.5
    assert (claims["supersedes"].astype(str) != "").sum() > 3
    assert tolls.groupby("incident")["claimant"].nunique().max() == 2


@pytest.mark.parametrize(
    ("values", "places"), [((2.0, 5.0), {3.0, 4.0, 6.0}), ((5.0,), {1.0, 2.0, 3.0, 4.0, 6.0})]
)
def test_visitors_go_everywhere_else(values: tuple[float, ...], places: set[float]) -> None:
    """A visitor's next day is any but the present one, and behind the beginning of the span."""
    slider = sessions._Slider("dates", "", values, 0.0, 6.0, 1.0)
    chance = random.Random(1)
    assert {sessions.elsewhere(slider, chance) for _ in range(200)} == places


def test_a_part_that_fails_takes_nothing_of_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was measured before and after a failure stands, the failure is a line, and is told."""

    def sound(sizes: Sequence[int]) -> Lines:
        yield from (Line("sound", size, "1 ms") for size in sizes)

    def faulty(_: Sequence[int]) -> Lines:
        yield Line("half", None, "2 ms")
        raise OSError("no browser here")

    made = {"sound": parts.Part(sound, (1, 2)), "faulty": parts.Part(faulty)}
    monkeypatch.setattr(bench, "PARTS", made)
    kept: list[tuple[list[str], int]] = []
    lines, failed = bench.measured(
        [("faulty", ()), ("sound", ()), ("sound", (7,))],
        lambda lines, done: kept.append(([line.what for line in lines], done)),
    )
    assert failed == 1 and "no browser here" in capsys.readouterr().err
    assert [(line.what, line.size, line.measured) for line in lines] == [
        ("half", None, "2 ms"), ("faulty", None, "failed: OSError"),
        ("sound", 1, "1 ms"), ("sound", 2, "1 ms"), ("sound", 7, "1 ms"),
    ]  # fmt: skip
    assert kept[0] == (["half", "faulty"], 1) and [done for _, done in kept] == [1, 2, 3]


@pytest.mark.parametrize(
    ("leak", "unmet"),
    [
        ({}, []),
        ({"megabytes": 1.0}, ["memory"]),
        ({"handles": 1}, ["open handles"]),
        ({"threads": 1}, ["threads"]),
    ],
)
def test_a_soak_tells_what_grows(leak: dict[str, int], unmet: list[str]) -> None:
    """What grows by one each five minutes after the warm-up is named; what grows before is not."""
    held = {"megabytes": 200.0, "handles": 14, "threads": 20}
    rests = [
        soak.Rest(
            5.0 * turn,
            **{
                key: of + (leak.get(key, 0) * turn if turn >= 4 else turn)
                for key, of in held.items()
            },
            kinds="",
        )
        for turn in range(1, 25)
    ]
    found = list(soak.verdict(soak.Soak(rests, {"visits": 1}), 288, 120))
    missed = [line.what for line in found if line.met is False]
    assert len(missed) == len(unmet) and all(
        f": {name}" in what for name, what in zip(unmet, missed, strict=True)
    )


def test_a_made_up_collection_is_of_todays_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made once, and anew where its tables or its script have changed since."""
    descriptor = synthetic.written(tmp_path, 20) / "datapackage.json"
    descriptor.write_text("of before", "utf-8")
    assert synthetic.written(tmp_path, 20) / "datapackage.json" == descriptor
    assert descriptor.read_text("utf-8") == "of before"
    monkeypatch.setattr(synthetic, "made_by", lambda: "another script")
    synthetic.written(tmp_path, 20)
    assert descriptor.read_text("utf-8") != "of before"


def _asked(number: int | None, resting: bool = False) -> bytes:
    """A message for a run: with the timeline's word *number*, or of another control."""
    message = BackMsg()
    message.rerun_script.fragment_id = "all"
    if number is not None:
        told = {"first": "2023-05-22", "last": "2023-05-31", "number": number, "turn": 1}
        state = message.rerun_script.widget_states.widgets.add(id="dates")
        state.json_value = json.dumps({"span": {**told, "resting": resting}})
    return message.SerializeToString()


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        ([], (0, 0, 0)),
        ([(1, True)], (0, 0, 1)),
        ([(1, False), (2, False), (3, True)], (2, 0, 1)),
        ([(None, False), (1, True)], (1, 0, 1)),
        ([(1, True), (None, False)], (0, 0, 2)),
        ([(1, True), (1, True)], (0, 0, 2)),
        ([(1, True), (2, False), (3, True), (4, True)], (1, 2, 1)),
        ([(None, False)], (1, 0, 0)),
    ],
)
def test_no_message_for_a_run_goes_unseen(
    sent: list[tuple[int | None, bool]], heard: tuple[int, int, int]
) -> None:
    """Each counts, a map's report too; words of rest on the way are told from the last one."""
    frames = [BackMsg().SerializeToString(), *(_asked(*each) for each in sent)]
    assert timeline.told(frames) == timeline.Heard(*heard)
    assert sum(heard) == len(sent)


@given(st.lists(st.booleans()))
def test_the_bytes_of_the_runs_are_those_of_the_change(ends: list[bool]) -> None:
    """Every byte that came is of one run, and there is one for each end of a script."""
    wire = browser.Wire()
    for at, is_end in enumerate(ends):
        message = ForwardMsg()
        if is_end:
            message.script_finished = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
        else:
            message.page_info_changed.query_string = "q" * at
        wire.received.append((float(at), message.SerializeToString()))
    change = browser._change(wire, 0.0, 0.0, 0.0)
    assert change.received_bytes == sum(len(frame) for _, frame in wire.received)
    assert len(change.runs) == max(sum(ends), 1)


def test_each_word_over_an_open_connection_is_slow() -> None:
    """As over a WebSocket: the greeting takes a round trip, and every word and answer one more."""
    latency = 0.03

    async def talk() -> list[float]:
        ended = asyncio.Event()

        async def echo(of: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
            while said := await of.read(1_000):
                to.write(said)
            to.close()
            await to.wait_closed()
            ended.set()

        server = await asyncio.start_server(echo, relay.HERE, 0)
        url = f"http://{relay.HERE}:{server.sockets[0].getsockname()[1]}"
        took = []
        with relay.slowed(url, latency * 1000) as far:
            began = time.perf_counter()
            of, to = await asyncio.open_connection(relay.HERE, int(far.rpartition(":")[2]))
            for _ in range(3):
                to.write(b"a word")
                assert await of.readexactly(6) == b"a word"
                took.append(time.perf_counter() - began)
                began = time.perf_counter()
            to.close()
            await to.wait_closed()
            await ended.wait()
        server.close()
        return took

    first, *others = awaited(talk())
    assert first >= 2 * latency and min(others) >= latency


def test_a_slow_road_leads_to_no_other_machine() -> None:
    """Nothing but a server of this machine is reached by the relay of the bench."""
    for url in ("http://192.0.2.1:80", "http://localhost:80", "http://127.0.0.1"):
        with pytest.raises(ValueError, match="no server of"), relay.slowed(url, 1.0):
            pass


@given(st.lists(st.integers(1, 10**6), min_size=1), st.floats(1.0, 1e6), st.floats(0, 1))
def test_all_connections_share_a_roads_rate(sizes: list[int], rate: float, delay: float) -> None:
    """What sets out at once is there in the time that all of it takes, in the order it set out."""
    lane = relay.Lane(rate, delay)
    came = [lane.arrival(0.0, size) for size in sizes]
    assert came == sorted(came) and came[-1] == pytest.approx(sum(sizes) / rate + delay)
