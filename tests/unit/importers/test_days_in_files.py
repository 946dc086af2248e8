"""Days as files have them: read where one reading fits, else refused with a reason."""

from __future__ import annotations

import pytest

HEAD = "date,latitude,longitude,place,killed"


def days(made):
    return made.tables["incidents"]["date_start"].tolist()


def test_the_order_of_day_and_month_is_proved_or_asked(imported):
    """One day above 12 proves it for the column; else ambiguous rows are rejected until said."""
    proved = f"{HEAD}\n31/05/2024,50.61,36.58,A,1\n04/05/2024,50.61,36.58,B,1\n".encode()
    assert days(imported(proved)) == ["2024-05-31", "2024-05-04"]
    asked = f"{HEAD}\n03/04/2024,50.61,36.58,A,1\n05/05/2024,50.61,36.58,B,1\n".encode()
    made = imported(asked)
    assert days(made) == ["2024-05-05"]
    assert "say what comes first" in made.rejected["why_rejected"][0]
    assert days(imported(asked, date_order="month")) == ["2024-03-04", "2024-05-05"]
    both = f"{HEAD}\n31/05/2024,50.6,36.5,A,1\n05/31/2024,50.6,36.5,B,1\n04/05/2024,50.6,36.5,C,\n"
    assert len(imported(both.encode()).rejected) == 1


def test_a_time_with_its_zone_gives_the_day_at_the_place(imported):
    """Late in the evening in UTC it is the next day in Belgorod, and the one after in Kamchatka."""
    rows = "2024-03-01T22:30:00Z,50.61,36.58,A,1\n2024-03-01T12:30:00Z,53.0,158.6,B,1\n"
    rows += "2024-03-02T01:30:00+03:00,50.61,36.58,C,1\n1709251200000,50.61,36.58,D,1\n"
    made = imported(f"{HEAD}\n{rows}".encode())
    assert days(made) == ["2024-03-02", "2024-03-02", "2024-03-02", "2024-03-01"]


def test_a_header_that_names_a_format_says_the_order(imported):
    """`03/04/2024` under `dd/mm/yyyy` is 3 April, and under `mm/dd/yyyy` 4 March."""
    for form, day in (("dd/mm/yyyy", "2024-04-03"), ("MM/DD/YYYY", "2024-03-04")):
        made = imported(f"Date ({form}),lat,lon\n03/04/2024,50.61,36.58\n".encode())
        assert made.tables["incidents"]["date_start"].tolist() == [day]
        assert any(f"as 'date ({form.lower()})' shows" in each for each in made.report.choices)


def test_a_column_of_times_in_utc_gives_the_day_at_the_place(imported):
    """What the header says of the zone counts as if each cell said it."""
    for name, day in (("date_utc", "2024-03-02"), ("Date (UTC)", "2024-03-02"),
                      ("date", "2024-03-01")):  # fmt: skip
        made = imported(f"{name},lat,lon\n2024-03-01 23:30:00,50.61,36.58\n".encode())
        assert made.tables["incidents"]["date_start"].tolist() == [day]


def test_a_year_in_a_column_of_its_own(imported):
    """It completes a day and month, and changes no day that has a year."""
    text = "date,year,lat,lon\n16 May,2025,50.6,36.5\n17.05,2025,50.6,36.5\n"
    text += "18.05.2025,2024,50.6,36.5\nмая 19,2025.0,50.6,36.5\n20 May,,50.6,36.5\n"
    made = imported(text.encode())
    assert sorted(days(made)) == [f"2025-05-{day}" for day in (16, 17, 18, 19)]
    assert len(made.rejected) == 1


def test_a_day_in_parts(imported):
    """Columns of year, month and day are joined; without the day it is the month, marked 3."""
    text = "iyear,imonth,iday,lat,lon\n2024,3,1,50.61,36.58\n2024,3,0,50.61,36.58\n"
    text += "2024,марта,2,50.61,36.58\n2024,,2,50.61,36.58\n"
    made = imported(text.encode())
    rows = made.tables["incidents"].sort_values(["date_start", "date_end"])
    assert rows[["date_start", "date_end", "time_precision"]].to_numpy().tolist() == [
        ["2024-03-01", "2024-03-01", "1"],
        ["2024-03-01", "2024-03-31", "3"],
        ["2024-03-02", "2024-03-02", "1"],
    ]
    assert made.rejected["why_rejected"].tolist()[0].startswith("date_start: '2024-00-02'")


def test_a_day_may_be_an_ordinal_word(imported):
    """In three languages, also of two words."""
    wanted = (
        ("first of May 2025", "2025-05-01"),
        ("May the twenty-first, 2025", "2025-05-21"),
        ("первого мая 2025", "2025-05-01"),
        ("двадцать третье мая 2025 года", "2025-05-23"),
        ("першого травня 2025", "2025-05-01"),
        ("тридцять першого травня 2025", "2025-05-31"),
        ("двадцять п’ятого травня 2025", "2025-05-25"),
    )
    rows = "".join(f'"{cell}",50.61,36.58\n' for cell, _ in wanted)
    assert days(imported(f"date,lat,lon\n{rows}".encode())) == [day for _, day in wanted]


def test_no_day_is_made_up_for_an_end_that_is_not_said(imported):
    """A row with one end of its days is refused, and the reason says which end is lacking."""
    lacking = (
        ("before 16 May 2025", "first"),
        ("до 16 мая 2025", "first"),
        ("не пізніше 16.05.2025", "first"),
        ("after 2025-05-16", "last"),
        ("після першого травня 2025", "last"),
    )
    rows = "".join(f"{cell},50.61,36.58\n" for cell, _ in lacking)
    made = imported(f"date,lat,lon\n2025-05-01,50.6,36.6\n{rows}".encode())
    assert days(made) == ["2025-05-01"]
    for why, (cell, lacks) in zip(made.rejected["why_rejected"], lacking, strict=True):
        assert f"no {lacks} day is made up" in why, cell


@pytest.mark.parametrize(
    ("names", "cells", "day"),
    [
        ("Date,Time (UTC)", "2024-03-01,22:30", "2024-03-02"),
        ("Date (UTC),Time", "01.03.2024,22:30:15", "2024-03-02"),
        ("Date,Time,Timezone", "2024-03-01,22:30,UTC", "2024-03-02"),
        ("Date,Timezone", "2024-03-01 22:30,UTC", "2024-03-02"),
        ("Date,Time,Timezone", "2024-03-01,11:30 PM,Europe/Kyiv", "2024-03-02"),
        ("Date,Time,Timezone", "2024-03-01,22:30,3", "2024-03-01"),
        ("Date,Time", "2024-03-01,22:30", "2024-03-01"),
        ("Date,Time (UTC)", "1-2 March 2024,22:30", "2024-03-01"),
    ],
)
def test_a_time_and_its_zone_may_stand_beside_the_day(imported, names, cells, day):
    """The day at the place is taken where both are known; without a zone it is as written."""
    made = imported(f"{names},lat,lon\n{cells},50.61,36.58\n".encode())
    assert made.tables["incidents"]["date_start"].tolist() == [day]
    assert made.marked.empty and made.rejected.empty


def test_a_zone_that_is_not_known_is_told(imported):
    """The row is kept with the day that is written, and marked."""
    for text in ("date\n2024-03-01 23:30 XYZ", "date,time,timezone\n2024-03-01,23:30,XYZ"):
        names, _, cells = text.partition("\n")
        made = imported(f"{names},lat,lon\n{cells},50.61,36.58\n".encode())
        assert made.tables["incidents"]["date_start"].tolist() == ["2024-03-01"]
        assert "time zone is not known" in made.tables["incidents"]["summary"][0]
    bare = imported(b"date,timezone,lat,lon\n2024-03-01,UTC,50.61,36.58\n")
    assert "that of the time in UTC" in bare.tables["incidents"]["summary"][0]


def test_days_that_a_spreadsheet_may_have_exchanged_are_told(imported):
    """It made 03/04 4 March and left 31/03 as text; not where a day or a text speaks against it."""
    made = ["2024-03-04", "2024-05-06", "2024-07-06", "31/03/2024", "14/07/2024"]
    for more, marked in ((), 3), (("2024-05-20",), 0), (("03/04/2024",), 0), (("05/31/2024",), 0):
        rows = "".join(f"{day},50.61,36.58,A{at},1\n" for at, day in enumerate([*made, *more]))
        found = imported(f"{HEAD}\n{rows}".encode(), date_order="day" if more else "")
        said = found.tables["claims"]["inferred"].str.contains("day and month exchanged")
        assert said.sum() == marked


def test_a_month_is_its_days_and_says_so(imported):
    """As UCDP's date_prec has it; a day is not marked, nor a month whose last day is given."""
    rows = "май 2024,,50.61,36.58\n05.2024,31.05.2024,50.61,36.58\n2024-05-01,,50.61,36.58\n"
    made = imported(f"date,end,lat,lon\n{rows}".encode())
    assert made.tables["incidents"]["date_end"].tolist().count("2024-05-31") == 2
    assert made.tables["claims"]["inferred"].str.contains("a month or longer").sum() == 1
