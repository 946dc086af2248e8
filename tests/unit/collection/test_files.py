"""Files to tables of text."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strikemap import collection
from strikemap.collection import files
from strikemap.model import TABLES, Problem


def _only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def test_raw_tables_are_text(folder: Path) -> None:
    """Every cell is text, the empty ones included."""
    tables, descriptor, problems = collection.raw_tables(folder)

    assert problems == ()
    assert descriptor["name"] == "example"
    assert set(TABLES) == set(tables)
    assert all(dtype == "str" for dtype in tables["claims"].dtypes)
    assert tables["claims"]["incident_id"][1] == ""


def test_discover_finds_collections_and_what_holds_them(tmp_path: Path) -> None:
    """A folder is found by itself and by the folder around it, once."""
    inner = tmp_path / "inner"
    for each in (inner, tmp_path / "other"):
        each.mkdir()
    (inner / "datapackage.json").write_text("{}", "utf-8")

    assert (inner,) == collection.discover([inner, tmp_path, tmp_path / "missing"])


def test_missing_folder_is_a_problem(tmp_path: Path) -> None:
    """A folder that is not there is named, once."""
    reading = collection.read(tmp_path / "gone")

    assert reading.collection is None
    assert "no such folder" in _only(reading.problems).message


@pytest.mark.parametrize(
    ("contents", "rule", "row"),
    [
        (b"", "file", 0),
        (b"a\0b", "encoding", 1),
        (b"claimant_id\n\n\0", "encoding", 3),
        (b"claimant_id\nab\xff\n", "encoding", 2),
        ("claimant_id\n\ud800\n".encode("utf-8", "surrogatepass"), "encoding", 2),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "encoding", 3),
        (b"," * 1_000_000, "size", 1),
        (b"x" * 1_000_001, "size", 1),
        (b'"open\n', "columns", 1),
        (b"\nclaimant_id\n", "columns", 1),
    ],
)
def test_file_that_is_no_table_is_one_problem(
    folder: Path, contents: bytes, rule: str, row: int
) -> None:
    """Empty, binary, undecodable and enormous files are named once, and nothing is raised."""
    (folder / "claimants.csv").write_bytes(contents)

    found = [
        each
        for each in collection.read(folder).problems
        if each.file == "claimants.csv" and each.severity == "error"
    ]

    assert [(rule, row)] == [(each.rule, each.row) for each in found]


def test_sparse_file_is_refused_at_once(folder: Path) -> None:
    """A file of more than 2 GiB is not read."""
    with (folder / "claims.csv").open("wb") as file:
        file.truncate(files.MAX_FILE_BYTES + 1)

    assert _only(collection.read(folder).problems).rule == "size"


def test_ten_megabytes_in_a_cell_are_refused(folder: Path) -> None:
    """A cell beyond the bound is named by its row and column."""
    path = folder / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"two people", b"x" * 10_000_000))

    problem = _only(collection.read(folder).problems)

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


@pytest.mark.parametrize(
    "contents",
    [
        b"",
        b"[]",
        b"{",
        b'{"name": NaN}',
        b'{"name": "\\ud800"}',
        b"\xff",
        b"[" * 100_000,
        b'{"version": ' + b"1" * 10_000 + b"}",
        json.dumps({"name": "A B", "title": 3, "coverage": [], "distinct": [1]}).encode(),
        json.dumps({"name": "a", "title": "A", "version": "1", "updated": "99999-01-01"}).encode(),
    ],
)
def test_bad_descriptor_is_a_problem(folder: Path, contents: bytes) -> None:
    """A descriptor that is none is said to be, and nothing is raised."""
    (folder / "datapackage.json").write_bytes(contents)

    reading = collection.read(folder)

    assert reading.collection is None
    assert {"datapackage.json"} == {each.file for each in reading.problems}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["claims.csv", "incidents.csv", "datapackage.json", "claims.parquet"]),
    contents=st.binary(max_size=200),
    after=st.booleans(),
)
def test_whatever_the_bytes_nothing_is_raised(
    folder: Path, name: str, contents: bytes, after: bool
) -> None:
    """Any bytes, alone or after a sound file's, give a collection or problems."""
    sound = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / name).write_bytes(sound.get(name, b"") + contents if after else contents)
    try:
        reading = collection.read(folder)
    finally:
        (folder / name).unlink()
        for each, original in sound.items():
            (folder / each).write_bytes(original)

    errors = [each for each in reading.problems if each.severity == "error"]
    assert (reading.collection is None) == bool(errors)
