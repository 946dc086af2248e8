"""A reader is spoken to in his language, and a link in the one that it names."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from strikemap.languages import LANGUAGES
from tests.browser.conftest import NewTab
from tests.browser.reader import Reader
from tests.browser.server import Server

LANGUAGE = "() => document.documentElement.lang"
CITIES = "els => els.map((el) => el.innerText)"


@pytest.mark.nightly("a browser of its own; tests/app/test_language.py holds who is spoken to how")
def test_the_browser_names_the_language_and_a_link_another(new_tab: NewTab, server: Server) -> None:
    """A Ukrainian browser has a Ukrainian page and map; `lang=ru` is Russian in it all the same."""
    reader = Reader(new_tab(locale="uk-UA"), server.url).open().with_map()
    assert reader.page.evaluate(LANGUAGE) == "uk" and "lang" not in reader.query
    expect(reader.link_to("Інциденти")).to_be_visible()
    expect(reader.map.get_by_text("УКРАЇНА", exact=True)).to_be_visible()
    assert "Харків" in reader.map.locator(".sm-city").evaluate_all(CITIES)
    reader.go(lang="ru")
    reader.page.wait_for_function(f"() => ({LANGUAGE})() === 'ru'")
    reader.with_map()
    assert reader.page.evaluate(LANGUAGE) == "ru"
    expect(reader.map.get_by_text("УКРАИНА", exact=True)).to_be_visible()
    assert "Харьков" in reader.map.locator(".sm-city").evaluate_all(CITIES)


@pytest.mark.nightly("tests/app/test_language.py holds it of every link")
def test_the_switch_keeps_the_view_and_goes_along(resident: Reader) -> None:
    """The switch changes the words alone; the language is kept from page to page, Back gives it."""
    chosen = {"region": "RU-BEL", "weapon": "drone", "collection": "chronology-2023-05-06"}
    resident.open(**chosen)
    before = resident.query
    resident.page.get_by_test_id("stPopover").get_by_text("English").click()
    resident.page.get_by_test_id("stPageLink").get_by_text("Українська").click()
    resident.expect_query("lang", "uk")
    resident.settled()
    assert resident.query == {**before, "lang": ["uk"]}
    expect(resident.link_to("Інциденти")).to_be_visible()
    assert resident.page.evaluate(LANGUAGE) == "uk"
    resident.link_to("Інциденти").click()
    resident.page.wait_for_url("**/incidents*")
    resident.settled()
    assert resident.query["lang"] == ["uk"] and resident.query["region"] == ["RU-BEL"]
    resident.page.go_back()
    resident.page.go_back()
    resident.expect_query("lang")
    expect(resident.link_to("Incidents")).to_be_visible()


@pytest.mark.by_day(1, "Russian is longest")
@pytest.mark.parametrize("code", sorted(LANGUAGES, key=lambda code: code != "ru"))
def test_the_bar_is_one_line_on_a_small_laptop_in_every_language(
    code: str, resident: Reader
) -> None:
    """The switch stands beside the pages, and pushes no page down, where words are longer too."""
    resident.page.set_viewport_size({"width": 1280, "height": 720})
    resident.open(collection="chronology-2023-05-06", lang=code)
    resident.page.wait_for_function(f"(code) => ({LANGUAGE})() === code", arg=code)
    bar = resident.page.locator(".st-key-header").bounding_box()
    switch = resident.page.locator(".st-key-language-of-page").bounding_box()
    assert bar and switch and bar["height"] < 48
    assert switch["x"] + switch["width"] < bar["x"] + bar["width"]
