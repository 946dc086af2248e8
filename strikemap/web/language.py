"""The language of an answer: as its address names it, a page's else as the browser prefers."""

from __future__ import annotations

from starlette.datastructures import Headers, QueryParams
from starlette.types import ASGIApp, Receive, Scope, Send

from strikemap.host.page_list import PAGES
from strikemap.languages import DEFAULT, LANGUAGES, preferred, speaking

_PAGES = frozenset(f"/{page.address}" for page in PAGES)


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
    is_page = scope["path"] in _PAGES
    return preferred(Headers(scope=scope).get("accept-language", "")) if is_page else DEFAULT
