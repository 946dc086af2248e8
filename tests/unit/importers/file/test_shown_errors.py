"""Cells of errors reach a spreadsheet's reader as the text that they show."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from strikemap.importers.file import sheet_bounds, shown_errors
from tests.unit.importers.file.test_sheets import ods

ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
PIECES = ['<c t="e">', '<c t="s">', "<v>1</v>", "</c>", "<row>", "text ", "<c r='A1' t='e'>"]


def shown(contents):
    """The cells that the reader finds in what is left of a spreadsheet when it is counted."""
    book = CalamineWorkbook.from_object(io.BytesIO(sheet_bounds.counted(contents, "a").contents))
    return [row for name in book.sheet_names for row in book.get_sheet_by_name(name).iter_rows()]


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.lists(st.integers(1, 9), min_size=1))
def test_tags_are_changed_however_the_bytes_come(pieces, sizes):
    """In blocks of any size the result is that of one that holds the whole."""
    whole = "".join(pieces).encode()
    starts, at = [], 0
    for each in pieces:
        if "e" in each.partition("t=")[2][:3]:
            starts.append(at)
        at += len(each)
    copy, out, done, sizes = shown_errors.Copy(), io.BytesIO(), 0, sizes * len(whole)
    while done < len(whole):
        block = whole[done : done + sizes.pop()]
        copy.take(block)
        done += len(block)
        for start in [each for each in starts if whole.find(b">", each) < done]:
            copy.change(start, shown_errors.of_workbook)
            starts.remove(start)
        copy.pass_on(out, min(starts, default=None) if starts and starts[0] < done else None)
    copy.finish(out)
    wanted = whole.replace(b't="e"', b't="str"').replace(b"t='e'", b't="str"')
    assert out.getvalue() == wanted


def test_errors_of_a_workbook_are_their_text(monkeypatch):
    """Each of Excel's errors, beside a number and a text, in a part longer than is read at once."""
    monkeypatch.setattr(sheet_bounds, "_SMALL", 1_000)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("a")
        for row in range(2_000):
            sheet.write_formula(row, 0, "=A9", None, ERRORS[row % len(ERRORS)])
            sheet.write_row(row, 1, [row, "t"])
    wanted = [[ERRORS[row % len(ERRORS)], float(row), "t"] for row in range(2_000)]
    assert shown(out.getvalue()) == wanted


@pytest.mark.parametrize(
    "attributes",
    [
        'office:value-type="string" office:string-value="" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'calcext:value-type="error"',
        'office:value-type="float" office:value="0"',
        'office:value-type="string"',
    ],
)
@pytest.mark.parametrize("error", [*ERRORS, "Err:502"])
def test_errors_of_an_open_document_are_their_text(attributes, error):
    """As LibreOffice writes them, with no text as their value, and older programs, with a 0."""
    formula = 'table:formula="of:=IF([.A1]&gt;&quot;a&quot;;1/0;2)"'
    cell = f"<table:table-cell {formula} {attributes}><text:p>{error}</text:p></table:table-cell>"
    number = (
        '<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p>'
        "</table:table-cell>"
    )
    row = f"<table:table-row>{cell}{number}</table:table-row>"
    assert shown(ods(row)) == [[error, 7.0]]
