"""The tiny sound collection."""

from strikemap.checks import Edit, example
from strikemap.model import TABLES


def test_example_has_every_file() -> None:
    """The descriptor and a CSV for each table, nothing else."""
    assert {"datapackage.json", *(f"{name}.csv" for name in TABLES)} == set(example.files())


def test_row_beyond_the_last_repeats_it() -> None:
    """An edit of the row after the last adds one."""
    before, after = example.files(), example.files([Edit("sources.csv", 3, "note", "again")])

    assert after["sources.csv"].count(b"\n") - before["sources.csv"].count(b"\n") == 1
    assert after["sources.csv"].endswith(b"again\n")


def test_whole_file_may_be_any_bytes() -> None:
    """An edit without a row or a column is the file."""
    assert example.files([Edit("claims.csv", 0, "", "\udcff")])["claims.csv"] == b"\xff"
