"""Every text that a page shows is a message, or the data's own."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from strikemap.cartography.map_words import map_words
from strikemap.export import FORMS
from strikemap.geography import region_names
from strikemap.languages import LANGUAGES, speaking
from strikemap.model import Collection
from strikemap.tour import read_tour
from strikemap.ui.frame.timeline_words import timeline_words
from tests.app.conftest import Open
from tests.app.spoken import strings, texts
from tests.pseudo import CODE, cells, escaped, pseudo_language
from tests.unit.export.views import SHIPPED, shipped

COLLECTION = "chronology-2023-05-06"
CHOSEN = {"incident": ["2023-06-01-shebekino-shelling"]}
SOUGHT = "Shebekinno"
VIEWS = {
    "map": (
        {},
        CHOSEN,
        {"tour": ["guided"], "stop": ["99"]},
        {"q": [SOUGHT]},
        {"as_of": ["2023-06-05"], "claimant": ["governor-belgorod"], "weapon": ["drone"]},
        {"layer": ["regions-killed"], "view": ["nowhere"], "incident": ["none"], "stop": ["x"]},
    ),
    "incidents": ({}, CHOSEN, {"q": [SOUGHT]}),
    "incident": ({}, CHOSEN),
    "casualties": ({},),
}


def known(collection: Collection) -> set[str]:
    """What the data brings along, and what is called the same in every language."""
    tour = read_tour(collection.beside)
    assert tour is not None
    return {
        *cells(collection),
        *(each[:1].lower() + each[1:] for each in cells(collection)),  # an office in a sentence
        *(str(each).replace("_", " ") for each in collection.claims["subject"].unique()),
        *(name for names in region_names().values() for name in names),
        *(shipped(name).title for name in SHIPPED),
        *LANGUAGES.values(),
        *(text for stop in tour.stops for text in (stop.title, stop.text)),
        tour.title,
        SOUGHT,
        *(value for view in VIEWS["map"] for values in view.values() for value in values),
        "stop",
        *(form.english_label for form in FORMS.values() if form.english_label.isalpha()),
        "Strikemap",
        "OpenStreetMap",
    }


@pytest.mark.by_day(2, "two pages of four; tools.messages --check holds the catalogues of all")
@pytest.mark.parametrize("page", VIEWS)
def test_every_text_is_a_message(page: str, open_page: Open) -> None:
    """In the language of brackets nothing of ours stands outside of them."""
    names = known(shipped(COLLECTION))
    with pseudo_language():
        for view in VIEWS[page]:
            app = open_page(page, collection=[COLLECTION], lang=[CODE], **view)
            assert escaped("\n".join(texts(app)), names) == [], view


def test_a_list_of_claimants_is_in_the_readers_language(open_page: Open) -> None:
    """Names, sides and origins, of which only that of a channel is a name."""
    with pseudo_language():
        app = open_page("sources", collection=[COLLECTION], lang=[CODE])
        told = [str(cell) for grid in app.dataframe for cell in grid.value.to_numpy().ravel()]
    ids = set(shipped(COLLECTION).claimants["claimant_id"].astype(str))
    assert "⟦Russian state⟧" in told
    assert escaped("\n".join(told), known(shipped(COLLECTION)) | ids | {"Mash"}) == []


def test_every_word_of_the_scripts_is_a_message() -> None:
    """So is all that the map's and the timeline's scripts are given to say."""
    with pseudo_language(), speaking(CODE):
        told = "\n".join([*strings(map_words()), *strings(timeline_words())])
    assert escaped(told, {"OpenStreetMap"}) == []


def current(app: AppTest) -> Collection:
    """The collection that *app* shows."""
    shown: Collection = app.session_state["strikemap"].collection
    return shown


def test_what_opens_is_of_messages(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """So is what stands in the folded filters, in the bar of an old version, and in a frame."""
    names = known(shipped(COLLECTION))
    with pseudo_language():
        app = open_page("map", collection=[COLLECTION], lang=[CODE], as_of=["no day"])
        app.session_state["folded filters"] = True
        told = [*texts(app.run())]
        assert "⟦As published by⟧" in told
        assert escaped("\n".join(told), names | {"no day", "as_of"}) == []
        old = open_page("map", collection=[COLLECTION], lang=[CODE], v=["1.4.0"])
        assert escaped("\n".join(texts(old)), names | known(current(old))) == []
        monkeypatch.setattr(type(st.context), "is_embedded", True)
        framed = [*texts(open_page("map", collection=[COLLECTION], lang=[CODE]))]
        assert "⟦Open this view, with who said each number and where⟧" in "".join(framed)
        assert escaped("\n".join(framed), names) == []
