"""Cells of ODS that are merged over others."""

from __future__ import annotations

import io
import zipfile
from itertools import product

import pytest

from strikemap.importers.file import sheet_bounds
from tests.unit.importers.file.test_sheets import HEAD, ods

EMPTY = "<table:table-cell/>"
COVERED = "<table:covered-table-cell/>"


def cell(text: object, rows: int = 1, columns: int = 1) -> str:
    """A cell that goes over so many *rows* and *columns*."""
    kind = (
        f'office:value-type="float" office:value="{text}"'
        if isinstance(text, int)
        else ('office:value-type="string"')
    )
    spans = f'table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
    tag = f"<table:table-cell {kind} {spans * (rows * columns > 1)}>"
    return f"{tag}<text:p>{text}</text:p></table:table-cell>"


def row(*cells: object) -> str:
    made = (each if str(each).startswith("<") else cell(each) for each in cells)
    return f"<table:table-row>{''.join(map(str, made))}</table:table-row>"


@pytest.mark.parametrize(("above", "left"), list(product((0, 2), (0, 3))))
def test_a_toll_of_several_rows_is_the_firsts_and_marked(imported, above: int, left: int) -> None:
    """As in XLSX, wherever on the sheet the table stands; a day over several rows is each one's."""
    beside = [EMPTY] * left
    rows = [row(EMPTY)] * above
    rows.append(row(*beside, *HEAD))
    day = cell("2024-03-01", rows=3)
    rows.append(row(*beside, day, 50.61, 36.58, "P0", cell(45, rows=3)))
    rows += [row(*beside, COVERED, 50.61, 36.58, f"P{n}", COVERED) for n in (1, 2)]
    rows.append(row(*beside, "2024-03-02", 50.61, 36.58, "P3", 1))
    made = imported(ods("".join(rows)))
    assert made.tables["incidents"]["date_start"].tolist() == ["2024-03-01"] * 3 + ["2024-03-02"]
    assert sorted(made.tables["claims"]["value_min"]) == ["", "", "1", "45"]
    (marked,) = made.marked.to_numpy().tolist()
    assert marked[:3] == [str(above + 2), "killed", "45"] and "merged over several" in marked[3]
    summaries = made.tables["incidents"].set_index("place")["summary"]
    assert [each for each in summaries.index if "merged" in summaries[each]] == ["P0"]


def test_a_toll_over_killed_and_injured_is_neithers(imported) -> None:
    """Which of them it counts nothing says."""
    whole = [row(*HEAD, "injured")]
    whole.append(row("2024-03-01", 50.61, 36.58, "P", cell(7, columns=2), COVERED))
    made = imported(ods("".join(whole)))
    assert made.tables["claims"]["value_min"].tolist() == [""]
    assert made.marked["cell"].tolist() == ["7 [merged with injured]"]


def test_charts_and_other_sheets_have_ranges_of_their_own() -> None:
    """Each sheet's ranges are kept by its name, and a span that is no number is none."""
    odd = '<table:table-cell table:number-rows-spanned="x" table:number-columns-spanned="-2"/>'
    other = f'</table:table><table:table table:name="b">{row(odd, cell(1, 2, 3))}'
    found = sheet_bounds.counted(ods(row(EMPTY) + row(EMPTY, cell("x", 2)) + other), "a.ods")
    assert found.merged == {"a": [((1, 1), (2, 1))], "b": [((0, 1), (1, 3))]}


@pytest.mark.parametrize("part", ["Object 1/content.xml", "x/content.xml", "styles.xml"])
def test_a_table_in_another_part_is_no_sheet(part: str) -> None:
    """Though it is called as one."""
    out = io.BytesIO(ods(row(cell("x", 2))))
    with zipfile.ZipFile(out, "a") as made:
        sheet = zipfile.ZipFile(io.BytesIO(ods(row(EMPTY, cell("y", 3))))).read("content.xml")
        made.writestr(part, sheet)
    found = sheet_bounds.counted(out.getvalue(), "a.ods")
    assert found.merged == {"a": [((0, 0), (1, 0))]}


def test_merged_cells_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes memory, however short its tag is."""
    monkeypatch.setattr(sheet_bounds, "MAX_TEXT", 50 * sheet_bounds._MERGED_BYTES)
    empty = '<table:table-cell table:number-rows-spanned="2"/>'
    sheet_bounds.counted(ods(row(*[empty] * 50)), "a.ods")
    with pytest.raises(sheet_bounds.ImportProblem, match="more cells"):
        sheet_bounds.counted(ods(row(*[empty] * 51)), "a.ods")
