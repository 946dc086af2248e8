"""`/api/v1/collections.json`: the collections that this host offers."""

from __future__ import annotations

import hashlib
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from strikemap.export.json_records import json_bytes
from strikemap.host.shelf import Shelf
from strikemap.model import Collection
from strikemap.web import answers
from strikemap.web.asked import Fault, Refused, query_of, shelf_now
from strikemap.web.data import ROOT
from strikemap.web.turns import Full, Turns

PATH = f"{ROOT}/collections.json"
_TURNS = Turns("collections", at_once=1, waiting=16)


def collections_routes() -> list[Route]:
    """The route of the list."""
    return [Route(PATH, _answer)]


async def _answer(request: Request) -> Response:
    def make() -> bytes:
        if query := query_of(request.url.query):
            raise Refused(400, *(Fault(key[:60], "this list takes no key") for key in query))
        return collections_json(shelf_now())

    try:
        told = await _TURNS.run(make)
    except Refused as refused:
        return answers.refusal(refused)
    except Full:
        return answers.told(503, [Fault("", "the host is busy; try again in a moment")])
    etag = f'W/"{hashlib.sha256(told).hexdigest()[:32]}"'
    if answers.is_known(request, etag):
        return answers.unchanged(etag)
    headers = {"ETag": etag, **answers.OPEN, **answers.FRESH}
    return Response(told, media_type="application/json", headers=headers)


def collections_json(shelf: Shelf) -> bytes:
    """The collections of *shelf* as JSON; of one for local use it says that it is one."""
    listed = [_told(each) for each in shelf.collections.values()]
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
