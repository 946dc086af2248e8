"""Rows of a spreadsheet as text: of which sheet, under which numbers and with what notes."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

import pandas as pd
import pytest
import xlsxwriter

from strikemap.importers import words
from strikemap.importers.file import sheet_bounds, sheets
from strikemap.importers.file.column_rows import ColumnRows
from strikemap.importers.file.several_tables import SeveralTables
from strikemap.importers.file.tables import opened
from strikemap.importers.problem import ImportProblem
from strikemap.importers.report import Log
from tests.unit.importers.file.test_bare_formulas import workbook
from tests.unit.importers.file.test_sheets import book

HEAD = ["date", "place", "killed"]
ROW = ["2024-03-01", "A", "1"]
NOON = datetime.time(12, 30, 5)


def table(contents: bytes, sheet: str = "") -> ColumnRows:
    found = opened(contents, None, sheet=sheet).table
    assert isinstance(found, ColumnRows)
    return found


def rows_of(made: ColumnRows) -> tuple[dict[int, list[str]], Log]:
    """The rows by their numbers, and what is said of the others."""
    log = Log("a.xlsx")
    parts = [part for part, _ in made.parts(log)]
    return dict(zip([n for each in parts for n in each.index], lists(parts), strict=True)), log


def lists(parts: list[pd.DataFrame]) -> list[list[str]]:
    return [row for each in parts for row in each.to_numpy().tolist()]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), ("", ""), ("a", "a"), (True, "yes"), (False, "no"), (7, "7"), (0.0, "0"),
        (3.0, "3"), (-2.0, "-2"), (0.5, "0.5"), (999_999_999_999_999.0, "999999999999999"),
        (1e15, "1000000000000000.0"), (-1e15, "-1000000000000000.0"), (float("inf"), "inf"),
        (datetime.datetime(2024, 3, 1), "2024-03-01"),
        (datetime.datetime(2024, 3, 1, 12, 30, 5), "2024-03-01 12:30:05"),
        (datetime.date(2024, 3, 1), "2024-03-01"), (NOON, "12:30:05"),
        (datetime.timedelta(hours=25, minutes=1), "1 day, 1:01:00"),
    ],
)  # fmt: skip
def test_a_cell_is_the_text_that_a_reader_would_write(cell: object, text: str) -> None:
    """Whole numbers without a fraction as far as all their digits are known, days in ISO form."""
    assert sheets._texts([cell]) == [text]


def test_rows_have_the_numbers_that_a_spreadsheet_shows() -> None:
    """Below a title, over blank rows and those of white space, and far beyond the header."""
    blank = ["", " ", ""]
    many = [ROW[:2] + [str(n)] for n in range(60)]
    made = table(book(a=[["Strikes"], [], HEAD, *many[:20], blank, [], *many[20:]]))
    found, log = rows_of(made)
    assert (made.names, log.read) == (("date", "place", "killed"), 60)
    numbers = [*range(4, 24), *range(26, 66)]
    assert found == dict(zip(numbers, many, strict=True))
    assert made.noted == {}


@pytest.mark.parametrize("top", [0, 2])
@pytest.mark.parametrize("left", [0, 2])
def test_merged_cells_are_given_wherever_the_table_stands(left: int, top: int) -> None:
    """Rows and columns are counted from the sheet's own corner; a toll is noted in its first."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("a")
        sheet.write_row(top, left, HEAD)
        for at in (1, 2, 3):
            sheet.write(top + at, left + 1, f"P{at}")
        sheet.merge_range(top + 1, left, top + 3, left, "2024-03-01")
        sheet.merge_range(top + 2, left + 2, top + 3, left + 2, "5")
    found = table(out.getvalue())
    tolls = {1: "", 2: "5", 3: ""}
    assert rows_of(found)[0] == {
        top + at + 1: ["2024-03-01", f"P{at}", toll] for at, toll in tolls.items()
    }
    assert {key: [*rows] for key, rows in found.noted.items()} == {
        (words.OVER_ROWS, "killed"): [top + 3]
    }
    assert found.said[-1] == "cells merged over several rows were given to each of them"


def test_nothing_is_said_of_merged_cells_that_were_given_to_no_row() -> None:
    """A title over the table's columns is none of a row's."""
    assert made_of_title().said[-1] == "sheet 'a'"


def made_of_title() -> ColumnRows:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("a")
        sheet.merge_range("A1:C1", "Strikes")
        sheet.write_row(1, 0, HEAD)
        sheet.write_row(2, 0, ROW)
    return table(out.getvalue())


CHOSEN: list[tuple[dict[str, list[list[str]]], str]] = [
    ({"a": [HEAD, ROW]}, "a"),
    ({"notes": [["x"], ["y"], ["z"]], "b": [HEAD, ROW]}, "b"),
    ({"head": [HEAD], "b": [HEAD, ROW]}, "b"),
    ({"a": [HEAD, ROW], "head": [HEAD, ["x"]]}, "a"),
    ({"a": [HEAD, ROW], "empty": []}, "a"),
]


@pytest.mark.parametrize(("of", "name"), CHOSEN, ids=range(len(CHOSEN)))
def test_the_one_sheet_with_two_rows_of_cells_is_read(
    of: dict[str, list[list[str]]], name: str
) -> None:
    """Notes of one cell each, and a header alone, are no table."""
    made = table(book(**of))
    assert made.said[-1] == f"sheet '{name}'"
    assert rows_of(made)[0] == {2: ROW}


def test_a_name_is_told_as_far_as_there_is_room() -> None:
    """Eighty letters, which only other programs than Excel write."""
    contents = altered(lambda _, text: text.replace('name="a"', f'name="{"n" * 90}"'))
    assert table(contents).said == ("a spreadsheet", f"sheet '{'n' * 80}'")


def test_of_three_sheets_all_are_named() -> None:
    """How many hold rows is said, and no other is among them."""
    contents = book(one=[HEAD, ROW], notes=[["x"]], two=[HEAD, ROW], three=[HEAD, ROW])
    with pytest.raises(SeveralTables, match="3 sheets hold rows") as asked:
        opened(contents, None)
    assert asked.value.names == ("one", "two", "three") and asked.value.are_sheets
    assert rows_of(table(contents, "two"))[0] == {2: ROW}
    with pytest.raises(ImportProblem, match="no sheet 'four'; it has one, notes, two, three"):
        opened(contents, None, sheet="four")


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([["a;b;c"], ["d;e;f"]], "each line as a whole stands in one cell"),
        ([[], ["a\tb\tc"], [], ["d\te\tf"], ["x"]], "each line as a whole stands in one cell"),
        ([["a;b"], ["c;d"]], "no sheet with a header and rows"),
        ([["a;b;c"], ["x"]], "no sheet with a header and rows"),
        ([["a;b;c"]], "no sheet with a header and rows"),
        ([["a;b;c"], ["d;e;f", "x"]], "no sheet with a header and rows"),
        ([HEAD], "no sheet with a header and rows"),
        ([HEAD, ["x"]], "no sheet with a header and rows"),
        ([["1", "2"], ["3", "4"]], "holds numbers"),
    ],
)  # fmt: skip
def test_sheets_without_a_table_say_why(rows: list[list[str]], why: str) -> None:
    """Two lines of text with two separators each, at least, are a table that was opened wrongly."""
    with pytest.raises(ImportProblem, match=why):
        opened(book(empty=[], a=rows), None)


def test_as_many_columns_as_are_read_and_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The header's columns alone count."""
    monkeypatch.setattr(sheets, "MAX_COLUMNS", 3)
    assert table(book(a=[HEAD, ROW])).names == ("date", "place", "killed")
    with pytest.raises(ImportProblem, match="more than 3 columns"):
        opened(book(a=[[*HEAD, "more"], [*ROW, "x"]]), None)


def test_as_many_bytes_as_are_read_and_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the file as it is packed."""
    contents = book(a=[HEAD, ROW])
    monkeypatch.setattr(sheets, "MAX_BYTES", len(contents))
    assert rows_of(table(contents))[0] == {2: ROW}
    monkeypatch.setattr(sheets, "MAX_BYTES", len(contents) - 1)
    with pytest.raises(ImportProblem, match=f"{len(contents):,} bytes; at most"):
        opened(contents, None)


def test_a_formula_without_a_value_is_noted_by_its_row() -> None:
    """The formula stands in the cell without its mark, in every row that has one."""
    tag = "<c><f>A1+{}</f></c>"
    letters = '<c t="inlineStr"><is><t>{}</t></is></c>'
    head = "".join(map(letters.format, HEAD))
    rows = "".join(
        f'</row><row r="{n}">{letters.format("2024-03-01")}{letters.format("P")}{tag.format(n)}'
        for n in (2, 3)
    )
    made = table(workbook(head + rows))
    found, _ = rows_of(made)
    assert found == {n: ["2024-03-01", "P", f"=A1+{n}"] for n in (2, 3)}
    assert {key: [*of] for key, of in made.noted.items()} == {(words.FORMULA, "killed"): [2, 3]}


def altered(change: Callable[[str, str], str]) -> bytes:
    out, sound = io.BytesIO(), zipfile.ZipFile(io.BytesIO(book(a=[HEAD, ROW])))
    with zipfile.ZipFile(out, "w") as made:
        for name in sound.namelist():
            made.writestr(name, change(name, sound.read(name).decode()))
    return out.getvalue()


def test_a_spreadsheet_with_a_document_type_is_refused() -> None:
    """Whatever it declares."""
    contents = altered(lambda name, text: text.replace("<worksheet", "<!DOCTYPE a><worksheet"))
    with pytest.raises(ImportProblem, match="has a document type or entities"):
        opened(contents, None)


def test_a_spreadsheet_with_two_parts_of_one_name_is_damaged() -> None:
    """Its reader might take either."""
    out = io.BytesIO(book(a=[HEAD, ROW]))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as made:
        made.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(ImportProblem, match="damaged spreadsheet: two of its parts have one name"):
        opened(out.getvalue(), None)


def test_as_many_unpacked_bytes_as_are_counted_and_one_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of all parts together, before any is looked at."""
    contents = book(a=[HEAD, ROW])
    with zipfile.ZipFile(io.BytesIO(contents)) as archive:
        size = sum(each.file_size for each in archive.infolist())
    monkeypatch.setattr(sheet_bounds, "MAX_UNPACKED", size)
    assert rows_of(table(contents))[0] == {2: ROW}
    monkeypatch.setattr(sheet_bounds, "MAX_UNPACKED", size - 1)
    with pytest.raises(ImportProblem, match=f"unpacks to more than {size - 1:,} bytes"):
        opened(contents, None)
