"""The downloads of a view: at once, after being prepared, or by the command line."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from strikemap import export
from strikemap.host import prepared_exports
from strikemap.languages import speaking
from strikemap.ui.session import language as spoken
from tests.app.conftest import Open
from tests.app.words import said

FORMS = ["csv", "excel-csv", "xlsx", "geojson", "package", "html"]
LABELS = ["CSV", "CSV for Excel", "XLSX", "GeoJSON", "Data package (zip)", "Web page (offline)"]
PREPARE = [f"Prepare {label}" for label in LABELS]


def downloads(app: AppTest) -> list[str]:
    """The labels of the buttons that give a file of data."""
    assert not app.exception, app.exception
    buttons = [each.proto for each in app.get("download_button")]
    return [each.label for each in buttons if "picture" not in each.id]


def prepares(app: AppTest) -> list[str]:
    """The labels of the buttons that make a file."""
    return [each.label for each in app.button if each.label.startswith("Prepare")]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host for which the article's seven incidents are many."""
    monkeypatch.setattr(prepared_exports, "ONE_CLICK", 3)


@pytest.fixture
def too_large(monkeypatch: pytest.MonkeyPatch, large: None) -> None:
    """A host for which the article's seven incidents are too many."""
    monkeypatch.setattr(prepared_exports, "MOST", 4)


def test_a_small_view_is_one_click(open_page: Open) -> None:
    """Each form has its button, and nothing is to be prepared."""
    app = open_page("incidents")
    assert downloads(app) == LABELS
    assert prepares(app) == []


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(("form", "label"), [*zip(FORMS, PREPARE, strict=True)])
def test_a_large_view_is_prepared(form: str, label: str, open_page: Open) -> None:
    """Its button makes the file, exactly that of the view, and then gives it."""
    app = open_page("incidents", territory=["together"])
    assert downloads(app) == [] and prepares(app) == PREPARE
    app.button(key=f"prepare {form}").click().run()
    (ready,) = downloads(app)
    assert ready.startswith(label.replace("Prepare", "Download")) and ready.endswith(" MB")
    assert prepares(app) == [each for each in PREPARE if each != label]
    made: Any = app.session_state["prepared export"]
    current: Any = app.session_state["strikemap"]
    assert current.link.filters.territory == "together"
    assert made.delivered() == export.export(form, current.collection, current.link)
    assert prepares(app.run()) == [each for each in PREPARE if each != label]


@pytest.mark.usefixtures("large")
def test_a_file_speaks_as_the_page_does(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the browser alone says the language, a file is in it, and its link names it."""
    monkeypatch.setattr(spoken, "of_browser", lambda: "uk")
    app = open_page("incidents")
    with speaking("uk"):
        app.button(key="prepare html").click().run()
    made: Any = app.session_state["prepared export"]
    current: Any = app.session_state["strikemap"]
    of_file = replace(current.link, language="uk")
    assert not current.link.language
    assert made.delivered() == export.export("html", current.collection, of_file)
    assert b'<html lang="uk">' in made.delivered()


@pytest.mark.usefixtures("large")
def test_one_prepared_file_a_reader(open_page: Open) -> None:
    """Preparing another form lets go of the first one."""
    app = open_page("incidents")
    app.button(key="prepare csv").click().run()
    app.button(key="prepare package").click().run()
    (ready,) = downloads(app)
    assert ready.startswith("Download Data package") and len(prepares(app)) == 5


@pytest.mark.usefixtures("large")
def test_a_file_of_another_view_is_not_offered(open_page: Open) -> None:
    """Once the view has changed, what was prepared of the earlier one is not given for it."""
    app = open_page("incidents")
    app.button(key="prepare csv").click().run()
    current: Any = app.session_state["strikemap"]
    current.narrow(territory="together")
    assert downloads(app.run()) == [] and prepares(app) == PREPARE


@pytest.mark.usefixtures("large")
def test_a_busy_host_says_so(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another's export does not end, the reader is told and may try again."""
    app = open_page("incidents")
    monkeypatch.setattr(prepared_exports, "SECONDS", -1.0)
    with prepared_exports._ONE_AT_A_TIME:
        app.button(key="prepare csv").click().run()
    assert "The host is busy with other files" in said(app)
    assert downloads(app) == [] and prepares(app) == PREPARE


@pytest.mark.usefixtures("too_large")
def test_a_view_beyond_the_limit_has_its_command(open_page: Open) -> None:
    """The page states the limit and the command for this view; the web page stays on offer."""
    app = open_page("incidents", weapon=["drone", "shelling_unspecified"], territory=["together"])
    words = said(app)
    assert "incidents are in view" in words and "at most 4" in words
    (code,) = [each.value for each in app.code if each.value.startswith("python")]
    current: Any = app.session_state["strikemap"]
    assert code == export.command("csv", current.collection, current.link)
    assert "weapon=drone&weapon=shelling_unspecified" in shlex.split(code)[8]
    assert downloads(app) == [] and prepares(app) == PREPARE[-1:]
