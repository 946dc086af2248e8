"""Formulas whose value a spreadsheet does not hold."""

from __future__ import annotations

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from strikemap.importers.file import sheet_bounds
from strikemap.importers.file.bare_formulas import LONGEST, MARK
from tests.unit.importers.file.test_sheets import DAY, HEAD, book, ods

FORMULA = "SUM(B2:B9)*2"
SAYS = "it is a formula whose value the file does not hold"


def workbook(cells: str) -> bytes:
    """A workbook whose one sheet has *cells* in its first row."""
    out, empty = io.BytesIO(), zipfile.ZipFile(io.BytesIO(book(a=[["x"]])))
    with zipfile.ZipFile(out, "w") as archive:
        for name in empty.namelist():
            part = empty.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                before, _, rest = part.partition("<sheetData>")
                row = f'<sheetData><row r="1">{cells}</row></sheetData>'
                part = before + row + rest.partition("</sheetData>")[2]
            archive.writestr(name, part)
    return out.getvalue()


def first(contents: bytes) -> tuple[object, int]:
    """What the first cell is read as, and how many formulas have no value."""
    found = sheet_bounds.counted(contents, "a")
    rows = CalamineWorkbook.from_object(io.BytesIO(found.contents)).get_sheet_by_index(0)
    return next(iter(rows.iter_rows()))[0], found.bare_formulas


IN_XLSX = [
    (f"<f>{FORMULA}</f>", "", f"={FORMULA}"),
    (f"<f>{FORMULA}</f><v></v>", "", f"={FORMULA}"),
    (f"<f>{FORMULA}</f><v/>", ' s="0"', f"={FORMULA}"),
    (f"\n<f>{FORMULA}</f>\n<v/>\n", ' t="n"', f"={FORMULA}"),
    (f"<f>{FORMULA}</f>", ' t="str"', f"={FORMULA}"),
    (f"<f>{FORMULA}</f><v/>", ' t="s"', f"={FORMULA}"),
    ('<f>IF(A2&lt;3,"a","b")</f>', "", '=IF(A2<3,"a","b")'),
    ('<f t="shared" si="0"/>', "", "="),
    (f"<f>{'A2+' * 99}A2</f>", "", ("=" + "A2+" * 99)[: LONGEST + 1]),
    (f"<f>{FORMULA}</f><v>3</v>", "", None),
    (f"<v>3</v><f>{FORMULA}</f>", "", None),
    (f"<f>{FORMULA}</f><v></v>", ' t="str"', None),
    (f"<f>{FORMULA}</f><is><t>x</t></is>", ' t="inlineStr"', None),
    ("<v>3</v>", "", None),
]


@pytest.mark.parametrize(("inner", "kind", "shown"), IN_XLSX)
def test_a_formula_of_a_workbook(inner: str, kind: str, shown: str | None) -> None:
    """Without a value it stands in its place, marked; a value, also an empty text, stays."""
    plain = f'<c r="A1"{kind}>{inner}</c><c r="B1"><v>7</v></c>'
    said, count = first(workbook(plain))
    assert count == (shown is not None)
    if shown is not None:
        assert said == MARK + shown
    else:
        assert MARK not in str(said)


IN_ODS = [
    ("/>", f"={FORMULA}"),
    ("></table:table-cell>", f"={FORMULA}"),
    ("><text:p/></table:table-cell>", f"={FORMULA}"),
    (' office:value-type="float"/>', f"={FORMULA}"),
    (' office:value-type="float" office:value="3"/>', None),
    (' office:value-type="string" office:string-value=""/>', None),
    (' office:value-type="string"><text:p>3</text:p></table:table-cell>', None),
    (' office:value-type="float"><text:p>3</text:p></table:table-cell>', None),
    ("><text:p>3</text:p></table:table-cell>", None),
]


@pytest.mark.parametrize(("rest", "shown"), IN_ODS)
def test_a_formula_of_an_open_document(rest: str, shown: str | None) -> None:
    """Without a value it stands in its place; a text that stands there alone is the value."""
    tag = f'<table:table-cell table:formula="of:={FORMULA}"{rest}'
    second = '<table:table-cell office:value-type="float" office:value="7"/>'
    said, count = first(ods(f"<table:table-row>{tag}{second}</table:table-row>"))
    assert count == (shown is not None)
    stored = "" if "string-value" in rest else 3.0 if 'office:value="3"' in rest else "3"
    assert said == (MARK + shown if shown is not None else stored)


def test_the_number_of_a_cell_without_a_type_is_read() -> None:
    """A program that writes the text of a cell of ODS alone has said what it holds."""
    plain = "<table:table-cell><text:p>45</text:p></table:table-cell>" * 2
    assert first(ods(f"<table:table-row>{plain}</table:table-row>")) == ("45", 0)


def test_a_chart_s_formula_is_none_of_a_cell() -> None:
    """Elements of the same name in other parts change nothing."""
    out, made = io.BytesIO(), zipfile.ZipFile(io.BytesIO(book(a=[[1, 2]])))
    with zipfile.ZipFile(out, "w") as archive:
        for name in made.namelist():
            archive.writestr(name, made.read(name))
        archive.writestr("xl/charts/chart1.xml", "<c:x xmlns:c='y'><c:f>A1</c:f><c:v/></c:x>")
    assert first(out.getvalue()) == (1.0, 0)


@pytest.mark.parametrize(
    ("column", "kept", "says"),
    [
        ("killed", 1, "The file's number of people killed could not be read."),
        ("place", 1, SAYS),
        ("date", 0, "=A2"),
    ],
)
def test_what_an_import_says_of_it(imported, column: str, kept: int, says: str) -> None:
    """A toll is one that could not be read, a name is left out, a row without its day rejected."""
    cells = [DAY.isoformat(), 50.61, 36.58, "Sample", 2]
    letters = dict(zip(HEAD, cells, strict=True))
    tags = "".join(
        "<c><f>A2</f></c>" if name == column else f'<c t="inlineStr"><is><t>{said}</t></is></c>'
        for name, said in letters.items()
    )
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEAD)
    more = "".join(f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in cells)
    made = imported(workbook(f'{head}</row><row r="2">{tags}</row><row r="3">{more}'))
    assert made.report.rows_kept == kept + 1 and len(made.rejected) == 1 - kept
    if kept:
        assert made.marked.iloc[0, :3].tolist() == ["2", column, "=A2"]
        assert made.marked.iloc[0, 3].startswith(SAYS)
        assert (SAYS in made.tables["incidents"]["summary"].str.cat()) is True
        names = made.tables["incidents"][["place", "title"]].to_numpy().tolist()
        assert "=A2" not in str(names), "a formula is nobody's name"
    else:
        assert says in made.rejected.iloc[0, 1]
    if column == "killed":
        statements = sorted(made.tables["claims"]["statement"])
        assert statements == ["The file gives killed: 2.", says]


def test_formulas_are_found_wherever_a_block_of_the_file_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In a sheet that is longer than what is read at once, each stands in its cell."""
    monkeypatch.setattr(sheet_bounds, "_SMALL", 1_000)
    cells = "".join(f"<c><f>{at}+1</f><v>{at if at % 3 else ''}</v></c>" for at in range(9_000))
    found = sheet_bounds.counted(workbook(cells), "a")
    book_ = CalamineWorkbook.from_object(io.BytesIO(found.contents))
    (row,) = book_.get_sheet_by_index(0).iter_rows()
    wanted = [float(at) if at % 3 else f"{MARK}={at}+1" for at in range(9_000)]
    assert row == wanted and found.bare_formulas == 3_000
