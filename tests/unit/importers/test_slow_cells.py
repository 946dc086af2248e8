"""No cell takes long to read, whatever stands in it: a pattern holds up every reader of a host."""

from __future__ import annotations

import csv
import html
import io
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from strikemap.importers import ImportOptions, ImportProblem, import_file
from strikemap.importers.forms.acled import COLUMNS
from tests.app.hostile_files import acled

SECONDS = 4.0
"""Of a processor; what looks at each place once takes a tenth of it."""
LENGTH = 60_000
SOUND = {"date": "2023-05-04", "lat": "50.6", "lon": "36.6", "killed": "1"}
OTHERS = (
    *("injured", "source", "place", "region", "time", "title", "url", "weapon", "claimant"),
    *("summary", "date_end", "killed_min", "language", "note"),
)
IN_CELLS = (
    *(" ", "1", "1-", "a ", ", ", "|", "(", "[1]", "'", "2023-05-", "at least ", "http://a.b, "),
)
IN_DESCRIPTIONS = (" ", "<br", "<td>", "<b>", "a: ", "&lt;")


def long(repeated: str) -> str:
    """*repeated* over and over, with an end that fits no pattern of it."""
    return "x" + (repeated * LENGTH)[:LENGTH] + " x"


def table(cell: str) -> bytes:
    """A row for each column, with *cell* in it, and a sound one."""
    out = io.StringIO()
    rows = csv.DictWriter(out, [*SOUND, *OTHERS], restval="")
    rows.writeheader()
    rows.writerow(SOUND)
    for column in (*SOUND, *OTHERS):
        rows.writerow({**SOUND, column: cell})
    return out.getvalue().encode()


def of_acled(cell: str) -> bytes:
    """The same of an ACLED export."""
    return acled(*({column: cell} for column in ("notes", *COLUMNS)))


def placemarks(cell: str) -> bytes:
    """A placemark that is described by *cell*, and a sound one."""
    point = "<Point><coordinates>36.6,50.6</coordinates></Point>"
    made = (
        f"<Placemark><name>n</name><description>{html.escape(each)}</description>{point}</Placemark>"
        for each in (cell, "date: 2023-05-04")
    )
    return f"<kml><Document>{''.join(made)}</Document></kml>".encode()


@pytest.mark.by_day(6, "by day some of each form; the patterns are those of all forms")
@pytest.mark.parametrize(
    ("made", "repeated"),
    [
        *((table, each) for each in IN_CELLS),
        *((of_acled, each) for each in IN_CELLS),
        *((placemarks, each) for each in IN_DESCRIPTIONS),
    ],
)
def test_hostile_repetition(made: Callable[[str], bytes], repeated: str) -> None:
    """A thing repeated many thousand times is read once, in whatever column it stands."""
    since = time.process_time()
    with suppress(ImportProblem):  # to be refused is as good, if it is soon
        import_file(made(long(repeated)), None, ImportOptions())
    assert time.process_time() - since < SECONDS


def test_hostile_addresses() -> None:
    """Many addresses in a cell that is none in the end take no longer than they are long."""
    cell = "http://a.b/c" + "|http://a.b/c" * 500 + " x"
    since = time.process_time()
    made = import_file(table(cell), None, ImportOptions())
    assert time.process_time() - since < SECONDS
    assert made.report.rows_kept


@pytest.mark.parametrize(
    "cell",
    [
        "http://a.b/c|http://d.e", "http://a.b/c; http://d.e;", "http://a.b/c http://d.e",
        "http://a.b/c , http://d.e", "http://a.b/c",
    ],
)  # fmt: skip
def test_the_first_of_several_addresses(cell: str) -> None:
    """Of several addresses the first is taken, however they are parted."""
    file = f'date,lat,lon,killed,url\n2023-05-04,50.6,36.6,1,"{cell}"\n'.encode()
    made = import_file(file, None, ImportOptions())
    assert made.tables["sources"]["url"].tolist() == ["http://a.b/c"]
    assert list(made.marked["column"]) == ["url"] * (cell.count("://") > 1)


def test_an_address_within_another_is_no_second_one() -> None:
    """As in an archive's, which is of one page."""
    url = "https://archive.example/2023/https://a.example/b"
    file = f"date,lat,lon,killed,url\n2023-05-04,50.6,36.6,1,{url}\n".encode()
    made = import_file(file, None, ImportOptions())
    assert made.tables["sources"]["url"].tolist() == [url] and not len(made.marked)
