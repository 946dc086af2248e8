"""By which names this host answers."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

HEALTH = ("/healthz", "/_stcore/health")
"""What balancers ask for by the machine's address."""
TOLD = (
    "This host is not reached by this name. Its keeper names it by server.allowedHosts "
    "(make run HOSTS=...)."
)


class OwnNames:
    """
    Middleware: answers only what is asked for by a name that *is_allowed*; 421 otherwise.

    A foreign page whose name is bound anew to this machine's address reads nothing so.
    """

    def __init__(self, app: ASGIApp, is_allowed: Callable[[str | None], bool]) -> None:
        self.app = app
        self._is_allowed = is_allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or say that the name is not the host's."""
        is_asked = scope["type"] == "http" and scope["path"] not in HEALTH
        if is_asked and not self._is_allowed(Headers(scope=scope).get("host")):
            await PlainTextResponse(TOLD + "\n", 421)(scope, receive, send)
            return
        await self.app(scope, receive, send)
