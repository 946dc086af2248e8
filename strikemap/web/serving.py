"""All routes and middleware of the server, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from strikemap.web.asked import Fault, Refused
from strikemap.web.collections import collections_routes
from strikemap.web.coming_files import ComingFiles
from strikemap.web.compression import Compressed
from strikemap.web.content_codings import OneCoding
from strikemap.web.data import data_routes
from strikemap.web.feeds import feed_routes
from strikemap.web.headers import Headers
from strikemap.web.health import health_routes
from strikemap.web.hosts import OwnNames
from strikemap.web.kept_files import KeptFiles
from strikemap.web.language import InLanguage
from strikemap.web.map_frame import ADDRESS, Guarded, frame_script
from strikemap.web.no_page import NoPage
from strikemap.web.openapi import openapi_routes
from strikemap.web.pages import Shell, page_routes
from strikemap.web.reading import Reading
from strikemap.web.robots import robots_routes


def routes(shell: Shell) -> list[BaseRoute]:
    """Every route; *shell* is Streamlit's page, which comes with a head of its query's."""
    return [
        *data_routes(),
        *collections_routes(),
        *openapi_routes(),
        # Streamlit answers what nobody serves with its page and 200, as if it were data.
        Route("/api", Reading(_nothing)),
        Mount("/api", Reading(_nothing)),
        *feed_routes(),
        *robots_routes(),
        *health_routes(),
        *page_routes(shell),
    ]


def middleware(
    shell: Shell, streamlit: Path, static: Path, is_allowed: Callable[[str | None], bool]
) -> list[Middleware]:
    """
    The middleware; *streamlit* is the folder of Streamlit's own files, *static* that of ours, and
    *is_allowed* tells the names by which the host may be asked.
    """
    folders = {"/static/": (streamlit / "static", True), "/app/static/": (static, False)}
    if script := frame_script():
        folders[ADDRESS] = (script.parents[1], True)
    return [
        Middleware(OwnNames, is_allowed=is_allowed),
        Middleware(InLanguage),
        Middleware(Headers, scripts=shell.script_hashes),
        Middleware(OneCoding),
        Middleware(KeptFiles),
        Middleware(Compressed, folders=folders),
        Middleware(Guarded),
        Middleware(NoPage),
        Middleware(ComingFiles),
    ]


async def _nothing(request: Request) -> Response:
    raise Refused(404, Fault("", "nothing is served here; see /api/v1/openapi.json"))
