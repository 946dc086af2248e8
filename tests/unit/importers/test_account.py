"""The account of an import: in lines, as a README, and as what is listed row by row."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from strikemap.importers import report as reporting
from strikemap.importers.report import Log

ROW = {"date": "2025-05-16", "lat": "50.6", "lon": "36.6", "place": "Belgorod", "killed": "1"}
ABROAD = "outside the regions of Russia and Ukraine by the boundaries"
BORDER = "An imprecise point near a border: it may have happened on the other side."
UNREAD = "The file's killed could not be read: it counts as unknown."


@pytest.fixture
def made(plain, imported):
    """Rows kept, dropped, rejected and marked, of what was asked for in every way."""
    changes = (
        {},
        {"place": "B", "lat": "48.85", "lon": "2.35"},
        {"place": "C", "date": "x"},
        {"place": "D", "killed": "many", "lat": "50.41", "lon": "36.9"},
        {"place": "E", "killed": "many"},
    )
    return imported(
        plain(*(ROW | {"n": "7"} | each for each in changes)),
        name="My *name*",
        near=("RU-BEL", 10.0),
        dates=(date(2025, 1, 1), date(2025, 6, 1)),
        countries=("russia",),
        date_order="day",
        encoding="utf-8",
        licence=" CC0 ",
        occupied=(),
    )


def test_the_account_in_lines(made):
    """Each column with three of its cells, and each reason with how many rows it is of."""
    assert made.report.lines() == [
        "upload: plain table; UTF-8; columns separated by ,",
        "licence: CC0",
        "column date: date_start; as '2025-05-16', 'x'",
        "column lat: latitude; as '50.6', '48.85', '50.41'",
        "column lon: longitude; as '36.6', '2.35', '36.9'",
        "column place: place; as 'Belgorod', 'B', 'C'",
        "column killed: killed; as '1', 'many'; 2 cell(s) could not be read",
        "column n: not carried over; as '7'; IT HOLDS NUMBERS: if they are people killed or "
        "injured, map it",
        "rows read: 5",
        "rows kept: 3",
        f"rows dropped: 1: {ABROAD}",
        "rows rejected: 1: date_start",
        f"rows marked: 1: {BORDER}",
        f"rows marked: 2: {UNREAD}",
    ]


def test_the_account_as_a_readme(made):
    """What was asked for, how many rows went where, and what each column became."""
    lines = made.readme.splitlines()
    at = lines.index("## Rows")
    assert lines[: at + 1] == [
        "# My \\*name\\*", "",
        "Imported on 2025-08-01 from the file upload as plain table (UTF-8; columns separated by "
        ",). ", "",
        "## Licence", "", "CC0", "", "## Rows",
    ]  # fmt: skip
    end = lines.index("## How territory was found")
    assert lines[at + 2 : end - 1] == [
        "- read: 5",
        "- kept: 3",
        "- dropped, those abroad or out of scope listed in dropped.csv: 1",
        f"  - 1: {ABROAD}",
        "- rejected, kept in rejected.csv with the reason: 1",
        "  - 1: date\\_start",
        "- kept and marked, in the summary or the claim; odd cells listed in marked.csv: 3",
        f"  - 1: {BORDER}",
        f"  - 2: {UNREAD}",
        "",
        "## What was asked for",
        "",
        "- regions of Ukraine taken as occupied: none",
        "- countries: Russia",
        "- days: 2025-01-01 to 2025-06-01",
        "- within 10 km of RU-BEL",
        "- days of numbers: day first",
        "- encoding: utf-8",
    ]
    assert lines[lines.index("## Columns") + 2 :] == [
        "| column | became | for example | cells not read |",
        "|---|---|---|---|",
        "| date | date\\_start | 2025-05-16, x | 0 |",
        "| lat | latitude | 50.6, 48.85, 50.41 | 0 |",
        "| lon | longitude | 36.6, 2.35, 36.9 | 0 |",
        "| place | place | Belgorod, B, C | 0 |",
        "| killed | killed | 1, many | 2 |",
        "| n | not carried over | 7 | 0 |",
        "",
        "Columns of numbers that were taken for nothing: n.",
        "",
        "## About rejected rows",
        "",
        "`rejected.csv` holds each row that could not be read: its number in the file, the reason, "
        "and its cells. A cell that a spreadsheet would run as a formula has an apostrophe before "
        "it.",
    ]


def test_a_readme_of_a_data_set_has_its_terms_and_its_odd_codes(acled, imported):
    """And says by what was not asked for that all of it was read."""
    lines = imported(acled({"inter1": "9"})).readme.splitlines()
    at = lines.index("## Licence")
    assert lines[0] == "# ACLED event export"
    assert lines[at + 2] == "ACLED Terms and Conditions" and "forbid passing" in lines[at + 4]
    asked = lines.index("## What was asked for")
    assert lines[asked + 2 : asked + 4] == [
        "- regions of Ukraine taken as occupied: UA-40, UA-43", "",
    ]  # fmt: skip
    odd = lines.index("## Codes that the importer doesn't know")
    assert "'9' (1 row(s), this is the first)" in lines[odd + 2] and lines[odd + 3] == ""


def test_the_descriptor_says_how_many_rows_were_kept(made):
    """With its licence, its name and when it is of."""
    described = made.descriptor
    assert described["description"] == "3 of the 5 rows of upload, imported as plain table."
    assert (described["name"], described["title"]) == ("my-name", "My *name*")
    assert described["licenses"] == [{"name": "custom", "title": "CC0"}]
    assert described["sources"] == [{"title": "plain table"}]
    assert (described["imported"], described["local_only"]) == (True, False)


def parted(log, monkeypatch, most):
    """*log*, of which at most *most* rows of a kind are listed."""
    monkeypatch.setattr(reporting, "LISTED", most)
    return log


@pytest.mark.parametrize("most", [0, 2, 3, 9])
def test_no_more_is_listed_than_there_is_room_for(monkeypatch, most):
    """In however many parts it comes, the first are listed, and all are counted."""
    log = parted(Log("f.csv"), monkeypatch, most)
    for numbers in ([4, 5], [6, 7, 8]):
        rows = pd.DataFrame({"a": [f"x{each}" for each in numbers]}, index=numbers, dtype="str")
        log.drop(pd.Series(["far", *["far"] * (len(numbers) - 2), ""], index=numbers), rows)
        wrong = np.array([True] * len(numbers))
        log.cells("a", rows["a"], wrong, "it is left out")
    assert log.dropped == {"far": 3} and log.unread == {"a": 5}
    assert log.dropped_rows["row_in_file"].tolist() == ["4", "6", "7"][:most]
    assert log.marked_cells["row_in_file"].tolist() == ["4", "5", "6", "7", "8"][:most]
    assert log.marked_cells["cell"].tolist() == ["x4", "x5", "x6", "x7", "x8"][:most]


def test_rejected_rows_are_listed_up_to_a_size(monkeypatch):
    """A part that would take more is counted alone."""
    rows = pd.DataFrame({"a": ["x" * 100]}, index=[2], dtype="str")
    size = int(rows.memory_usage(index=False, deep=True).sum())
    for room, listed in ((2 * size, 2), (2 * size - 1, 1), (size - 1, 0)):
        monkeypatch.setattr(reporting, "MAX_LISTED_BYTES", room)
        log = Log("f.csv")
        for _ in range(2):
            log.reject(rows, ["date_start: 'x' is no date"])
        assert (len(log.rejected), log.reasons) == (listed, {"date_start": 2})


def test_a_cell_that_is_taken_is_listed_and_not_counted_as_unread():
    """One of which nothing can be taken is both."""
    log = Log("f.csv")
    cells = pd.Series(["y" * 2_000, "b"], index=[2, 3], dtype="str")
    log.cells("a", cells, np.array([True, False]), "the day is kept, and what is told beside it "
              "is not")  # fmt: skip
    log.cells("a", cells, np.array([False, False]), "it is left out")
    assert log.unread == {}
    assert log.marked_cells["cell"].tolist() == ["y" * 1_000]
    log.cells("a", cells, np.array([False, True]), "it is left out")
    assert log.unread == {"a": 1}


def test_the_examples_of_a_column_differ():
    """The first three that are not empty, cut where they are long, also from later parts."""
    log = Log("f.csv")
    for cells in (["", "a", "a", "b" * 99], ["a", "c", "d"], ["e"]):
        log.sample(pd.DataFrame({"n": cells, "e": [""] * len(cells)}, dtype="str"))
    assert log.samples == {"n": ("a", "b" * 60, "c"), "e": ()}


def test_odd_codes_are_told_the_most_frequent_first():
    """Each with its first row, and how often it comes in all parts."""
    log = Log("f.csv")
    for rows, values in (([2, 3, 4], ["x", "y", "z"]), ([5, 6], ["y", "y"])):
        cells = pd.Series(values, index=rows)
        log.unknown("kind", cells, (cells != "z").to_numpy(), "left out")
    told = [(each.row, each.message.partition(" is in")[0]) for each in log.problems]
    assert told == [
        (3, "'y' (3 row(s), this is the first)"),
        (2, "'x' (1 row(s), this is the first)"),
    ]
