"""Large exports: one made at a time on a host, within bounds of size, time and memory."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from weakref import ref

from strikemap import export
from strikemap.languages import gettext as _
from strikemap.languages import ngettext
from strikemap.links import Link
from strikemap.model import Collection
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
    An export of the view *link* of *collection* that waits for its reader.

    `content` is None once the host needed its memory for newer ones.
    """

    form: str
    collection: Collection
    link: Link
    base_url: str
    content: bytes | None = None

    def is_of(self, form: str, collection: Collection, link: Link) -> bool:
        """Whether this is *form* of exactly this view."""
        return (form, link) == (self.form, self.link) and collection is self.collection

    def delivered(self) -> bytes:
        """
        The file's bytes, made anew where they had been let go.

        Raises:
            Busy: that is not possible now.
        """
        content = self.content
        if content is not None:
            return content
        again = prepare(self.form, self.collection, self.link, self.base_url, _untold)
        return again.content or b""


def _untold(done: float, what: str) -> None:
    """Nobody waits where it could be told."""


_kept: list[ref[Prepared]] = []


def prepare(
    form: str, collection: Collection, link: Link, base_url: str, progress: Progress
) -> Prepared:
    """
    The export *form* of a view, as `export.export` gives it, once it is this reader's turn.

    *progress* is told while it waits and while it is made, and may raise to give up.

    Raises:
        Busy: others' exports, or this one, take longer than `SECONDS`.
    """
    with _turn(progress) as tell:
        file = io.BytesIO()
        export.write(form, collection, link, file, base_url, tell)
        made = Prepared(form, collection, link, base_url, file.getvalue())
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
