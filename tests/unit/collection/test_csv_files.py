"""CSV files to tables of text, and what is wrong with their rows."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strikemap import collection
from strikemap.collection import csv_files
from strikemap.collection.bounds import Unreadable
from strikemap.model import Problem
from tests.unit.collection.one_problem import the_one


def test_ten_megabytes_in_a_cell_are_refused(folder: Path) -> None:
    """A cell beyond the bound is named by its row and column."""
    path = folder / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"two people", b"x" * 10_000_000))

    problem = the_one(collection.read(folder).problems)

    assert (
        problem.file,
        problem.row,
        problem.column,
        problem.rule,
    ) == ("claims.csv", 4, "statement", "size")


def test_open_quotation_mark_is_a_problem(folder: Path) -> None:
    """A quotation mark that is never closed does not swallow rows in silence."""
    path = folder / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"stated,The governor", b'stated,"The governor', 1))

    assert collection.read(folder).collection is None


def test_ragged_rows_are_numbered_as_a_spreadsheet_does(folder: Path) -> None:
    """Rows of the wrong length are named; the rows after them keep their numbers."""
    path = folder / "claimants.csv"
    lines = path.read_text("utf-8").splitlines()
    lines[1:1] = ["a,b", "", 'a,"b\nc"']
    lines[-1] = lines[-1].replace("2", "two")
    path.write_text("\n".join(lines) + "\n", "utf-8")

    problems = collection.read(folder).problems

    assert [(each.row, each.rule) for each in problems] == [
        (2, "ragged-row"),
        (3, "ragged-row"),
        (4, "ragged-row"),
        (6, "type"),
    ]


def test_byte_order_mark_and_carriage_returns_are_warnings(folder: Path) -> None:
    """A file as a spreadsheet program saves it is read whole, with two warnings."""
    path = folder / "sources.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    reading = collection.read(folder)

    assert reading.collection is not None
    assert [(each.rule, each.row, each.severity) for each in reading.problems] == [
        ("encoding", 0, "warning"),
        ("encoding", 1, "warning"),
    ]


def test_header_of_one_column_twice_is_a_problem(folder: Path) -> None:
    """Missing, unknown and repeated columns are all named."""
    path = folder / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"bound,certainty", b"measure,sure", 1))

    problems = collection.read(folder).problems

    assert [each.column for each in problems] == ["bound", "certainty", "measure", "sure"]
    assert {("columns", 1)} == {(each.rule, each.row) for each in problems}


def told(path: Path) -> object:
    """What comes of reading *path*: the cells and the problems, or why it can't be read."""
    problems: list[Problem] = []
    try:
        raw = csv_files.csv_table(path, "claimants", problems)
    except Unreadable as error:
        return (error.rule, error.row, str(error))
    return raw.frame().values.tolist(), raw.numbers.tolist(), problems


CELL = st.sampled_from(
    (b"a", b"", b",", b"\n", b"\r", b'"', b"\xff", b"\xf0\x9f", "Ж".encode(), "€".encode(),
     "😀".encode(), "Жа€😀".encode(), "–Ѐр\U00010000".encode())
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(CELL, max_size=12), size=st.integers(1, 9))
def test_property_a_file_reads_the_same_however_it_is_cut(
    tmp_path: Path, parts: list[bytes], size: int
) -> None:
    """Read a few bytes at a time, a file has the same cells, faults and rows as read at once."""
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b\n" + b"".join(parts))
    whole = told(path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(csv_files, "_CHUNK", size)
        assert told(path) == whole


@pytest.mark.parametrize("at", [2, 3, 5])
@pytest.mark.parametrize(
    ("bad", "rule"), [(b"\0", "encoding"), (b"\xff", "encoding"), (b"\xe2\x82", "encoding")]
)
def test_a_byte_that_is_no_text_is_named_by_its_row(
    at: int, bad: bytes, rule: str, tmp_path: Path
) -> None:
    """The line that holds it is told, whatever part of the file it is found in."""
    lines = [b"a,b"] + [b"x,y"] * 5
    lines[at - 1] = b"x," + bad
    path = tmp_path / "t.csv"
    path.write_bytes(b"\n".join(lines) + b"\n")
    with pytest.MonkeyPatch.context() as patched:
        for size in (1, 3, 7, 1000):
            patched.setattr(csv_files, "_CHUNK", size)
            found = told(path)
            assert isinstance(found, tuple)
            assert found[:2] == (rule, at)


@pytest.mark.parametrize("ends", [b"", b"\n"])
def test_a_header_alone_is_a_table_without_rows(ends: bytes, tmp_path: Path) -> None:
    """With a line feed at its end or without."""
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b" + ends)
    assert told(path) == ([], [], [])


def test_a_row_that_never_ends_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row longer than what is read at once is a fault at the longest line."""
    monkeypatch.setattr(csv_files, "_BLOCK", 64)
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b\nx,y\nx," + b"y" * 500 + b"\nx,y\n")
    found = told(path)
    assert isinstance(found, tuple)
    assert found[:2] == ("size", 3)


def test_no_letter_is_parted_where_a_file_is_cut() -> None:
    """Whichever bytes a letter is made of: what is cut off before its last is read with the next
    part.
    """
    letters = "a–Ѐр߿ࠀ€\uffff\U00010000\U0010ffff"
    for letter in letters:
        whole = ("x" + letter).encode()
        for end in range(1, len(whole) + 1):
            cut = csv_files._cut(whole[:end])
            assert whole[:cut].decode() == ("x" + letter)[: len(whole[:cut].decode())]
            assert end - cut < len(letter.encode()) or end == len(whole)


def test_a_cell_of_several_lines_stays_one_wherever_a_file_is_cut(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is read in blocks, of which one may end amid a cell."""
    path = folder / "claimants.csv"
    head, *_ = path.read_text("utf-8").splitlines()
    empty = "," * (head.count(",") - 1)
    rows = [f'c{at},"{"first" * 9}\nsecond {at}"{empty}' for at in range(40)]
    path.write_text("\n".join([head, *rows, ""]), "utf-8")
    monkeypatch.setattr(csv_files, "_BLOCK", 256)
    raw = csv_files.csv_table(path, "claimants", [])
    assert raw.frame().iloc[:, 1].tolist() == [f"{'first' * 9}\nsecond {at}" for at in range(40)]
