"""`/feed.atom` and `/corrections.atom`: a view's incidents, and its corrections, newest first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

import numpy as np
import pandas as pd
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from strikemap import links
from strikemap.casualties.standing import effective_days
from strikemap.export import View
from strikemap.export.subset import subset
from strikemap.geography import local_language
from strikemap.host.public_address import base_url
from strikemap.languages import gettext as _
from strikemap.languages import language
from strikemap.links import Link
from strikemap.markup import tongue_of
from strikemap.translations import said_at, title_of
from strikemap.web import answers, in_words
from strikemap.web.addresses import (
    data_address,
    feed_address,
    host_address,
    page_address,
    page_query,
)
from strikemap.web.asked import Asked, asked
from strikemap.web.data import forbid_local
from strikemap.web.reading import Reading
from strikemap.web.turns import Turns
from strikemap.when_and_where import day_and_place
from strikemap.wording import change_in_words, with_full_stop

ATOM = "http://www.w3.org/2005/Atom"
MOST = 100
"""Entries of a feed, the newest; the data routes have all."""
_TURNS = Turns("feeds", at_once=1, waiting=16)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even escaped."""


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One entry of a feed.  Raw text; `key` makes its id, which never changes.

    `language` is that of the title, where it is not the feed's.
    """

    key: str
    title: str
    told: str
    published: date
    updated: date
    address: str
    language: str = ""


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
        found = asked(request.url.query, also=("v", "sha256"))
        forbid_local(found)
        base = host_address(request)
        view = View(found.collection, found.link, base_url())
        etag = answers.tag(view, name, base)
        known = answers.is_known(request, etag)
        return etag, b"" if known else feed(name, view, served_places(name, found, base))

    etag, xml = await _TURNS.run(make)
    if not xml:
        return answers.unchanged(etag)
    headers = {"ETag": etag, **answers.OPEN, **answers.FRESH}
    return Response(xml, media_type="application/atom+xml", headers=headers)


@dataclass(frozen=True, slots=True)
class Places:
    """Where links lead: the feed, its page, its data, an incident's page, the corrections."""

    itself: str
    page: str
    data: str
    incident: Callable[[str], str]
    corrections: str


def served_places(name: str, found: Asked, base: str) -> Places:
    """The places on this host, whose address is *base*, of the feed *name* of *found*."""
    of = found.collection.name
    view = View(found.collection, found.link, base_url())

    def incident(name: str) -> str:
        query = {"collection": [of], "incident": [name]}
        return page_address(base, "incident", links.encode(query))

    return Places(
        feed_address(base, name, found),
        page_address(base, "" if name == "feed" else "corrections", page_query(found)),
        data_address(base, "json", view),
        incident,
        page_address(base, "corrections", links.encode({"collection": [of]})),
    )


def feed(name: str, view: View, places: Places) -> bytes:
    """
    The feed *name* (`feed` or `corrections`) of *view* as Atom (RFC 4287).

    Addresses are in its links and never in an id.
    """
    entries = (incident_entries if name == "feed" else correction_entries)(view, places)
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
    _add(author, "name", "Strikemap contributors")
    if view.collection.licence:
        _add(root, "rights", view.collection.licence)
    _link(root, "self", places.itself, "application/atom+xml")
    _link(root, "alternate", places.page, "text/html")
    _link(root, "related", places.data, "application/json")
    for each in entries:
        root.append(_entry(each, view.collection.name))
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def incident_entries(view: View, places: Places) -> list[Entry]:
    """
    The newest incidents in view: published when first told of, updated when last.

    A record has no day on which it was added; the day of its first claim, the day of the newest
    one and of its last correction are what a reader can check.
    """
    rows = view.rows
    first, last = _told_days(view)
    order = np.lexsort((rows, -first[rows], -last[rows]))[:MOST]
    made = []
    for at in (int(rows[each]) for each in order):
        record = view.collection.incidents.iloc[at]
        name = str(record["incident_id"])
        told = (
            f"{day_and_place(view.collection, at)}. "
            f"{said_at(view.collection, 'incidents', 'summary', at)} "
            f"{in_words.tolls_in_words(view, at)}"
        )
        days = (
            date(1970, 1, 1) + timedelta(int(first[at])),
            date(1970, 1, 1) + timedelta(int(last[at])),
        )
        title = said_at(view.collection, "incidents", "title", at)
        tongue = tongue_of(title, local_language(str(record["region"])))
        made.append(Entry(f"incident/{name}", title, told, *days, places.incident(name), tongue))
    return made


def correction_entries(view: View, places: Places) -> list[Entry]:
    """The newest corrections of records in view, each with the page of the incident concerned."""
    log = view.collection.corrections
    here = log.iloc[subset(view.collection, view.rows).rows["corrections"]]
    newest = here.sort_values(["date", "record"], ascending=[False, True], kind="stable")[:MOST]
    about = _incident_of(view, newest["record"])
    made = []
    for each in newest.to_dict("records"):
        record, day = str(each["record"]), each["date"].date()
        what = with_full_stop(change_in_words(str(each["what_changed"])))
        told = _(
            "{what} Why: {why} Since version {version}.",
            what=what,
            why=each["why"],
            version=each["version"],
        )
        key = f"correction/{record}/{day}/{each['version']}/{each['what_changed']}"
        page = places.incident(about[record]) if record in about else places.corrections
        made.append(Entry(key, _("Corrected: {record}", record=record), told, day, day, page))
    return made


def _incident_of(view: View, records: pd.Series[str]) -> dict[str, str]:
    """The incident of each of *records* that is one, or a claim on one."""
    ids = view.collection.incidents["incident_id"]
    claims = view.collection.claims[["claim_id", "incident"]]
    claimed = claims[claims["claim_id"].isin(records) & (claims["incident"] >= 0)]
    found = {str(claim): str(ids.iloc[at]) for claim, at in claimed.itertuples(index=False)}
    return found | {str(each): str(each) for each in ids[ids.isin(records)]}


def _told_days(view: View) -> tuple[np.ndarray, np.ndarray]:
    """For each incident the days, since 1970-01-01, of its first claim and of its last change."""
    of = view.collection
    days = effective_days(of).astype(np.int64)
    at = of.claims["incident"].to_numpy()
    about = at >= 0
    start = of.incidents["date_end"].to_numpy().astype("datetime64[D]").astype(np.int64)
    never = np.iinfo(np.int64).max
    first, last = np.full(len(start), never), np.full(len(start), -never)
    np.minimum.at(first, at[about], days[about])
    np.maximum.at(last, at[about], days[about])
    first, last = np.where(first == never, start, first), np.where(last == -never, start, last)
    position = (
        {name: at for at, name in enumerate(of.incidents["incident_id"])}
        if len(of.corrections)
        else {}
    )
    for record, day in zip(of.corrections["record"], of.corrections["date"], strict=True):
        if record in position:
            when = (day.date() - date(1970, 1, 1)).days
            last[position[record]] = max(last[position[record]], when)
    return first, last


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
