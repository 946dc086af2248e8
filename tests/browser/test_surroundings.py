"""Wherever the server stands it says the same: clock, zone, locale, warnings, and its disk."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from bench.sessions import Visitor, session
from tests.browser.server import Server, serving
from tests.conftest import awaited

SURROUNDED = str(Path(__file__).parent / "surrounded")
SURROUNDINGS = {
    "2001, Kamchatka, C locale, full disk, warnings are errors": {
        "STRIKEMAP_TEST_YEAR": "2001", "STRIKEMAP_TEST_DISK": "ENOSPC", "TZ": "Asia/Kamchatka",
        "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONWARNINGS": "error",
    },
    "2038, Los Angeles, Turkish, read-only disk": {
        "STRIKEMAP_TEST_YEAR": "2038", "STRIKEMAP_TEST_DISK": "EROFS",
        "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8",
    },
}  # fmt: skip
PAGES = ("", "incidents", "casualties", "sources", "compare")
QUERY = "dates=2023-05-25&dates=2023-05-30&as_of=2023-05-30&territory=together"
ROUTES = (
    "api/v1/incidents.csv", "api/v1/incidents.geojson", "api/v1/package.zip", "api/v1/totals.json",
    "api/v1/picture.svg", "feed.atom", "corrections.atom",
)  # fmt: skip
PATIENCE = 60.0
NAMED_ANEW = re.compile(
    r'^ *(deferred_file_)?id: .*$|\\*"visit\\*": ?\\*"[0-9a-f]+\\*"|\\*"run\\*": ?\d+',
    re.MULTILINE,
)


class Listener(Visitor):
    """A reader who keeps every element that a page consists of."""

    elements: list[str]

    async def load(self) -> None:
        self.elements = []
        await self._send(BackMsg())
        await self._until_finished("")

    def _seen(self, delta: Any, wanted: str) -> float:
        element = delta.new_element
        # How far reading is, is another each time; so are the names of what is made on demand.
        if element.WhichOneof("type") not in ("progress", "empty"):
            self.elements.append(NAMED_ANEW.sub("", str(element)))
        return super()._seen(delta, wanted)


async def page(server: Server, name: str) -> list[str]:
    async with session(server.url) as connection:
        reader = Listener(connection, PATIENCE)
        reader.name, reader.query = name, QUERY
        await reader.load()
        return sorted(reader.elements)


def said(server: Server) -> dict[str, Any]:
    """Each page's elements, and what each route answers, for one view."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    found: dict[str, Any] = {}
    for name in PAGES:
        found[f"page {name}"] = awaited(page(server, name))
    for route in ROUTES:
        with direct.open(f"{server.url}/{route}?{QUERY}", timeout=PATIENCE) as answer:
            found[route] = answer.read().replace(server.url.encode(), b"HERE")
    return found


@pytest.fixture(scope="module")
def usual(server: Server) -> dict[str, Any]:
    """What the surroundings of these tests give."""
    found = said(server)
    assert min(map(len, found.values())) > 10
    return found


@pytest.mark.nightly("of exports tests/unit/test_surroundings.py holds the same at each landing")
@pytest.mark.parametrize("where", SURROUNDINGS)
def test_the_same_is_said(where: str, usual: dict[str, Any], tmp_path: Path) -> None:
    """The server starts, and pages, data, feeds and pictures of a view are the usual ones."""
    with serving(tmp_path, **SURROUNDINGS[where], PYTHONPATH=SURROUNDED) as surrounded:
        found = said(surrounded)
    assert [name for name in usual if found[name] != usual[name]] == []
