"""The days and place of an incident are told as exactly as they are known, and no more."""

from __future__ import annotations

import pytest

from strikemap.when_and_where import day_and_place, days_at
from tests.builders import build, incident

WEEK = {"date_start": "2023-05-22", "date_end": "2023-05-28", "time_precision": "2"}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"place": "Shebekino"}, "31 May 2023, Shebekino, Belgorod Oblast"),
        ({"place": "Shebekino", "region": ""}, "31 May 2023, Shebekino"),
        ({"place": "Moscow", "region": "RU-MOW"}, "31 May 2023, Moscow"),
        ({"place": "", "place_local": ""}, "31 May 2023, Belgorod Oblast"),
        (
            {"place": "Shebekino", **WEEK},
            "22–28 May 2023 (day not exact), Shebekino, Belgorod Oblast",
        ),
    ],
)
def test_day_and_place(cells: dict[str, str], told: str) -> None:
    """What is not known, or has been said, is left out; a span is never told as its first day."""
    whole = build([incident("a", **cells)])
    assert day_and_place(whole, 0) == told
    assert told.startswith(days_at(whole, 0))
