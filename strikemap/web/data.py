"""`/api/v1/…`: the view of a query in every form of the registry, as the page exports it."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.background import BackgroundTask
from starlette.concurrency import iterate_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from strikemap.export import FORMS, WHOLE, Form, NoIncident, Span, View, command
from strikemap.host.host_budget import BUDGET
from strikemap.host.log import write_fault
from strikemap.host.pictures import PICTURES
from strikemap.host.prepared_exports import MOST, SECONDS, Busy
from strikemap.host.public_address import base_url
from strikemap.progress import Progress
from strikemap.web import answers
from strikemap.web.asked import Asked, Fault, Refused, asked
from strikemap.web.reading import Reading
from strikemap.web.turns import Turns

ROOT = "/api/v1"
PAGE = 1_000
"""Records in one part of a paged list, unless `limit` says otherwise."""
PAGING = ("limit", "from")
AT_ONCE, WAITING = 1, 32
"""Of data and pictures together: each more takes a share of the interpreter from the readers."""
LARGE = 5_000
"""Incidents beyond which a file is made in a turn of its own, which gives way to all others'."""
GIVEN_WAY = 1.0
"""Seconds that a large file waits for others at each of its parts: it too comes to an end."""
LARGE_WAITING = 8
_IN_MEMORY = 8 * 1024**2
_NO_DISK = "this host's disk has no room for so large a file; ask for less of it"
_CHUNK = 256 * 1024
_TURNS = Turns("data", at_once=AT_ONCE, waiting=WAITING)
_LARGE_TURNS = Turns("large data", at_once=1, waiting=LARGE_WAITING)
_OFFERED_AS_FILE = (
    *("text/csv", "application/zip", "text/html"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)


@dataclass(frozen=True, slots=True)
class _Made:
    etag: str
    file: IO[bytes] | None
    size: int
    name: str
    page: str
    """The page of the very view, from the address that was asked: with version and hash."""


class _TooLarge(Exception):
    """What is asked for is made in the turn of large files."""


def data_routes() -> list[Route]:
    """A route for each form, at the form's file name; the incident's has its id in it."""
    return [
        Route(path_of(form), Reading(_Endpoint(form).answer), name=form.name)
        for form in FORMS.values()
    ]


def path_of(form: Form) -> str:
    """The address of *form*: `/api/v1/incidents.csv`."""
    file = "incident/{incident}.json" if form.name == "incident" else form.file
    return f"{ROOT}/{file}"


class _Endpoint:
    """Answers for one form."""

    def __init__(self, form: Form) -> None:
        self.form = form

    async def answer(self, request: Request) -> Response:
        """
        The file, from a thread of its own kind.

        Raises:
            Refused: the query, or the collection's licence, does not let it be given.
            Full: the host is busy.
        """
        try:
            made = await _TURNS.run(lambda: self.make(request))
        except _TooLarge:
            made = await _LARGE_TURNS.run(lambda: self.make(request, may_be_large=True))
        if made.file is None:
            return answers.unchanged(made.etag)
        is_file = self.form.media_type in _OFFERED_AS_FILE
        headers = {
            "ETag": made.etag,
            "Content-Length": str(made.size),
            "Content-Disposition": (
                f'{"attachment" if is_file else "inline"}; filename="{made.name}"'
            ),
            # What is a plain table, or a drawing, can't say itself how it is cited (RFC 8574).
            "Link": f'<{made.page}>; rel="cite-as"',
            **answers.OPEN,
            **answers.FRESH,
        }
        return StreamingResponse(
            iterate_in_threadpool(_chunks(made.file)),
            media_type=self.form.media_type,
            headers=headers,
            background=BackgroundTask(made.file.close),
        )

    def make(self, request: Request, *, may_be_large: bool = False) -> _Made:
        """
        What is asked for, as a file, or that who asks has it.

        Raises:
            _TooLarge: it has more than `LARGE` incidents, and may not.
            Refused: the query, or the collection's licence, does not let it be given, or the host
                has no room.
        """
        found = asked(request.url.query, also=PAGING if self.form.is_paged else ())
        if "incident" in request.path_params:
            found = _of_incident(found, request.path_params["incident"])
        forbid_local(found)
        span = span_of(request) if self.form.is_paged else WHOLE
        view = View(found.collection, found.link, base_url(), span)
        etag = answers.tag(view, self.form.name, span.first, span.limit)
        days = None if self.form.name == "incident" else view.in_view.span
        name = self.form.file_name(view.collection, days)
        root = view.base_url or "/".join([".."] * (request.url.path.count("/") - 1))
        page = f"{root}/?{view.query}"
        if answers.is_known(request, etag):
            return _Made(etag, None, 0, name, page)
        self.forbid_too_large(view)
        is_large = self.incidents_in(view) > LARGE and not self.form.is_bounded
        if is_large and not may_be_large:
            raise _TooLarge
        with ExitStack() as closing:
            file: IO[bytes] = closing.enter_context(SpooledTemporaryFile(_IN_MEMORY))
            try:
                self.write(view, file, gives_way=is_large)
                size = file.seek(0, os.SEEK_END)
            except OSError as fault:
                write_fault("no room in the temporary folder", fault)
                raise Refused(503, Fault("", _NO_DISK)) from None
            _hold(file, size)
            closing.pop_all()  # what is whole is closed once it has been sent
        return _Made(etag, file, size, name, page)

    def write(self, view: View, file: IO[bytes], *, gives_way: bool = False) -> None:
        """
        Write the view to *file*, within the time that a host has for it.

        One that *gives_way* stops between its parts while others are being made.

        Raises:
            Refused: the view names no incident, or the host is busy or takes too long.
        """
        try:
            if self.form.is_picture:
                file.write(PICTURES.picture(self.form.name, view))
            else:
                self.form.write(view, file, _until(time.monotonic() + SECONDS, gives_way))
        except NoIncident as missing:
            raise Refused(400, Fault("incident", str(missing))) from None
        except Busy as busy:
            raise Refused(503, Fault("", str(busy))) from None

    def incidents_in(self, view: View) -> int:
        """How many incidents the file is made of."""
        return len(view.span.of(view.rows)) if self.form.is_paged else len(view.rows)

    def forbid_too_large(self, view: View) -> None:
        """
        Raises:
            Refused: so many incidents are not made into one file on a host.
        """
        asked_for = self.incidents_in(view)
        if asked_for > MOST and not self.form.is_bounded:
            cure = "ask for parts with limit=" if self.form.is_paged else "narrow it, or run: "
            line = f"{PAGE}" if self.form.is_paged else command(self.form.name, view)
            why = f"{asked_for:,} incidents are in view, and at most {MOST:,} are made here; "
            raise Refused(413, Fault("", why + cure + line))


def _hold(file: IO[bytes], size: int) -> None:
    """
    Count what of *file* is in memory until it has been sent, however slowly its reader reads.

    Raises:
        Refused: the host has no room for it.
    """
    in_memory = size if size <= _IN_MEMORY else 0
    if in_memory > BUDGET.free:
        raise Refused(503, Fault("", "this host has no room for it now; try again in a minute"))
    BUDGET.hold(file, in_memory)


def forbid_local(found: Asked) -> None:
    """
    Raises:
        Refused: the licence of the collection forbids passing its content on.
    """
    if found.collection.local_only:
        why = "for local use: the licence of this collection forbids passing its content on"
        raise Refused(403, Fault("collection", why))


def span_of(request: Request) -> Span:
    """
    The part of a list that *request* asks for: `from`, counted from 0, and `limit` or `all`.

    Raises:
        Refused: they are no such numbers.
    """
    given = {key: request.query_params.getlist(key) for key in PAGING}
    for key, values in given.items():
        if len(values) > 1:
            raise Refused(400, Fault(key, f"“{key}” was given {len(values)} times"))
    first, limit = (values[0] if values else "" for values in (given["from"], given["limit"]))
    if first and not re.fullmatch(r"\d{1,9}", first, re.ASCII):
        raise Refused(400, Fault("from", "“from” is the number of the first record, from 0"))
    if given["limit"] and not re.fullmatch(r"[1-9]\d{0,8}|all", limit, re.ASCII):
        raise Refused(400, Fault("limit", "“limit” is a number from 1, or “all”"))
    return Span(int(first or 0), None if limit == "all" else int(limit or PAGE))


def _of_incident(found: Asked, incident: str) -> Asked:
    ids = found.collection.incidents["incident_id"]
    if not (ids == incident).any():
        why = f"this collection has no incident “{incident[:80]}”"
        raise Refused(404, Fault("incident", why))
    if found.link.incident not in ("", incident):
        raise Refused(400, Fault("incident", "the path names another incident than the query"))
    return replace(found, link=replace(found.link, incident=incident))


def _until(end: float, gives_way: bool) -> Progress:
    def tell(done: float, what: str) -> None:
        if gives_way:
            _TURNS.wait_until_idle(GIVEN_WAY)
        if time.monotonic() > end:
            raise Refused(503, Fault("", f"this takes longer than {SECONDS:.0f} seconds here"))

    return tell


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk
