"""Large exports: one made at a time on a host, within bounds of size, time and memory."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock
from weakref import ref

from strikemap import export
from strikemap.export import View
from strikemap.languages import gettext as _
from strikemap.languages import ngettext
from strikemap.progress import Progress

ONE_CLICK = 20_000
"""Incidents up to which a file is made within a second, when its button is pressed."""
MOST = 100_000
"""Incidents up to which a host makes a file; GeoJSON of so many is 130 MB, all in memory."""
KEPT = 256 * 1024**2
"""Bytes of prepared files that a host holds at most beside the newest."""
SECONDS = 120.0
"""A file that takes longer, or that long to begin, is given up."""

_ONE_AT_A_TIME = Lock()
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


def prepare(form: str, view: View, progress: Progress) -> Prepared:
    """
    The export *form* of *view*, as `export.export` gives it, once it is this reader's turn.

    *progress* is told while it waits and while it is made, and may raise to give up.

    Raises:
        Busy: others' exports, or this one, take longer than `SECONDS`.
    """
    with _turn(progress) as tell:
        file = io.BytesIO()
        # A view holds what it has worked out: that of a file that waits holds no rows.
        export.write(form, replace(view), file, tell)
        made = Prepared(form, view, file.getvalue())
        _make_room()
        _kept.append(ref(made))
    return made


def _make_room() -> None:
    """Let go of the oldest files beyond `KEPT` bytes, and forget those that nobody holds."""
    waiting = [each for each in (one() for one in _kept) if each is not None and each.content]
    held = sum(len(each.content or b"") for each in waiting)
    for each in waiting:
        if held > KEPT:
            held -= len(each.content or b"")
            each.content = None
    _kept[:] = [ref(each) for each in waiting if each.content]


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
