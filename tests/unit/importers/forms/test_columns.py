"""Columns made of columns: what is done once for each different cell is done for every row."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.forms.columns import column, each_flag, each_row, each_value, text

CELLS = st.sampled_from(["", "a", "|", "a|", "\x1f", "ёж", "1.0", "\n"])
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=30)


def columns_of(rows: list[tuple[str, str, str]]) -> list[pd.Series]:
    """Each column of *rows*, numbered as a part in the midst of a file is."""
    index = pd.Index(range(7, 7 + len(rows)))
    return [column([row[at] for row in rows], index) for at in range(3)]


@given(ROWS)
def test_property_each_row_is_made_of_its_own_cells(rows: list[tuple[str, str, str]]) -> None:
    """As a plain loop does it, whatever signs the cells hold, and once for each that differs."""
    cells, asked = columns_of(rows), []

    def together(*of: str) -> str:
        asked.append(of)
        return repr(of)

    made = each_row(cells, together)
    assert made.tolist() == [repr(row) for row in rows]
    assert asked == list(dict.fromkeys(rows))
    assert made.index.equals(cells[0].index) and made.dtype == cells[0].dtype


@given(ROWS)
def test_property_each_value_and_flag_is_that_of_its_cell(rows: list[tuple[str, str, str]]) -> None:
    """As a plain loop does it, on the index of the column, and as the dtype of all columns."""
    cells = columns_of(rows)[0]
    said = each_value(cells, lambda each: f"<{each}>")
    assert said.tolist() == [f"<{row[0]}>" for row in rows]
    assert said.index.equals(cells.index) and said.dtype == text("", cells.index).dtype
    assert each_flag(cells, len).tolist() == [bool(row[0]) for row in rows]
