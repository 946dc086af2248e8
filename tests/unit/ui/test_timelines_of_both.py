"""The bars of a comparison: each side's own incidents, up and down, and what a bar is called."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from strikemap.in_view import InView
from strikemap.ui.compare import timelines
from tests.builders import build, incident

FIRST = date(2023, 1, 1)


def side(days: list[int]) -> InView:
    """A view of an incident on each of *days* after the first of the year."""
    on = [(FIRST + timedelta(days=after)).isoformat() for after in days]
    return InView(build([incident(f"i{n}", date_start=d, date_end=d) for n, d in enumerate(on)]))


def drawn(one: InView, other: InView) -> tuple[list[dict[str, Any]], list[str], str]:
    """The bars, what a pointer reads over them, and how the axis tells days."""
    chart = timelines._chart(timelines._bars(one, other)).to_dict()
    (bars,) = chart["datasets"].values()
    encoding = chart["encoding"]
    return bars, [each["title"] for each in encoding["tooltip"]], encoding["x"]["field"]


@pytest.mark.parametrize(
    ("one", "other", "called"),
    [
        ([0, 0, 3], [1, 3], "Day"),
        ([0], [5, 5, 6], "Day"),
        ([0, 1, 400], [2, 399], "Days"),
    ],
)
def test_each_incident_is_in_a_bar_of_its_side(
    one: list[int], other: list[int], called: str
) -> None:
    """The first side's bars go up and the second's down; a bar of more days says so."""
    bars, titles, axis = drawn(side(one), side(other))
    assert axis == "at" and titles == ["Side", called, "Incidents"]
    assert all(abs(bar["drawn"]) == bar["count"] > 0 for bar in bars)
    assert sum(max(bar["drawn"], 0) for bar in bars) == len(one)
    assert -sum(min(bar["drawn"], 0) for bar in bars) == len(other)
    assert len({bar["side"] for bar in bars}) == len({bar["drawn"] > 0 for bar in bars}) == 2
    assert any("–" in bar["day"] for bar in bars) is (called == "Days")
