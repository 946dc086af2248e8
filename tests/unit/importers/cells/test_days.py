"""Columns of dates."""

from datetime import date

import pandas as pd
import pytest

from strikemap.importers.cells import days


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-16",
        "16 May 2025",
        "16 may 2025",
        "16.05.2025",
        "20250516",
        "2025-05-16 00:00:00.000",
        "2025-05-16T12:30:00Z",
        "05/16/2025",
        "16-May-25",
        "May 16th, 2025",
        "Friday, 16 May 2025",
        "16 мая 2025 г.",
        "16 травня 2025 року",
        "16.05.25",
        "2025/05/16",
        "45793",
        "1747353600",
        "1747353600000",
    ],
)
def test_forms(text):
    """Each form that the files have is the same day."""
    assert days.day(text) == date(2025, 5, 16)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "05/06/2025",
        "0000-01-01",
        "99999-01-01",
        "2025-02-30",
        "\u0662\u0660\u0662\u0665-05-16",
        "16 Mai 2025",
        "x",
    ],
)
def test_what_is_no_day(text):
    """Anything else is refused with what to write."""
    with pytest.raises(ValueError, match=r"write|no date|may be"):
        days.day(text)


def test_a_column_keeps_its_order():
    """Good and bad cells stay in their places."""
    found = days.read(pd.Series(["2025-05-16", "x", "2025-05-16"]))
    assert days.iso(found.first).tolist() == ["2025-05-16", "", "2025-05-16"]
    assert [bool(each) for each in found.why] == [False, True, False]
