"""Rows of features and records, as they are taken in one after the other."""

import pytest

from strikemap.importers.file import table
from strikemap.importers.file.table import Rows, clean
from strikemap.importers.lent_memory import lent_by
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import Log
from strikemap.importers.words import BESIDE_POINT


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


def rows(count: int, cell: str = "x") -> Rows:
    """So many rows of two cells, numbered from 1."""
    made = Rows(names=("a", "b"))
    for number in range(1, count + 1):
        made.add(number, {"a": cell, "b": f"{number}"})
    return made


@pytest.mark.parametrize(
    ("bound", "fits", "told"),
    [
        ("MAX_ROWS", 3, "more than 2 rows; cut the file into parts"),
        ("MAX_CELLS", 6, "more is in it than fits into memory; cut the file into parts"),
        # A hundred bytes of each cell beside its own.
        ("MAX_MADE_BYTES", 606, "more is in it than fits into memory; cut the file into parts"),
    ],
)
def test_so_many_rows_are_taken_in(
    bound: str, fits: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not one more than each bound."""
    monkeypatch.setattr(table, bound, fits)
    assert len(rows(3).cells) == 3
    monkeypatch.setattr(table, bound, fits - 1)
    with pytest.raises(ImportProblem) as refused:
        rows(3)
    assert str(refused.value) == told


def test_who_lends_memory_hears_of_each_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those that came since, and of a cell that is too long as many as are read."""
    heard: list[int] = []
    monkeypatch.setattr(table, "_TELLING", 404)
    with lent_by(heard.append):
        rows(5)
    assert heard == [404, 404]
    heard.clear()
    monkeypatch.setattr(table, "MAX_FIELD_BYTES", 300)
    with lent_by(heard.append):
        rows(1, "ж" * 151)
    assert heard == [501]


def test_so_many_columns_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each once; a name that is no text is told."""
    monkeypatch.setattr(table, "MAX_COLUMNS", 2)
    made = Rows()
    made.name_columns(["b", "a", "b"])
    assert made.names == ("b", "a")
    with pytest.raises(ImportProblem, match="more than 2 columns or properties"):
        made.name_columns(["a", "b", "c"])
    with pytest.raises(ImportProblem, match=r"a\\udc80: no text"):
        made.name_columns(["a\udc80"])


def test_rows_come_in_parts_with_what_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that can't be read are named, and what a row lacks is empty."""
    monkeypatch.setattr(table, "PART_ROWS", 2)
    made = Rows(names=("a", "b"))
    for number, reason in ((3, ""), (5, "odd"), (6, ""), (7, ""), (9, "bad")):
        made.add(number, {"a": f"{number}"}, reason)
    made.note(BESIDE_POINT, "a", 3)
    made.note(BESIDE_POINT, "a", 7)
    log = Log("f")
    parts = list(made.parts(log))
    assert [part.index.tolist() for part, _ in parts] == [[3], [6, 7], []]
    assert [part["a"].tolist() for part, _ in parts] == [["3"], ["6", "7"], []]
    assert [part["b"].tolist() for part, _ in parts] == [[""], ["", ""], []]
    assert [share for _, share in parts] == [0.4, 0.8, 1.0]
    assert log.read == 5
    assert log.rejected[["row_in_file", "why_rejected", "a"]].to_numpy().tolist() == [
        ["5", "odd", "5"],
        ["9", "bad", "9"],
    ]
    assert log.marked_cells[["row_in_file", "column", "cell"]].to_numpy().tolist() == [
        ["3", "a", "3"],
        ["7", "a", "7"],
    ]
    assert list(made.different("a")) == ["3", "5", "6", "7", "9"]
    assert list(made.different("b")) == [""]


@pytest.mark.parametrize(
    ("cell", "plain"), [("aж", "aж"), ("a\0b", "a\ufffdb"), ("a\ud800", "a?"), ("", "")]
)
def test_what_no_file_can_hold_is_marked(cell: str, plain: str) -> None:
    """Nothing else is changed."""
    assert clean(cell) == plain
