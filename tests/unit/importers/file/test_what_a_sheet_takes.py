"""How many cells, and bytes of text, a spreadsheet is counted to hold, and which parts are kept."""

from __future__ import annotations

import io
import zipfile

import pytest

from strikemap.importers.file import sheet_bounds, sheet_extent
from strikemap.importers.file.sheet_extent import Extent, whole
from strikemap.importers.lent_memory import lent_by
from strikemap.importers.problem import ImportProblem
from tests.unit.importers.file.test_sheet_bounds import workbook
from tests.unit.importers.file.test_sheets import ods

CELL, MERGED = 32, 200
"""Bytes that a cell takes beside its text, and that a range of merged cells does."""


def lent(contents: bytes) -> int:
    """The bytes that whoever lends memory hears of."""
    heard: list[int] = []
    with lent_by(heard.append):
        sheet_bounds.counted(contents, "f")
    return sum(heard)


def refusal(contents: bytes) -> str:
    """Why it is refused, "" where it is not."""
    try:
        sheet_bounds.counted(contents, "f")
    except ImportProblem as refused:
        return str(refused)
    return ""


SHARED = ["abc", "жж", ""]
IN_XLSX: list[tuple[str, int, int, int]] = [
    # Cells that are met, cells from the first to the last that is filled, bytes of their texts.
    ('<c r="A1"><v>12</v></c>', 1, 1, 2),
    ('<c r="B1"><v>12</v></c><c r="D1"><v>3</v></c>', 2, 3, 3),
    ('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>', 2, 2, 7),
    ('<c r="A1" t="s"><v>0</v></c>' * 3, 3, 1, 9),
    ('<c r="A1" t="s"><v>2</v></c>', 1, 1, 0),
    ('<c r="A1" t="s"><v>9</v></c>', 1, 1, 4),
    ('<c r="A1" t="s"><v>x</v></c>', 1, 1, 5),
    ('<c r="A1" t="s"><v>0</v><v>0</v></c>', 1, 1, 6),
    ('<c r="A1" t="s"/>', 1, 0, 4),
    ('<c r="A1" t="inlineStr"><is><t>жж</t></is></c>', 1, 1, 4),
    ('<c r="A1"><v>1</v></c><c r="Z1"/>', 2, 1, 1),
    ('<c r="A1"><f>B1</f><v>12</v></c>', 1, 1, 4),
    ('<c r="A1"><f>B1</f></c>', 1, 1, 2 + len("<v>\ufdd1=B1</v>".encode())),
    ('<c><v>1</v></c><c/><c><v>2</v></c>', 3, 3, 2),
    ('<c r="A1"><v>1</v></c></row><row r="4"><c r="B4"><v>2</v></c>', 2, 8, 2),
    ('<c r="A1"><v>1</v></c></row><row><c><v>2</v></c>', 2, 2, 2),
    ('<c r="A1"><v>1</v></c></row><row><c r="A7"><v>2</v></c>', 2, 7, 2),
    ('<c r="A1"><v>1</v></c><mergeCell ref="A1:B2"/><mergeCell/>', 1, 1, 1 + 2 * MERGED),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "met", "spanned", "text"), IN_XLSX, ids=range(len(IN_XLSX)))
def test_what_a_sheet_of_xlsx_takes(
    xml: str, met: int, spanned: int, text: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each text that is shared for each cell that shows it, the longest where none is named."""
    holds(workbook(SHARED, xml), met, spanned, text, monkeypatch)


def holds(contents: bytes, met: int, spanned: int, text: int, patch: pytest.MonkeyPatch) -> None:
    """That it just fits into so many cells and bytes of text, and is told of by both."""
    assert lent(contents) == CELL * spanned + text
    for bound, fits in (("MAX_CELLS", met), ("MAX_TEXT", text)):
        patch.setattr(sheet_bounds, bound, fits)
        assert refusal(contents) == ""
        patch.setattr(sheet_bounds, bound, fits - 1)
        assert refusal(contents) == (
            "f: more cells, or longer ones, than fit into memory; cut it into parts"
        )
        patch.undo()


TEXT = 'office:value-type="string"'
ROW = "<table:table-row{}>{}</table:table-row>"
IN_ODS: list[tuple[str, int, int, int]] = [
    # The kind of a value, as "string", counts with its text.
    (ROW.format("", f"<table:table-cell {TEXT}><text:p>ab</text:p></table:table-cell>"), 1, 1, 8),
    (ROW.format("", "<table:table-cell/>"), 1, 0, 0),
    (ROW.format("", "<table:table-cell><text:p>жж</text:p></table:table-cell>"), 1, 1, 4),
    (ROW.format("", '<table:table-cell office:value="12"/>'), 1, 1, 2),
    (ROW.format("", '<table:table-cell office:value="12" table:number-columns-repeated="3"/>'),
     3, 3, 6),
    (ROW.format(' table:number-rows-repeated="4"',
                '<table:table-cell office:value="1" table:number-columns-repeated="3"/>'),
     12, 12, 12),
    (ROW.format(' table:number-rows-repeated="4"',
                '<table:table-cell table:number-columns-repeated="3"/>'
                '<table:table-cell office:value="1"/>'), 5, 4, 4),
    (ROW.format(' table:number-rows-repeated="4"', '<table:table-cell office:value="1"/>')
     + ROW.format("", '<table:table-cell office:value="1"/>'), 5, 5, 5),
    (ROW.format("", '<table:table-cell office:value="1"/>')
     + ROW.format(' table:number-rows-repeated="2"', "<table:table-cell/>")
     + ROW.format("", '<table:table-cell/><table:covered-table-cell office:value="1"/>'), 4, 8, 2),
    (ROW.format("", '<table:table-cell><text:p>a<text:s text:c="5"/><text:s/></text:p>'
                    "</table:table-cell>"), 1, 1, 7),
    (ROW.format("", '<table:table-cell table:number-rows-spanned="2"/>'), 1, 0, MERGED),
    (ROW.format("", '<table:table-cell table:number-rows-spanned="1"/>'), 1, 0, 0),
    (ROW.format("", '<table:table-cell table:formula="of:=1" office:value="2"/>'), 1, 1, 6),
    (ROW.format("", '<table:table-cell table:number-columns-repeated="x" office:value="2"/>'),
     1, 1, 1),
    # Of two attributes of one name its reader may take either.
    (ROW.format("", '<table:table-cell office:value="12" text:value="345"/>'), 1, 1, 5),
    (ROW.format("", '<table:table-cell office:value="1" table:number-columns-repeated="2" '
                    'text:number-columns-repeated="3"/>'), 3, 3, 3),
    (ROW.format("", '<table:table-cell table:number-columns-spanned="2"/>'), 1, 0, MERGED),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "met", "spanned", "text"), IN_ODS, ids=range(len(IN_ODS)))
def test_what_a_sheet_of_ods_takes(
    xml: str, met: int, spanned: int, text: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each cell as often as it and its row are repeated, once where nothing is in it."""
    holds(ods(xml), met, spanned, text, monkeypatch)


def test_the_widest_sheet_is_told_of_and_the_texts_of_all() -> None:
    """They are read one after the other."""
    one = ROW.format("", '<table:table-cell office:value="1" table:number-columns-repeated="5"/>')
    two = ROW.format("", '<table:table-cell office:value="1" table:number-columns-repeated="3"/>')
    for first, second in ((one, two), (two, one)):
        both = ods(f'{first}</table:table><table:table table:name="b">{second}')
        assert lent(both) == CELL * 5 + 8


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_cells_may_stand_so_far_apart(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty cells to each that is filled, however many there are in a small sheet."""

    def apart(columns: int) -> bytes:
        if form == "xlsx":
            last = f'<c r="{chr(64 + columns)}2"><v>1</v></c>'
            return workbook([], f'<c r="A1"><v>1</v></c></row><row r="2">{last}')
        filled = '<table:table-cell office:value="1"/>'
        empty = f'<table:table-cell table:number-columns-repeated="{columns - 1}"/>'
        return ods(ROW.format("", filled) + ROW.format("", empty + filled))

    monkeypatch.setattr(sheet_extent, "SPREAD_COUNTS_FROM", 0)
    assert refusal(apart(20)) == ""
    told = "f: cells of a sheet stand so far apart that all between them does not fit into memory; "
    assert refusal(apart(21)).startswith(told)
    monkeypatch.setattr(sheet_extent, "SPREAD_COUNTS_FROM", 42)
    assert refusal(apart(21)) == ""
    monkeypatch.setattr(sheet_extent, "SPREAD_COUNTS_FROM", 41)
    assert refusal(apart(21)) != ""


def test_each_sheet_of_an_open_document_is_looked_at_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first as well as the last."""
    monkeypatch.setattr(sheet_extent, "SPREAD_COUNTS_FROM", 0)
    filled = '<table:table-cell office:value="1"/>'
    sound = ROW.format("", filled)
    far = sound + ROW.format(' table:number-rows-repeated="50"', "<table:table-cell/>") + sound
    another = '</table:table><table:table table:name="b">'
    assert refusal(ods(sound + another + sound)) == ""
    for each in (far + another + sound, sound + another + far):
        assert "so far apart" in refusal(ods(each))


def test_a_shared_text_is_so_long_at_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its bytes, also where no cell shows it."""
    contents = workbook(["жж", "a"], '<c r="A1" t="s"><v>1</v></c>')
    monkeypatch.setattr(sheet_bounds, "MAX_FIELD_BYTES", 4)
    assert refusal(contents) == ""
    monkeypatch.setattr(sheet_bounds, "MAX_FIELD_BYTES", 3)
    assert refusal(contents) == "f: a cell of more than 3 bytes"


def with_part(name: str, contents: bytes) -> bytes:
    out = io.BytesIO(workbook([], '<c r="A1"><v>1</v></c>'))
    with zipfile.ZipFile(out, "a") as made:
        made.writestr(name, contents)
    return out.getvalue()


def kept(name: str, contents: bytes) -> bytes | None:
    """What is left of a part when the spreadsheet is counted, None where nothing is."""
    found = sheet_bounds.counted(with_part(name, contents), "f")
    with zipfile.ZipFile(io.BytesIO(found.contents)) as archive:
        return archive.read(name) if name in archive.namelist() else None


@pytest.mark.parametrize(
    ("name", "contents", "left"),
    [
        ("xl/a.xml", b"<a/>", b"<a/>"), ("a.dat", b"<a/>", b"<a/>"), ("a.png", b"<a/>", None),
        ("a.PNG", b"<a/>", None), ("a.dat", b"x", None), ("mimetype", b"x" * 300, b"x" * 200),
        ("mimetype", b"<a/>", b"<a/>"), ("empty/", b"", None),
    ],
)  # fmt: skip
def test_what_is_counted_is_kept(name: str, contents: bytes, left: bytes | None) -> None:
    """XML by whatever name but a picture's, and the beginning of what says the file's kind."""
    assert kept(name, contents) == left


@pytest.mark.parametrize("name", ["a.xml", "a.XML", "a.rels", f"{'a' * 70}.xml"])
def test_xml_that_is_none_is_named(name: str) -> None:
    """By its part, as far as there is room."""
    told = refusal(with_part(name, b"<a>"))
    assert told == f"f: {name[:60]}: no element found: line 1, column 3"


@pytest.mark.parametrize("size", [99, 100, 101, 250])
@pytest.mark.parametrize("name", ["a.dat", "a.xml"])
def test_a_part_that_is_read_block_by_block(
    name: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes whole, or is refused whatever its name where it is no XML."""
    monkeypatch.setattr(sheet_bounds, "_SMALL", 100)
    whole_ = b"<a>" + b"x" * (size - 7) + b"</a>"
    assert kept(name, whole_) == whole_
    if name == "a.xml" or size > 99:
        assert "no element found" in refusal(with_part(name, whole_[:-4] + b"xxxx"))
    else:
        assert kept(name, whole_[:-4] + b"xxxx") is None


def test_cells_are_met_by_name_or_one_after_the_other() -> None:
    """Columns by their letters, in whatever case; a row that is not named is the next one."""
    at = Extent()
    places = []
    for row, cells in (("", ("", "")), ("7", ("c7", "")), ("", ("AB", "aa9", "ZZ1"))):
        at.to_row(row)
        for each in cells:
            at.to_cell(each)
            places.append((at.row, at.column))
    assert places == [(1, 1), (1, 2), (7, 3), (7, 4), (8, 28), (9, 27), (1, 702)]
    at.to_row("x", 3)
    at.to_cell("", 5)
    assert (at.row, at.column) == (4, 5)


def test_cells_that_are_repeated_end_where_they_are_met() -> None:
    """So many rows and columns before that."""
    at = Extent()
    assert (at.spanned, at.filled) == (0, 0)
    at.to_row("", 4)
    at.to_cell("", 3)
    at.fill(2, 3)
    assert (at.spanned, at.filled) == (6, 6)
    at.to_row("2")
    at.to_cell("E2")
    at.fill()
    assert (at.spanned, at.filled) == (15, 7)


@pytest.mark.parametrize(
    ("digits", "number"),
    [("0", 0), ("007", 7), ("1234567890", 1234567890), ("00012345678901", 1234567890)],
)
def test_a_number_of_many_digits_is_beyond_every_bound(digits: str, number: int) -> None:
    """Ten digits of it are read, so that no time is lost with more."""
    assert whole(digits) == number
