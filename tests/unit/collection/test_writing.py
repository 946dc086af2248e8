"""Tables of text to files."""

import csv
import io
from pathlib import Path

import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from strikemap import collection
from strikemap.collection import writing
from strikemap.model import CLAIMANTS, TABLES
from tests.builders import incident

# A lone carriage return is quoted here, and by Python's writer from 3.13 on.
_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)
_ROWS = st.tuples(*[_TEXT] * len(CLAIMANTS.columns))


@given(st.lists(_ROWS, max_size=6, unique_by=lambda row: row[0]))
def test_csv_is_what_pythons_writer_gives(rows: list[tuple[str, ...]]) -> None:
    """Quotation marks stand where the csv module puts them, and rows are sorted by id."""
    frame = pd.DataFrame(rows, columns=list(CLAIMANTS.columns), dtype="str")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CLAIMANTS.columns)
    writer.writerows(sorted(rows))

    assert out.getvalue().encode("utf-8") == collection.csv_bytes("claimants", frame)


def test_numbers_are_written_in_their_shortest_form() -> None:
    """Zeros at the end say nothing; what is no number stays as it is."""
    text = pa.array(["50.60", "50.0", "-0", "1e2", "", "x", "1e999"], pa.large_string())

    assert (writing.shortest_numbers(text).to_pylist()) == [
        "50.6",
        "50",
        "0",
        "100",
        "",
        "x",
        "1e999",
    ]


def test_write_leaves_other_files_alone_and_removes_a_stale_parquet(folder: Path) -> None:
    """A README stays; a Parquet of the earlier data does not outlive it."""
    (folder / "README.md").write_text("About.", "utf-8")
    tables, descriptor, _ = collection.raw_tables(folder)

    collection.write(folder, tables, descriptor, parquet=True)
    assert (folder / "claims.parquet").exists()
    collection.write(folder, tables, descriptor)

    assert not (folder / "claims.parquet").exists()
    assert (folder / "README.md").exists()
    assert not list(folder.glob("*.part"))


@given(st.lists(st.lists(_ROWS, max_size=4), min_size=1, max_size=4))
def test_rows_in_several_arrays_are_written_as_one_table(
    parts: list[list[tuple[str, ...]]],
) -> None:
    """Rows read a part at a time give the bytes of the same rows in one, ids twice included."""
    names = list(CLAIMANTS.columns)
    frames = [pd.DataFrame(rows, columns=names, dtype="str") for rows in parts]
    whole = pd.DataFrame([row for rows in parts for row in rows], columns=names, dtype="str")
    written = collection.csv_bytes("claimants", pd.concat(frames, ignore_index=True))
    assert written == collection.csv_bytes("claimants", whole)
    lines = [tuple(row) for row in csv.reader(io.StringIO(written.decode(), newline=""))][1:]
    assert lines == sorted(map(tuple, whole.to_numpy().tolist()))


def test_numbers_alone_are_made_shorter() -> None:
    """A title may be a number, and stands as it was written; degrees lose zeros at their end."""
    row = incident("a", title="1.50", latitude="50.60", longitude="36.0")
    frame = pd.DataFrame([row], columns=list(TABLES["incidents"].columns), dtype="str").fillna("")
    header, line = collection.csv_bytes("incidents", frame).decode().splitlines()
    cells = dict(zip(header.split(","), line.split(","), strict=True))
    assert (cells["title"], cells["latitude"], cells["longitude"]) == ("1.50", "50.6", "36")


def test_a_part_of_a_column_is_looked_at_alone() -> None:
    """What stands before and after the part is not in it."""
    whole = pa.array(["ab", "", "", "c", "d"], pa.large_string())
    for first in range(5):
        for count in range(6 - first):
            part = whole.slice(first, count)
            assert writing.holds_any(part) is any(part.to_pylist())
            for letter in "abcde":
                assert writing.holds(part, letter.encode()) is (letter in "".join(part.to_pylist()))
