"""`/healthz`: whether this host has read its collections and may be sent readers."""

from __future__ import annotations

import time
from threading import Event, Thread

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from strikemap.web.answers import RETRY
from strikemap.web.asked import shelf_now

AGAIN = 5.0
"""Seconds after which it is looked again whether a sound collection has come."""
_READY = Event()


def health_routes() -> list[Route]:
    """The route of the host's health."""
    return [Route("/healthz", _answer)]


def begin_reading() -> None:
    """Read the host's collections in a thread, after which `/healthz` says that it is ready."""

    def read() -> None:
        # Until something sound is found the host is unready; a page says what is wrong.
        while not shelf_now().collections:
            time.sleep(AGAIN)
        _READY.set()

    Thread(target=read, name="strikemap reading", daemon=True).start()


def is_ready() -> bool:
    """Whether the collections have been read."""
    return _READY.is_set()


async def _answer(request: Request) -> Response:
    ready = is_ready()
    headers = {"Cache-Control": "no-store"} | ({} if ready else {"Retry-After": str(RETRY)})
    told = {"status": "ready" if ready else "reading"}
    return JSONResponse(told, 200 if ready else 503, headers)
