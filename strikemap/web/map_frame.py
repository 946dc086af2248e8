"""The map's frame: streamlit-folium's page, which runs what it is told to, and its script."""

from __future__ import annotations

from importlib.metadata import files
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from strikemap.web.headers import COMPONENTS

PACKAGE = "streamlit-folium"
ADDRESS = "/component/streamlit_folium.st_folium/static/"
"""Where Streamlit serves the scripts of the package; their names change with their content."""
_ENTRY = "frontend/build/static/js/main."

GUARD = (
    b"<script>addEventListener('message', (order) => {"
    b" if (order.source !== parent || order.origin !== location.origin)"
    b" order.stopImmediatePropagation(); }, true);</script>"
)
"""The first listener of its page: it stops whatever does not come from a page of this host."""


def frame_script() -> Path | None:
    """The script that the frame begins with, None where the package has another form."""
    names = (path for path in files(PACKAGE) or () if _ENTRY in str(path))
    return next((Path(str(each.locate())) for each in names if each.suffix == ".js"), None)


class Guarded:
    """
    Middleware: a component's page takes orders from the page of this host around it alone.

    streamlit-folium runs each script that a message names, whoever sends it: a page elsewhere that
    frames an embed view, frames the component itself or has opened a page here can send one to the
    map's frame, and would run its script as this host.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does; a page with `GUARD` as the first of its scripts."""
        if scope["type"] != "http" or not scope["path"].startswith(COMPONENTS):
            await self.app(scope, receive, send)
            return
        scope = {**scope, "headers": list(scope["headers"])}
        asked = MutableHeaders(scope=scope)
        for name in ("accept-encoding", "range"):  # only a whole, bare page can be written into
            del asked[name]
        start: Message = {}
        page = bytearray()

        async def send_on(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                if told.get("content-type", "").startswith("text/html"):
                    start = message
                    return
            if not start:
                await send(message)
                return
            page.extend(message.get("body", b""))
            if not message.get("more_body", False):
                whole = _guarded(bytes(page))
                MutableHeaders(scope=start)["content-length"] = str(len(whole))
                await send(start)
                await send({"type": "http.response.body", "body": whole})

        await self.app(scope, receive, send_on)


def _guarded(page: bytes) -> bytes:
    """*page* with `GUARD` as the first of its scripts."""
    before, head, after = page.partition(b"<head>")
    return before + head + GUARD + after if head else GUARD + page
