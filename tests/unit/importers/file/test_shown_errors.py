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


@pytest.mark.parametrize(
    ("held", "before", "passed"),
    [
        (b"abc", None, b"abc"), (b"<a>bc", None, b""), (b"ab<c>d", None, b"ab"),
        (b"ab<c>d<e", None, b"ab<c>d"), (b"ab<c>d<e", 5, b"ab<c>"), (b"ab<c>d<e", 7, b"ab<c>d"),
        (b"ab<c>d<e", 0, b"ab<c>d<e"),
        (b"ab<c>", 0, b""), (b"ab<cdefg", None, b"ab"), (b"ab<cdefgh", None, b"ab<cdefgh"),
        (b"ab<c>d<e", 2, b"ab"), (b"ab<c>d<ef", 2, b"ab<c>d<ef"), (b"", None, b""),
    ],
)  # fmt: skip
def test_what_is_passed_on(held, before, passed, monkeypatch):
    """All before a tag or a cell that is not yet whole, unless too much would be held."""
    monkeypatch.setattr(shown_errors, "MOST_HELD", 6)
    copy, out = shown_errors.Copy(), io.BytesIO()
    copy.take(held)
    copy.pass_on(out, before)
    assert out.getvalue() == passed
    # What went on already is not changed any more.
    assert not copy.change(len(passed) - 1, shown_errors.of_workbook) or not passed
    assert copy.change(len(passed), lambda tag: tag)
    copy.take(b"/>")
    copy.finish(out)
    assert out.getvalue() == held + b"/>"


def test_tags_are_changed_where_they_stand_and_in_their_order():
    """One that stands within another is passed over, and so is what is no tag."""
    copy, out = shown_errors.Copy(), io.BytesIO()
    copy.take(b'<a x="<b>"/>')
    copy.pass_on(out, 0)
    copy.take(b"cd<e/>")
    for at in (0, 6, 12, 14):
        assert copy.change(at, lambda tag: b"[" + tag + b"]")
    copy.pass_on(out, None)
    copy.finish(out)
    assert out.getvalue() == b'<a x="[<b>]"/>cd[<e/>]'


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        (b'<c t="e">', b'<c t="str">'),
        (b"<c r='A1' t = 'e' s='1'>", b"<c r='A1' t = \"str\" s='1'>"),
        (b'<c t="e" a:t="e">', b'<c t="str" a:t="e">'), (b'<c t="er">', b'<c t="er">'),
        (b'<c t="e" t="e">', b'<c t="str" t="e">'),
    ],
)  # fmt: skip
def test_the_tag_of_an_error_is_that_of_a_text(tag, text):
    """In either kind of marks."""
    assert shown_errors.of_workbook(tag) == text


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
