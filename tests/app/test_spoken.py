"""Every text that a page shows is a message, or the data's own."""

from __future__ import annotations

import pytest

from strikemap.geography import region_names
from strikemap.languages import LANGUAGES
from tests.app.conftest import Open
from tests.app.spoken import texts, texts_of
from tests.pseudo import SPOKEN, escaped, pseudo_language
from tests.unit.export.views import SHIPPED, shipped

NAMES = {
    *LANGUAGES.values(),
    *(name for names in region_names().values() for name in names),
    "Strikemap",
    *(shipped(name).title for name in SHIPPED),
}
"""What is called the same in every language, or by the boundaries."""
CHOSEN = "2023-06-01-shebekino-shelling"
VIEWS = {
    "map": [
        {},
        {"incident": [CHOSEN]},
        {"tour": ["guided"]},
        {"q": ["Shebekin"]},
        {"embed": ["true"]},
    ],
    "incidents": [{}, {"incident": [CHOSEN]}],
    "incident": [{}, {"incident": [CHOSEN]}],
}


@pytest.mark.parametrize("page", VIEWS)
def test_every_text_is_a_message(page: str, open_page: Open) -> None:
    """In the pseudo-language nothing of ours stands outside of the brackets that mark messages."""
    collection = "chronology-2023-05-06"
    known = texts_of(shipped(collection)) | NAMES
    with pseudo_language():
        for view in VIEWS[page]:
            app = open_page(page, collection=[collection], lang=[SPOKEN], **view)
            assert escaped(texts(app), known) == set(), view
