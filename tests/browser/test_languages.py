"""What a reader of another language sees: in words of ours nothing stays English."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from strikemap.export import FORMS
from tests.app.test_spoken import known
from tests.browser.reader import Reader
from tests.browser.server import Server
from tests.of_streamlit import IN_TEXT, NAMES
from tests.pseudo import CODE, escaped
from tests.unit.export.views import shipped

COLLECTION = "chronology-2023-05-06"
CHOSEN = "2023-06-01-shebekino-shelling"
NAMED = """() => {
  const found = [], read = (root) => root.querySelectorAll("*").forEach((each) => {
    for (const name of ["title", "aria-label", "placeholder", "alt"])
      found.push(each.getAttribute(name) || "");
    if (each.shadowRoot) read(each.shadowRoot);
  });
  read(document);
  return found.filter(Boolean);
}"""
"""The names of elements, for screen readers and for who points at them."""


TEXT = """() => {
  const skipped = "style, script, noscript, pre, code, .sm-host, [data-testid=stIconMaterial]";
  const read = (node) => [...node.childNodes].map((child) =>
    child.nodeType === 3 ? child.data
    : child.matches?.(skipped) ? ""
    : (child.shadowRoot ? read(child.shadowRoot) : "") + read(child)).join(" ");
  return document.body ? read(document.body) : "";
}"""
"""The words of a page and its shadow roots, shown or folded; no code, hosts of links, icons."""


def on_screen(page: Page) -> list[str]:
    """Each text and each name of an element, in the page and in the map."""
    texts = [IN_TEXT.sub(" ", " ".join(f.evaluate(TEXT) for f in page.frames))]
    for frame in page.frames:
        texts += [name for name in frame.evaluate(NAMED) if not NAMES.match(name.strip())]
    return texts


@pytest.mark.nightly("tests/app/test_spoken.py holds it of all that Python says")
def test_nothing_of_ours_stays_english(lent: Page, bracketed_server: Server) -> None:
    """On the screen, in hints and in names of elements each word of ours is a message."""
    reader = Reader(lent, bracketed_server.url)
    names = known(shipped(COLLECTION)) | {"Leaflet", "keyboard_arrow_down", "keyboard_arrow_right"}
    names |= {form.label for form in FORMS.values()} | {"JSON"}
    asked = {"lang": CODE, "collection": COLLECTION, "incident": CHOSEN}
    for path in reader.each(("", "incidents", "incident"), **asked):
        assert [
            (text[:200], found) for text in on_screen(lent) if (found := escaped(text, names))
        ] == [], path


SAID = """[document.documentElement.lang, frameElement.title, document.title,
  map_div.getContainer().getAttribute("aria-label")]"""


@pytest.mark.nightly("test_language_switch.py holds it of the page, and of the map's places")
def test_the_timeline_and_the_map_change_their_language(resident: Reader) -> None:
    """A link in another language brings map and timeline in it, the next one brings them back; the
    map's document says its language, and frame, document and map have one name.
    """
    thumb = resident.page.locator("[role=slider]").first
    resident.open(collection=COLLECTION, lang="ru").with_map()
    expect(thumb).to_have_attribute("aria-valuetext", "1\xa0мая 2023\xa0г.")
    assert resident.page.evaluate("document.documentElement.lang") == "ru"
    name = "Карта инцидентов, о которых сообщается"
    assert resident.frame().evaluate(SAID) == ["ru", *[name] * 3]
    resident.go(collection=COLLECTION, lang="en").with_map()
    expect(thumb).to_have_attribute("aria-valuetext", "1 May 2023")
    assert resident.frame().evaluate(SAID) == ["en", *["Map of reported incidents"] * 3]
    expect(resident.map.get_by_title("Whole map")).to_be_visible()
