"""Quotation marks in text parted by tabs."""

from __future__ import annotations

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.file import loose_quotes

PIECES = st.lists(st.sampled_from(['"', '""', "a", "\t", "\n", "\r\n", '"\t"', "b c"]), max_size=14)


def loose(text: str) -> bool:
    return loose_quotes.are_loose(io.BytesIO(text.encode()))


def slowly(text: str) -> bool:
    """Letter by letter, whether a mark at the beginning of a cell is not closed at the end of one;
    across lines none of whose cells is parted."""
    at, starts = 0, True
    while at < len(text):
        if text[at] == '"' and starts:
            end = _end(text, at + 1, "\r\n") or _end(text, at + 1, "\t")
            if not end:
                return True
            at, starts = end, False
            continue
        starts = text[at] in "\t\r\n"
        at += 1
    return False


def _end(text: str, at: int, never: str) -> int:
    while at < len(text) and text[at] not in never:
        if text[at] == '"':
            if text[at + 1 : at + 2] != '"':
                return at + 1 if text[at + 1 : at + 2] in ("", "\t", "\r", "\n") else 0
            at += 1
        at += 1
    return 0


@given(PIECES, st.integers(1, 9))
def test_property_marks_are_loose_where_a_cell_is_never_ended(pieces: list[str], size: int) -> None:
    """As letter by letter, however the bytes come."""
    text = "".join(pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loose_quotes, "_BLOCK", size)
        assert loose(text) == slowly(text)


@given(st.lists(st.lists(st.text('a"\n b', max_size=5), min_size=2, max_size=2), max_size=5))
def test_property_what_a_program_writes_in_marks_is_not_loose(rows: list[list[str]]) -> None:
    """Cells with marks and line breaks, written as Python's and Excel's tables are."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows(rows)
    assert not loose(out.getvalue())


def test_a_cell_longer_than_is_looked_at_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """However far a mark is from the next one, no more than that is held."""
    monkeypatch.setattr(loose_quotes, "_BLOCK", 10)
    monkeypatch.setattr(loose_quotes, "LONGEST", 100)
    assert not loose(f'a\t"{"x" * 40}\n{"y" * 40}"\n')
    assert loose(f'a\t"{"x" * 80}\n{"y" * 80}"\n')


def test_marks_around_a_whole_cell_are_taken_off() -> None:
    """Those of others are letters of theirs."""
    cells = ['"a"', '"a ""b"" c"', '"a', 'a"', '"a" b', '""', '"', 'a "b" c', "", None]
    bare = ["a", 'a "b" c', '"a', 'a"', '"a" b', "", '"', 'a "b" c', "", None]
    assert loose_quotes.taken_off(pa.array(cells, pa.large_string())).to_pylist() == bare
    assert loose_quotes.taken_off(pa.array(["a"])).to_pylist() == ["a"]


HEAD = "date\tlatitude\tlongitude\tplace\tkilled\ttitle\n"


def row(day: int, title: str, killed: int = 1) -> str:
    return f"2023-05-{day:02}\t50.6\t36.6\tBelgorod\t{killed}\t{title}\n"


@pytest.mark.parametrize(
    ("titles", "read"),
    [
        (['"Zarya plant hit', "b", "c"], ['"Zarya plant hit', "b", "c"]),
        (["a", '"', "c"], ["a", '"', "c"]),
        (['"one', "b", 'two"'], ['"one', "b", 'two"']),
        (['"one"', '"two', '"a ""b"""'], ["one", '"two', 'a "b"']),
        (['"one"', '"t\two"', "c"], ["one", "t\two", "c"]),
        (["a", 'a 20" pipe', "c"], ["a", 'a 20" pipe', "c"]),
    ],
)
def test_no_row_is_lost_for_a_mark(imported, titles: list[str], read: list[str]) -> None:
    """A mark that no other closes is what stands in the cell, and the account says so."""
    text = HEAD + "".join(row(at + 1, each) for at, each in enumerate(titles))
    made = imported(text.encode())
    assert made.report.rows_kept == 3
    found = made.tables["incidents"].sort_values("date_start")["title"].tolist()
    assert found == read
    assert (loose_quotes.SAID in made.report.recognised) is loose(text)


def test_a_header_with_a_loose_mark(imported) -> None:
    """It is read by the same rule, and rows with surplus cells are rejected one by one."""
    text = '"note' + "\t" + HEAD + "n\t" + row(1, "a") + "n\t" + row(2, "b\tmore")
    made = imported(text.encode())
    assert made.report.rows_kept == 1 and '"note' in made.report.became
    assert "beyond the last column: 'more'" in made.rejected.iloc[0, 1]
