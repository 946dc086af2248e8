"""A table in memory by its columns: its rows come back, and what it takes is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers import lent_memory
from strikemap.importers.file import column_rows
from strikemap.importers.file.column_rows import ColumnRows
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import Log

CELL = st.sampled_from(("", "a", "ж", "a\nb", "x\0", "\ud800", "longer than most"))
ROWS = st.lists(st.tuples(CELL, CELL, st.booleans()), max_size=7)


def made(rows: list[tuple[str, str, bool]]) -> ColumnRows:
    """A table of two columns; a row that can't be read says so."""
    table = ColumnRows(("a", "b"))
    for number, (one, two, is_bad) in enumerate(rows, 2):
        table.add(number, [one, two], "bad" if is_bad else "")
    table.finish()
    return table


@given(ROWS, st.integers(1, 4))
def test_property_rows_come_back_part_by_part(rows: list[tuple[str, str, bool]], size: int) -> None:
    """Under their numbers; those that can't be read, or are no text, are rejected with why."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(column_rows, "PART_ROWS", size)
        table = made(rows)
    log = Log("f")
    parts = list(table.parts(log))
    found = [(number, *cells) for part, _ in parts for number, *cells in part.itertuples(name=None)]
    odd = ("x\0", "\ud800")
    bad = {n: each for n, each in enumerate(rows, 2) if each[2] or each[0] in odd or each[1] in odd}
    assert found == [(n, one, two) for n, (one, two, _) in enumerate(rows, 2) if n not in bad]
    assert (log.read, table.count) == (len(rows), len(rows))
    assert [int(each) for each in log.rejected["row_in_file"]] == list(bad) if bad else True
    assert not parts or parts[-1][1] == (1.0 if rows else 0.0)
    wanted = {cells[0].replace("\0", "\ufffd").replace("\ud800", "?") for cells in rows}
    assert set(table.different("a")) == wanted


def test_what_the_parts_take_is_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part is told to who lends, and all of them are within one bound."""
    monkeypatch.setattr(column_rows, "PART_ROWS", 2)
    rows = [("a" * 100 * at, "b", False) for at in range(1, 6)]
    heard: list[int] = []
    with lent_memory.lent_by(heard.append):
        made(rows)
    assert len(heard) == 3 and len(set(heard)) == 3
    monkeypatch.setattr(column_rows, "MAX_MADE_BYTES", sum(heard))
    made(rows)
    monkeypatch.setattr(column_rows, "MAX_MADE_BYTES", sum(heard) - 1)
    with pytest.raises(ImportProblem, match="memory"):
        made(rows)


@pytest.mark.parametrize(("name", "fits"), [("MAX_ROWS", 3), ("MAX_CELLS", 6)])
def test_what_just_fits_is_taken_in(name: str, fits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows of two cells, and not one more than the bound."""
    rows = [("a", "b", False)] * 3
    monkeypatch.setattr(column_rows, name, fits)
    made(rows)
    monkeypatch.setattr(column_rows, name, fits - 1)
    with pytest.raises(ImportProblem):
        made(rows)


def test_a_cell_that_is_too_long_is_cut_and_its_row_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its bytes, not by its letters."""
    monkeypatch.setattr(column_rows, "MAX_FIELD_BYTES", 300)
    for cell, is_bad in (
        ("ж" * 150, False),
        ("ж" * 151, True),
        ("a" * 299, False),
        ("a" * 300, False),
        ("a" * 301, True),
    ):
        log = Log("f")
        ((part, _),) = made([(cell, "b", False)]).parts(log)
        assert len(part) == (not is_bad)
        assert not is_bad or "300 bytes" in log.rejected["why_rejected"][0]
