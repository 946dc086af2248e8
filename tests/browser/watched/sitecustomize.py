"""
Python loads it as the server starts: it writes down every host that is looked up or connected to,
and where it is asked to, lets the server speak the language of brackets, so many times as long.
"""

import os
import sys

_CALLS = os.environ.get("STRIKEMAP_TEST_CALLS", "")


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        host = arguments[1][0] if isinstance(arguments[1], tuple) else ""
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host:
        with open(_CALLS, "a", encoding="utf-8") as calls:
            calls.write(f"{host}\n")


if _CALLS:
    sys.addaudithook(_hear)
if _LENGTH := os.environ.get("STRIKEMAP_TEST_BRACKETS"):
    from functools import cache, partial

    from strikemap import languages
    from tests.pseudo import catalogue

    languages.catalogue = cache(partial(catalogue, length=float(_LENGTH)))
