"""A reader's own file: what is asked of its columns, and the way to an open collection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from starlette.formparsers import MultiPartParser

from strikemap.host.uploads import PACKAGE, Read, Recognition
from strikemap.importers import ImportOptions, ImportProblem
from strikemap.importers.file.several_tables import SeveralTables
from strikemap.importers.forms.data_set_headers import KNOWN
from strikemap.importers.forms.mapping import FIELDS
from strikemap.importers.forms.telling import CSV, GEOJSON, KML, PARQUET, SHEET
from strikemap.importers.options import COUNTRIES, CRIMEA
from strikemap.model import Problem
from strikemap.ui.your_data import mapping, outcome, upload
from strikemap.ui.your_data.mapping import MAIN, show_mapping, show_renaming, show_scope
from tests.builders import build, incident
from tests.unit.ui.drawn import Drawn, Ended, fresh, reader_of

HERE = build([incident("a"), incident("b", date_start="2023-05-29")])
MINE = replace(HERE, name="mine", title="My *file*", folder=None)


def problem(severity: Any = "error", message: str = "Wrong <so>.") -> Problem:
    return Problem("a.csv", 3, "place", "a-rule", message, severity)


def read(collection: Any = HERE, problems: tuple[Problem, ...] = (), **changes: Any) -> Read:
    return Read(collection, problems, None, pd.DataFrame(), **changes)


SAID = ["date", "lat", "lon", "killed"]
FOREIGN = ["Aaa", " bbb ", "ccc", "ddd"]


def test_a_header_of_ours_is_read_at_once(drawn: Drawn) -> None:
    """Its fields stand in their boxes, folded; the rest lets go of nothing that it names."""
    options = show_mapping(SAID, "k")
    assert options is not None and options.licence == ""
    assert options.mapping["columns"] == {
        "date": "date_start", "lat": "latitude", "lon": "longitude", "killed": "killed"
    }  # fmt: skip
    assert options.mapping["zero_is_stated"] is False
    assert drawn.of("expander")[0].how == {"expanded": False} and not drawn.of("text", "error")
    box = drawn.one("selectbox", "column date_start k")
    assert box.words[1] == ["", *SAID] and box.how["index"] == 1
    assert (
        box.how["format_func"]("") == "no column" and box.how["format_func"]("y" * 99) == "y" * 80
    )
    assert box.words[0][0].isupper()
    drawn.answers |= {"column killed k": "", "zero k": True, "licence k": "CC0"}
    options = show_mapping(SAID, "k")
    assert options is not None and options.licence == "CC0"
    assert options.mapping["columns"]["killed"] == "" and options.mapping["zero_is_stated"] is True


def test_every_field_has_a_box(drawn: Drawn) -> None:
    """The main ones first; what an export alone tells only of a file that has it."""
    show_mapping(SAID, "k")
    names = [str(each.how["key"]).split()[1] for each in drawn.of("selectbox")]
    assert tuple(names[: len(MAIN)]) == MAIN and len(set(names)) == len(names)
    told = {
        name
        for name in FIELDS
        if name.endswith(("_headline_high", "_headline_bound")) or "_according_to_" in name
    }
    assert told and set(FIELDS) - set(names) == told
    drawn.anew()
    exported = sorted(told)[0]
    show_mapping([*SAID, exported], "k")
    assert f"column {exported} k" in [each.how["key"] for each in drawn.of("selectbox")]


@pytest.mark.parametrize(
    ("given", "is_enough"),
    [
        ({}, False),
        ({"date_start": "aaa"}, False),
        ({"date_start": "aaa", "latitude": "bbb"}, False),
        ({"date_start": "aaa", "latitude": "bbb", "longitude": "ccc"}, True),
        ({"date_start": "aaa", "region": "bbb"}, True),
        ({"year": "aaa", "region": "bbb"}, False),
        ({"year": "aaa", "month": "ccc", "region": "bbb"}, True),
        ({"latitude": "bbb", "longitude": "ccc"}, False),
    ],
)
@pytest.mark.parametrize("is_sent", [True, False])
def test_foreign_headers_need_a_day_and_a_place(
    drawn: Drawn, given: dict[str, str], is_enough: bool, is_sent: bool
) -> None:
    """Until both are said there is nothing to read; who sends the form before is told."""
    for name, column in given.items():
        drawn.answers[f"column {name} k"] = drawn.session_state[f"column {name} k"] = column
    drawn.answers["Read it so"] = is_sent
    options = show_mapping(FOREIGN, "k")
    assert (options is not None) is is_enough
    assert "Its headers are not ours" in drawn.texts("text")[0]
    assert drawn.of("expander")[0].how == {"expanded": not is_enough}
    assert bool(drawn.of("error")) is (is_sent and not is_enough)
    assert drawn.of("selectbox")[0].words[1] == ["", "aaa", "bbb", "ccc", "ddd"]
    if options is not None:
        assert options.mapping["columns"] == {column: name for name, column in given.items()}


def test_no_column_is_two_fields(drawn: Drawn) -> None:
    """A column that is chosen twice is named, and nothing is read."""
    drawn.answers |= {"column killed k": "date"}
    assert show_mapping(SAID, "k") is None
    assert drawn.texts("error") == ["The column date is chosen twice; keep one."]


def test_columns_of_a_data_set_are_renamed(drawn: Drawn) -> None:
    """Its own names are in their boxes; what the reader takes away or changes is told alone."""
    form = "acled"
    names = list(KNOWN[form].became)[:3]
    options = show_renaming(form, [*names, "other"], "k")
    assert options is not None and options.mapping == {}
    offered = [each for each in drawn.of("selectbox") if each.how["index"]]
    assert len(offered) == 3 and len(drawn.of("selectbox")) == len(KNOWN[form].became)
    drawn.answers |= {f"column {names[0]} k": "", f"column {names[1]} k": "other"}
    options = show_renaming(form, [*names, "other"], "k")
    assert options is not None and options.mapping == {names[0]: "", "other": names[1]}
    drawn.answers[f"column {names[0]} k"] = "other"
    assert show_renaming(form, [*names, "other"], "k") is None
    assert drawn.texts("error") == ["The column other is chosen twice; keep one."]


def test_the_scope(drawn: Drawn) -> None:
    """Countries, regions taken as occupied and the order of days; the rest stays as it was."""
    was = ImportOptions(mapping={"a": "b"}, licence="CC0")
    made = show_scope(was, "k")
    assert (made.mapping, made.licence) == (was.mapping, "CC0")
    assert (made.countries, made.date_order) == ((), "") and made.occupied == tuple(CRIMEA)
    assert drawn.one("multiselect", "countries k").words[1] == list(COUNTRIES)
    regions = drawn.one("multiselect", "occupied k").words[1]
    assert regions and all(code.startswith("UA") for code in regions)
    order = drawn.one("selectbox", "order k")
    assert order.words[1] == ["", "day", "month", "year"]
    assert order.how["format_func"]("day") == "the day comes first"
    drawn.answers |= {"countries k": ["RU"], "occupied k": [], "order k": "day"}
    made = show_scope(was, "k")
    assert (made.countries, made.occupied, made.date_order) == (("RU",), (), "day")


# From the drop to the collection.


@pytest.mark.parametrize(
    ("form", "kind", "told"),
    [
        (CSV, "", "Recognised as a plain table."),
        (CSV, SHEET, "Recognised as a table in a spreadsheet."),
        (CSV, PARQUET, "Recognised as a table in Parquet."),
        (CSV, KML, "Recognised as a table in KML."),
        ("acled", GEOJSON, "Recognised as an ACLED event export, in JSON."),
        ("acled", SHEET, "Recognised as an ACLED event export, in a spreadsheet."),
        (GEOJSON, GEOJSON, "Recognised as GeoJSON points."),
        (PACKAGE, "", "Recognised as a zipped Data Package."),
    ],
)
def test_what_a_file_is_taken_for(form: str, kind: str, told: str) -> None:
    """The form of its columns, and the kind of file that has them where that is another."""
    assert upload._recognised_as(Recognition(form, (), kind)) == told


@pytest.mark.parametrize(
    ("form", "mapped", "scoped"),
    [
        (CSV, "show_mapping", True),
        (GEOJSON, "show_mapping", True),
        ("acled", "show_renaming", True),
        (PACKAGE, "", False),
    ],
)
def test_what_is_asked_of_a_file(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, form: str, mapped: str, scoped: bool
) -> None:
    """Its columns and its scope, of a package nothing; nothing more until the columns are said."""
    asked: list[str] = []
    made: list[Any] = [ImportOptions()]
    for name in ("show_mapping", "show_renaming", "show_scope"):
        monkeypatch.setattr(upload, name, lambda *_, _n=name: asked.append(_n) or made[0])
    assert upload._options(Recognition(fresh(form), ("a",)), "k") is not None
    assert asked == [*([mapped] if mapped else []), *(["show_scope"] if scoped else [])]
    asked.clear()
    made[0] = None
    if mapped:
        assert upload._options(Recognition(form, ("a",)), "k") is None and asked == [mapped]


@pytest.mark.parametrize(
    ("room", "offered"), [(500, 200), (200, 200), (199, 100), (99, 50), (4, 2), (1, 1), (0.9, 0)]
)
def test_how_large_a_file_there_is_room_for(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, room: float, offered: int
) -> None:
    """A round number of megabytes that the host can read, at most what it is set to; 0 for none."""
    whole: list[int] = []
    drawn.answers["server.maxUploadSize"] = 200

    def free(most: int) -> int:
        whole.append(most)
        return min(most, int(room * 2**20))

    monkeypatch.setattr(upload, "largest", free)
    assert upload._largest(0) == offered and whole == [200 * 2**20]
    monkeypatch.setattr(upload, "largest", lambda most: 3 * 2**20)
    assert upload._largest(0) == 2
    drawn.session_state["upload 0"] = "a file"
    monkeypatch.setattr(upload, "largest", free)
    assert upload._largest(0) == 2 and upload._largest(1) == offered


def made(value: Any) -> Callable[[Any], Any]:
    def make(tell: Any) -> Any:
        tell(0.5, "Reading")
        if isinstance(value, Exception):
            raise value
        return value

    return make


def test_a_file_is_read_once(drawn: Drawn) -> None:
    """What was made, or the fault, is kept for the very question, and no other of its kind."""
    assert upload._once(("a", "1"), made(1)) == 1 and upload._once(("a", "1"), made(2)) == 1
    assert [each.words for each in drawn.of("progress")] == [(0.0, "Reading …"), (0.5, "Reading …")]
    upload._once(("b", "1"), made(3))
    with pytest.raises(ImportProblem):
        upload._once(("a", "2"), made(ImportProblem("no")))
    with pytest.raises(ImportProblem):
        upload._once(("a", "2"), made(4))
    assert set(drawn.session_state[upload._KEPT]) == {("a", "2"), ("b", "1")}
    upload._show_progress(drawn, 7.0, "x")
    upload._show_progress(drawn, -1.0, "")
    assert [each.words[0] for each in drawn.of("progress")[-2:]] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("are_sheets", "words"),
    [
        (True, "2 sheets of this file hold rows: choose one."),
        (False, "2 lists of this file hold records: choose one."),
    ],
)
def test_of_several_sheets_or_lists_one_is_asked_for(
    drawn: Drawn, monkeypatch: pytest.MonkeyPatch, are_sheets: bool, words: str
) -> None:
    """Until one is chosen nothing is recognised; then it is that one's."""
    asked: list[str] = []

    def recognise(_contents: bytes, _name: str, _tell: Any, sheet: str = "") -> Recognition:
        asked.append(sheet)
        if not sheet:
            raise SeveralTables("several", ("one", "two"), are_sheets=are_sheets)
        return Recognition(CSV)

    monkeypatch.setattr(upload, "recognised", recognise)
    assert upload._recognised(b"", "book.xlsx", "k") == (None, "")
    assert drawn.one("selectbox").how["index"] is None
    assert drawn.texts("text") == [words]
    drawn.answers["sheet k"] = "two"
    found, sheet = upload._recognised(b"", "book.xlsx", "k")
    assert found == Recognition(CSV) and sheet == "two" and asked == ["", "two"]


@pytest.mark.parametrize("is_of_order", [True, False])
def test_a_refusal_says_why(drawn: Drawn, is_of_order: bool) -> None:
    """And where the order of day and month is not known, where to say it."""
    upload._refuse(ImportProblem(f"bad: {outcome.NO_ORDER}" if is_of_order else "bad <so>"))
    assert drawn.texts("html")[0].startswith("This file can’t be opened.")
    assert bool(drawn.of("warning")) is is_of_order


class File:
    file_id = "k"

    def __init__(self, name: str) -> None:
        self.name = name

    def getvalue(self) -> bytes:
        return b"contents"


@pytest.fixture
def dropped(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A file that was dropped on the page, and what it is read as."""
    found: dict[str, Any] = {"read": read(MINE), "recognised": Recognition(PACKAGE), "asked": []}
    drawn.answers |= {"server.maxUploadSize": 200, "upload 0": File("x" * 200 + ".zip")}
    monkeypatch.setattr(upload, "largest", lambda most: most)
    monkeypatch.setattr(upload, "show_account", lambda made, name: drawn.text(f"account of {name}"))

    def give(name: str) -> Callable[..., Any]:
        def given(*what: Any) -> Any:
            found["asked"].append((name, what))
            if isinstance(found[name], Exception):
                raise found[name]
            return found[name]

        return given

    for name in ("read", "recognised"):
        monkeypatch.setattr(upload, name, give(name))
    return found


def test_a_file_is_read_told_and_kept(drawn: Drawn, dropped: dict[str, Any]) -> None:
    """It is told in full, and pressed it is the session's own and goes to the map."""
    current = reader_of(HERE)
    upload.show_upload(current)
    assert MultiPartParser.spool_max_size == 400_000_000
    assert drawn.one("file_uploader").how["max_upload_size"] == 200
    name = ("x" * 200 + ".zip")[-120:]
    assert drawn.texts("text")[-1] == f"account of {name}"
    asked = dict(dropped["asked"])
    assert asked["read"][:3] == (b"contents", name, PACKAGE) and asked["read"][4] == {"example"}
    press = drawn.one("button", "open upload").how
    assert press["type"] == "primary"
    press["on_click"](*press["args"])
    assert upload.uploads() == {"mine": MINE} and upload._KEPT not in drawn.session_state
    assert drawn.session_state[upload._TURN] == 1
    with pytest.raises(Ended):
        upload.take_opened()
    assert drawn.one("switch_page").how == {"query_params": {"collection": ["own~mine"]}}
    upload.take_opened()
    press["on_click"](("never", "read"))
    drawn.session_state[upload._KEPT] = {("x",): read(None)}
    upload._keep(("x",))
    assert list(upload.uploads()) == ["mine"]


def test_what_can_not_be_opened_has_no_button(drawn: Drawn, dropped: dict[str, Any]) -> None:
    """A file that is no collection is told; one that can't be read is refused; one taken away is
    forgotten.
    """
    dropped["read"] = read(None, (problem(),))
    upload.show_upload(reader_of(HERE))
    assert not drawn.has("button", "open upload") and "account" in drawn.texts("text")[-1]
    dropped["recognised"] = ImportProblem("no")
    drawn.session_state.pop(upload._KEPT)
    drawn.anew()
    upload.show_upload(reader_of(HERE))
    assert "can’t be opened" in drawn.texts("html")[-1]
    drawn.answers["upload 0"] = None
    upload.show_upload(reader_of(HERE))
    assert upload._KEPT not in drawn.session_state


def test_where_there_is_no_room(
    drawn: Drawn, dropped: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file can be dropped; it is said, and one can look again."""
    monkeypatch.setattr(upload, "largest", lambda most: 0)
    upload.show_upload(reader_of(HERE))
    assert not drawn.of("file_uploader") and drawn.has("button", "look again")
    assert "no room" in drawn.one("warning").words[0]


@pytest.mark.parametrize("is_shown", [True, False])
def test_what_is_opened_is_listed_and_removed(drawn: Drawn, is_shown: bool) -> None:
    """Each with its number; removed it is gone, and its page too where it was shown."""
    drawn.session_state[upload.UPLOADS] = {"mine": MINE}
    current = reader_of(MINE if is_shown else HERE)
    upload.show_uploads(current)
    assert drawn.texts("html") == ["My *file*: 2 incidents"]
    drawn.answers["open mine"] = True
    with pytest.raises(Ended):
        upload.show_uploads(current)
    drawn.answers |= {"open mine": False, "remove mine": True}
    drawn.query_params["x"] = ["y"]
    with pytest.raises(Ended):
        upload.show_uploads(current)
    assert upload.uploads() == {} and (drawn.query_params == {}) is is_shown
    assert drawn.session_state[upload._TURN] == 1


def test_the_file_is_forgotten_by_the_server(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes go with the session that sent it, where there is one."""
    gone: list[str] = []
    store = SimpleNamespace(uploaded_file_mgr=SimpleNamespace(remove_session_files=gone.append))
    monkeypatch.setattr(upload.runtime, "exists", lambda: True)
    monkeypatch.setattr(upload.runtime, "get_instance", lambda: store)
    for session in ("", "me"):
        monkeypatch.setattr(upload, "session_that_runs", lambda s=session: s)
        upload._forget_file()
    assert gone == ["me"]
    monkeypatch.setattr(upload.runtime, "exists", lambda: False)
    upload._forget_file()
    assert gone == ["me"] and drawn.session_state[upload._TURN] == 3
    assert np.array_equal(mapping.needs_mapping(SAID), "")
