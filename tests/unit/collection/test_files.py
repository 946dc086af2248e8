"""Files to tables of text."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strikemap import collection
from strikemap.collection import package
from strikemap.collection.bounds import MAX_FILE_BYTES
from strikemap.model import TABLES
from tests.unit.collection.one_problem import the_one


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
    problem = the_one(reading.problems)
    assert "no such folder" in problem.message
    assert (problem.file, problem.row) == (str(tmp_path / "gone"), 0)


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
        file.truncate(MAX_FILE_BYTES + 1)

    assert the_one(collection.read(folder).problems).rule == "size"


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


@pytest.mark.parametrize("lines", [0, 1, 5])
def test_a_descriptor_in_another_encoding_is_named_by_its_line(folder: Path, lines: int) -> None:
    """The first that holds a byte of it, from 1."""
    (folder / "datapackage.json").write_bytes(b"{\n" * lines + b'"title": "\xd3"\n')
    (problem,) = collection.read(folder).problems
    assert (problem.rule, problem.row) == ("encoding", lines + 1)


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


@pytest.mark.parametrize(("later", "is_text"), [(-1, False), (0, False), (1, True)])
def test_the_faster_file_is_read_unless_the_text_is_newer(
    folder: Path, later: int, is_text: bool
) -> None:
    """A table as Parquet stands in for its text of the same day, and not for one written since."""
    tables, descriptor, _ = collection.raw_tables(folder)
    collection.write(folder, tables, descriptor, parquet=True)
    text, fast = folder / "sources.csv", folder / "sources.parquet"
    text.write_bytes(text.read_bytes().replace(b"A newspaper", b"Another"))
    os.utime(fast, ns=(10**18, 10**18))
    os.utime(text, ns=(10**18 + later, 10**18 + later))

    (publisher,) = collection.raw_tables(folder)[0]["sources"]["publisher"]

    assert publisher == ("Another" if is_text else "A newspaper")


@pytest.mark.parametrize(("more", "is_read"), [(0, True), (1, False), (9, False)])
def test_a_descriptor_is_read_up_to_its_bound(
    folder: Path, more: int, is_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is longer is refused by its size, whatever stands in it."""
    path = folder / "datapackage.json"
    size = -(-path.stat().st_size // 4)
    path.write_bytes(path.read_bytes() + b" " * (4 * size + more - path.stat().st_size))
    monkeypatch.setattr(package, "MAX_CHARACTERS", size)
    rules = [each.rule for each in collection.read(folder).problems]
    assert ("size" in rules) is not is_read
