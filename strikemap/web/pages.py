"""Each page's HTML: Streamlit's own, with a head that says what the link shows."""

from __future__ import annotations

import gzip
import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from strikemap.host.log import write_fault
from strikemap.host.page_list import PAGES, PageEntry
from strikemap.languages import language
from strikemap.web import answers
from strikemap.web.addresses import host_address
from strikemap.web.ahead import Parts, links_ahead
from strikemap.web.asked import Refused, leniently
from strikemap.web.data import ROOT
from strikemap.web.preview import Preview, body_html, head_html, preview
from strikemap.web.turns import Full, Turns

VARY = "Accept-Encoding, Accept-Language"
PATIENCE = 1.0
"""Seconds that a page waits for the words of its preview; without them it comes with others."""
PATIENCE_OF_ROBOTS = 8.0
"""
Seconds for who reads a head and nothing else: a chat asks once, within some ten seconds, and shows
for days what it was given.
"""
_ROBOT = re.compile(r"(?!Mozilla/)\S|.*(?:bot\b|externalhit|\(compatible;)", re.IGNORECASE)
"""How programs name themselves that show links: as none of the browsers does."""
_TURNS = Turns("heads", at_once=2, waiting=30)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_SERVICE = re.compile(r'<link rel="service-desc"[^>]*>')
_WITHOUT_SCRIPT = re.compile(r"(?<=<noscript>).*?(?=</noscript>)", re.DOTALL)
_LANGUAGE = re.compile(r'<html lang="[^"]*"')
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shell:
    """Streamlit's `index.html`, into which heads are put."""

    html: str
    parts: Parts = Parts()
    """Scripts of Streamlit's that the page with the map asks for later."""

    @classmethod
    def read(cls, path: Path) -> Shell:
        """
        The file at *path*.

        Raises:
            ValueError: it has no title to be replaced, as after a change of Streamlit's.
        """
        html = path.read_text("utf-8")
        if not _TITLE.search(html):
            raise ValueError(f"{path} has no title")
        return cls(html, Parts.read(path.parent / "static" / "js", html))

    @property
    def script_hashes(self) -> tuple[str, ...]:
        """The inline scripts, as a Content-Security-Policy names them."""
        digests = (hashlib.sha256(each.encode()).digest() for each in _INLINE.findall(self.html))
        return tuple(f"'sha256-{b64encode(each).decode()}'" for each in digests)

    def with_preview(self, of: Preview, *, has_map: bool = False) -> bytes:
        """
        The page with *of* in its head, and in words for who has no scripts.

        Where it *has_map*, its head names what the map needs, so that all of it is fetched at once.
        """
        service = f'<link rel="service-desc" type="application/json" href="{ROOT}/openapi.json">'
        html = _TITLE.sub(lambda _: head_html(of), self.html, count=1)
        html = _SERVICE.sub(lambda _: service, html, count=1)
        html = _LANGUAGE.sub(f'<html lang="{language()}"', html, count=1)
        if has_map:
            html = html.replace("</head>", f"{links_ahead(self.parts)}</head>", 1)
        return _WITHOUT_SCRIPT.sub(lambda _: body_html(of), html, count=1).encode("utf-8")


def page_routes(shell: Shell) -> list[Route]:
    """A route for each page by its name: one for all would catch files beside them."""
    return [
        *(Route(f"/{page.address}", partial(_answer, shell, page)) for page in PAGES),
        Route("/index.html", _start),
    ]


async def _start(request: Request) -> Response:
    # Streamlit's own file, which has no head of its query's.
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"./{query}", 301)


async def _answer(shell: Shell, page: PageEntry, request: Request) -> Response:
    html = shell.with_preview(await _preview(page, request), has_map=not page.address)
    etag = answers.content_tag(html)
    headers = {
        "ETag": etag,
        "Cache-Control": "no-cache",
        "Vary": VARY,
    }
    if answers.is_known(request, etag):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        html, headers = gzip.compress(html, 5, mtime=0), {**headers, "Content-Encoding": "gzip"}
    return Response(html, media_type="text/html", headers=headers)


async def _preview(page: PageEntry, request: Request) -> Preview:
    """The page's preview; a plain one where the query or the host does not give its own."""

    def make() -> Preview:
        found, notices = leniently(request.url.query)
        return preview(page, found, notices, host_address(request))

    is_robot = _ROBOT.match(request.headers.get("user-agent", ""))
    try:
        return await _TURNS.run(make, patience=PATIENCE_OF_ROBOTS if is_robot else PATIENCE)
    except (Refused, Full, TimeoutError):
        return Preview()
    except Exception as fault:  # a page without its preview is a page; one that fails is none
        write_fault(f"no preview of {page.address or 'the map'}", fault)
        return Preview()
