"""Streamlit's own files and ours, compressed once and kept, where Streamlit sends them bare."""

from __future__ import annotations

import gzip
import mimetypes
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from strikemap.web.turns import Full, Turns

ROOM = 24 * 1024**2
"""Bytes of compressed files that are kept; the one asked for longest ago goes first."""
LARGEST = 32 * 1024**2
_ENDINGS = frozenset((".js", ".css", ".json", ".geojson", ".csv", ".html", ".svg", ".wasm", ".map"))
_YEAR = "public, immutable, max-age=31536000"
_TURNS = Turns("compression", at_once=1, waiting=200)


@dataclass(frozen=True, slots=True)
class _Packed:
    content: bytes
    etag: str


class Compressed:
    """
    Middleware: answers for files below some addresses with what was compressed once.

    *folders* gives the folder of each address that ends in a slash, and whether a file's name
    there changes with its content.  Whatever else is asked goes on to the app.
    """

    def __init__(self, app: ASGIApp, folders: Mapping[str, tuple[Path, bool]]) -> None:
        self.app = app
        self._folders = {
            prefix: (path.resolve(), named) for prefix, (path, named) in folders.items()
        }
        self._kept: OrderedDict[tuple[Path, int, int], _Packed] = OrderedDict()
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or as the app does."""
        response = await self._answer(scope) if scope["type"] == "http" else None
        await (response or self.app)(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response | None:
        headers = dict(scope["headers"])
        if scope["method"] not in ("GET", "HEAD") or b"range" in headers:
            return None
        if b"gzip" not in headers.get(b"accept-encoding", b""):
            return None
        for prefix, (folder, is_named_by_content) in self._folders.items():
            if scope["path"].startswith(prefix):
                asked = scope["path"].removeprefix(prefix)
                try:
                    packed = await _TURNS.run(lambda: self._packed(folder, asked))  # noqa: B023
                except Full:
                    return None
                return _response(packed, asked, headers, is_named_by_content) if packed else None
        return None

    def _packed(self, folder: Path, asked: str) -> _Packed | None:
        if Path(asked).suffix not in _ENDINGS:
            return None
        try:
            path = (folder / asked).resolve()
            status = path.stat()
        except (OSError, ValueError):
            return None
        if not path.is_relative_to(folder) or not path.is_file() or status.st_size > LARGEST:
            return None
        key = (path, status.st_mtime_ns, status.st_size)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        etag = f'W/"{status.st_mtime_ns:x}-{status.st_size:x}"'
        made = _Packed(gzip.compress(path.read_bytes(), 9, mtime=0), etag)
        with self._lock:
            self._kept[key] = made
            while sum(len(each.content) for each in self._kept.values()) > ROOM:
                self._kept.popitem(last=False)
        return made


def _response(
    packed: _Packed, asked: str, headers: Mapping[bytes, bytes], is_named_by_content: bool
) -> Response:
    told = {
        "ETag": packed.etag,
        "Vary": "Accept-Encoding",
        "Cache-Control": _YEAR if is_named_by_content else "no-cache",
        "Access-Control-Allow-Origin": "*",
    }
    if headers.get(b"if-none-match", b"").decode("latin-1") == packed.etag:
        return Response(status_code=304, headers=told)
    kind = mimetypes.guess_type(asked)[0] or "application/octet-stream"
    if asked.endswith(".geojson"):
        kind = "application/geo+json"
    return Response(
        packed.content, headers={**told, "Content-Encoding": "gzip", "Content-Type": kind}
    )
