"""Rows that are refused, and why."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from strikemap.importers.refusing import WHY, refuse_future, refuse_nowhere, why_none
from strikemap.importers.report import Log


@pytest.mark.parametrize(("days", "is_refused"), [(-1, False), (0, False), (1, False), (2, True)])
def test_what_has_not_happened_is_refused(days: int, is_refused: bool) -> None:
    """A row of today is kept, and of tomorrow, which it may be in the east; of a later day not."""
    today = date(2024, 2, 28)
    day = (today + timedelta(days=days)).isoformat()
    drafts = pd.DataFrame({"date_start": [day, "", "2024-01-01"], WHY: ["", "no day", ""]})
    refuse_future(drafts, today)
    first, *others = drafts[WHY].tolist()
    assert ("2024-02-28" in first and day in first) if is_refused else first == ""
    assert others == ["no day", ""]


POINTS = [
    (("50.6", "36.6", "", "", "a"), ""),
    (("90", "180", "", "", "a"), ""),
    (("-90", "-180", "", "", "a"), ""),
    (("", "", "RU-BEL", "", "a"), ""),
    (("", "", "", "Somewhere", "a"), "place: no degrees and no region, and 'Somewhere' is no city"),
    (("", "", "", "", "a"), "place: no degrees, and no place or region that is known"),
    (("90.1", "36.6", "", "", "a"), "latitude: '90.1' is no number of degrees from -90 to 90"),
    (("50.6", "180.1", "", "", "a"), "longitude: '180.1' is no number of degrees from -180 to 180"),
    (("", "36.6", "RU-BEL", "", "a"), "latitude: '' is no number of degrees from -90 to 90"),
    (("50.6", "", "RU-BEL", "", "a"), "longitude: '' is no number of degrees from -180 to 180"),
    (("999", "36.6", "", "", "a"), "latitude: '999' is no number of degrees"),
    (("1000", "36.6", "", "", "a"), "latitude: '1000' looks like metres"),
    (("50.6", "-100000000", "", "", "a"), "longitude: '-100000000' looks like metres"),
    (("50.6", "100000001", "", "", "a"), "longitude: '100000001' is no number of degrees"),
    (("131.89", "43.11", "", "", "a"), "latitude: '131.89' is no number of degrees from -90 to 90; "
     "latitude and longitude look exchanged"),
    (("131.89", "93.11", "", "", "a"), "latitude: '131.89' is no number of degrees"),
    (("50.6", "36.6", "", "", "A b"), "id: no id can be made of 'A b'"),
    (("50.6", "36.6", "", "", ""), "id: no id can be made of ''"),
]  # fmt: skip


def test_a_row_without_a_point_a_region_or_an_id_is_refused() -> None:
    """And one whose degrees are none; the first reason stands, which a reader of the file gave."""
    names = ["latitude", "longitude", "region", "place", "incident_id"]
    drafts = pd.DataFrame([cells for cells, _ in POINTS], columns=names, dtype="str")
    drafts[WHY] = ""
    refuse_nowhere(drafts)
    for (cells, begins), why in zip(POINTS, drafts[WHY], strict=True):
        assert str(why).startswith(begins) and bool(why) == bool(begins), cells
        assert ("exchanged" in why) == ("exchanged" in begins), cells
    drafts[WHY] = "no day"
    refuse_nowhere(drafts)
    assert set(drafts[WHY]) == {"no day"}


def test_why_no_row_could_be_kept() -> None:
    """The three commonest reasons, and the first row rejected, as far as there are any."""
    log = Log("f.csv")
    assert str(why_none(log)) == "f.csv: no row could be kept. It holds no rows."
    log.drop(pd.Series(["far", "far", "early"]))
    said = "f.csv: no row could be kept. 2 row(s): far; 1 row(s): early."
    assert str(why_none(log)) == said
    for name, numbers in (("date", [7, 8, 9]), ("place", [5, 6, 4, 3])):
        rows = pd.DataFrame({"a": ["x"] * len(numbers)}, index=numbers, dtype="str")
        log.reject(rows, [f"{name}: 'x' is none"] * len(numbers))
    assert str(why_none(log)) == (
        "f.csv: no row could be kept. 4 row(s): place; 3 row(s): date; 2 row(s): far. "
        "First: row 3: place: 'x' is none."
    )
