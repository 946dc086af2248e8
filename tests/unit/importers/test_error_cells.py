"""A spreadsheet's errors, in a workbook or as text in a CSV, are marked and taken for no word."""

from __future__ import annotations

import csv
import io

import pytest
import xlsxwriter

from strikemap.importers.cells.error_texts import is_error
from tests.unit.importers.conftest import ACLED_HEADER, ACLED_ROW, UCDP_ROW, VIINA_ROW, table

ERRORS = (
    *("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#ERROR!"),
    *("#Н/Д", "#ДЕЛ/0!", "#ССЫЛКА!", "#ЗНАЧ!", "#ІМ'Я?", "Err:502", "########"),
)
ROW = {
    "date": "2024-03-01", "lat": "50.61", "lon": "36.58", "id": "a1", "title": "T", "summary": "S",
    "place": "Belgorod", "region": "RU-BEL", "killed": "1", "injured": "2", "weapon": "drone",
    "claimant": "Governor", "source": "Gazette", "url": "http://a.example", "language": "en",
    "date_end": "2024-03-01", "published": "2024-03-02", "geo_precision": "1", "casualties": "3",
    "civilians killed": "1", "killed_max": "4",
}  # fmt: skip


def rows_with_one_error(row, error, ids):
    """A row for each column, with *error* in that, the first of which is the second of a file."""
    made = [row | {ids: f"{row[ids]}{at}"} | {name: error} for at, name in enumerate(row)]
    return list(enumerate(zip(row, made, strict=True), 2))


def assert_marked(made, row, error, ids):
    """Each row is kept with its cell marked, or rejected for it; no word of ours is the error."""
    listed = {(row, column) for row, column, *_ in made.marked.to_numpy().tolist()}
    gone = dict(made.rejected[["row_in_file", "why_rejected"]].to_numpy().tolist())
    read = {name for name, what in made.report.became.items() if what != "not carried over"}
    for at, (name, _) in rows_with_one_error(row, error, ids):
        if name in read:
            told = (str(at), name) in listed or error in gone.get(str(at), "")
            assert told or f"{at}" in gone, (at, name)
    for name, cells in made.tables.items():
        for column in cells:
            assert not cells[column].str.contains(error, regex=False).any(), (name, column)


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#ССЫЛКА!"])
def test_an_error_in_any_cell_of_a_plain_table_is_marked(imported, error):
    """By row and column; days and degrees without which there is no row reject it."""
    rows = rows_with_one_error(ROW, error, "id")
    made = imported(table(list(ROW), [each for _, (_, each) in rows]))
    assert made.report.rows_kept == len(ROW) - len(made.rejected)
    assert len(made.rejected) == 1, "the day alone: a point is found by the place"
    assert_marked(made, ROW, error, "id")


@pytest.mark.parametrize("error", ERRORS)
def test_what_spreadsheets_show_for_an_error_is_known(error):
    """In the languages of people who keep such files; words and hashtags are none."""
    assert is_error(error) and is_error(f" {error} ")
    for word in ("#date", "#loc+name", "REF!", f"see {error}", "#1", "##", "Error"):
        assert not is_error(word)


@pytest.mark.parametrize("form", ["acled", "ucdp", "viina"])
def test_an_error_in_any_cell_of_a_data_set_is_marked(imported, form):
    """So in the files of the data sets, which people keep as spreadsheets."""
    of = {"acled": ("event_id_cnty", ACLED_ROW), "ucdp": ("id", UCDP_ROW)}
    ids, row = of.get(form, ("event_id_1pd", VIINA_ROW))
    row = {name.casefold(): cell for name, cell in row.items()}
    rows = rows_with_one_error(row, "#NAME?", ids)
    header = ACLED_HEADER if form == "acled" else list(row)
    made = imported(table(header, [each for _, (_, each) in rows]), form)
    assert made.report.rows_kept > len(row) - 5
    assert_marked(made, row, "#NAME?", ids)


def test_a_toll_that_is_an_error_is_unknown_and_not_missing(imported):
    """In a workbook, whose reader makes nothing of it, as in a CSV that was exported from it."""
    cells = [error for error in ERRORS if error.isascii() and error.endswith(("!", "?", "/A"))][:7]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("a")
        sheet.write_row(0, 0, ["date", "lat", "lon", "killed"])
        for at, error in enumerate(cells, 1):
            sheet.write_row(at, 0, ["2024-03-01", 50.61, 36.58])
            sheet.write_formula(at, 3, "=A9", None, error)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["date", "lat", "lon", "killed"])
    writer.writerows(["2024-03-01", "50.61", "36.58", error] for error in cells)
    for contents in (out.getvalue(), text.getvalue().encode()):
        made = imported(contents)
        assert made.marked[["row_in_file", "column", "cell"]].to_numpy().tolist() == [
            [str(at), "killed", error] for at, error in enumerate(cells, 2)
        ]
        assert made.report.unread == {"killed": len(cells)}
        said = made.tables["claims"]["statement"].unique().tolist()
        assert said == ["The file's number of people killed could not be read."]
