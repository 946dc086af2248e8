"""What a spreadsheet is counted to hold is no less than what its reader makes of it."""

from __future__ import annotations

import io
import zipfile
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineError, CalamineWorkbook

from strikemap.importers import ImportProblem
from strikemap.importers.file import sheet_bounds
from strikemap.importers.file.sheet_extent import Extent
from strikemap.importers.lent_memory import lent_by
from tests.unit.importers.file.test_sheets import ods

LONG = 20_000
"""Characters of one text: beside it what a cell itself takes is nothing."""
SHEET = "xl/worksheets/sheet1.xml"
_HEAD = '<?xml version="1.0"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{}</Relationships>"
)
_RELATION = '<Relationship Id="r{number}" Type="{office}/{kind}" Target="{target}"/>'


def relations(*of: tuple[str, str]) -> str:
    """A part that says which parts of which kind another one has."""
    told = (
        _RELATION.format(number=number, office=_OFFICE, kind=kind, target=target)
        for number, (kind, target) in enumerate(of, 1)
    )
    return _HEAD + _RELATIONS.format("".join(told))


def workbook(shared: list[str], cells: str, sheet: str = SHEET) -> bytes:
    """An XLSX whose one sheet, in the part *sheet*, has *cells* in XML in one row."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("_rels/.rels", relations(("officeDocument", "xl/workbook.xml")))
        made.writestr(
            "xl/workbook.xml",
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        made.writestr(
            "xl/_rels/workbook.xml.rels",
            relations(
                ("worksheet", sheet.removeprefix("xl/")), ("sharedStrings", "sharedStrings.xml")
            ),
        )
        texts = "".join(f"<si><t>{escape(each)}</t></si>" for each in shared)
        made.writestr("xl/sharedStrings.xml", f'{_HEAD}<sst xmlns="{_MAIN}">{texts}</sst>')
        rows = f'<row r="1">{cells}</row>'
        made.writestr(
            sheet, f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return out.getvalue()


def counted_and_made(contents: bytes) -> tuple[int, int]:
    """The bytes that are counted, and those of the texts that the reader makes of the sheets."""
    heard: list[int] = []
    try:
        with lent_by(heard.append):
            book = CalamineWorkbook.from_object(
                io.BytesIO(sheet_bounds.counted(contents, "a.xlsx").contents)
            )
        rows = [
            row for name in book.sheet_names for row in book.get_sheet_by_name(name).iter_rows()
        ]
    except (ImportProblem, CalamineError):
        return sum(heard), 0
    cells = (each for row in rows for each in row if isinstance(each, str))
    return sum(heard), sum(len(each.encode()) for each in cells)


indices = st.sampled_from(
    ["0", "1", "2", "7", "+1", "-1", "", " 1 ", "01", "0000000000000000000000001", "1.0", "1e0",
     "1<!-- -->", "<![CDATA[1]]>", "1<b/>", "١", "1</v><v>0", "0</v><v>1", "9" * 30, "0" * 90 + "1"]
)  # fmt: skip
kinds = st.sampled_from(['t="s"', 't="str"', 't="inlineStr"', "", 't="S"', 't="s" s="1"', 't="b"'])
inner = st.sampled_from(
    ["<v>{}</v>", "<is><t>x</t></is><v>{}</v>", "<f>A1</f><v>{}</v>", "<v>{}</v><is><t>x</t></is>"]
)


@given(
    cells=st.lists(st.tuples(kinds, inner, indices), min_size=1, max_size=8),
    longest=st.integers(0, 1),
)
@example(cells=[('t="s"', "<v>{}</v>", "0000000001")], longest=1)
@example(cells=[('t="s"', "<v>{}</v>", "+1")], longest=0)
def test_property_of_a_workbook(cells: list[tuple[str, str, str]], longest: int) -> None:
    """However a cell says which of the shared texts it shows, also where it says none."""
    shared = ["short", "brief"]
    shared[longest] = "ж" * LONG
    xml = "".join(
        f'<c r="{chr(65 + at)}1" {kind}>{within.format(index)}</c>'
        for at, (kind, within, index) in enumerate(cells)
    )
    counted, made = counted_and_made(workbook(shared, xml))
    assert made <= counted


ATTRIBUTES = (
    'office:value-type="string"', f'office:string-value="{"ж" * LONG}"',
    f'office:date-value="{"2" * LONG}"', f'table:formula="of:={"1" * LONG}"', 'office:value="1"',
    'table:number-columns-repeated="7"',
)  # fmt: skip
CONTENTS = (
    "",
    "<text:p>x</text:p>",
    f'<text:p>x<text:s text:c="{LONG}"/>x</text:p>',
    f"<text:p>{'ж' * LONG}</text:p>",
    "<text:p>x</text:p><text:p>x<text:tab/></text:p>",
)


@given(
    cells=st.lists(
        st.tuples(st.sets(st.sampled_from(ATTRIBUTES)), st.sampled_from(CONTENTS)),
        min_size=1, max_size=4,
    ),
    times=st.integers(1, 9),
)  # fmt: skip
def test_property_of_open_document(cells: list[tuple[set[str], str]], times: int) -> None:
    """Wherever a cell of an ODS has its text, however often it and its row are repeated."""
    row = "".join(
        f"<table:table-cell {' '.join(sorted(said))}>{within}</table:table-cell>"
        for said, within in cells
    )
    repeated = f'<table:table-row table:number-rows-repeated="{times}">{row}</table:table-row>'
    counted, made = counted_and_made(ods(repeated))
    assert made <= counted


@pytest.mark.parametrize("sheet", ["sheet1.png", "sheet1.bin", "sheet1.SVG", "sheet1.dat"])
def test_a_sheet_under_another_name(sheet: str) -> None:
    """A sheet that is called a picture is counted or not read."""
    many = "".join(f'<c r="{chr(65 + at)}1" t="s"><v>0</v></c>' for at in range(20))
    counted, made = counted_and_made(workbook(["x" * LONG], many, f"xl/worksheets/{sheet}"))
    assert made <= counted


def test_what_stands_behind_the_end() -> None:
    """Of a part whose size the directory gives too small no more is read than was counted."""
    whole = workbook(["x" * LONG], '<c r="A1" t="s"><v>0</v></c>', "xl/worksheets/sheet1.dat")
    short = bytearray(whole)
    at = whole.rindex(b"PK\x01\x02")
    assert whole[at:].count(b"sheet1.dat") == 1
    short[at + 24 : at + 28] = (9).to_bytes(4, "little")  # its size once unpacked
    counted, made = counted_and_made(bytes(short))
    assert made <= counted


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=6))
def test_property_a_rectangle_is_spanned_by_the_cells_that_are_filled(
    cells: list[tuple[int, int]],
) -> None:
    """From the first row and column to the last, however the cells are met."""
    extent = Extent()
    for row, column in cells:
        extent.to_row(f"{row}")
        extent.to_cell(f"{chr(64 + column)}{row}")
        extent.fill()
    rows, columns = zip(*cells, strict=True)
    wanted = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
    assert (extent.spanned, extent.filled) == (wanted, len(cells))
    assert not extent.is_sparse
