"""Large exports: one made at a time on a host, within bounds of size, time and memory."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING
from weakref import ref

from strikemap import export
from strikemap.export import View
from strikemap.host.host_budget import BUDGET, no_room
from strikemap.host.log import write_fault
from strikemap.host.memory_budget import NoRoom, Reservation
from strikemap.languages import gettext as _
from strikemap.languages import ngettext
from strikemap.progress import Progress

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

ONE_CLICK = 20_000
"""Incidents up to which a file is made within a second, when its button is pressed."""
MOST = 100_000
"""Incidents up to which a host makes a file; GeoJSON of so many is 130 MB, all in memory."""
KEPT = 256 * 1024**2
"""Bytes of prepared files that a host holds at most beside the newest."""
SECONDS = 120.0
"""A file that takes longer, or that long to begin, is given up."""

_ONE_AT_A_TIME = Lock()
_BOOKS = Lock()
"""Held for a moment while it is looked up what is kept."""
_WAIT = 0.25


class Busy(Exception):
    """Why a file was not made; the message says what to do instead."""


@dataclass(slots=True, eq=False, weakref_slot=True)
class Prepared:
    """
    An export of *view* that waits for its reader.

    `content` is None once the host needed its memory for newer ones.
    """

    form: str
    view: View
    content: bytes | None = None

    def is_of(self, form: str, view: View) -> bool:
        """Whether this is *form* of exactly this view."""
        is_same = view.collection is self.view.collection and view.link == self.view.link
        return is_same and form == self.form

    def delivered(self) -> bytes:
        """
        The file's bytes, made anew where they had been let go.

        Raises:
            Busy: that is not possible now.
        """
        content = self.content
        if content is not None:
            return content
        return prepare(self.form, self.view, _untold).content or b""


def _untold(done: float, what: str) -> None:
    """Nobody waits where it could be told."""


_kept: list[ref[Prepared]] = []


def kept_bytes() -> int:
    """Bytes of the prepared files that wait for their readers."""
    with _BOOKS:
        return sum(len(each.content or b"") for each in _waiting())


def let_go(size: int) -> None:
    """Let go of so many bytes of prepared files, the oldest first: they can be made anew."""
    with _BOOKS:
        for each in _waiting():
            if size > 0:
                size -= len(each.content or b"")
                each.content = None
        _kept[:] = [ref(each) for each in _waiting()]


BUDGET.count(kept_bytes, let_go)


def prepare(form: str, view: View, progress: Progress) -> Prepared:
    """
    The export *form* of *view*, as `export.export` gives it, once it is this reader's turn.

    *progress* is told while it waits and while it is made, and may raise to give up.

    Raises:
        Busy: others' exports, or this one, take longer than `SECONDS`, or there is no room in
            memory or on the disk.
    """
    with (
        _in_words(),
        _turn(progress) as tell,
        BUDGET.reserved(export.working_bytes(form, view)),
        BUDGET.reserved(0) as room,
    ):
        file = _Growing(room)
        # A view holds what it has worked out: that of a file that waits holds no rows.
        export.write(form, replace(view), file, tell)
        made = Prepared(form, view, file.getvalue())
        let_go(kept_bytes() - KEPT)
        with _BOOKS:
            _kept.append(ref(made))
    return made


def at_once(form: str, view: View) -> bytes:
    """
    The export *form* of a small *view*, made while its reader waits for it.

    Raises:
        Busy: there is no room in memory or on the disk.
    """
    with _in_words(), BUDGET.reserved(export.working_bytes(form, view)):
        return export.export(form, view)


@contextmanager
def _in_words() -> Iterator[None]:
    """Whatever the host has no room for is told as `Busy`."""
    try:
        yield
    except NoRoom:
        raise Busy(no_room()) from None
    except OSError as fault:
        write_fault("a file could not be made", fault)
        raise Busy(
            _("This host’s disk has no room for so large a file; CSV takes none of it.")
        ) from None


class _Growing(io.BytesIO):
    """A file in memory for which room is taken as it grows."""

    def __init__(self, room: Reservation) -> None:
        super().__init__()
        self._room = room

    def write(self, data: ReadableBuffer, /) -> int:
        self._room.need(self.tell() + memoryview(data).nbytes)
        return super().write(data)


def _waiting() -> list[Prepared]:
    found = (one() for one in _kept)
    return [each for each in found if each is not None and each.content]


@contextmanager
def _turn(progress: Progress) -> Iterator[Progress]:
    until = time.monotonic() + SECONDS
    while not _ONE_AT_A_TIME.acquire(timeout=_WAIT):
        progress(0.0, _("another reader's file is being made; yours is next"))
        if time.monotonic() > until:
            raise Busy(_("The host is busy with other files; try again in a few minutes."))
    until = time.monotonic() + SECONDS

    def tell(done: float, what: str) -> None:
        if time.monotonic() > until:
            raise Busy(
                ngettext(
                    "This file takes longer than {count} second here; narrow the view, or use "
                    "the command line.",
                    "This file takes longer than {count} seconds here; narrow the view, or use "
                    "the command line.",
                    round(SECONDS),
                )
            )
        progress(done, what)

    try:
        yield tell
    finally:
        _ONE_AT_A_TIME.release()
