"""A reader's own file: what the check found, and all that came of it."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from strikemap.host.uploads import Read
from strikemap.importers import Report
from strikemap.importers.importing import UNSTATED
from strikemap.importers.report import DROPPED, REASON, ROW
from strikemap.model import Problem
from strikemap.ui.your_data import check, outcome
from strikemap.ui.your_data.check import CELL, show_check
from tests.builders import build, incident
from tests.unit.ui.drawn import Drawn, fresh

HERE = build([incident("a"), incident("b", date_start="2023-05-29")])
EMPTY = pd.DataFrame()


def problem(severity: Any = "error", message: str = "Wrong <so>.") -> Problem:
    return Problem("a.csv", 3, "place", "a-rule", message, severity)


def report(**changes: Any) -> Report:
    whole: dict[str, Any] = {
        "file": "mine.csv", "form": "a plain table", "recognised": ("UTF-8", "comma"),
        "licence": "CC0", "terms": "", "became": {"when": "", "n": "kept"}, "rows_read": 5,
        "rows_kept": 2, "dropped": {"abroad": 1}, "rejected": {"no day": 1, "no place": 1},
        "marked": {"odd": 4}, "choices": ("a rule", "another"), "problems": (),
    }  # fmt: skip
    return Report(**whole | changes)


def read(collection: Any = HERE, problems: tuple[Problem, ...] = (), **changes: Any) -> Read:
    return Read(collection, problems, changes.pop("report", None), EMPTY, **changes)


# The check.


@pytest.mark.parametrize(
    ("made", "errors", "texts"),
    [
        (read(), [], ["No error and no warning."]),
        (read(None, (problem(), problem(), problem("warning"))), ["Not opened: 2 errors."], []),
        (read(HERE, (problem("warning"),)), [], ["0 errors and 1 warning by the rules"]),
        (
            read(HERE, (problem(), problem("warning"), problem("warning"))),
            [],
            ["1 error and 2 warn"],
        ),
        (
            read(HERE, report=report(problems=(problem(), problem()))),
            [],
            ["2 codes that the importer does not know"],
        ),
    ],
)
def test_the_check_is_counted(
    drawn: Drawn, made: Read, errors: list[str], texts: list[str]
) -> None:
    """Errors, warnings and unknown codes, each by its own number; and whether it can be opened."""
    show_check(made)
    for kind, wanted in (("error", errors), ("text", texts)):
        said = drawn.texts(kind)
        assert len(said) == len(wanted)
        assert all(part in each for part, each in zip(wanted, said, strict=True))
    assert drawn.one("subheader").how == {"anchor": False}
    tables = [html.unescape(each.words[0]) for each in drawn.of("html")]
    listed = len(made.problems) + (len(made.report.problems) if made.report else 0)
    assert sum(each.count("Wrong <so>.") for each in tables) == listed
    is_told = bool(made.problems) and made.report is not None
    assert bool(drawn.of("caption")) is is_told


def test_rows_of_an_import_are_said_to_be_its_own(drawn: Drawn) -> None:
    """Where a file was imported, its rows are those of the tables that were made of it."""
    show_check(read(HERE, (problem("warning"),), report=report()))
    assert drawn.texts("caption") == ["Rows are those of the tables that were made from the file."]
    (table,) = (html.unescape(each.words[0]) for each in drawn.of("html"))
    assert "<td>warning</td><td>a.csv</td><td>3</td><td>place</td>" in table


@pytest.mark.parametrize("count", [2, 3])
def test_a_long_check_is_cut(drawn: Drawn, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """No more than are shown, and how many there are where these are more."""
    monkeypatch.setattr(check, "SHOWN", 2)
    show_check(read(HERE, (problem("warning"),) * count))
    assert html.unescape(drawn.one("html").words[0]).count("Wrong <so>.") == 2
    assert drawn.texts("caption") == ([] if count == 2 else ["The first 2 of 3."])


# What came of it.


def test_the_account_of_an_import(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows read, kept, dropped and rejected add up; each reason, column and rule is told."""
    monkeypatch.setattr(outcome, "show_preview", lambda found: drawn.text("preview"))
    of = report(
        became={"when": "", "n": "kept", "x" * 300: ""},
        samples={"n": ("1", "2")}, unread={"n": 3}, untaken=("a*b", "c"),
    )  # fmt: skip
    outcome.show_account(read(report=of), "other.csv")
    assert "5 rows read: 2 kept, 1 dropped, 2 rejected." in drawn.texts("text")
    assert drawn.texts("text")[-1] == "preview" and not drawn.of("info")
    said = " ".join(drawn.texts("html"))
    assert "mine.csv: a plain table; UTF-8; comma" in said and "Licence: CC0" in said
    assert "1 dropped abroad" in said and "1 rejected no day" in said and "4 marked odd" in said
    assert "a rule" in said and "another" in said
    warned = drawn.one("warning").words[0]
    assert "a*b, c" in html.unescape(warned) and "What each column is" in warned
    assert [each.words[0] for each in drawn.of("expander")] == [
        "What each of the 3 columns became",
        "By which rules it was read",
    ]
    assert drawn.of("expander")[0].how == {"expanded": True}
    frame = drawn.one("dataframe").words[0]
    assert frame["Column"].tolist() == ["when", "n", "x" * CELL]
    assert frame["Became"].tolist() == ["", "kept", ""]
    assert frame["For example"].tolist() == ["", "1 · 2", ""]
    assert frame["Not read"].tolist() == [0, 3, 0]


def test_untaken_columns_are_named_up_to_ten(drawn: Drawn) -> None:
    """Of many columns of numbers the first ten are asked about."""
    outcome._ask(report(untaken=tuple(f"c{at}x" for at in range(12))), EMPTY)
    warned = drawn.one("warning").words[0]
    assert "c9x" in warned and "c10x" not in warned
    drawn.anew()
    outcome._ask(report(), EMPTY)
    outcome._ask(report(), pd.DataFrame({REASON: ["another reason"]}))
    assert not drawn.all
    outcome._ask(report(), pd.DataFrame({REASON: ["other", f"x: {outcome.NO_ORDER}"]}))
    assert "day or the month first" in drawn.one("warning").words[0]


@pytest.mark.parametrize(
    ("licence", "terms", "told", "info"),
    [
        (UNSTATED.title, UNSTATED.terms, "Licence: not stated", outcome.NO_LICENCE),
        ("CC0", "", "Licence: CC0", None),
        ("Licence of ACLED", "No passing on.", "Licence: of ACLED", "No passing on."),
    ],
)
def test_the_licence_of_an_import(
    drawn: Drawn, licence: str, terms: str, told: str, info: str | None
) -> None:
    """What was given, or that none was, with what follows from it."""
    outcome._show_report(report(licence=fresh(licence), terms=fresh(terms)), read())
    assert told in [*drawn.texts("text"), *drawn.texts("html")]
    assert [each.words[0] for each in drawn.of("info")] == ([info] if info else [])


@pytest.mark.parametrize(("is_local", "found"), [(True, HERE), (False, HERE), (False, None)])
def test_the_account_of_a_package(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, is_local: bool, found: Any
) -> None:
    """Its name and licence, and where that forbids it, that it is not to be passed on."""
    monkeypatch.setattr(outcome, "show_preview", lambda found: drawn.text("preview"))
    whole = found and replace(found, local_only=is_local)
    outcome.show_account(read(whole, () if found else (problem(),)), "<p>.zip")
    assert "<p>.zip: a zipped Data Package of a collection." in drawn.texts("html")
    assert any("Licence: " in each for each in drawn.texts("html")) is (found is not None)
    assert bool(drawn.of("info")) is is_local
    assert ("preview" in drawn.texts("text")) is (found is not None)


def test_reasons_that_differ_are_an_example() -> None:
    """One reason is told in full; of several that begin alike the first, as an example."""
    of = report(dropped={}, marked={}, rejected={"no day": 2, "no place": 1})
    rejected = pd.DataFrame({REASON: ["no day: 'x'", "no day: 'y'", "no place: here"]})
    told = [
        tuple(html.unescape(str(cell)) for cell in row) for row in outcome._reasons(of, rejected)
    ]
    assert [row[:2] for row in told] == [("2", "rejected"), ("1", "rejected")]
    assert "For example: " in told[0][2] and "no day: 'x'" in told[0][2]
    assert "For example" not in told[1][2] and "no place: here" in told[1][2]
    assert outcome._reasons(replace(of, rejected={}), EMPTY) == []


@pytest.mark.parametrize("count", [2, 3])
def test_rows_that_were_left_out_are_listed(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """Each list with its number, its file of all rows, and a page's cut of long cells."""
    files: list[Any] = []
    monkeypatch.setattr(outcome, "show_download", lambda *what: files.append(what))
    monkeypatch.setattr(outcome, "SHOWN", 2)
    monkeypatch.setattr(check, "SHOWN", 2)
    dropped = pd.DataFrame(
        {ROW: ["7"] * count, DROPPED: ["abroad"] * count, "c": ["y" * 900] * count}
    )
    outcome._show_listed(report(), EMPTY, read(dropped=dropped))
    assert [each.words[0] for each in drawn.of("expander")] == [
        f"The {count} rows dropped as abroad or out of scope"
    ]
    shown = drawn.one("dataframe").words[0]
    assert len(shown) == 2 and shown["c"][0] == "y" * CELL and shown[DROPPED][0] == "abroad"
    assert drawn.texts("caption") == ([] if count == 2 else ["The first 2 of 3."])
    ((place, label, made, name, kind),) = files
    assert (place, label, name, kind) == (
        None,
        "Dropped rows as CSV",
        "mine.csv-dropped.csv",
        "text/csv",
    )
    assert made().count(b"y" * 900) == count


def test_the_preview(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many of which days, on a map, and how many have no point."""
    given: list[Any] = []
    monkeypatch.setattr(outcome, "show_layer", lambda layer, **how: given.append((layer, how)))
    outcome.show_preview(HERE)
    assert drawn.texts("text") == ["2 incidents, 29–31 May 2023."] and not drawn.of("caption")
    assert given[0][0].shown == 2 and drawn.one("subheader").how == {"anchor": False}
    nowhere = {
        "latitude": "",
        "longitude": "",
        "place": "",
        "place_local": "",
        "geo_precision": "3",
    }
    outcome.show_preview(build([incident("a"), incident("b", **nowhere)]))
    assert drawn.texts("caption") == ["1 incident without a point."]
