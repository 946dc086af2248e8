"""CSV files to tables of text, and what is wrong with their rows."""

from pathlib import Path

from strikemap import collection
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
    assert [(each.rule, each.severity) for each in reading.problems] == [
        ("encoding", "warning")
    ] * 2


def test_header_of_one_column_twice_is_a_problem(folder: Path) -> None:
    """Missing, unknown and repeated columns are all named."""
    path = folder / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"bound,certainty", b"measure,sure", 1))

    problems = collection.read(folder).problems

    assert [each.column for each in problems] == ["bound", "certainty", "measure", "sure"]
    assert {"columns"} == {each.rule for each in problems}
