"""What search engines are told: where to look, and every page and incident."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from strikemap.web import robots
from tests.builders import build, incident
from tests.unit.export.views import SHIPPED, shipped
from tests.unit.web.asking import Asker, offering

LOC = f".//{{{robots.SITEMAPS}}}loc"


def places(xml: bytes) -> list[str]:
    """The addresses in a sitemap."""
    return [str(each.text) for each in ElementTree.fromstring(xml).findall(LOC)]


def test_every_page_and_incident(ask: Asker) -> None:
    """The sitemap has each page and each incident of all collections once, by whole addresses."""
    listed = places(ask("/sitemap.xml").body)
    assert len(listed) == len(set(listed)) == 9 + sum(len(shipped(s).incidents) for s in SHIPPED)
    assert all(each.startswith("https://strikes.example/") for each in listed)
    assert "https://strikes.example/sitemap.xml" in ask("/robots.txt").text
    for address in (listed[0], listed[1], listed[9], listed[-1]):
        page = ask(address.removeprefix("https://strikes.example"))
        own = re.search(r'<link rel="canonical" href="([^"]+)"', page.text)
        assert own and html.unescape(own[1]) == address


def test_a_large_one_has_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what one file may hold it is an index, whose parts have every address once."""
    monkeypatch.setattr(robots, "MOST", 10)
    with offering(monkeypatch, build([incident(f"x{at}") for at in range(25)])) as ask:
        parts = places(ask("/sitemap.xml").body)
        assert len(parts) == 4
        listed = [p for part in parts for p in places(ask(part.partition("example")[2]).body)]
        assert len(listed) == len(set(listed)) == 34
        assert ask("/sitemap.xml?part=5").status == ask("/sitemap.xml?part=0").status == 404
        assert ask("/sitemap.xml?x=1").status == 400


def test_incidents_of_one_id_in_several_collections_have_an_address_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever the collections are called, only that which opens first goes unnamed."""
    offered = [replace(build([incident("x")]), name=name) for name in ("m", "a", "z")]
    with offering(monkeypatch, *offered) as ask:
        listed = places(ask("/sitemap.xml").body)
    assert len([each for each in listed if "incident=x" in each]) == 3
    assert len(listed) == len(set(listed))
