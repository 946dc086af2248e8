"""Spreadsheets, KMZ and Parquet: what they hold, and what is refused."""

from __future__ import annotations

import datetime
import io
import socket
import struct
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from strikemap.importers import ImportProblem
from strikemap.importers.file import parquet, sheets
from tests.unit.importers.test_any_file import KMZ_PLACE

DAY = datetime.date(2024, 3, 1)
ROW = [DAY, 50.61, 36.58, "Sample", 2]
HEAD = ["date", "latitude", "longitude", "place", "killed"]


def book(**sheets):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        form = made.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime.date):
                        sheet.write_datetime(at, column, cell, form)
                    else:
                        sheet.write(at, column, cell)
    return out.getvalue()


def ods(table):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST.format(kind))
        archive.writestr("content.xml", _ODS.format(table))
    return out.getvalue()


_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{}"/></manifest:manifest>'
)
_ODS = (
    '<?xml version="1.0"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="a">{}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)


def said(made):
    (row,) = made.tables["incidents"].itertuples()
    (claim,) = made.tables["claims"].itertuples()
    return row.date_start, row.latitude, row.place, claim.value_min


def test_a_workbook(imported):
    """Days, numbers and text of the one sheet with rows, below a title."""
    made = imported(book(empty=[], strikes=[["Strikes"], [], HEAD, ROW]))
    assert said(made) == ("2024-03-01", "50.61", "Sample", "2")


def test_of_several_sheets_one_is_asked_for(imported):
    """Two sheets with rows are named, and the one that is said is read."""
    made = book(one=[HEAD, ROW], two=[HEAD, [*ROW[:4], 9]])
    with pytest.raises(ImportProblem, match="one, two"):
        imported(made)
    assert said(imported(made, sheet="two"))[3] == "9"
    with pytest.raises(ImportProblem, match="no sheet"):
        imported(made, sheet="three")


def test_open_document(imported):
    """An ODS sheet, cells repeated and all."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [HEAD, ["2024-03-01", "50.61", "36.58", "Sample", "2"]]
    table = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows
    )
    assert said(imported(ods(table))) == ("2024-03-01", "50.61", "Sample", "2")


def test_kmz(imported):
    """The KML of a KMZ."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("doc.kml", KMZ_PLACE)
    assert imported(out.getvalue()).report.rows_kept == 1


def test_parquet(imported):
    """Days, numbers and text of columns."""
    out = io.BytesIO()
    columns = {name: [cell] for name, cell in zip(HEAD, ROW, strict=True)}
    pq.write_table(pa.table(columns), out)
    assert said(imported(out.getvalue())) == ("2024-03-01", "50.61", "Sample", "2")


@pytest.mark.parametrize("other", ["place", "Place "])
def test_parquet_with_two_columns_of_one_name(imported, other):
    """Two columns of one name are said, also where one is nested and would be left out."""
    columns = {name: [cell] for name, cell in zip(HEAD, ROW, strict=True)}
    flat = pa.table({**columns, "place": ["here"]})
    doubled = flat.append_column(other, pa.array([{"name": "there"}]))
    out = io.BytesIO()
    pq.write_table(doubled, out)
    with pytest.raises(ImportProblem, match="two of one name"):
        imported(out.getvalue())


def shared_bomb():
    """A workbook of 100 KB whose cells all show one long text."""
    out = io.BytesIO()
    cells = "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(1, 40_000))
    sound = io.BytesIO(book(a=[["x" * 30_000, "b"]]))
    with zipfile.ZipFile(sound) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        for each in good.namelist():
            text = good.read(each)
            if each.endswith("sheet1.xml"):
                text = text.replace(b"</sheetData>", cells.encode() + b"</sheetData>")
            bad.writestr(each, text)
    return out.getvalue()


REPEATED = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
    'table:number-columns-repeated="1000" office:value-type="string"><text:p>x</text:p>'
    "</table:table-cell></table:table-row>"
)


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (shared_bomb(), "fit into memory"),
        (ods(REPEATED), "fit into memory"),
        (ods('<!DOCTYPE a [<!ENTITY b "c">]>'), "ODS|content|XML|document"),
        (book(a=[HEAD, ROW])[:-200], "damaged|zip"),
        (b"PAR1" + b"\0" * 50, "Parquet"),
    ],
)
def test_what_would_not_fit_or_is_damaged(imported, contents, says):
    """Refused before a reader that takes it whole is let at it."""
    with pytest.raises(ImportProblem, match=says):
        imported(contents)


def parquet_bomb(length, rows):
    """Parquet of a few kilobytes whose cells all show one text of *length* characters."""
    out = io.BytesIO()
    columns = {name: [cell] * rows for name, cell in zip(HEAD, ROW, strict=True)}
    pq.write_table(pa.table(columns | {"notes": ["x" * length] * rows}), out, compression="zstd")
    assert len(out.getvalue()) < 20_000
    return out.getvalue()


def test_a_parquet_of_long_texts_is_no_bomb(imported, monkeypatch):
    """One text that stands for gigabytes is counted before it is spread over its rows."""
    monkeypatch.setattr(parquet, "MAX_MADE_BYTES", 50_000_000)
    with pytest.raises(ImportProblem, match="than fits into memory"):
        imported(parquet_bomb(50_000, 2_000))
    with pytest.raises(ImportProblem, match="a cell of more than"):
        imported(parquet_bomb(2_000_000, 10))


def test_a_kmz_that_unpacks_to_far_more_is_a_bomb(imported):
    """A KMZ is a zip, with its bounds."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", KMZ_PLACE.replace("Depot", " " * 20_000_000))
    with pytest.raises(ImportProblem, match="zip bomb"):
        imported(out.getvalue())


def test_nothing_that_kml_links_to_is_fetched(imported, monkeypatch):
    """Links, pictures and styles elsewhere are left alone; links alone are named for it."""

    def refused(*_, **__):
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    link = "<NetworkLink><Link><href>http://127.0.0.1:9/a.kml</href></Link></NetworkLink>"
    style = (
        "<Style><IconStyle><Icon><href>http://127.0.0.1:9/a.png</href></Icon></IconStyle></Style>"
    )
    made = imported(KMZ_PLACE.replace("<Placemark>", f"{link}{style}<Placemark>").encode())
    assert made.report.rows_kept == 1
    alone = KMZ_PLACE[: KMZ_PLACE.index("<Placemark>")] + link + "</Document></kml>"
    with pytest.raises(ImportProblem, match="a NetworkLink is not followed"):
        imported(alone.encode())


def test_no_formula_is_run(imported):
    """A formula is the value that was stored with it, never worked out."""
    made = book(a=[HEAD, [DAY, 50.61, 36.58, '=HYPERLINK("http://x.example","y")', 2]])
    assert said(imported(made))[2] in ("", "0")


def test_points_and_single_numbers_of_parquet(imported):
    """A point in well-known binary, and degrees of single precision as they were written."""
    point = struct.pack("<BIdd", 1, 1, 36.58, 50.61)
    single = pa.array([50.61], pa.float32()), pa.array([36.58], pa.float32())
    for cells in (
        {"geometry": [point]},
        {"lat": single[0], "lon": single[1]},
    ):
        out = io.BytesIO()
        pq.write_table(pa.table({"date": [DAY], "killed": [2], **cells}), out)
        (row,) = imported(out.getvalue()).tables["incidents"].itertuples()
        assert (row.latitude, row.longitude) == ("50.61", "36.58")


def test_a_day_merged_over_rows_is_each_rows(imported):
    """So are a place and a region; a toll over several rows is no row's own but the first's."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("a")
        for at, row in enumerate([HEAD, *[["", 50.61, 36.58, f"P{n}", ""] for n in range(4)]]):
            sheet.write_row(at, 0, row)
        sheet.merge_range("A2:A3", "2024-03-01")
        sheet.merge_range("A4:A5", "2024-03-02")
        sheet.merge_range("E2:E5", 2)
    found = imported(out.getvalue())
    assert (
        found.tables["incidents"]["date_start"].tolist() == ["2024-03-01"] * 2 + ["2024-03-02"] * 2
    )
    assert found.tables["claims"]["value_min"].tolist() == ["2", "", "", ""]
    assert "cells merged over several rows were given to each of them" in found.report.recognised
    (marked,) = found.marked.to_numpy().tolist()
    assert marked[:3] == ["2", "killed", "2"] and "merged over several rows" in marked[3]
    summaries = found.tables["incidents"].set_index("place")["summary"]
    assert [each for each in summaries.index if "merged" in summaries[each]] == ["P0"]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [("7", []), ("2 killed, 5 injured", [["injured", "5"], ["killed", "2"]])],
)
def test_a_number_merged_over_killed_and_injured_is_neithers(imported, cell, wanted):
    """Which of them it counts nothing says: it is marked; words say it, and are read."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("a")
        sheet.write_row(0, 0, [*HEAD, "injured"])
        sheet.write_row(1, 0, ["2024-03-01", *ROW[1:4]])
        sheet.merge_range("E2:F2", cell)
    found = imported(out.getvalue())
    numbers = found.tables["claims"].query("value_min != ''")[["measure", "value_min"]]
    assert sorted(numbers.to_numpy().tolist()) == wanted
    assert found.marked["cell"].tolist() == ([] if wanted else ["7 [merged with injured]"])


def test_lines_of_text_in_the_first_column_are_named_as_that(imported):
    """A table that a spreadsheet has opened by the wrong separator: each line is one cell."""
    lines = [["date;lat;lon;killed"], ["2024-03-01;50.61;36.58;1"]]
    with pytest.raises(ImportProblem, match="each line as a whole stands in one cell"):
        imported(book(a=lines))


def test_a_sheet_of_very_many_columns_is_refused_before_its_rows(monkeypatch, imported):
    """One more than a hundred times the columns that are read; as many are looked at."""
    monkeypatch.setattr(sheets, "MAX_COLUMNS", 1)
    with pytest.raises(ImportProblem, match="more columns than are read"):
        imported(book(a=[["c"] * 102, ["x"] * 102]))
    with pytest.raises(ImportProblem, match="more than 1 columns"):
        imported(book(a=[["c"] * 100, ["x"] * 100]))
