"""What every answer tells the browser that it may not do."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from strikemap.host.settings import are_metrics_open, frames_allowed, may_other_pages_read

TILES = "https://tile.openstreetmap.org"
"""The one address beyond this host that a page may load from, where its reader chose so."""
COMPONENTS = "/component/"
EMBEDDED = "/"
"""The page that has an embed view, of which "Embed" gives the code: the map's."""
DATA = "/api/"
DATA_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""What is data runs nothing, not even a page or a picture that is opened from here."""
FILES = ("/static/", "/app/static/")
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""A script, a font or a border is no page, runs by the policy of the page that loads it, and comes
in a hundred and more: all of a page's headers would be a tenth of a first visit."""
MADE = "/media/"
"""What was made for a reader who pressed a button: whoever knows the address is given it, and
neither his browser nor what stands between may keep it."""
METRICS = "/_stcore/metrics"
PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class Headers:
    """
    Middleware: the Content-Security-Policy and its kin on each answer, and no metrics.

    *scripts* are the hashes of the page's inline scripts.
    """

    def __init__(self, app: ASGIApp, scripts: tuple[str, ...]) -> None:
        self.app = app
        self._frames = frames_allowed()
        self._metrics = are_metrics_open()
        self._is_for_other_pages = may_other_pages_read()
        self._policy: Callable[[str], str] = lambda frames: policy(scripts, frames)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path.rstrip("/") == METRICS and not self._metrics:
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        frames = self._frames_of(path, scope.get("query_string", b""))

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                told["X-Content-Type-Options"] = "nosniff"
                if not self._is_for_other_pages:
                    _keep_to_own_pages(told)
                if path.startswith(MADE):
                    told["Cache-Control"] = "private, no-store"
                if _is_file(path, told):
                    told["Content-Security-Policy"] = FILE_POLICY
                    await send(message)
                    return
                told["Content-Security-Policy"] = self._policy_of(path, frames)
                told["Referrer-Policy"] = "strict-origin-when-cross-origin"
                told["Permissions-Policy"] = PERMISSIONS
                if frames in ("'self'", "'none'"):
                    told["X-Frame-Options"] = "SAMEORIGIN" if frames == "'self'" else "DENY"
            await send(message)

        await self.app(scope, receive, send_on)

    def _policy_of(self, path: str, frames: str) -> str:
        if path.startswith(DATA):
            return DATA_POLICY
        return component_policy(frames) if path.startswith(COMPONENTS) else self._policy(frames)

    def _frames_of(self, path: str, query: bytes) -> str:
        """Who may frame it: what embed views are made of anyone who may, the rest this host."""
        if path.startswith(COMPONENTS):
            return (
                self._frames
                if self._frames == "*"
                else f"'self' {self._frames}".replace(" 'none'", "")
            )
        embed = parse_qs(query.decode("latin-1")).get("embed", [""])
        is_embed_view = path == EMBEDDED and embed[-1].casefold() == "true"
        return self._frames if is_embed_view else "'self'"


def _keep_to_own_pages(told: MutableHeaders) -> None:
    """Take from an answer what lets a page elsewhere read it (CORS), or show it (CORP)."""
    for name in [each for each in told if each.startswith("access-control-")]:
        del told[name]
    told["Cross-Origin-Resource-Policy"] = "same-origin"


def _is_file(path: str, told: MutableHeaders) -> bool:
    """Whether it is a file that is no page; that a page has not changed is said without a type."""
    return (
        path.startswith(FILES)
        and not path.endswith((".html", "/"))
        and "html" not in told.get("content-type", "")
    )


def policy(scripts: tuple[str, ...], frames: str) -> str:
    """
    The Content-Security-Policy of all but the map's frame.

    Workers have a line of their own, since they fall back to scripts and not to the default.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' blob: {' '.join(scripts)}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'none'",
            "frame-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {frames}",
        )
    )


def component_policy(frames: str) -> str:
    """That of the map's frame: streamlit-folium runs what it is sent with `eval`."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: {TILES}",
            "font-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {frames}",
        )
    )
