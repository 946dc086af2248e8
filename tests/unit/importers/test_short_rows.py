"""Rows that end before the header does, and cells that are read but not taken as they stand."""

from __future__ import annotations

import pytest

HEAD = "date,lat,lon,place,killed,injured,notes\n"
ROW = ["2024-03-01", "50.61", "36.58", "A", "2", "3", "x"]


@pytest.mark.parametrize("count", range(1, 7))
def test_a_row_is_kept_whose_last_cells_alone_are_missing(imported, count):
    """With day, place and toll it is kept and marked; without one of them rejected, with both."""
    made = imported(f"{HEAD}{','.join(ROW)}\n2024-03-02,{','.join(ROW[1:count])}\n".encode())
    is_whole = count >= 5
    assert (made.report.rows_kept, len(made.rejected)) == (1 + is_whole, 1 - is_whole)
    if is_whole:
        claims = made.tables["claims"].set_index("measure")["value_min"]
        assert claims["killed"].tolist() == ["2", "2"]
        assert made.tables["incidents"]["summary"][1].endswith("which count as empty.")
        assert made.marked[["row_in_file", "column"]].to_numpy().tolist() == [
            ["3", HEAD.strip().split(",")[count]]
        ]
        assert made.report.unread == {}


@pytest.mark.parametrize("at", range(len(ROW)))
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.by_day(8, "by day it is broken once or twice in each other cell, the first and last")
def test_a_row_that_line_breaks_have_parted_gives_no_incident(imported, at, times):
    """Wherever a cell is broken, no part passes for a row that lacks what stands in the other."""
    broken = [
        "\n".join(["Th", "ing", "s"][: times + 1]) if n == at else c for n, c in enumerate(ROW)
    ]
    made = imported(f"{HEAD}{','.join(ROW)}\n{','.join(broken)}\n{','.join(ROW)}1\n".encode())
    kept = made.tables["incidents"]["summary"].tolist()
    # Broken in its last cell a row has the cells of the header, and the rest is a row of one.
    assert [each for each in kept if not each.startswith(("x", "Th"))] == []
    assert len(kept) == 2 + (at == len(ROW) - 1)


def test_no_line_break_is_seen_where_the_next_row_is_one(imported):
    """Two short rows that would make one between them, each with day, place and toll, are two."""
    head, row = "date,region,killed,a,b,c\n", "2024-03-01,RU-BEL,"
    made = imported(f"{head}{row}1,x\n{row}2\n".encode())
    assert made.report.rows_kept == 2


def test_a_data_sets_rows_may_end_early(acled, imported):
    """Of ACLED's, too, behind the fatalities; what follows them is empty."""
    lines = acled({}, {}).decode().splitlines()
    made = imported("\n".join([*lines[:2], lines[2].removesuffix(",,1748000000")]).encode())
    assert made.report.rows_kept == 2
    cut = imported("\n".join([*lines[:2], lines[2].removesuffix(",2,,1748000000")]).encode())
    assert cut.report.rows_kept == 1 and len(cut.rejected) == 1


def test_a_cell_that_is_read_is_not_told_as_unread(imported):
    """Of a number with a note the file's column is said to be read, and no cell is counted."""
    made = imported(f"{HEAD}2024-03-01,50.61,36.58,A,11 (3 children),many,x\n".encode())
    assert made.report.unread == {"injured": 1}
    assert "column killed: killed; as '11 (3 children)'" in made.report.columns()
    assert "killed could not be read" not in made.tables["claims"]["inferred"].str.cat()
    other = imported(b"date,date_end,lat,lon\n2024-03-02,2024-03-01,50.61,36.58\n")
    assert other.report.unread == {"date_end": 1}
    assert "date_end is not taken as it stands" in other.tables["incidents"]["summary"][0]


def test_a_column_is_empty_where_the_whole_of_it_is(imported):
    """A number far down is shown as an example, and its column is never called empty."""
    rows = "2024-03-01,50.61,36.58,\n" * 2_500
    made = imported(f"date,lat,lon,losses\n{rows}2024-03-01,50.61,36.58,7\n".encode())
    (said,) = [each for each in made.report.columns() if each.startswith("column losses")]
    assert "as '7'" in said and "IT HOLDS NUMBERS" in said and "empty" not in said


def test_each_row_is_marked_in_the_column_at_which_it_ends(imported):
    """And in no other, whichever row ends first."""
    rows = [ROW, ["2024-03-02", *ROW[1:6]], ["2024-03-03", *ROW[1:5]], ["2024-03-04", *ROW[1:6]]]
    made = imported((HEAD + "\n".join(map(",".join, rows)) + "\n").encode())
    marked = made.marked[["row_in_file", "column"]].to_numpy().tolist()
    assert sorted(marked) == [["3", "notes"], ["4", "injured"], ["5", "notes"]]


@pytest.mark.parametrize(("rest", "kept"), [("x", 1), ("x,y", 1), ("x,y,z", 0), ("x,y,z,v", 1)])
def test_what_follows_a_short_row_is_its_rest_only_where_it_fills_it(imported, rest, kept):
    """Less or more than what the row lacks is a line of its own, and the row is kept and marked."""
    made = imported(f"{HEAD}{','.join(ROW)}\n2024-03-02,50.61,36.58,A,2\n{rest}\n".encode())
    assert made.report.rows_kept == 1 + kept
