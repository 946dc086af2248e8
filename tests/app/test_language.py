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


def followed(app: AppTest) -> dict[str, dict[str, list[str]]]:
    """Each link to a page of ours by its words, and what its address asks for."""
    links = [each for each in [*app.main, *app.sidebar] if each.type == "page_link"]
    assert links
    return {
        each.proto.label: parse_qs(each.proto.query_string)
        for each in links
        if each.proto.label not in LANGUAGES.values()
    }


@pytest.mark.parametrize("page", NAMES)
def test_every_link_keeps_language_collection_and_whose_word_counts(
    page: str, open_page: Open
) -> None:
    """What an address names goes along with each link from the page, so that no number changes."""
    asked = {"collection": [CHRONOLOGY], "lang": ["uk"], "side": ["russia"]}
    app = open_page(page, **asked, incident=[CHOSEN])
    assert not app.exception
    for words, kept in followed(app).items():
        is_elsewhere = kept["collection"] != [CHRONOLOGY] and "«" in words
        for key, value in asked.items():
            assert kept.get(key) == value or (is_elsewhere and key != "lang"), (words, key)


def test_without_an_incident_the_way_to_the_table_keeps_the_view(open_page: Open) -> None:
    """A page of an incident that is none leads to the table of the same view."""
    app = open_page("incident", collection=[CHRONOLOGY], side=["russia"], lang=["uk"])
    (kept,) = [each for words, each in followed(app).items() if words == "До таблиці"]
    assert kept == {"collection": [CHRONOLOGY], "side": ["russia"], "lang": ["uk"]}


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
