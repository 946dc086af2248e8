"""The pictures that eyes go over hold every size, theme, language and page; the README has one."""

from __future__ import annotations

import struct
from itertools import product

from strikemap.languages import LANGUAGES
from strikemap.ui.session.pages import PAGES
from tools.screenshots import COLLECTIONS, LAPTOP, PHONE, README, SIZES, views


def test_every_size_theme_language_and_page() -> None:
    """Each collection in each size and theme, each page in each language; no name twice."""
    made = list(views())
    names = {each.name for each in made}
    assert len(names) == len(made)
    maps = product(COLLECTIONS, SIZES, ("light", "dark"))
    assert {(name, size, theme, "") for name, size, theme in maps} <= {
        (each.collection, each.size, each.theme, each.page) for each in made
    }
    pages = product(LANGUAGES, (PHONE, LAPTOP), (page.address for page in PAGES))
    assert set(pages) <= {
        (each.language, each.size, each.page) for each in made if each.collection == "chronology"
    }


def test_the_readme_has_a_laptops_page() -> None:
    """Its picture is as large as a laptop's window, and not larger on the wire than a page."""
    contents = README.read_bytes()
    assert struct.unpack(">II", contents[16:24]) == LAPTOP
    assert len(contents) < 450_000
