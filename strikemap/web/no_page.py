"""What is nobody's address: a page that says so, where Streamlit sends its own with 200."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from strikemap.host.page_list import PAGES
from strikemap.languages import gettext as _
from strikemap.languages import language
from strikemap.markup import join, safe

_OTHERS = ("/api/", "/media/", "/component/", "/app/static/")
"""Below these HTML is an export, a button's file, a component's frame, or what was published."""
_PAGES = frozenset(f"/{page.address}" for page in PAGES)
_STYLE = "body{font:16px/1.5 system-ui,sans-serif;margin:3rem auto;padding:0 1rem;max-width:40rem}"


class NoPage:
    """
    Middleware: where the app has nothing and Streamlit answers with its page, 404 says so.

    At one segment that page would show the map, under a dialog in English; at more it would find
    none of its scripts, and stay blank.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, but for Streamlit's page where none of ours is."""
        path = scope.get("path", "")
        if scope["type"] != "http" or path in _PAGES or path.startswith(_OTHERS):
            await self.app(scope, receive, send)
            return
        is_replaced = False

        async def send_on(message: Message) -> None:
            nonlocal is_replaced
            if message["type"] == "http.response.start" and _is_page(message):
                is_replaced = True
                told = {"Cache-Control": "no-store", "Vary": "Accept-Language"}
                query = scope.get("query_string", b"").decode("latin-1")
                answer = Response(no_page(path, query), 404, told, "text/html")
                await answer(scope, receive, send)
            elif not is_replaced:
                await send(message)

        await self.app(scope, receive, send_on)


def _is_page(start: Message) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] == 200 and kind.startswith("text/html")


def no_page(path: str, query: str = "") -> bytes:
    """
    HTML that says that nothing is at *path*, and leads to the map with the view that was asked
    for, behind any proxy's path.
    """
    title = safe(_("There is no page at this address."))
    root = "../" * (path.count("/") - 1) or "./"
    leading = safe(f"{root}?{query}" if query else root)
    html = join(
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title} – Strikemap</title>",
        f'<style>{_STYLE}</style></head><body><h1>{title}</h1><p><a href="{leading}">',
        safe(_("Strikemap: reported strikes on Russian territory")),
        "</a></p></body></html>\n",
    )
    return html.encode("utf-8")
