"""What the pages of figures say is a message or a text of the data, in whatever language."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from strikemap import collection
from strikemap.cartography import KINDS
from strikemap.languages import speaking
from strikemap.model import TABLES, Collection
from strikemap.ui.figures.groupings import GROUPINGS
from strikemap.ui.frame import filters, header, timeline
from strikemap.ui.incident import downloads
from strikemap.ui.session import language
from tests.app.conftest import Open
from tests.app.words import read
from tests.builders import build, claim, incident
from tests.pseudo import CODE, cells, escaped, pseudo_language
from tests.unit.export.views import shipped

NAME, OTHER = "cnn-2023-05-31", "chronology-2023-05-06"
AS_WRITTEN = re.compile(
    r"https?://\S+|[\w-]+\.csv|\b[0-9a-f]{12}\b|\b[\w.-]+\.(?:com|org|net|uk|ru)\b"
)
"""Addresses, names of files, and the name of a hash: what is the same in every language."""


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page without its frame, which has tests of its own."""
    for module, name in (
        (header, "show_header"),
        (header, "show_in_view"),
        (timeline, "show_timeline"),
        (filters, "sidebar"),
        (language, "tell_browser"),
        (downloads, "show_citation"),
    ):
        monkeypatch.setattr(module, name, lambda *_args, **_named: None)


def charts(app: AppTest) -> Iterator[str]:
    """What charts say: titles, descriptions, and their rows."""
    for each in app.get("arrow_vega_lite_chart"):
        found: list[Any] = [json.loads(each.proto.spec)]
        while found:
            part = found.pop()
            if isinstance(part, dict):
                yield from (str(part[key]) for key in ("title", "description") if part.get(key))
                found += part.values()
            elif isinstance(part, list):
                found += part


def escaped_from(app: AppTest, *of: Collection) -> str:
    """The words that are no message and no text of the collection, on *app*'s page."""
    assert not app.exception, app.exception
    # The map's legend, whose kinds these are, has its own tests.
    data = {each.label for each in KINDS}
    for each in of or (shipped(NAME),):
        data |= cells(each) | {
            str(code).replace("-", " ").capitalize() for code in each.claimants["origin"]
        }
    words = AS_WRITTEN.sub(" ", " ".join([read(app), *in_dialog(app), *charts(app)]))
    return " ".join(dict.fromkeys(escaped(words, data)))


def in_dialog(app: AppTest) -> Iterator[str]:
    """What is said anywhere, a dialog included."""
    yield from (str(each.value) for each in (*app.text, *app.caption, *app.markdown))
    yield from (each.value.to_csv() for each in app.dataframe)
    yield from (each.label for each in app.tabs)


@pytest.fixture(autouse=True)
def _in_brackets() -> Iterator[None]:
    with pseudo_language(), speaking(CODE):
        yield


@pytest.mark.parametrize("group", [each.label for each in GROUPINGS])
def test_figures(group: str, open_page: Open) -> None:
    """Totals, charts and their tables, grouped in any way; what makes them up; differences."""
    app = open_page("casualties", lang=[CODE], collection=[NAME])
    next(each for each in app.button_group if each.key == "group").set_value(group).run()
    assert escaped_from(app) == ""
    next(each for each in app.button if each.key == "makeup totals").click().run()
    assert "⟦Left out: ⟧" in " ".join(in_dialog(app))
    assert escaped_from(app) == ""


@pytest.mark.parametrize(
    "asked", ["2023-05-22,2023-05-28", "2023-05-30,2023-05-31", OTHER, NAME, "7"]
)
def test_a_comparison(asked: str, open_page: Open) -> None:
    """Both sides of a comparison, or why there are not two."""
    days = ["2023-05-30", "2023-05-31"]
    app = open_page("compare", lang=[CODE], collection=[NAME], dates=days, compare=[asked])
    assert escaped_from(app, shipped(NAME), shipped(OTHER)) == ""


def test_the_corrections(open_page: Open) -> None:
    """What was corrected, in which version."""
    app = open_page("corrections", lang=[CODE], collection=[NAME])
    assert escaped_from(app) == ""
    log = shipped(NAME).corrections
    marked = "".join(each.proto.body for each in app.get("html")).split('lang="en"')
    assert len(log) <= len(marked) - 1


def test_sources_and_method(
    open_page: Open, tmp_path: Path, collections: Callable[..., None]
) -> None:
    """What the collection is, its sources and claimants, and the method."""
    made = build([incident("a")], [claim("c", "a", "1")])
    collection.write(tmp_path, collection.text_tables(made), made.descriptor)
    collections(tmp_path)
    app = open_page("sources", lang=[CODE])
    assert escaped_from(app, made) == ""


def test_the_codebook(open_page: Open) -> None:
    """All but names of columns and files, types and codes, which are its subject."""
    app = open_page("codebook", lang=[CODE], collection=[NAME])
    frames = [each.value for each in app.dataframe]
    for frame in frames:
        subject = [0, 1, 4] if len(frame.columns) == 5 else [0, 1]
        told = frame.drop(columns=frame.columns[subject]).to_csv(index=False)
        assert escaped(told) == []
    assert len(frames) > len(TABLES)
    lines = [each.body for each in app.get("html") if 'class="sm-line"' in each.body]
    said = [*(each.value for each in app.text), *(re.sub("<[^>]*>", "", each) for each in lines)]
    assert len(lines) == len(TABLES)
    assert escaped(AS_WRITTEN.sub(" ", html.unescape(" ".join(said)))) == []
