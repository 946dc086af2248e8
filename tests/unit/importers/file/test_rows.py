"""Reading in parts."""

import pytest

from strikemap.importers.file import ragged_rows
from strikemap.importers.file import rows as reading
from strikemap.importers.file.opening import packed
from strikemap.importers.file.recognising import recognise
from strikemap.importers.report import Log


def rows(text):
    file, log = packed(text), Log("made-up.csv")
    found = recognise(file, None)
    return [
        (int(n), *row)
        for part, _ in reading.parts(file, found, log)
        for n, *row in part.itertuples(name=None)
    ], log


def test_rows_keep_their_numbers_across_parts(monkeypatch):
    """Numbers count as a spreadsheet does, over blank and ragged rows and the ends of parts."""
    monkeypatch.setattr(reading, "BLOCK_BYTES", 64)
    lines = [f"{n},x" for n in range(2, 60)]
    lines[10], lines[30], lines[31] = "", "ragged", "a,b,c"
    found, log = rows("\n".join(["n,x", *lines]).encode())
    assert [(n, text) for n, text, _ in found] == [
        *((n, str(n)) for n in range(2, 60) if n not in (12, 32, 33)),
        (32, "ragged"),
    ]
    assert log.rejected["row_in_file"].tolist() == ["33"] and log.short == {32: 1}
    assert log.read == 57


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251"])
def test_characters_across_blocks(monkeypatch, encoding):
    """Text in any encoding comes out whole, also where a block ends within it."""
    monkeypatch.setattr(reading, "BLOCK_BYTES", 61)
    found, _ = rows(("a,b\n" + "слово,другое\n" * 50).encode(encoding))
    assert {row[1:] for row in found} == {("слово", "другое")}


def test_line_breaks_within_a_cell():
    """A cell in quotation marks may hold line breaks; the row is one."""
    found, _ = rows(b'a,b\n"one\ntwo",3\n4,5\n')
    assert found == [(2, "one\ntwo", "3"), (3, "4", "5")]


def test_only_a_part_is_in_memory(monkeypatch):
    """A file comes in several parts, so that memory does not grow with it."""
    monkeypatch.setattr(reading, "BLOCK_BYTES", 1_000)
    monkeypatch.setattr(reading, "_PART_BYTES", 2_000)
    file = packed(b"a,b\n" + b"x,y\n" * 5_000)
    parts = list(reading.parts(file, recognise(file, None), Log("f")))
    assert len(parts) > 10
    assert parts[-1][1] == 1.0


def test_ragged_rows_beyond_those_that_are_listed_are_counted(monkeypatch):
    """Two of five are listed, and three are told of together."""
    monkeypatch.setattr(ragged_rows, "LISTED", 2)
    found, log = rows(b"a,b\n1,2\n" + b"x,y,z\n" * 5)
    assert found == [(2, "1", "2")]
    assert log.reasons[ragged_rows.MORE_RAGGED] == 3
    assert log.rejected["row_in_file"].tolist() == ["3", "4"]
