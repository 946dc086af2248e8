"""Numbers of people so large that they may count something else."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.cells import counts
from strikemap.importers.cells.doubtful_counts import DOUBTS, LARGE, MAY_BE_DAY, MAY_BE_SUM


def doubt(cell: str) -> str:
    return DOUBTS[int(counts.read(pd.Series([cell])).doubt[0])]


@given(st.integers(0, 9_999_999))
def test_property_days_of_this_half_century_are_told_from_other_large_numbers(number: int) -> None:
    """A number is one that may be a day where a spreadsheet would show it as a day since 2000."""
    day = date(1899, 12, 30) + timedelta(days=min(number, 2_000_000))
    is_day = 2000 <= day.year < 2050
    is_large = number >= LARGE or 1900 <= number <= 2100
    wanted = MAY_BE_DAY if is_day else MAY_BE_SUM if is_large else ""
    assert doubt(str(number)) == wanted


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("45415.0", MAY_BE_DAY), ("~45415", MAY_BE_SUM), ("45415+", MAY_BE_SUM),
        ("3-45415", MAY_BE_SUM), ("at least 10 000", MAY_BE_SUM), ("up to 10000", MAY_BE_SUM),
        ("2023", MAY_BE_SUM), ("at least 2023", ""), ("2-2023", ""), ("1 204", ""),
        ("9999", ""), ("2-9999", ""), ("unknown", ""), ("", ""), ("2024-05-03", ""),
    ],
)  # fmt: skip
def test_what_is_doubted(cell: str, wanted: str) -> None:
    """By the most that a cell says; a day is a number that stands alone."""
    assert doubt(cell) == wanted


def test_a_column_without_rows_has_no_doubts() -> None:
    """Nor anything else."""
    assert len(counts.read(pd.Series([], dtype="str")).doubt) == 0


@pytest.mark.parametrize("name", ["killed", "killed civilians", "casualties", "min killed"])
def test_a_doubted_toll_is_kept_and_marked(imported, plain, name: str) -> None:
    """The number stands as the file has it, whichever column has it, and its readers are told."""
    row = {"date": "2024-03-01", "latitude": "50.6", "longitude": "36.6", name: "45415"}
    made = imported(plain(row))
    assert "45415" in made.tables["claims"]["statement"].str.cat()
    assert made.marked.to_numpy().tolist() == [["2", name, "45415", MAY_BE_DAY]]
    assert f"The file's {name} is in doubt" in made.tables["claims"]["inferred"].str.cat()


def test_so_are_those_of_data_sets(acled, ucdp, imported) -> None:
    """ACLED's fatalities and UCDP's estimates."""
    made = imported(acled({"fatalities": "45415"}))
    assert made.marked["column"].tolist() == ["fatalities"]
    made = imported(ucdp({"best": "2024", "high": "2024"}))
    assert set(made.marked["column"]) >= {"best", "high"}
    assert set(made.marked["what_was_done"]) == {MAY_BE_SUM}
