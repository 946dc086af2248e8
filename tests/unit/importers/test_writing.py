"""An import on disk."""

import csv
import io
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers import ImportProblem, write_import
from strikemap.importers.writing import rejected_csv


def test_what_is_written(acled, imported, tmp_path):
    """The collection, the account of it, and the rows that could not be read."""
    folder = tmp_path / "out"
    write_import(imported(acled({}, {"latitude": "x"})), folder)
    names = {each.name for each in folder.iterdir()}
    assert {"datapackage.json", "incidents.csv", "README.md", "rejected.csv"} <= names
    readme = (folder / "README.md").read_text("utf-8")
    assert "rejected, kept in rejected.csv with the reason: 1" in readme
    assert "| fatalities | a claim of people killed" in readme


def test_a_folder_in_use_is_left_alone(acled, imported, tmp_path):
    """Nothing is overwritten unless that was asked for."""
    (tmp_path / "mine.txt").write_text("mine")
    made = imported(acled())
    with pytest.raises(ImportProblem, match="not empty"):
        write_import(made, tmp_path)
    write_import(made, tmp_path, replace=True)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_formulas_are_harmless(acled, imported):
    """A cell that a spreadsheet would run has an apostrophe before it; numbers stay."""
    bad = {"latitude": "x", "notes": "=cmd()", "actor1": "@SUM(1)", "longitude": "-36.6"}
    text = rejected_csv(imported(acled({}, bad)).rejected)
    assert "'=cmd()" in text
    assert "'@SUM(1)" in text
    assert ",-36.6," in text


@given(st.lists(st.text('=+-@\t\r\n1.5a"', max_size=5), min_size=1, max_size=6))
def test_property_what_a_spreadsheet_would_run_is_marked_as_cell_by_cell(cells):
    """The columns at once give what a plain rule gives for each cell."""
    text = rejected_csv(pd.DataFrame({"a": cells, "b": ["x"] * len(cells)}, dtype="str"))
    found = [row[0] for row in csv.reader(io.StringIO(text, newline=""))][1:]
    runs = re.compile(r"[=+@\t\r]|-(?![\d.]*$)")
    assert found == [f"'{each}" if runs.match(each) else each for each in cells]
