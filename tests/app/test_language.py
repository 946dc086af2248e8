"""The language of a page goes along wherever its reader goes from there."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from strikemap.host.page_list import PAGES
from strikemap.languages import LANGUAGES
from tests.app.conftest import Open

CHRONOLOGY = "chronology-2023-05-06"
CHOSEN = "2023-06-01-shebekino-shelling"
NAMES = [page.path.removeprefix("pages/").removesuffix(".py") for page in PAGES]


def followed(app: AppTest) -> dict[str, list[str]]:
    """Each link to a page of ours by its words, and the language that its address names."""
    links = [each for each in [*app.main, *app.sidebar] if each.type == "page_link"]
    assert links
    return {
        each.proto.label: parse_qs(each.proto.query_string).get("lang", [])
        for each in links
        if each.proto.label not in LANGUAGES.values()
    }


@pytest.mark.parametrize("page", NAMES)
def test_every_link_keeps_the_language(page: str, open_page: Open) -> None:
    """Where the address names a language, each link from the page does."""
    app = open_page(page, collection=[CHRONOLOGY], incident=[CHOSEN], lang=["uk"])
    assert not app.exception
    assert {each: named for each, named in followed(app).items() if named != ["uk"]} == {}


def test_a_tour_and_another_collection_keep_the_language(open_page: Open) -> None:
    """A stop of a tour and a collection chosen in the sidebar are told in the same language."""
    app = open_page("map", collection=[CHRONOLOGY], lang=["ru"])
    app.button(key="tour start").click().run()
    assert "".join(app.query_params["lang"]) == "ru" and app.query_params["tour"]
    app.button(key="tour next").click().run()
    assert "".join(app.query_params["lang"]) == "ru"
    app.button(key="tour leave").click().run()
    assert "".join(app.query_params["lang"]) == "ru"
    app.radio[0].set_value("cnn-2023-05-31").run()
    assert "".join(app.query_params["lang"]) == "ru"


@pytest.mark.parametrize("code", ["de", "EN", "", "<b>", "uk-UA"])
def test_another_language_is_not_spoken_and_said_so(code: str, open_page: Open) -> None:
    """A language that there is none of is named on the page, which is English."""
    app = open_page("map", lang=[code])
    assert not app.exception
    notices = [each.body for each in app.get("html") if 'class="sm-notice"' in each.body]
    assert bool(notices) == bool(code)
    assert any("These are not all strikes" in each.body for each in app.get("html"))
