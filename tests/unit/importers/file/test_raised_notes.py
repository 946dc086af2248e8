"""A footnote's mark that is raised behind a number is none of its digits."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

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
