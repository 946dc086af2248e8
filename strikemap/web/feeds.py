"""`/feed.atom` and `/corrections.atom`: a view's incidents, and its corrections, newest first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from strikemap import links
from strikemap.export import View
from strikemap.host.public_address import base_url
from strikemap.languages import gettext as _
from strikemap.languages import language
from strikemap.links import Link
from strikemap.translations import title_of
from strikemap.web import answers, in_words
from strikemap.web.addresses import (
    data_address,
    feed_address,
    host_address,
    page_address,
    page_query,
)
from strikemap.web.asked import Asked, asked
from strikemap.web.data import forbid_local, span_of
from strikemap.web.feed_entries import MOST, Entry, correction_entries, how_many, incident_entries
from strikemap.web.reading import Reading
from strikemap.web.turns import Turns

ATOM = "http://www.w3.org/2005/Atom"
FROM = "from"
"""The key of the number of a part's first entry, counted from 0, as of the data's lists."""
_TURNS = Turns("feeds", at_once=1, waiting=16)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even escaped."""


def feed_routes() -> list[Route]:
    """The routes of both feeds."""
    made = {"/feed.atom": _incidents, "/corrections.atom": _corrections}
    return [Route(path, Reading(make)) for path, make in made.items()]


async def _incidents(request: Request) -> Response:
    return await _answer(request, "feed")


async def _corrections(request: Request) -> Response:
    return await _answer(request, "corrections")


async def _answer(request: Request, name: str) -> Response:
    def make() -> tuple[str, bytes]:
        # A feed goes on while the data change: the version of the link it came from says nothing.
        found = asked(request.url.query, also=("v", "sha256", FROM))
        forbid_local(found)
        first = span_of(request).first
        base = host_address(request)
        view = View(found.collection, found.link, base_url())
        etag = answers.tag(view, name, base, first)
        if answers.is_known(request, etag):
            return etag, b""
        return etag, feed(name, view, served_places(name, found, base), first)

    etag, xml = await _TURNS.run(make)
    if not xml:
        return answers.unchanged(etag)
    headers = {"ETag": etag, **answers.OPEN, **answers.FRESH}
    return Response(xml, media_type="application/atom+xml", headers=headers)


@dataclass(frozen=True, slots=True)
class Places:
    """
    Where links lead: the feed, its page, its data, an incident's page, the corrections.

    `itself` takes the number of the first entry; None where the newest entries are all there is.
    """

    itself: Callable[[int], str | None]
    page: str
    data: str
    incident: Callable[[str], str]
    corrections: str


def served_places(name: str, found: Asked, base: str) -> Places:
    """The places on this host, whose address is *base*, of the feed *name* of *found*."""
    of = found.collection.name
    view = View(found.collection, found.link, base_url())

    spoken = {"lang": [found.link.language]} if found.link.language else {}

    def incident(name: str) -> str:
        query = {"collection": [of], "incident": [name], **spoken}
        return page_address(base, "incident", links.encode(query))

    def itself(first: int) -> str:
        address = feed_address(base, name, found)
        return f"{address}{'&' if '?' in address else '?'}{FROM}={first}" if first else address

    return Places(
        itself,
        page_address(base, "" if name == "feed" else "corrections", page_query(found)),
        data_address(base, "json", view),
        incident,
        page_address(base, "corrections", links.encode({"collection": [of], **spoken})),
    )


def feed(name: str, view: View, places: Places, first: int = 0) -> bytes:
    """
    The feed *name* (`feed` or `corrections`) of *view* as Atom (RFC 4287), from entry *first*.

    Addresses are in its links and never in an id; where there are more entries than `MOST`, they
    lead on and back (RFC 5005, 3).
    """
    entries = (
        incident_entries(view, places.incident, first)
        if name == "feed"
        else correction_entries(view, places.incident, places.corrections, first)
    )
    words = in_words.view_in_words(view)
    title = (
        _("Strikemap, incidents: {view}", view=words)
        if name == "feed"
        else _("Strikemap, corrections: {view}", view=words)
    )
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": language()})
    _add(root, "id", _id(name, view.collection.name, _filters(view)))
    _add(root, "title", title)
    _add(root, "subtitle", f"{in_words.not_all()} {title_of(view.collection)}.")
    newest = max((each.updated for each in entries), default=_day_of(view))
    _add(root, "updated", _stamp(newest))
    author = ElementTree.SubElement(root, "author")
    _add(author, "name", _("Strikemap contributors"))
    if view.collection.licence:
        _add(root, "rights", view.collection.licence)
    parts = {"self": first}
    if first:
        parts |= {"first": 0, "previous": max(0, first - MOST)}
    if first + MOST < how_many(name, view):
        parts |= {"next": first + MOST}
    for rel, start in parts.items():
        if address := places.itself(start):
            _link(root, rel, address, "application/atom+xml")
    _link(root, "alternate", places.page, "text/html")
    _link(root, "related", places.data, "application/json")
    for each in entries:
        root.append(_entry(each, view.collection.name))
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _filters(view: View) -> str:
    return links.encode(links.to_query(Link(filters=view.link.filters), view.collection))


def _day_of(view: View) -> date:
    return date.fromisoformat(view.collection.updated or view.collection.coverage_to)


def _entry(of: Entry, collection: str) -> ElementTree.Element:
    entry = ElementTree.Element("entry")
    _add(entry, "id", _id(collection, of.key))
    _add(entry, "title", of.title, of.language)
    _add(entry, "published", _stamp(of.published))
    _add(entry, "updated", _stamp(of.updated))
    _link(entry, "alternate", of.address, "text/html")
    _add(entry, "content", of.told)
    return entry


def _id(*parts: str) -> str:
    """A name that no host and no version changes: a UUID of what the entry is about."""
    return uuid5(NAMESPACE_URL, "strikemap:" + "/".join(parts)).urn


def _stamp(day: date) -> str:
    """A day as RFC 3339 has it: the hour is not known, and Atom wants one."""
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: ElementTree.Element, name: str, text: str, language: str = "") -> None:
    flat = " ".join(_NOT_XML.sub(" ", text).split())
    told = {"xml:lang": language} if language else {}
    ElementTree.SubElement(parent, name, told).text = flat or "–"


def _link(parent: ElementTree.Element, rel: str, address: str, kind: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "href": address, "type": kind})
