"""From which day a spreadsheet counts days that are plain numbers: as it says itself."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from strikemap.importers.file.day_zero import day_zero
from tests.unit.importers.file.test_sheets import ods

DAY = date(2024, 3, 1)
HEAD = ["date", "lat", "lon", "killed"]
NULL_DATE = (
    '<table:calculation-settings><table:null-date table:date-value="{}"/>'
    "</table:calculation-settings>"
)


def workbook(zero, *numbers):
    """An XLSX of days that are plain numbers and a day with a format, by the day that is 0."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": zero.year == 1904}) as made:
        sheet = made.add_worksheet("a")
        sheet.write_row(0, 0, HEAD)
        for at, number in enumerate(numbers, 1):
            sheet.write_row(at, 0, [number, 50.61, 36.58, at])
        form = made.add_format({"num_format": "d mmm yyyy"})
        sheet.write_datetime(len(numbers) + 1, 0, DAY, form)
        sheet.write_row(len(numbers) + 1, 1, [50.61, 36.58, 9])
    return out.getvalue()


@pytest.mark.parametrize("zero", [date(1904, 1, 1), date(1899, 12, 30)])
def test_plain_numbers_of_a_workbook_are_the_days_that_it_means(imported, zero):
    """With a date's format or without, with a time of day or without; which was taken is said."""
    number = (DAY - zero).days
    made = imported(workbook(zero, number, number + 0.75, f"{number}"))
    assert made.tables["incidents"]["date_start"].tolist() == [DAY.isoformat()] * 4
    told = f"Plain numbers in date are read as days that a spreadsheet counts from {zero}."
    assert told in made.report.choices


@given(st.dates(date(1900, 1, 1), date(1910, 12, 31)))
def test_the_null_date_of_an_open_document_is_read(day):
    """Whatever day it is, and whatever stands behind it."""
    sheet = '<table:table table:name="a"/>'
    contents = ods(f"</table:table>{NULL_DATE.format(day)}{sheet}<table:table>")
    assert day_zero(contents) == date(1899, 12, 30), "settings stand before all sheets"
    assert day_zero(before_sheets(NULL_DATE.format(day))) == day


def before_sheets(settings, rows=""):
    """An ODS whose *settings* stand where they belong, before its one sheet."""
    contents = io.BytesIO(ods(rows))
    out = io.BytesIO()
    with zipfile.ZipFile(contents) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(
                name, text.replace("<office:spreadsheet>", f"<office:spreadsheet>{settings}")
            )
    return out.getvalue()


@pytest.mark.parametrize("odd", ["", "x", "2024-13-01", "2023-01-01", "0001-01-01"])
def test_a_null_date_that_is_none_is_passed_over(odd):
    """What can't be the first day of a spreadsheet leaves the usual one."""
    assert day_zero(before_sheets(NULL_DATE.format(odd))) == date(1899, 12, 30)


def test_plain_numbers_of_an_open_document_are_the_days_that_it_means(imported):
    """Counted from its null date."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{each}</text:p></table:table-cell>'
        for each in HEAD
    )
    zero = date(1904, 1, 1)
    values = "".join(
        f'<table:table-cell office:value-type="float" office:value="{each}"/>'
        for each in ((DAY - zero) / timedelta(days=1), 50.61, 36.58, 2)
    )
    rows = "".join(f"<table:table-row>{each}</table:table-row>" for each in (cells, values))
    made = imported(before_sheets(NULL_DATE.format(zero), rows))
    assert made.tables["incidents"]["date_start"].tolist() == [DAY.isoformat()]
