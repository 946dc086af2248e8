"""The guided tour: followed by its links, told in words where it is broken, absent elsewhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from strikemap import tour
from tests.app.words import said

ARTICLE = Path(__file__).parents[2] / "data" / "cnn-2023-05-31"
GOOD = {
    "title": "Ten days",
    "stops": [
        {"title": "The drones", "text": "Drones <b>were</b> *reported*.", "query": "weapon=drone"},
        {"title": "Moscow", "text": "On Moscow.", "query": "?region=RU-MOW&weapon=drone"},
        {"title": "Nowhere", "text": "A stop that asks too much.", "query": "region=RU-XXX&x=1"},
    ],
}


def page() -> None:
    import streamlit as st

    from strikemap.ui.frame.collections_on_offer import offered
    from strikemap.ui.frame.header import show_in_view
    from strikemap.ui.map.tour import show_tour
    from strikemap.ui.session.state import opened, session, write_url

    current = opened(offered(), "", st.session_state.get("uploads", {}))
    for each in current.notices:
        st.text(each)
    show_tour(current)
    show_in_view(current)
    write_url(session())


@pytest.fixture
def on_tour(tmp_path: Path, collections: Callable[..., None]) -> Callable[..., AppTest]:
    """Opens a page that shows the tour which a `tour.json` of these contents makes."""

    def opened(contents: Any, **query: str) -> AppTest:
        folder = tmp_path / ARTICLE.name
        if not folder.exists():
            shutil.copytree(ARTICLE, folder)
        if contents is not None:
            text = contents if isinstance(contents, str) else json.dumps(contents)
            (folder / tour.FILE).write_text(text, "utf-8")
        else:
            (folder / tour.FILE).unlink(missing_ok=True)
        collections(folder)
        app = AppTest.from_function(page, default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = value
        return app.run()

    return opened


def test_forward_back_and_away(on_tour: Callable[..., AppTest]) -> None:
    """Each stop shows its view and stands in the URL; leaving keeps the view."""
    app = on_tour(GOOD)
    app.button(key="tour start").click().run()
    assert "The drones · stop 1 of 3" in said(app)
    assert "3 incidents in view" in said(app)
    assert app.button(key="tour previous").disabled
    app.button(key="tour next").click().run()
    assert "1 incident in view" in said(app)
    wanted = {"region": "RU-MOW", "weapon": "drone", "tour": "guided", "stop": "2"}
    assert {key: app.query_params[key] for key in wanted} == wanted
    app.button(key="tour previous").click().run()
    assert "stop 1 of 3" in said(app)
    app.button(key="tour leave").click().run()
    assert "tour" not in app.query_params
    assert "3 incidents in view" in said(app)
    assert app.button(key="tour start").label.startswith("Guided tour")


def test_the_text_is_text(on_tour: Callable[..., AppTest]) -> None:
    """Markup in a stop is shown, not obeyed."""
    app = on_tour(GOOD, tour="guided", stop="1", weapon="drone")
    assert "Drones <b>were</b> *reported*." in said(app)


def test_a_stop_that_asks_too_much_says_so(on_tour: Callable[..., AppTest]) -> None:
    """What the data cannot give is told, as for any link; it is the last stop."""
    app = on_tour(GOOD, tour="guided", stop="2")
    app.button(key="tour next").click().run()
    assert not app.exception
    assert "RU-XXX" in said(app)
    assert app.button(key="tour next").disabled


def test_elsewhere_leads_back(on_tour: Callable[..., AppTest]) -> None:
    """A reader whose view is not the stop's is offered the way back to it."""
    app = on_tour(GOOD, tour="guided", stop="2", weapon="missile")
    app.button(key="tour back").click().run()
    assert app.query_params["region"] == "RU-MOW"
    assert "1 incident in view" in said(app)


def test_beyond_the_last_stop(on_tour: Callable[..., AppTest]) -> None:
    """A stop that is not there is named, and the last one shown."""
    words = said(on_tour(GOOD, tour="guided", stop="9"))
    assert "There is no stop 9; the last is 3" in words
    assert "Nowhere · stop 3 of 3" in words


def test_no_tour(on_tour: Callable[..., AppTest]) -> None:
    """Without a file there is no button; a link that asks for the tour is answered in words."""
    app = on_tour(None)
    assert not app.button
    assert "This collection has no tour" in said(on_tour(None, tour="guided"))


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        ("{", "Expecting"),
        ("[]", "stops"),
        ("[" * 100_000, "nested too deeply"),
        ({"title": "T", "stops": []}, "stops"),
        ({"title": "T", "stops": ["a"]}, "stop 1"),
        ({"stops": GOOD["stops"]}, "the tour has no title"),
        ({"title": "T", "stops": [{"title": "a", "text": "b"}]}, "stop 1 has no query"),
        ({"title": "T", "stops": [{"title": "a", "text": "b" * 3_000, "query": ""}]}, "longer"),
        ({"title": "T", "stops": [{"title": "a", "text": "b", "query": ""}] * 60}, "at most 50"),
        (" " * 300_000, "at most 200,000"),
    ],
)
@pytest.mark.by_day(4, "what is wrong in a tour is found in tests/unit/test_tour.py")
def test_a_broken_tour_is_told_in_words(
    contents: Any, told: str, on_tour: Callable[..., AppTest]
) -> None:
    """The page lives on and says what is wrong, to those who asked for the tour alone."""
    app = on_tour(contents, tour="guided", stop="1")
    assert not app.exception
    assert told in said(app)
    assert "7 incidents in view" in said(app)
    assert "tour" not in said(on_tour(contents))


@pytest.mark.parametrize(
    "query", ["embed=true", "embed_options=dark_theme", "EMBED=1&weapon=drone", "=x", "%00=%ff"]
)
def test_a_stop_asks_for_no_embedding(query: str, on_tour: Callable[..., AppTest]) -> None:
    """A stop whose query holds what Streamlit keeps to itself is shown without it, and says so."""
    app = on_tour({"title": "T", "stops": [{"title": "One", "text": "x", "query": query}]})
    app.button(key="tour start").click().run()
    assert not app.exception
    words = said(app)
    assert "One · stop 1 of 1" in words
    assert ("asks for an embedded page" in words) is ("embed" in query.lower())
    app.button(key="tour leave").click().run()
    assert not app.exception
