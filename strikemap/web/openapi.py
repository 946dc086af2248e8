"""`/api/v1/openapi.json`: what the data routes take and give, for programs (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from strikemap import links
from strikemap.export import FORMS, Form
from strikemap.export.json_records import json_bytes
from strikemap.filters.choices import ALL, CODES
from strikemap.languages import LANGUAGES
from strikemap.tour import ON
from strikemap.web import answers, collections
from strikemap.web.asked import forbid_keys
from strikemap.web.data import PAGE, ROOT, path_of
from strikemap.web.reading import Reading

PATH = f"{ROOT}/openapi.json"
STATUSES = {
    "304": "Nothing has changed since the answer with the ETag that was sent.",
    "400": "Something in the query can't be given; each fault names its key.",
    "403": "The licence of the collection forbids passing its content on.",
    "404": "The collection has no such incident.",
    "405": "Only GET and HEAD are answered; OPTIONS says so with 204.",
    "406": "Neither gzip nor an answer without a coding is accepted.",
    "413": "So many incidents are not made into one file here; the message says what to do.",
    "414": "The query is longer than is read.",
    "421": "The host is not reached by the name that was asked.",
    "429": "Asked too often from one address: the balancer says so, before the host is asked.",
    "500": "The answer could not be made; the host's log says why.",
    "503": "The host is busy, or still reads its collections; Retry-After says when to ask again.",
}
"""What an answer may say instead of giving what was asked, here or at the balancer of `deploy/`."""
_OF_A_VIEW = ("403", "404", "413")
_TAG = {"ETag": "Sent back in If-None-Match, it is answered with 304 where nothing has changed."}
_OF_A_FILE = _TAG | {
    "Content-Disposition": "The name of the file: the collection, its version, the first digits of "
    "its content's hash, days, and what it is.",
    "Link": 'The page of the very view, with every default, version and hash: rel="cite-as".',
}
_LAST = ("territory", "q", "as_of", "publishers", *links.SINGLES)
_SINGLE_CODES = {
    "basemap": links.BASEMAPS,
    "layer": links.LAYERS,
    "lang": tuple(LANGUAGES),
    "tour": (ON,),
}
_TOLD = {
    "tour": "Says that the link is on the collection's tour; the answer is what its filters show.",
    "stop": "Which stop of the tour, from 1; it changes nothing that the filters show.",
}
_PAGING = {
    "from": ("The number of the first record, from 0.", {"type": "integer", "minimum": 0}),
    "limit": (
        f"Records in this part, {PAGE:,} by default; `all` for all that are left.",
        {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "all"}]},
    ),
}


def openapi_routes() -> list[Route]:
    """The route of the description."""
    return [Route(PATH, Reading(_answer))]


async def _answer(request: Request) -> Response:
    forbid_keys(request.url.query)
    return answers.known_by_content(request, json_bytes(openapi()), "application/json")


def openapi() -> dict[str, Any]:
    """The description, made of the registry of forms and of the keys of a shared link."""
    paths = {path_of(form): {"get": _operation(form)} for form in FORMS.values()}
    for path, name, told in (
        (
            collections.PATH,
            "collections",
            "The collections of this host, each with version, hash and licence.",
        ),
        (PATH, "openapi", "This description."),
    ):
        paths[path] = {
            "get": {
                "operationId": name,
                "summary": told,
                "responses": _responses("application/json", _OF_A_VIEW, _TAG),
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Strikemap",
            "version": "1",
            "description": (
                "Reported strikes on Russian territory, claim by claim. The keys are those of a "
                "shared link but `compare`, for an answer is of one view, and each answer is byte "
                "for byte what the page exports. A toll not "
                "reported is null and never 0. Nothing that a reader uploads is here."
            ),
        },
        "paths": paths,
    }


def _operation(form: Form) -> dict[str, Any]:
    parameters = [_parameter(key) for key in links.OURS if key != "compare"]
    if form.name == "incident":
        parameters = [each for each in parameters if each["name"] != "incident"]
        parameters.append(
            {"name": "incident", "in": "path", "required": True, "schema": {"type": "string"}}
        )
    if form.is_paged:
        for key, (told, schema) in _PAGING.items():
            parameters.append({"name": key, "in": "query", "description": told, "schema": schema})
    without = ["413"] * form.is_bounded + ["404"] * (form.name != "incident")
    return {
        "operationId": form.name,
        "summary": f"The view as {form.label or form.file}.",
        "parameters": parameters,
        "responses": _responses(form.media_type, without, _OF_A_FILE),
    }


def _parameter(key: str) -> dict[str, Any]:
    codes = CODES.get(key) or _SINGLE_CODES.get(key)
    one: dict[str, Any] = {"type": "string"}
    if codes:
        one["enum"] = [*codes, ALL]
    schema = one if key in _LAST or key == "collection" else {"type": "array", "items": one}
    told = {"description": _TOLD[key]} if key in _TOLD else {}
    return {"name": key, "in": "query", "required": False, **told, "schema": schema}


def _responses(
    media_type: str, without: Container[str], headers: Mapping[str, str]
) -> dict[str, Any]:
    given: dict[str, Any] = {
        "description": "What was asked.",
        "headers": {
            name: {"description": told, "schema": {"type": "string"}}
            for name, told in headers.items()
        },
        "content": {media_type: {}},
    }
    others = {
        status: {"description": told} for status, told in STATUSES.items() if status not in without
    }
    return {"200": given, **others}
