"""What a request's query asks for; where it can't be given whole, which key is at fault."""

from __future__ import annotations

from collections.abc import Collection as Container
from contextlib import nullcontext
from dataclasses import dataclass, replace

from strikemap import links
from strikemap.comparison.sides import why_not
from strikemap.export import ONE_SIDE
from strikemap.host import old_versions
from strikemap.host import shelf as shelves
from strikemap.host.own_files import without_gone
from strikemap.host.shelf import Shelf
from strikemap.links import Link
from strikemap.model import Collection
from strikemap.progress import Progress
from strikemap.tour import ON

Query = dict[str, list[str]]
SINGLE = ("collection", *links.SINGLES)
SHELL = ("embed", "embed_options")
"""Keys that say how Streamlit's page looks, not what is in it."""
LONGEST = 8_000
"""Characters of a query that is read at all; browsers and proxies cut longer addresses."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a query: the key, and what is wrong.  Raw text."""

    key: str
    message: str


class Refused(Exception):
    """Why a request is not answered: the status, and each fault."""

    def __init__(self, status: int, *faults: Fault) -> None:
        super().__init__(*faults)
        self.status = status
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A collection of the host's shelf and the view of it that a query asks for.

    `is_old` where it is an older version than the shelf has.
    """

    collection: Collection
    link: Link
    shelf: Shelf
    is_old: bool = False


def shelf_now() -> Shelf:
    """The host's collections, read anew where their files have changed; uploads are not here."""
    return shelves.shelf(lambda doing: nullcontext[Progress](lambda done, what: None))


def query_of(text: str) -> Query:
    """
    The keys and values of a query string.

    Raises:
        Refused: it is too long, or a byte in it is no UTF-8.
    """
    if len(text) > LONGEST:
        raise Refused(414, Fault("", f"a query has at most {LONGEST:,} characters"))
    query = {key: given for key, given in links.decode(text).items() if key not in SHELL}
    for key, values in query.items():
        if "�" in key or any("�" in each for each in values):
            raise Refused(400, Fault(key[:60], "a character is not written in UTF-8"))
    return query


def forbid_keys(text: str) -> None:
    """
    Hold that the query *text* asks for nothing, for what is the same whatever is asked.

    Raises:
        Refused: it has a key, which would go unheard; trackers' are passed over.
    """
    keys = [key for key in query_of(text) if not links.TRACKERS.fullmatch(key)]
    if keys:
        raise Refused(400, *(Fault(key[:60], "no key is taken here") for key in keys))


def asked(text: str, *, also: Container[str] = ()) -> Asked:
    """
    The view that the query *text* asks for, given whole; *also* are keys that the route reads.

    Raises:
        Refused: some key, or what it asks for, is not to be had here.
    """
    query = {key: values for key, values in query_of(text).items() if key not in also}
    shelf = shelf_now()
    today = _collection(query, shelf)
    collection, told = links.of_version(query, today, old_versions.opened)
    link, notices = links.from_query(query, collection)
    faults = [fault for key in query for fault in _faults(key, query, collection)]
    if notices and not faults:
        faults = [Fault("", each) for each in notices]
    faults += [Fault("v" if "v" in query else "sha256", each) for each in told[:1]]
    if link.compare:
        faults.append(Fault("compare", ONE_SIDE))
    if faults:
        raise Refused(400, *faults)
    return Asked(collection, link, shelf, is_old=collection is not today)


def leniently(text: str) -> tuple[Asked, tuple[str, ...]]:
    """
    The view that a page shows for the query *text*, and its notices: what it can't give is said
    there and left out.

    Raises:
        Refused: no collection is here, or the query can't be read.
    """
    # A file of a reader's own is none of the host's: of it nothing is said here.
    (query, _is_gone), shelf = without_gone(query_of(text), ()), shelf_now()
    named = query.get("collection", [""])[-1]
    name = named if named in shelf.collections else shelf.default
    if name not in shelf.collections:
        raise Refused(503, Fault("", "no sound collection is here"))
    today = shelf.collections[name]
    collection, told = links.of_version(query, today, old_versions.opened)
    link, notices = links.from_query(query, collection)
    if link.compare and (why := why_not(link.compare, collection, shelf.collections)):
        link, notices = replace(link, compare=""), (*notices, why)
    return Asked(collection, link, shelf, is_old=collection is not today), (*told, *notices)


def _collection(query: Query, shelf: Shelf) -> Collection:
    if not shelf.collections:
        raise Refused(503, Fault("", "no sound collection is here"))
    named = query.get("collection", [shelf.default])[-1]
    if named not in shelf.collections:
        raise Refused(400, Fault("collection", f"there is no collection “{named[:60]}” here"))
    return shelf.collections[named]


def _faults(key: str, query: Query, collection: Collection) -> list[Fault]:
    """What is wrong with one key of *query*, each key being read by itself."""
    if len(query[key]) > 1 and key in SINGLE:
        return [Fault(key, f"“{key}” was given {len(query[key])} times")]
    on_tour = {"tour": [ON]} if key == "stop" and "tour" in query else {}
    _, told = links.from_query({key: query[key], **on_tour}, collection)
    return [Fault(key[:60], each) for each in told]
