"""A file that comes in stands in the host's budget before it is whole, and not for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message

from strikemap.host import uploads
from strikemap.host.memory_budget import Budget
from strikemap.web import coming_files
from strikemap.web.coming_files import ComingFiles
from tests.conftest import awaited

MB = 2**20
ROOM = Budget(200 * MB)
TAKEN: list[int] = []
"""What of `ROOM` is taken, each time that Streamlit has heard of more."""


async def taken_in(request: Request) -> Response:
    """Streamlit's: it has all that came in memory until the file is whole."""
    async for _ in request.stream():
        TAKEN.append(ROOM.taken)
    return Response(status_code=204)


APP = Starlette(
    routes=[Route("/{path:path}", taken_in, methods=["PUT"])], middleware=[Middleware(ComingFiles)]
)


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host whose budget is `ROOM`."""
    for module in (uploads, coming_files):
        monkeypatch.setattr(module, "BUDGET", ROOM)
    for wait in ("STALLED", "SILENT"):
        monkeypatch.setattr(coming_files, wait, 0.05)
    TAKEN.clear()


def put(
    parts: Iterable[bytes], *, declared: int | None = None, ends: bool = True
) -> tuple[int, bool]:
    """
    The status of the answer to a file in *parts*, and whether any of it was read before that.

    The answer ends when all of the file has come, unless it never does.
    """
    path = f"{coming_files.PATH}session/file"
    header = [] if declared is None else [(b"content-length", str(declared).encode())]
    scope = {"type": "http", "method": "PUT", "path": path, "headers": header,
             "query_string": b"", "root_path": "", "http_version": "1.1", "scheme": "http",
             "server": ("localhost", 80), "client": None}  # fmt: skip
    left, statuses, is_begun, is_ended = iter(parts), list[int](), False, False

    async def receive() -> Message:
        nonlocal is_begun
        is_begun |= not statuses
        part = next(left, None)
        if part is None and not ends:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": part or b"", "more_body": part is not None}

    async def send(message: Message) -> None:
        nonlocal is_ended
        assert not is_ended
        if message["type"] == "http.response.start":
            statuses.append(message["status"])
        elif not message.get("more_body", False):
            is_ended = True
            assert not ends or 408 in statuses or next(left, None) is None

    awaited(asyncio.wait_for(APP(scope, receive, send), 30))
    assert is_ended
    (status,) = statuses
    assert ROOM.taken == 0, "what was refused or taken in holds nothing more"
    return status, is_begun


def test_what_finds_no_room_is_told_before_it_is_sent() -> None:
    """By its length a file is refused of which no byte has been read; the largest is let in."""
    most = uploads.largest(1000 * MB)
    too_large = most + coming_files.FRAME + 1
    assert put([b"x"], declared=too_large) == (413, False)
    assert put([b"x"], declared=too_large - 1) == (204, True)


def test_it_is_counted_while_it_comes() -> None:
    """Each byte that is here is taken of the budget, whether its length was told or not."""
    for declared in (None, 5 * MB):
        assert put([bytes(MB // 2)] * 10, declared=declared) == (204, True)
        assert len(TAKEN) >= 10
        assert all(each >= min(n, 10) * MB // 2 for n, each in enumerate(TAKEN, 1))
        TAKEN.clear()


def test_one_without_a_length_is_given_up() -> None:
    """What turns out larger than there is room for is refused there, and read no further."""
    assert put(bytes(50 * MB) for _ in range(1000)) == (413, True)
    assert max(TAKEN) <= ROOM.most and len(TAKEN) <= 4


def test_one_that_stalls_is_given_up() -> None:
    """A file that never becomes whole gives its room back."""
    assert put([bytes(5 * MB)], declared=6 * MB, ends=False) == (408, True)
    assert TAKEN == [5 * MB]


def test_one_that_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does a byte now and then keep it."""
    now = iter(range(0, 10**9, 10))
    monkeypatch.setattr(coming_files, "STALLED", 30.0)
    monkeypatch.setattr("strikemap.web.coming_files.monotonic", lambda: next(now))
    assert put((b"x" for _ in range(1000)), declared=1000) == (408, True)
    assert len(TAKEN) < 10


def test_an_answer_is_not_lost_with_the_line() -> None:
    """Who goes on sending what was refused has the reason before, and the line until the end."""
    sent = iter([bytes(MB)] * 100)
    assert put(sent, declared=10**12) == (413, False)
    assert next(sent, None) is None
    assert put([b"x"], declared=10**12, ends=False) == (413, False)


def test_the_store_asks_for_room_to_read_beside_it() -> None:
    """The largest file that is let in is also taken in once all of it is counted."""
    size = uploads.largest(1000 * MB)
    with ROOM.reserved(size):
        assert uploads.has_room(size)
        assert not uploads.has_room(size + size // 10)
