"""`/robots.txt` and `/sitemap.xml`: what a search engine may read, and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from strikemap import links
from strikemap.export import FORMS
from strikemap.host.page_list import PAGES
from strikemap.host.shelf import Shelf
from strikemap.model import Collection
from strikemap.web import answers
from strikemap.web.addresses import host_address, page_address
from strikemap.web.asked import Fault, Refused, shelf_now
from strikemap.web.data import ROOT
from strikemap.web.preview import PICTURE
from strikemap.web.reading import Reading
from strikemap.web.turns import Turns

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""Addresses that one file may hold, by the protocol of sitemaps.org."""
_TURNS = Turns("sitemap", at_once=1, waiting=4)
_PART = re.compile(r"part=(\d{1,6})", re.ASCII)


def robots_routes() -> list[Route]:
    """The routes for search engines."""
    return [Route("/robots.txt", Reading(_robots)), Route("/sitemap.xml", Reading(_sitemap))]


async def _robots(request: Request) -> Response:
    # Who shows a pasted link asks for its picture, and obeys this file.
    picture = f"Allow: {ROOT}/{FORMS[PICTURE].file}"
    closed = [f"Disallow: {path}/" for path in (ROOT, "/_stcore", "/media")]
    lines = ["User-agent: *", picture, *closed]
    base = host_address(request)
    lines += [f"Sitemap: {base}/sitemap.xml"] if base else []
    told = ("\n".join(lines) + "\n").encode()
    return answers.known_by_content(request, told, "text/plain")


async def _sitemap(request: Request) -> Response:
    part = _PART.fullmatch(request.url.query)
    if request.url.query and not part:
        raise Refused(400, Fault("part", "the sitemap takes part=1 and so on alone"))

    def make() -> bytes | None:
        return sitemap(shelf_now(), host_address(request), int(part[1]) if part else None)

    made = await _TURNS.run(make)
    if made is None:
        raise Refused(404, Fault("part", "the sitemap has no such part"))
    return answers.known_by_content(request, made, "application/xml")


def sitemap(shelf: Shelf, base: str, part: int | None = None) -> bytes | None:
    """
    The addresses of the pages, and of the incidents of all collections that may be passed on.

    Beyond `MOST` the whole is an index of parts, numbered from 1; None for a part that is not.
    """
    count = len(PAGES) - 1 + sum(len(each.incidents) for each in _public(shelf))
    parts = -(-count // MOST)
    if part is None and parts > 1:
        places = (f"{base}/sitemap.xml?part={number}" for number in range(1, parts + 1))
        return _xml("sitemapindex", "sitemap", places)
    first = (1 if part is None else part) * MOST - MOST
    if part is not None and not 0 <= first < count:
        return None
    chosen = (
        address for at, address in enumerate(_addresses(shelf, base)) if first <= at < first + MOST
    )
    return _xml("urlset", "url", chosen)


def sitemap_of(addresses: Iterable[str]) -> bytes:
    """A sitemap of whole addresses: of the first `MOST` where there are more."""
    return _xml("urlset", "url", islice(addresses, MOST))


def _public(shelf: Shelf) -> list[Collection]:
    return [each for each in shelf.collections.values() if not each.local_only]


def _addresses(shelf: Shelf, base: str) -> Iterator[str]:
    yield from (
        page_address(base, page.address, "") for page in PAGES if page.address != "incident"
    )
    for each in _public(shelf):
        # As the incident's own page names itself: the collection that opens first goes unnamed.
        of = {} if each.name == shelf.default else {"collection": [each.name]}
        for name in each.incidents["incident_id"]:
            query = links.encode({**of, "incident": [str(name)]})
            yield page_address(base, "incident", query)


def _xml(root: str, item: str, places: Iterable[str]) -> bytes:
    whole = ElementTree.Element(root, {"xmlns": SITEMAPS})
    for place in places:
        ElementTree.SubElement(ElementTree.SubElement(whole, item), "loc").text = place
    made: bytes = ElementTree.tostring(whole, encoding="utf-8", xml_declaration=True)
    return made
