"""The page Your data: a file is recognised, told, checked, opened and removed, in memory alone."""

from __future__ import annotations

import builtins
import gc
import gzip
import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from strikemap.host import package_zip, uploads
from strikemap.host.memory_budget import Budget
from tests.app.conftest import Open
from tests.app.hostile_files import HOSTILE, acled, plain, zipped
from tests.app.words import markup, said
from tests.secrets import SECRET, hidden
from tests.unit.importers.file.test_sheets import book

ARTICLE = Path(__file__).parents[2] / "data" / "cnn-2023-05-31"
Drop = Callable[[str, bytes], AppTest]


@pytest.fixture
def drop(open_page: Open) -> Drop:
    """Opens the page and drops a file on it."""

    def dropped(name: str, contents: bytes) -> AppTest:
        app = open_page("your_data")
        app.file_uploader[0].set_value((name, contents, "application/octet-stream"))
        return app.run()

    return dropped


def package(**changes: bytes | None) -> bytes:
    """The article's collection in a zip, with files replaced or, where None, left out."""
    files = {path.name: path.read_bytes() for path in sorted(ARTICLE.iterdir()) if path.is_file()}
    files |= {name.replace("__", "."): each for name, each in changes.items()}  # type: ignore[dict-item]
    return zipped({f"folder/{n}": each for n, each in files.items() if each is not None})


def opened(app: AppTest) -> list[str]:
    """The names of the collections that this session alone has."""
    found: dict[str, Any] = app.session_state["uploads"]
    return list(found)


def open_it(app: AppTest) -> None:
    """Press the button that opens what was read."""
    app.button(key="open upload").click().run()
    assert not app.exception


def test_the_promise(open_page: Open) -> None:
    """Before anything is dropped, the page says where a file goes and where it does not."""
    words = said(open_page("your_data"))
    assert "nothing is written, nothing is sent to anyone" in words
    assert "can’t be shared by link" in words


def test_acled_is_told_in_full(drop: Drop) -> None:
    """Form, columns, ACLED's terms, and rows kept, rejected and dropped with reasons."""
    changes = ({}, {"latitude": "NaN"}, {"event_date": "99999-01-01"}, {"longitude": "2.35"})
    app = drop("acled.csv", acled(*changes))
    assert not app.exception
    words = said(app)
    assert "Recognised as an ACLED event export" in words
    assert "4 rows read: 1 kept, 1 dropped, 2 rejected" in words
    (listed,) = (each for each in app.expander if "dropped as abroad" in each.label)
    (dropped,) = listed.dataframe
    assert dropped.value["row_in_file"].tolist() == ["5"]
    assert "outside the regions" in dropped.value["why_dropped"][0]
    assert "ACLED's terms forbid passing its content on" in words
    tables = "\n".join(each.value.to_csv() for each in app.dataframe)
    assert "event_id_cnty" in tables
    assert "'NaN' is no number of degrees" in tables
    open_it(app)
    (name,) = opened(app)
    assert app.session_state["uploads"][name].local_only
    assert app.session_state["uploads"][name].folder is None


def test_reasons_that_differ_are_told_as_an_example(drop: Drop) -> None:
    """No row is said to be refused for what is wrong with another one."""
    rows = "2024-05-01,50.6,36.6,1\n2024-04-31,50.6,36.6,1\n{},50.6,36.6,1\n"
    file = "date,lat,lon,killed\n" + rows
    told = said(drop("two.csv", file.format("someday").encode()))
    assert "For example: First day: '2024-04-31' is no date" in told
    told = said(drop("one.csv", file.format("2024-04-31").encode()))
    assert "First day: '2024-04-31' is no date" in told and "For example:" not in told


def test_the_order_of_day_and_month_is_asked(drop: Drop) -> None:
    """Where no row could be kept for it either, the page says where to answer, and no option."""
    app = drop("order.csv", b"date,lat,lon\n03/04/2023,50.6,36.6\n05/06/2023,50.6,36.6\n")
    (told,) = app.warning
    assert "Say it under “Cut it down, or say how days are written”" in told.value
    assert "say what comes first" in said(app) and "--" not in said(app)
    (order,) = (each for each in app.selectbox if "03/04/2024" in each.label)
    order.set_value("day").run()
    assert "2 rows read: 2 kept" in said(app) and not app.warning


def test_open_beside_compare_and_remove(drop: Drop) -> None:
    """An opened file is one of the collections until it is removed; its name takes no other's."""
    app = drop("package.zip", package())
    open_it(app)
    assert opened(app) == ["cnn-2023-05-31-2"]
    assert "One article, 31 May 2023" in said(app)
    app.switch_page("pages/your_data.py").run()
    app.session_state["prepared export"] = "a file made of it"
    app.button(key="remove cnn-2023-05-31-2").click().run()
    assert not app.exception
    assert opened(app) == [] and "prepared export" not in app.session_state


def test_foreign_headers_are_mapped_by_the_reader(drop: Drop) -> None:
    """Nothing is guessed: without the day and the place the page asks, then reads as told."""
    app = drop("mine.csv", b"when;n;e;dead\n2023-05-04;50,6;36,6;2\n2023-05-05;50,6;36,6;0\n")
    assert "Its headers are not ours" in said(app)
    assert "Open this collection" not in [each.label for each in app.button]
    chosen = {
        "The day, or": "when",
        "Degrees north": "n",
        "Degrees east": "e",
        "People killed": "dead",
    }
    for label, column in chosen.items():
        next(e for e in app.main.selectbox if e.label.startswith(label)).set_value(column)
    app.main.text_input[0].set_value("CC0")
    next(each for each in app.button if each.label == "Read it so").click().run()
    assert not app.exception
    assert "2 rows read: 2 kept" in said(app)
    assert "Licence: CC0" in said(app)
    open_it(app)


def test_of_several_sheets_the_reader_chooses(drop: Drop) -> None:
    """A workbook with two sheets of rows is read once it is said which."""
    rows = [["date", "lat", "lon", "killed"], ["2023-05-04", 50.6, 36.6, 2]]
    app = drop("book.xlsx", book(one=rows, two=[*rows, ["2023-05-05", 50.6, 36.6, 3]]))
    assert "2 sheets of this file hold rows: choose one." in said(app)
    assert "rows read" not in said(app)
    (sheet,) = (each for each in app.main.selectbox if each.label == "Sheet")
    assert sheet.options == ["one", "two"]
    sheet.set_value("two").run()
    assert "2 rows read: 2 kept" in said(app)


def test_geojson_and_gzip(drop: Drop) -> None:
    """Points and a packed table are read as they are."""
    point = {"type": "Point", "coordinates": [36.6, 50.6]}
    feature = {"type": "Feature", "properties": {"date": "2023-05-04"}, "geometry": point}
    whole = json.dumps({"type": "FeatureCollection", "features": [feature]})
    app = drop("a.geojson", whole.encode())
    assert "1 row read: 1 kept" in said(app)
    app = drop("a.csv.gz", gzip.compress(plain()))
    assert "packed with gzip" in said(app)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"claims__csv": None}, "the table is missing"),
        ({"incidents__csv": b"incident_id,title\na,b\na,b,c\n"}, "3 cells where the header has 2"),
        ({"incidents__csv": b"a,a\n1,2\n"}, "named twice"),
        ({"corrections__csv": b"\xff\xfe,\n"}, "the header can't be read"),
        ({"datapackage__json": b"{"}, "datapackage.json"),
        ({"datapackage__json": b'{"name": "x", "title": "y"}'}, "version"),
        ({"sources__csv": gzip.compress(b"source_id\nx\n" * 9)}, "packed once more"),
    ],
)
def test_a_broken_package_is_told_by_file_and_row(
    changes: dict[str, bytes | None], told: str, drop: Drop
) -> None:
    """What keeps a Data Package from being a collection is listed, and it can't be opened."""
    app = drop("package.zip", package(**changes))
    assert not app.exception
    assert told in said(app)
    assert "Open this collection" not in [each.label for each in app.button]


def test_hostile(drop: Drop) -> None:
    """Each hostile kind gives one clear message, as text, after whatever other; a good file is
    read as ever after them all.
    """
    app = drop("first.csv", b"")
    for name, contents, told in HOSTILE:
        app.file_uploader[0].set_value((name, contents(), "application/octet-stream")).run()
        assert not app.exception, name
        assert sum('role="alert"' in each.proto.body for each in app.get("html")) == 1, name
        assert told in said(app), name
        assert "<b>" not in markup(app).split("can’t be opened")[-1], name
    app.file_uploader[0].set_value(("good.csv", plain(), "text/csv")).run()
    assert "1 row read: 1 kept" in said(app)


def test_what_a_parser_says_is_english_on_any_page(open_page: Open) -> None:
    """On a Ukrainian page the words of another program are marked as English, ours are not."""
    app = open_page("your_data", lang=["uk"])
    app.file_uploader[0].set_value(("a.kml", b"<kml><Document>", "text/xml")).run()
    told = re.findall(r'role="alert">(.*?)</p>', markup(app))[0]
    marked = re.search('<span lang="en" dir="auto">(.*?)</span>', told)
    assert marked and not re.search("[а-яіїє]", marked[1])
    assert re.search("[а-яіїє]", told.replace(marked[0], ""))


def test_a_path_out_of_a_package_is_refused() -> None:
    """No member is followed out of the zip, however its path is written."""
    for path in ("../x.csv", "/etc/x.csv", "a/../../x.csv", "..\\x.csv", "C:\\x.csv"):
        with pytest.raises(uploads.ImportProblem, match="leads out of the zip"):
            package_zip.members(zipped({path: b"a,b\n1,2\n"}), "a.zip")


def test_a_package_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many bytes or too great a ratio are refused before anything is unpacked."""
    bomb = package(claims__csv=b"a" * 20_000_000)
    with pytest.raises(uploads.ImportProblem, match="zip bomb"):
        package_zip.read_package(bomb, "a.zip")
    monkeypatch.setattr(package_zip, "MAX_UNPACKED", 1_000)
    with pytest.raises(uploads.ImportProblem, match="at most 1,000"):
        package_zip.read_package(package(), "a.zip")


def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that takes too long is given up in words, and the next one has its turn."""
    monkeypatch.setattr(uploads, "SECONDS", -1.0)
    with pytest.raises(uploads.ImportProblem, match="takes longer"):
        uploads.recognised(plain(), "a.csv", lambda done, what: None)
    monkeypatch.undo()
    assert uploads.recognised(plain(), "a.csv", lambda done, what: None).form == "csv"


def test_an_unforeseen_fault_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of ours ends in words for the reader; the log says where, and no cell of the file."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError(SECRET) from hidden()

    monkeypatch.setattr(uploads, "examine", fail)
    with pytest.raises(uploads.ImportProblem, match="not foreseen"):
        uploads.recognised(b"x", "a.csv", lambda done, what: None)
    assert "ZeroDivisionError" in caplog.text and ", in fail" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize(("megabytes", "largest"), [(0, 0), (14, 0), (80, 10), (100_000, 200)])
def test_room_is_told_before_a_file_is_sent(
    megabytes: int, largest: int, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The uploader takes what the host has room to read; where there is none the page says so."""
    monkeypatch.setattr(uploads, "BUDGET", Budget(megabytes * 2**20))
    app = open_page("your_data")
    found = [each.proto.max_upload_size_mb for each in app.get("file_uploader")]
    assert found == ([largest] if largest else [])
    assert ("This host has no room for another file now" in said(app)) == (not largest)


def test_what_is_taken_away_gives_its_room_back(drop: Drop) -> None:
    """Of a file that another replaces, that is taken off the page, or opened and then removed."""

    def held() -> int:
        gc.collect()
        return uploads.BUDGET.taken

    before = held()
    many = acled(*({"latitude": f"50.6{number:03}"} for number in range(300)))
    app = drop("many.csv", many)
    assert not app.exception
    of_many = held() - before
    app.file_uploader[0].set_value(("one.csv", acled({}), "text/csv")).run()
    of_one = held() - before
    assert 0 < of_one < of_many / 10
    app.file_uploader[0].set_value(None).run()
    assert held() == before
    app.file_uploader[0].set_value(("many.csv", many, "text/csv")).run()
    open_it(app)
    assert held() - before > of_one
    app.switch_page("pages/your_data.py").run()
    (name,) = opened(app)
    app.button(key=f"remove {name}").click().run()
    assert not app.exception and opened(app) == []
    assert held() == before


def test_nothing_is_written(drop: Drop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From the drop to the open collection no file is opened for writing."""
    asked: list[str] = []
    really = builtins.open

    def watched(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if set(mode) & set("wax+") and str(file) != os.devnull:
            asked.append(str(file))
        return really(file, mode, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", watched)
    monkeypatch.setattr(io, "open", watched)
    app = drop("package.zip", package())
    open_it(app)
    assert asked == []
    with zipfile.ZipFile(io.BytesIO(package())) as archive:
        assert archive.testzip() is None


def test_an_upload_of_a_megabyte_stays_in_memory(open_page: Open) -> None:
    """What the server takes in is not spooled to a temporary file."""
    from starlette.formparsers import MultiPartParser

    open_page("your_data")
    assert MultiPartParser.spool_max_size >= 200 * 1024 * 1024


@pytest.mark.parametrize(
    ("spoken", "told"),
    [("en", "it is gone"), ("uk", "його більше немає"), ("ru", "его больше нет")],
)
def test_one_that_is_gone_is_told_so(spoken: str, told: str, open_page: Open) -> None:
    """
    After a restart, or by another's link, a reader hears in his language that a file of one's own
    was there, by no name that nobody chose; nothing that was asked of it narrows what is shown.
    """
    link = {"collection": ["own~csv-m-csv"], "region": ["RU-BEL"], "incident": ["row-3"]}
    app = open_page("incidents", **link, lang=[spoken])
    assert not app.exception
    assert told in said(app) and "csv-m-csv" not in said(app) and "row-3" not in said(app)
    assert {*app.query_params} == {"lang"}
