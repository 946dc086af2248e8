"""Text of data that is in another language than the page says so, in every element that can."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from strikemap import collection
from strikemap.export import View
from strikemap.languages import LANGUAGES, speaking
from strikemap.links import Link
from strikemap.model import Collection
from strikemap.tour import FILE
from strikemap.web.feeds import Places, feed
from tests.app.conftest import PAGES, Open
from tests.builders import CLAIMANTS, SOURCES, build, claim, incident, occupied

CANNOT = {
    "arrow_vega_lite_chart",
    "button",
    "button_group",
    "checkbox",
    "code",
    "dataframe",
    "dialog",
    "download_button",
    "expander",
    "multiselect",
    "number_input",
    "page_link",
    "radio",
    "selectbox",
    "tab",
    "text_input",
}
"""Elements of Streamlit's that take no language of a part of their text (docs/decisions.md)."""
RUSSIAN, UKRAINIAN = (
    "Обстрел Мурома: жертв нет, дом повреждён",
    "Обстріл Карпат: загиблих немає, її дім цілий",
)
TOWN = "Шебекино"
ENGLISH = {
    "title": "Shelling of a town hall",
    "summary": "Shells were reported to have struck a town hall.",
    "statement": "One person was reported killed at the hall.",
    "inferred": "The day follows from the weekday.",
    "name": "Governor of the made-up oblast",
    "note": "Read in a copy of the page.",
    "collection": "A made-up collection of words",
    "description": "Nothing in it happened.",
    "why": "The page was read again.",
    "stop": "Where the hall stands",
    "stopped": "The hall stands at the river.",
}
QUERIES = {
    "map": (
        {},
        {"incident": ["english"]},
        {"incident": ["russian"]},
        {"tour": ["guided"], "stop": ["1"]},
        {"q": ["Шэбекинно"]},
    ),
    "incident": ({"incident": ["english"]}, {"incident": ["russian"]}, {"incident": ["ukrainian"]}),
    "compare": ({"compare": ["2023-05-22,2023-05-28"]},),
}
PLACES = Places(lambda first: "", "", "", lambda name: f"/{name}", "")
Told = tuple[str, str]
"""A text and the language of the element that it stands in."""


class _Spoken(HTMLParser):
    """The texts of a piece of HTML, each with the language that is said for it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._tongues, self.told = [page], list[Told]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "img", "hr", "input", "meta", "link"):
            self._tongues.append(dict(attrs).get("lang") or self._tongues[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("br", "img", "hr", "input", "meta", "link"):
            self._tongues.pop()

    def handle_data(self, data: str) -> None:
        self.told.append((data, self._tongues[-1]))


def told(app: AppTest, page: str) -> Iterator[Told]:
    """Every text of the page and its sidebar that stands in an element that can have a language."""
    assert not app.exception, app.exception
    for element in [*app.main, *app.sidebar]:
        kind = str(getattr(element, "type", ""))
        if kind in CANNOT:
            continue
        if kind == "bidi_component":
            given = json.loads(element.proto.json or "{}")
            for _heading, items in given.get("sections", ()):
                yield from ((item[1], (*item, page)[3]) for item in items)
            continue
        for name in ("body", "value", "label"):
            found = getattr(element, name, None)
            if isinstance(found, str) and not found.startswith("<style"):
                parser = _Spoken(page)
                parser.feed(found)
                yield from parser.told


def wrongly(texts: list[Told], page: str) -> list[Told]:
    """Those of *texts* that stand in another language than they are in."""
    own = {"ru": RUSSIAN, "uk": UKRAINIAN, **({"ru ": TOWN} if page == "en" else {})}
    wrong = [
        (text, tongue)
        for text, tongue in texts
        for code, words in own.items()
        if words[:12] in text and tongue != code.strip()
    ]
    wrong += [
        (text, tongue)
        for text, tongue in texts
        if any(words in text for words in ENGLISH.values()) and tongue != "en"
    ]
    if page == "en":
        wrong += [
            (text, tongue)
            for text, tongue in texts
            if re.search("[\u0400-\u04ff]", text) and tongue not in ("ru", "uk", "und")
        ]
    return wrong


def made_up_texts() -> Collection:
    """Texts in English, Russian and Ukrainian that nobody translated."""
    named = [{**each, "name": ENGLISH["name"]} for each in CLAIMANTS]
    printed = [
        {**each, "note": ENGLISH["note"], "url": "", "publisher": "Газета «Вечер», выпуск"}
        for each in SOURCES
    ]
    texts = {name: ENGLISH[name] for name in ("title", "summary")}
    return build(
        [
            incident("english", **texts, same_as=""),
            incident("russian", title=RUSSIAN, summary=RUSSIAN),
            occupied("ukrainian", title=UKRAINIAN, summary=UKRAINIAN),
        ],
        [
            claim(
                "c1", "english", "1", statement=ENGLISH["statement"], inferred=ENGLISH["inferred"]
            ),
            claim("c2", "english", "2", by="kyiv", statement=ENGLISH["statement"]),
            claim(
                "c3", "english", "", measure="denial", about="c1", statement=ENGLISH["statement"]
            ),
            claim("c4", "russian", "1", statement=RUSSIAN, relayed_by="Агентство «Новый день»"),
            claim("c5", "ukrainian", "1", by="kyiv", statement=UKRAINIAN),
        ],
        named,
        printed,
        [
            {
                "date": "2023-06-09",
                "record": "english",
                "what_changed": ENGLISH["why"],
                "why": ENGLISH["why"],
                "version": "1.0.0",
            }
        ],
        title=ENGLISH["collection"],
        description=ENGLISH["description"],
    )


@pytest.fixture
def made_up(tmp_path: Path, collections: Callable[..., None]) -> None:
    """A host with one collection, of those texts and a tour."""
    made = made_up_texts()
    folder = tmp_path / "made-up"
    collection.write(folder, collection.text_tables(made), made.descriptor)
    stop = {"title": ENGLISH["stop"], "text": ENGLISH["stopped"], "query": "weapon=drone"}
    tour = {"title": ENGLISH["stop"], "stops": [stop]}
    (folder / FILE).write_text(json.dumps(tour), encoding="utf-8")
    collections(folder)


@pytest.mark.parametrize(("page", "tongues"), [("en", "ru uk"), ("uk", "en ru"), ("ru", "en uk")])
def test_titles_of_a_feed_are_in_their_language(page: str, tongues: str) -> None:
    """Of a feed's entries each that is in another language than the feed says in which."""
    with speaking(page):
        written = feed("feed", View(made_up_texts(), Link(collection="example")), PLACES).decode(
            "utf-8"
        )
    assert sorted(re.findall('<title xml:lang="([a-z]+)"', written)) == tongues.split()


@pytest.mark.parametrize("page", LANGUAGES)
@pytest.mark.by_day(1, "a text has its language by one call, whatever the page's is")
def test_each_text_is_in_its_language(page: str, made_up: None, open_page: Open) -> None:
    """What nobody translated stands in its own language on every page, whatever the page's is."""
    found: list[Told] = []
    for name in PAGES:
        for view in QUERIES.get(name, ({},)):
            app = open_page(name, lang=[page], **view)
            texts = list(told(app, page))
            assert wrongly(texts, page) == [], (name, view)
            found += texts
    shown = " ".join(text for text, _tongue in found)
    assert [each for each in (*ENGLISH.values(), RUSSIAN, UKRAINIAN) if each not in shown] == []


def test_cells_of_corrections_are_in_the_language_of_their_region(open_page: Open) -> None:
    """Where Russian and Ukrainian letters are alike, a corrected cell is in the incident's."""
    app = open_page("corrections", collection=["chronology-2023-05-06"])
    told = {text: tongue for body in app.get("html") for text, tongue in heard(body.proto.body)}
    for text in ("Борский район", "Погоново", "Шебекино"):
        assert told[text] == "ru", text


def heard(body: str) -> list[Told]:
    """Each text of *body*, HTML on an English page, with the language that it is spoken in."""
    parser = _Spoken("en")
    parser.feed(body)
    return parser.told
