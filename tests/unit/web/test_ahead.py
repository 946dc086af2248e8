"""The head of the page with the map names what the map needs, and nothing that is not there."""

from __future__ import annotations

import re

from strikemap.host.page_list import PAGES
from strikemap.web.ahead import SHOWN_FIRST, SHOWN_NEXT, Parts
from tests.unit.web.asking import INDEX, STATIC, Asker

SCRIPTS = INDEX.parent / "static" / "js"
NAMED = re.compile(r'<link rel="(?:modulepreload|preload)"[^>]* href="\./([^"]+)"')


def _ahead(ask: Asker, page: str) -> list[str]:
    own = NAMED.findall(INDEX.read_text("utf-8"))
    return [each for each in NAMED.findall(ask(f"/{page}").text) if each not in own]


def test_each_is_there(ask: Asker) -> None:
    """Each file that is named answers with something, and is named once."""
    named = _ahead(ask, "")
    assert len(named) == len(set(named)) > 30
    assert {ask(f"/{each}", accept_encoding="gzip").status for each in named} == {200}


def test_no_other_page_asks_for_a_map(ask: Asker) -> None:
    """Pages without the map fetch nothing for it."""
    assert [page for page in PAGES if page.address and _ahead(ask, page.address)] == []


def test_the_front_end_is_cut_as_it_was() -> None:
    """This version of Streamlit has a script of its own for each part that is shown first."""
    parts = Parts.read(SCRIPTS, INDEX.read_text("utf-8"))
    for wanted, found in ((SHOWN_FIRST, parts.first), (SHOWN_NEXT, parts.next)):
        assert {name.partition(".")[0] for name in found} >= set(wanted)
    assert not set(parts.first) & set(parts.next)


def test_all_of_the_maps_modules_are_named(ask: Asker) -> None:
    """The head, and the script that brings them in where there is no such head, name each one."""
    modules = {path.stem for path in (STATIC / "map").glob("*.js")}
    ahead = {each.rpartition("/")[2] for each in _ahead(ask, "") if "/map/" in each}
    assert ahead == {f"{each}.js" for each in modules} | {"map.css"}
    listed = re.search(r"of \[(.+?)\]\)", (STATIC / "map" / "load.js").read_text(), re.DOTALL)
    assert listed and set(re.findall(r'"(\w+)"', listed[1])) == modules - {"load"}
