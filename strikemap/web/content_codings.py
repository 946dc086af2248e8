"""Which content coding an answer may have, by what who asks accepts (RFC 9110, 12.5.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from strikemap.web import answers
from strikemap.web.asked import Fault

_CODING = re.compile(
    r"[ \t]*([!#$%&'*+.^_`|~0-9a-z-]+)[ \t]*(?:;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)[ \t]*)?",
    re.ASCII | re.IGNORECASE,
)


def weights(accepted: str) -> dict[str, float]:
    """
    The weight, from 0 to 1, of each coding that *accepted*, an `Accept-Encoding`, names.

    What is written in no form of the standard's is passed over.
    """
    found = {}
    for part in accepted.split(","):
        if one := _CODING.fullmatch(part):
            name = one[1].lower().removeprefix("x-")
            found[name] = float(one[2] or 1)
    return found


def acceptable(accepted: Iterable[str]) -> tuple[str, ...]:
    """
    Of gzip and identity those that may be sent, the preferred one first.

    *accepted* holds the values of `Accept-Encoding`; without any, the answer goes as it is.
    """
    named = weights(",".join(accepted))
    any_other = named.get("*", 0.0)
    gzip = named.get("gzip", any_other)
    plain = named.get("identity", named.get("*", 1.0))
    # What is named goes before what is merely not refused.
    is_packed = "gzip" in named and ("identity" not in named or gzip >= plain)
    order = ("gzip", "identity") if is_packed else ("identity", "gzip")
    return tuple(each for each in order if {"gzip": gzip, "identity": plain}[each] > 0)


class OneCoding:
    """
    Middleware: who compresses further in is told the one coding that an answer is to have.

    The compressing middleware there, Starlette's too, looks for the word gzip and not for its
    weight.  Where neither gzip nor the bare answer is accepted, 406 says so.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._always_packed = GZipMiddleware(
            app, minimum_size=1, compresslevel=5, exclude_content_types=()
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, in the coding that is accepted."""
        if scope["type"] != "http" or "accept-encoding" not in Headers(scope=scope):
            await self.app(scope, receive, send)
            return
        allowed = acceptable(Headers(scope=scope).getlist("accept-encoding"))
        if not allowed:
            why = "answers come in gzip or in no coding, and Accept-Encoding refuses both"
            await answers.told(406, [Fault("", why)])(scope, receive, send)
            return
        scope = {**scope, "headers": list(scope["headers"])}
        headers = MutableHeaders(scope=scope)
        headers["accept-encoding"] = allowed[0]
        if "identity" in allowed:
            await self.app(scope, receive, send)
            return
        # A part of an answer can't be packed by itself; a range may be left unheard.
        del headers["range"]
        await self._always_packed(scope, receive, send)
