"""The bars of the timeline: exact, and small however long the collection."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from strikemap.cartography import KINDS
from strikemap.filters.rows import span_of
from strikemap.in_view import InView
from strikemap.ui.frame.bars import MOST_BARS, bars
from tests.builders import DRONE, build, incident, synthetic
from tests.unit.cartography.views import columns

MOST_BYTES = 25_000
FIRST = date(1985, 1, 1)


def over(days: int) -> list[dict[str, str]]:
    """An incident on each fifth of so many days, every other one without an exact day."""
    made = []
    for at in range(0, days, 5):
        day = (FIRST + timedelta(at)).isoformat()
        kind = {"sub_event_type": DRONE} if at % 3 else {}
        exact = {} if at % 2 else {"time_precision": "2", "date_basis": "inferred"}
        made.append({**incident(f"i{at:05d}", date_start=day, date_end=day), **kind, **exact})
    return made


Column = npt.NDArray[np.int64]


def read(drawn: dict[str, Any]) -> tuple[Column, list[Column], Column]:
    """The numbers of the bars, the incidents of each kind in them, and how many are of a night."""
    gaps, *kinds, nights = columns(drawn["bars"])
    return np.cumsum(gaps), kinds, nights


@pytest.mark.parametrize(
    ("days", "span", "words"),
    [(1_400, 1, "by day"), (3_000, 7, "by week"), (14_600, 28, "by four weeks")],
)
def test_bars_of_many_years(days: int, span: int, words: str) -> None:
    """Over many years a bar is a week or more and says so; each incident is in one bar."""
    rows = over(days)
    drawn = bars(InView(build(rows)))
    taken, kinds, _ = read(drawn)
    assert drawn["span"] == span and words in drawn["said"]
    assert len(taken) <= MOST_BARS and len(kinds) == len(KINDS)
    exact = sum(row["time_precision"] == "1" for row in rows)
    assert sum(int(each.sum()) for each in kinds) == exact
    assert len(json.dumps(drawn)) <= MOST_BYTES


def test_bars_by_day() -> None:
    """A bar by day holds its own day's incidents by kind."""
    whole = build([incident("a"), incident("b", sub_event_type=DRONE), incident("c")])
    drawn = bars(InView(whole))
    taken, kinds, _ = read(drawn)
    day = (date(2023, 5, 31) - span_of(whole)[0]).days
    assert taken.tolist() == [day] and drawn["top"] == 3
    held = {look.code: int(kind[0]) for look, kind in zip(KINDS, kinds, strict=True)}
    assert {code: count for code, count in held.items() if count} == {"shelling": 2, "strike": 1}


def test_inexact_days_are_runs_of_bars() -> None:
    """Days on which incidents may lie whose day is not exact are told from first to last."""
    vague = incident("a", date_start="2023-05-22", date_end="2023-05-28", time_precision="2")
    drawn = bars(InView(build([vague])))
    (start,), (end,) = columns(drawn["inexact"])
    assert end - start == 6 and len(columns(drawn["bars"])[0]) == 0


def test_nights_are_told_apart() -> None:
    """Of the bar of a day it is known how many were in the night to the next."""
    night = {"date_start": "2023-05-30", "date_end": "2023-05-31"}
    whole = build(
        [incident("a", **night), incident("b", date_start="2023-05-30", date_end="2023-05-30")]
    )
    drawn = bars(InView(whole))
    day = (date(2023, 5, 30) - span_of(whole)[0]).days
    taken, kinds, nights = read(drawn)
    assert (taken.tolist(), nights.tolist()) == ([day], [1])
    assert sum(int(each.sum()) for each in kinds) == 2


def test_bytes_of_a_crowded_year() -> None:
    """Hundreds of incidents on each day take no more bytes than the timeline has."""
    drawn = bars(InView(synthetic(100_000)))
    assert np.sum(read(drawn)[1]) == 100_000
    assert len(json.dumps(drawn)) <= MOST_BYTES // 2
    assert drawn["bars"]["widths"][0] == 1
