"""Rows of features and records, as they are taken in one after the other."""

import pytest

from strikemap.importers.file import table
from strikemap.importers.file.table import Rows


@pytest.mark.parametrize(
    ("cell", "reason", "told"),
    [
        ("ж" * 150, "", ""),
        ("ж" * 151, "", "note: at most 300 bytes are read"),
        ("ж" * 151, "no point", "no point"),
        ("a\0", "", "note: no text: NUL or half a surrogate"),
        ("a\0", "no point", "no point"),
    ],
)
def test_a_cell_that_is_no_text_or_too_long_says_why_its_row_is_left(
    cell: str, reason: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its bytes, and after what was found of the row before; the row keeps its place."""
    monkeypatch.setattr(table, "MAX_FIELD_BYTES", 300)
    rows = Rows()
    rows.add(4, {"date": "2024-03-01", "note": cell}, reason)
    assert (rows.numbers, rows.reasons) == ([4], [told])
    assert len(rows.cells[0]["note"].encode()) <= 400
