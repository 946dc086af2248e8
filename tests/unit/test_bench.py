"""The generator of the bench: its collections are sound, the same each time, and like real ones."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bench import __main__ as bench
from bench import parts, sessions, soak, synthetic
from bench.report import Line, Lines
from strikemap import checks, collection


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
