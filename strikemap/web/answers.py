"""Answers: with a tag by content and query, for any page to read, or refused in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from strikemap.export import View
from strikemap.side_files import content_hash_of
from strikemap.translations import FILE as TRANSLATIONS
from strikemap.web.asked import Fault, Refused

OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link",
}
"""What is public is public: any page may read it, without cookies."""
ALLOWED = "GET, HEAD, OPTIONS"
"""The methods that are heard where programs read."""
FRESH = {"Cache-Control": "public, max-age=60"}
RETRY = 5
"""Seconds after which a busy host may be asked again."""


@cache
def code_version() -> str:
    """A hash of the code that makes the answers: equal on all replicas of one release."""
    digest = hashlib.sha256()
    home = Path(__file__).parents[1]
    for path in sorted(home.rglob("*.py")):
        digest.update(path.relative_to(home).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def tag(view: View, *also: object) -> str:
    """
    The weak entity tag (RFC 9110, 8.8.3) of what is made of *view* and *also*.

    Weak, since the same answer may go compressed.
    """
    of = view.collection
    # Translations stand beside what is hashed, and speak in feeds, pictures and searches.
    content = [of.content_hash, content_hash_of(of.beside, TRANSLATIONS), dict(of.descriptor)]
    said = [code_version(), *content, of.local_only, view.query, view.base_url]
    told = json.dumps([*said, *also], default=str, sort_keys=True)
    return f'W/"{hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]}"'


def is_known(request: Request, etag: str) -> bool:
    """Whether who asks has the answer with this tag already."""
    given = request.headers.get("if-none-match", "")
    plain = {each.strip().removeprefix("W/") for each in given.split(",")}
    return "*" in plain or etag.removeprefix("W/") in plain


def unchanged(etag: str) -> Response:
    """Says that nothing has changed since the answer with this tag."""
    headers = {"ETag": etag, "Vary": "Accept-Encoding", **OPEN, **FRESH}
    return Response(status_code=304, headers=headers)


def content_tag(content: bytes) -> str:
    """The weak entity tag of an answer that is made before anyone knows whether it is had."""
    return f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'


def known_by_content(request: Request, content: bytes, media_type: str) -> Response:
    """*content* with its tag; that nothing has changed, where who asks has it."""
    etag = content_tag(content)
    if is_known(request, etag):
        return unchanged(etag)
    headers = {"ETag": etag, **OPEN, **FRESH}
    return Response(content, media_type=media_type, headers=headers)


def refusal(refused: Refused) -> Response:
    """Says as JSON why there is no answer, and which key is at fault."""
    return told(refused.status, refused.faults)


def told(status: int, faults: Iterable[Fault]) -> Response:
    """An error as JSON: each fault with the key of the query that it is about, or null."""
    listed = [{"key": each.key or None, "message": each.message} for each in faults]
    also = {405: {"Allow": ALLOWED}, 503: {"Retry-After": str(RETRY)}}
    headers = {**OPEN, "Cache-Control": "no-store", **also.get(status, {})}
    return JSONResponse({"status": status, "errors": listed}, status, headers)
