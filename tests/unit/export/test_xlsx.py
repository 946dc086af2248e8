"""The view as a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from strikemap import links
from strikemap.export import export, working_bytes
from strikemap.export import xlsx as sheets
from strikemap.export.view import View
from tests.builders import build, claim, incident

WHOLE = build(
    [incident("a", title="=HYPERLINK(1)", summary="http://x.example " + "y" * 40_000)],
    claims=[claim("a1", "a", "2+")],
)
LINK = links.from_query({}, WHOLE)[0]


def rows(contents: bytes, sheet: str) -> list[list[object]]:
    book = CalamineWorkbook.from_object(io.BytesIO(contents))
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python()]


def test_text_is_text_and_numbers_are_numbers() -> None:
    """No cell is a formula or a link, an open maximum stays empty, a long text says it is cut."""
    made = export("xlsx", View(WHOLE, LINK))
    header, row = rows(made, "incidents")
    cells = dict(zip(map(str, header), row, strict=False))
    assert (cells["title"], cells["latitude"]) == ("=HYPERLINK(1)", 50.4134)
    assert (cells["killed_low"], cells.get("killed_high", "")) == (2, "")
    assert str(cells["summary"]).endswith("32,767 characters)")
    assert b"<f>" not in made and b"hyperlink" not in made.lower()
    assert "1 incident" in str(rows(made, "about")[1][0])


def test_header_and_first_column_stay_in_sight() -> None:
    """However far one scrolls."""
    with zipfile.ZipFile(io.BytesIO(export("xlsx", View(WHOLE, LINK)))) as book:
        (pane,) = re.findall(r"<pane [^>]*>", book.read("xl/worksheets/sheet1.xml").decode())
        assert {'xSplit="1"', 'ySplit="1"', 'state="frozen"'} <= set(pane.rstrip("/>").split())


@pytest.mark.parametrize("form", ["memory", "disk"])
def test_all_incidents_are_listed_up_to_the_rows_of_a_sheet(
    form: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In memory or row by row on disk, each incident has its row, and what is left out is told."""
    monkeypatch.setattr(sheets, "IN_MEMORY", 1_000 if form == "memory" else 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    whole = build([incident(f"i{n}", title=f"Made-up {n}, ё") for n in range(30)])
    whole = replace(whole, folder=tmp_path)
    link = links.from_query({}, whole)[0]
    made = export("xlsx", View(whole, link))
    listed = rows(made, "incidents")
    lines = csv.reader(io.StringIO(export("csv", View(whole, link)).decode(), newline=""))
    wanted = [row[:2] for row in lines]
    assert [[str(each) for each in row[:2]] for row in listed] == wanted
    assert rows(made, "about")[1][0] == "30 incidents"
    assert b"<f>" not in made
    monkeypatch.setattr(sheets, "LISTED", 30)
    assert export("xlsx", View(whole, link)) == made
    monkeypatch.setattr(sheets, "LISTED", 20)
    short = export("xlsx", View(whole, link))
    assert [[str(each) for each in row[:2]] for row in rows(short, "incidents")] == wanted[:21]
    assert "the first 20 are listed" in str(rows(short, "about")[1][0])
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_is_given_up_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where it takes too long the sheet is not finished, and its file on disk is gone."""
    monkeypatch.setattr(sheets, "IN_MEMORY", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def stop(done: float, what: str) -> None:
        raise TimeoutError(what)

    out = io.BytesIO()
    with pytest.raises(TimeoutError):
        sheets.xlsx(View(replace(WHOLE, folder=tmp_path), LINK), out, stop)
    assert out.getvalue() == b"" and list(tmp_path.iterdir()) == []


def test_the_same_view_gives_the_same_bytes() -> None:
    """Nothing of the time of writing is in it; the CSV for Excel is the CSV with a mark."""
    assert export("xlsx", View(WHOLE, LINK)) == export("xlsx", View(WHOLE, LINK))
    assert export("excel-csv", View(WHOLE, LINK)) == b"\xef\xbb\xbf" + export(
        "csv", View(WHOLE, LINK)
    )


def test_memory_is_counted_where_many_rows_are_held(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Of a collection in memory alone with more rows than few: so much a row and byte of text."""
    few = View(build([incident(f"i{n}") for n in range(3)]), LINK)
    longer = View(build([incident(f"i{n}", title="x" * 1_000) for n in range(3)]), LINK)
    on_disk = View(replace(few.collection, folder=tmp_path), LINK)
    assert [sheets.in_memory(each) for each in (few, on_disk)] == [True, True]
    assert [sheets.working_bytes(each) for each in (few, on_disk)] == [0, 0]
    monkeypatch.setattr(sheets, "IN_MEMORY", 3)
    assert sheets.working_bytes(few) == 0 and sheets.in_memory(on_disk)
    monkeypatch.setattr(sheets, "IN_MEMORY", 2)
    assert sheets.in_memory(few) and not sheets.in_memory(on_disk)
    assert sheets.working_bytes(on_disk) == 0
    assert sheets.working_bytes(longer) - sheets.working_bytes(few) >= 6 * 3 * 900
    whole = sheets.working_bytes(few)
    monkeypatch.setattr(sheets, "LISTED", 2)
    assert whole - sheets.working_bytes(few) == 8_000
    assert working_bytes("xlsx", few) == sheets.working_bytes(few) > working_bytes("csv", few) == 0


def test_a_book_of_many_rows_opens_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its parts may be longer than 4 GiB, and what it holds is the same."""
    usual = rows(export("xlsx", View(WHOLE, LINK)), "incidents")
    monkeypatch.setattr(sheets, "_ZIP64_FROM", 0)
    assert rows(export("xlsx", View(WHOLE, LINK)), "incidents") == usual


def test_a_disk_that_is_full_is_said_as_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever writes the book has an error of the system, as from any other form."""

    class Full(io.BytesIO):
        left = 1

        def write(self, contents: Any) -> int:
            self.left -= 1
            if self.left == 0:
                raise OSError(28, "No space left on device")
            return super().write(contents)

    monkeypatch.setattr(sheets, "IN_MEMORY", 0)
    with pytest.raises(OSError, match="No space left"):
        sheets.xlsx(View(replace(WHOLE, folder=tmp_path), LINK), Full())
