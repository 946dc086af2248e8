"""Where in a file a fault is, and what is read beside it."""

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from strikemap.importers import ImportProblem
from strikemap.importers.file.tables import opened


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"n": 1}\n{"n": 2', "line 2 column 8"),
        ('\n\n{"n": 1}\n\n  {"n": 2}\n  {"n" 3}\n', "line 6 column 8"),
        ('\x1e{"n": 1}\n\x1e{"n": tru}\n', "line 2 column 8"),
        ('\n[{"n": 1},\n {"n" 2}]', "line 3 column 7"),
        ('{"n": 1}\r\n{"n": 2}\r\n{"n" 3}', "line 3 column 6"),
    ],
)
def test_a_fault_of_json_is_told_by_its_line_in_the_file(text: str, where: str) -> None:
    """Of several records a line each, and of one that begins below blank lines."""
    with pytest.raises(ImportProblem, match=where):
        opened(text.encode(), None)


def test_records_a_line_may_begin_below_blank_ones() -> None:
    """Nothing is lost of them."""
    table = opened(b'\n\n {"n": 1}\n\n{"n": 2} \n', None).table
    assert [dict(each) for each in table.cells] == [{"n": "1"}, {"n": "2"}]


HEAD = '"date, UTC";"latitude, N";"longitude, E"'


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ([HEAD, "2024-03-01;50.61;36.58", "2024-03-02;50.61;36.58"], 3),
        ([HEAD.replace('"', ""), "2024-03-01;50.61;36.58", "2024-03-02;50.61;36.58"], 3),
        (["date;place;notes", "2024-03-01;A;one, two, three", "2024-03-02;B;four, five"], 3),
        (["date,place,killed,notes", "2024-03-01,A,2,a;b;c", "2024-03-02,B,3,d;e;f"], 4),
    ],
)
def test_what_parts_every_row_alike_parts_the_columns(lines: list[str], count: int) -> None:
    """Whatever more of another mark the names or the texts hold."""
    assert len(opened("\n".join(lines).encode(), None).table.names) == count


def test_a_parquet_file_without_rows_is_one_of_none(imported) -> None:
    """Of texts and numbers, whose pages Arrow leaves out."""
    out, number = io.BytesIO(), pa.array([], pa.float64())
    none = {"date": pa.array([], pa.string()), "lat": number, "lon": number, "killed": number}
    pq.write_table(pa.table(none), out)
    assert opened(out.getvalue(), None).table.names == tuple(none)
    with pytest.raises(ImportProblem, match="It holds no rows"):
        imported(out.getvalue())


@pytest.mark.parametrize("letters", [140_000, 900_000])
def test_a_long_cell_of_a_row_of_odd_length_is_one_cell(letters: int, imported) -> None:
    """Within the bound of a cell, and whether the row is too long or ends early."""
    head, long = "date,lat,lon,killed,notes,more", "x" * letters
    rows = [f"2024-03-01,50.6,36.6,2,{long}", f"2024-03-01,50.6,36.6,2,{long},b,c"]
    made = imported("\n".join([head, *rows]).encode())
    assert made.report.rows_kept == 1 and made.rejected["row_in_file"].tolist() == ["3"]
    assert made.rejected["why_rejected"][0].startswith("7 cells where the header has 6")
