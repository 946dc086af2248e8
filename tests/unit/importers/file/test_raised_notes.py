"""A footnote's mark that is raised behind a number is none of its digits."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from tests.unit.importers.file import test_bare_formulas as cells_of
from tests.unit.importers.file.test_sheets import ods

HEAD = ["date", "lat", "lon", "place", "killed"]
ROW = ["2024-03-01", 50.61, 36.58]
RAISED = (
    '<style:style style:name="T1" style:family="text"><style:text-properties {}/></style:style>'
)
_STYLE = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'


def workbook(*runs, place=("A", "B")):
    """A workbook whose toll is a rich text of *runs*, each raised or not."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        raised, plain = made.add_format({"font_script": 1}), made.add_format({"bold": True})
        sheet = made.add_worksheet("a")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ROW)
        for column, texts in ((3, [(each, at == 1) for at, each in enumerate(place)]), (4, runs)):
            parts = [part for text, up in texts for part in (raised if up else plain, text)]
            sheet.write_rich_string(1, column, *parts)
    return out.getvalue()


def found(made):
    (claim,) = made.tables["claims"].itertuples()
    return claim.value_min, claim.value_max


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        ([("2", False), ("1", True)], ("2", "2")),
        ([("3-5", False), ("a", True)], ("3", "5")),
        ([("2+", False), ("1,2", True)], ("2", "")),
        ([("1", False), ("2", False)], ("12", "12")),
    ],
)
def test_a_raised_note_of_a_workbook_is_no_digit(imported, runs, said):
    """“2” with the footnote 1 is two, and digits of another look alone belong to the number."""
    made = imported(workbook(*runs))
    assert found(made) == said
    assert made.tables["incidents"]["place"].tolist() == ["AB"], "behind a word it is a letter"


@pytest.mark.parametrize("position", ["super 58%", "33% 58%", "sub 58%"])
def test_a_raised_note_of_an_open_document_is_no_digit(imported, position):
    """By the style of its span, which says how it is raised; a lowered one is none."""
    style = RAISED.format(f'style:text-position="{position}"').replace(
        "<style:style", f"<style:style {_STYLE}", 1
    )
    cells = [
        f'<table:table-cell office:value-type="string"><text:p>{each}</text:p></table:table-cell>'
        for each in (*HEAD, *ROW, "A", '2<text:span text:style-name="T1">1</text:span>')
    ]
    rows = (cells[:5], cells[5:])
    table = "".join(f"<table:table-row>{''.join(each)}</table:table-row>" for each in rows)
    made = imported(ods(style + table))
    assert found(made) == (("21", "21") if position.startswith("sub") else ("2", "2"))


def raised(text: str, kind: str = "superscript") -> str:
    return f'<r><rPr><vertAlign val="{kind}"/></rPr><t>{text}</t></r>'


def plain(text: str) -> str:
    return f"<r><t>{text}</t></r>"


NOTES = [
    ("2", "1", "2[1]"), ("2", "123", "2[123]"), ("2", "1234", "21234"), ("2", "a", "2[a]"),
    ("2", "ab", "2ab"), ("2", "*", "2[*]"), ("2", "\u2020", "2[\u2020]"),
    ("2", "1, 23", "2[1, 23]"),
    ("2", "1,2,3,4,5,6,7,8,9,10,11", "2[1,2,3,4,5,6,7,8,9,10,11]"), ("2", "1,", "21,"),
    ("2)", "1", "2)[1]"), ("2+", "1", "2+[1]"), ("2-", "1", "2-1"), ("A", "1", "A1"),
    ("2 A", "1", "2 A1"), ("2", "A", "2A"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "note", "shown"), NOTES)
@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_what_is_a_note(form: str, number: str, note: str, shown: str) -> None:
    """A mark or short numbers behind a digit, a bracket or a plus."""
    if form == "xlsx":
        cells = f'<c t="inlineStr"><is>{plain(number)}{raised(note)}</is></c><c><v>1</v></c>'
        assert cells_of.first(cells_of.workbook(cells))[0] == shown
    else:
        assert in_ods(f'{number}<text:span text:style-name="T1">{note}</text:span>') == shown


def in_ods(*texts: str, position: str = "super 58%") -> object:
    """What the last cell of those with *texts* is read as, where a style raises its text so."""
    style = RAISED.format(f'style:text-position="{position}"').replace(
        "<style:style", f"<style:style {_STYLE}", 1
    )
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{each}</text:p></table:table-cell>'
        for each in texts
    )
    row = f"<table:table-row>{cells}<table:table-cell/></table:table-row>"
    found = cells_of.sheet_bounds.counted(ods(style + row), "f").contents
    rows = cells_of.CalamineWorkbook.from_object(io.BytesIO(found)).get_sheet_by_index(0)
    return next(iter(rows.iter_rows()))[len(texts) - 1]


NOTE = '<text:span text:style-name="T1">1</text:span>'


@pytest.mark.parametrize(
    ("position", "is_raised"),
    [("super", True), ("33% 58%", True), ("5% 58%", True), ("-33% 58%", False),
     ("0% 100%", False), ("sub 58%", False), ("", False)],
)  # fmt: skip
def test_which_positions_are_raised(position: str, is_raised: bool) -> None:
    """Above the line, by a word or by a share of the letters' height."""
    assert in_ods(f"2{NOTE}", position=position) == ("2[1]" if is_raised else "21")


def test_a_note_stands_behind_a_digit_of_its_own_cell() -> None:
    """A number goes on behind it, and other spans are none."""
    assert in_ods(f"2{NOTE}3") == "2[1]3"
    assert in_ods(f"2{NOTE}{NOTE}") == "2[1][1]"
    assert in_ods("2", NOTE) == "1"
    assert in_ods('2<text:span text:style-name="T2">1</text:span>') == "21"


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (plain("2") + raised("1") + plain("3"), "2[1]3"),
        (raised("1"), "1"),
        (plain("2") + raised("1", "subscript"), "21"),
        ("<t>2</t>" + raised("1"), "2[1]"),
        (plain("2") + "<r><rPr><vertAlign/></rPr><t>1</t></r>", "21"),
        (plain("2") + raised("a") + "<t>1</t>", "2[a]1"),
    ],
)
def test_runs_are_raised_one_by_one(runs: str, shown: str) -> None:
    """Of a run alone that says so, also where one without marks follows it."""
    cells = f'<c t="inlineStr"><is>{runs}</is></c><c><v>1</v></c>'
    assert cells_of.first(cells_of.workbook(cells))[0] == shown
    before = f'<c t="inlineStr"><is>{plain("2")}</is></c>'
    cells = f'{before}<c t="inlineStr"><is>{raised("1")}</is></c>'
    found = cells_of.sheet_bounds.counted(cells_of.workbook(cells), "f").contents
    rows = cells_of.CalamineWorkbook.from_object(io.BytesIO(found)).get_sheet_by_index(0)
    assert next(iter(rows.iter_rows())) == ["2", "1"]
