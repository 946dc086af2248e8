"""`/api/v1/collections.json`: the collections that this host offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from strikemap.export.json_records import json_bytes
from strikemap.host.shelf import Shelf
from strikemap.model import Collection
from strikemap.web import answers
from strikemap.web.asked import forbid_keys, shelf_now
from strikemap.web.data import ROOT
from strikemap.web.reading import Reading
from strikemap.web.turns import Turns

PATH = f"{ROOT}/collections.json"
_TURNS = Turns("collections", at_once=1, waiting=16)


def collections_routes() -> list[Route]:
    """The route of the list."""
    return [Route(PATH, Reading(_answer))]


async def _answer(request: Request) -> Response:
    def make() -> bytes:
        forbid_keys(request.url.query)
        return collections_json(shelf_now())

    return answers.known_by_content(request, await _TURNS.run(make), "application/json")


def collections_json(shelf: Shelf, others: Iterable[Mapping[str, Any]] = ()) -> bytes:
    """
    The collections of *shelf* as JSON; of one for local use it says that it is one.

    *others* is what was told before of those that are offered too.
    """
    listed = [*map(_told, shelf.collections.values()), *others]
    return json_bytes({"default": shelf.default, "collections": listed})


def _told(of: Collection) -> dict[str, Any]:
    return {
        "name": of.name,
        "title": of.title,
        "version": of.version,
        "updated": of.updated or None,
        "content_sha256": of.content_hash,
        "licence": of.licence,
        "may_be_passed_on": not of.local_only,
        "coverage": [of.coverage_from, of.coverage_to],
        "incidents": len(of.incidents),
        "claims": len(of.claims),
    }
