"""Every text that a page shows is a message, or the data's own."""

from __future__ import annotations

import pytest

from strikemap.cartography.map_words import map_words
from strikemap.export import FORMS
from strikemap.geography import region_names
from strikemap.languages import LANGUAGES, speaking
from strikemap.model import Collection
from strikemap.ui.frame.timeline_words import timeline_words
from strikemap.ui.map.tour import read_tour
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
}


def known(collection: Collection) -> set[str]:
    """What the data brings along, and what is called the same in every language."""
    tour = read_tour(collection.folder)
    assert tour is not None
    return {
        *cells(collection),
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


@pytest.mark.parametrize("page", VIEWS)
def test_every_text_is_a_message(page: str, open_page: Open) -> None:
    """In the language of brackets nothing of ours stands outside of them."""
    names = known(shipped(COLLECTION))
    with pseudo_language():
        for view in VIEWS[page]:
            app = open_page(page, collection=[COLLECTION], lang=[CODE], **view)
            assert escaped("\n".join(texts(app)), names) == [], view


def test_every_word_of_the_scripts_is_a_message() -> None:
    """So is all that the map's and the timeline's scripts are given to say."""
    with pseudo_language(), speaking(CODE):
        told = "\n".join([*strings(map_words()), *strings(timeline_words())])
    assert escaped(told, {"OpenStreetMap"}) == []
