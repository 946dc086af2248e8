"""A reader is spoken to in his language, and a link in the one that it names."""

from __future__ import annotations

from playwright.sync_api import expect

from strikemap.languages import LANGUAGES
from tests.browser.conftest import NewTab
from tests.browser.reader import Reader
from tests.browser.server import Server

LANGUAGE = "() => document.documentElement.lang"
CITIES = "els => els.map((el) => el.innerText)"


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


def test_the_switch_keeps_the_view_and_goes_along(reader: Reader) -> None:
    """The switch changes the words alone; the language is kept from page to page, Back gives it."""
    chosen = {"region": "RU-BEL", "weapon": "drone", "collection": "chronology-2023-05-06"}
    reader.open(**chosen)
    before = reader.query
    reader.page.get_by_test_id("stPopover").get_by_text("English").click()
    reader.page.get_by_test_id("stPageLink").get_by_text("Українська").click()
    reader.expect_query("lang", "uk")
    reader.settled()
    assert reader.query == {**before, "lang": ["uk"]}
    expect(reader.link_to("Інциденти")).to_be_visible()
    assert reader.page.evaluate(LANGUAGE) == "uk"
    reader.link_to("Інциденти").click()
    reader.page.wait_for_url("**/incidents*")
    reader.settled()
    assert reader.query["lang"] == ["uk"] and reader.query["region"] == ["RU-BEL"]
    reader.page.go_back()
    reader.page.go_back()
    reader.expect_query("lang")
    expect(reader.link_to("Incidents")).to_be_visible()


def test_the_bar_is_one_line_on_a_small_laptop_in_every_language(reader: Reader) -> None:
    """The switch stands beside the pages, and pushes no page down, where words are longer too."""
    reader.page.set_viewport_size({"width": 1280, "height": 720})
    reader.open(collection="chronology-2023-05-06")
    for code in LANGUAGES:
        reader.go(collection="chronology-2023-05-06", lang=code)
        reader.page.wait_for_function(f"(code) => ({LANGUAGE})() === code", arg=code)
        bar = reader.page.locator(".st-key-header").bounding_box()
        switch = reader.page.locator(".st-key-language-of-page").bounding_box()
        assert bar and switch and bar["height"] < 48, code
        assert switch["x"] + switch["width"] < bar["x"] + bar["width"]
