"""Pictures of views: drawn one at a time, not too many a second, and kept while there is room."""

from __future__ import annotations

import io
import time
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from strikemap.export import FORMS, View
from strikemap.host.prepared_exports import Busy
from strikemap.languages import gettext as _
from strikemap.languages import language
from strikemap.side_files import content_hash_of
from strikemap.translations import FILE as TRANSLATIONS

ROOM = 32 * 1024**2
"""Bytes of pictures that a host keeps; the one asked for longest ago goes first."""
A_SECOND, AT_MOST = 3.0, 40.0
"""New pictures that a host draws each second in the long run, and as many in a row."""
PATIENCE = 10.0
"""Seconds that a picture waits for the ones before it."""


class Pictures:
    """
    A host's pictures, shared by all who ask.

    *room* in bytes; *a_second* and *at_most* bound how often one is drawn anew.
    """

    def __init__(
        self, room: int = ROOM, a_second: float = A_SECOND, at_most: float = AT_MOST
    ) -> None:
        self._room, self._a_second, self._at_most = room, a_second, at_most
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._left, self._since = at_most, time.monotonic()
        self._lock, self._drawing = Lock(), Lock()

    @property
    def weight(self) -> int:
        """Bytes of the pictures that are kept now."""
        return sum(map(len, self._kept.values()))

    def picture(self, form: str, view: View) -> bytes:
        """
        *view* in a form of `FORMS` that is a picture.

        Raises:
            Busy: more are asked for than a host draws.
        """
        of = view.collection
        asked = (
            form,
            of.content_hash,
            content_hash_of(of.beside, TRANSLATIONS),
            language(),
            of.title,
            of.version,
            of.local_only,
            view.query,
            view.base_url,
        )
        found = self._found(asked)
        if found is not None:
            return found
        if not self._drawing.acquire(timeout=PATIENCE):
            raise Busy(_("The host is busy with other pictures; try again in a minute."))
        try:
            # Who came before may have asked for the same.
            found = self._found(asked)
            if found is not None:
                return found
            self._take_turn()
            file = io.BytesIO()
            FORMS[form].write(view, file, None)
            self._keep(asked, file.getvalue())
            return file.getvalue()
        finally:
            self._drawing.release()

    def _found(self, asked: Hashable) -> bytes | None:
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
            return self._kept.get(asked)

    def _keep(self, asked: Hashable, made: bytes) -> None:
        with self._lock:
            self._kept[asked] = made
            while self.weight > self._room:
                self._kept.popitem(last=False)

    def _take_turn(self) -> None:
        """A bucket that fills by so many a second, and holds so many."""
        now = time.monotonic()
        self._left = min(self._at_most, self._left + (now - self._since) * self._a_second)
        self._since = now
        if self._left < 1:
            raise Busy(_("The host has drawn many pictures just now; try again in a minute."))
        self._left -= 1


PICTURES = Pictures()
