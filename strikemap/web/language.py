"""The language of an answer: as its address names it, a page's else as the browser prefers."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, QueryParams
from starlette.types import ASGIApp, Receive, Scope, Send

from strikemap.languages import DEFAULT, LANGUAGES, preferred, speaking

_DATA = re.compile(
    r"/(?:(?:api|media|component|static|app|_stcore)/.*"
    r"|(?:feed|corrections)\.atom|robots\.txt|sitemap\.xml|healthz)"
)
"""What programs take; whatever else is asked for has a reader, also where no page is."""


class InLanguage:
    """
    Middleware: within each answer the language that was asked for is spoken.

    Data, feeds and pictures are English unless `lang` says otherwise: who takes them is a
    program, and the same address gives the same bytes to all.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, in the language that was asked for."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with speaking(asked_language(scope)):
            await self.app(scope, receive, send)


def asked_language(scope: Scope) -> str:
    """The code of the language in which the HTTP request *scope* is to be answered."""
    named = QueryParams(scope["query_string"]).get("lang", "")
    if named in LANGUAGES:
        return named
    if _DATA.fullmatch(scope["path"]):
        return DEFAULT
    return preferred(Headers(scope=scope).get("accept-language", ""))
