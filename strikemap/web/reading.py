"""What is for programs to read: by GET and HEAD alone, refused in words whatever goes wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from strikemap.host.log import write_fault
from strikemap.web import answers
from strikemap.web.asked import Fault, Refused
from strikemap.web.turns import Full

MAY_ASK = {
    "Allow": answers.ALLOWED,
    "Access-Control-Allow-Methods": answers.ALLOWED,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
"""What another site's page is told that asks beforehand, as for a header beside the usual ones."""


class Reading:
    """
    An endpoint that is an ASGI app, so that a route with it hears every method.

    *make* makes the answer to GET and HEAD; what it raises is told as JSON.
    """

    def __init__(self, make: Callable[[Request], Awaitable[Response]]) -> None:
        self._make = make

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say why not."""
        request = Request(scope, receive)
        await (await self._answer(request))(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**answers.OPEN, **MAY_ASK})
        if request.method not in ("GET", "HEAD"):
            return answers.told(405, [Fault("", "only GET and HEAD are answered here")])
        try:
            return await self._make(request)
        except Refused as refused:
            return answers.refusal(refused)
        except Full:
            return answers.told(503, [Fault("", "the host is busy; try again in a moment")])
        except Exception as fault:  # whatever fails, who asks is told so in the form asked for
            write_fault("no answer for a program", fault)
            return answers.told(500, [Fault("", "this could not be made; the host's log says why")])
