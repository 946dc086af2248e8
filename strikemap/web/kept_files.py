"""This host's own files under an address that names their version, where browsers keep them."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from strikemap.host.static_address import FOLDERS, PLAIN, files_version

KEPT = "public, immutable, max-age=31536000"
"""Good for a year, the longest that browsers heed (RFC 8246 for `immutable`)."""
_VERSIONED = re.compile(rf"/{PLAIN}@([0-9a-f]+)/((?:{'|'.join(FOLDERS)})(?:/\w[\w.-]*)+)")


class KeptFiles:
    """
    Middleware: asks for what lies under a version as if it lay under none.

    Only what is of this release's version may be kept: another replica's page may name another.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the file, and for how long it is good."""
        found = _VERSIONED.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if not found:
            await self.app(scope, receive, send)
            return
        version, name = found.groups()
        path = f"/{PLAIN}{name}"

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (200, 206, 304):
                good = KEPT if version == files_version() else "no-cache"
                MutableHeaders(scope=message)["Cache-Control"] = good
            await send(message)

        await self.app({**scope, "path": path, "raw_path": path.encode()}, receive, send_on)
