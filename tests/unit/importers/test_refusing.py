"""Rows that are refused, and why."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from strikemap.importers.refusing import WHY, refuse_future


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
