"""What a host does beside its readers: ends sessions that were left, and gives memory back."""

from __future__ import annotations

import gc
import math
import time
from threading import Lock, Thread

from starlette.exceptions import HTTPException
from streamlit import runtime
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.state import SessionState
from streamlit.runtime.uploaded_file_manager import UploadedFileManager, UploadedFileRec

from strikemap.host.allocators import give_back
from strikemap.host.host_budget import BUDGET, no_room
from strikemap.host.log import write_fault, write_no_values
from strikemap.host.uploads import has_room

GRACE = 12.0
"""Seconds for which a session without a connection is kept: a reader's network may falter."""
EVERY = 3.0
"""Seconds between two rounds."""
LATER = 24.0
"""Seconds after which files for download that were still kept for a reader can go too."""
WORTH_IT = 16 * 2**20
"""Bytes of the budget that must have come free for a round of garbage collection."""

_BEGINNING = Lock()
_begun: list[Thread] = []


def keep_house() -> None:
    """
    Begin, once a server, to go the rounds.

    Streamlit forgets a session that was left minutes later, when another one is left, and its
    files, and what was made of them, when Python next happens to look for garbage.
    """
    with _BEGINNING:
        if not _begun and runtime.exists() and isinstance(runtime.get_instance(), Runtime):
            write_no_values()
            host = _House(runtime.get_instance())
            BUDGET.count(host.uploaded)
            BUDGET.count(host.made_for_download)
            refuse_what_finds_no_room(runtime.get_instance().uploaded_file_mgr)
            _begun.append(Thread(target=host.go_the_rounds, name="housekeeping", daemon=True))
            _begun[0].start()


class _RoomedFiles(MemoryUploadedFileManager):
    """Streamlit's store of files as they were sent, which takes none that finds no room."""

    def add_file(self, session_id: str, file: UploadedFileRec) -> None:
        if not has_room(len(file.data)):
            raise HTTPException(413, no_room())
        super().add_file(session_id, file)


def refuse_what_finds_no_room(files: UploadedFileManager) -> None:
    """
    Let *files* keep to the budget too: several readers may have been told of the same room.

    Streamlit makes its store itself and has no setting for another.
    """
    if type(files) is MemoryUploadedFileManager:
        files.__class__ = _RoomedFiles


def _bytes_in(store: MemoryUploadedFileManager) -> int:
    return sum(each.byte_length for stats in store.get_stats().values() for each in stats)


class _House:
    def __init__(self, server: Runtime) -> None:
        self._server = server
        self._left: dict[str, float] = {}
        self._closed: list[AppSession] = []
        self._ended = False
        self._later = math.inf
        self._taken = 0

    def uploaded(self) -> int:
        """Bytes of the files as they were sent."""
        of = self._server.uploaded_file_mgr
        return _bytes_in(of) if isinstance(of, MemoryUploadedFileManager) else 0

    def made_for_download(self) -> int:
        """Bytes of the files that readers have asked for and may still fetch."""
        of = self._server.media_file_mgr._storage
        if not isinstance(of, MemoryMediaFileStorage):
            return 0
        # What several readers are given is held once.
        held = {id(each.content): each.content_size for each in list(of._files_by_id.values())}
        return sum(held.values())

    def go_the_rounds(self) -> None:
        """For as long as the server runs."""
        while True:
            time.sleep(EVERY)
            try:
                # Sessions are the event loop's own; no other thread may touch them.
                self._server._get_async_objs().eventloop.call_soon_threadsafe(self._end_sessions)
                self._tidy()
            except Exception as fault:  # whatever made a round fail, it must not be the last one
                write_fault("housekeeping failed", fault)

    def _end_sessions(self) -> None:
        now = time.monotonic()
        self._empty_closed()
        sessions = {
            each.session.id: each.session for each in self._server._session_mgr.list_sessions()
        }
        left = {each for each in sessions if not self._server.is_active_session(each)}
        self._left = {each: self._left.get(each, now) for each in left}
        for each, since in self._left.items():
            if now - since > GRACE:
                self._server.close_session(each)
                self._closed.append(sessions[each])

    def _empty_closed(self) -> None:
        """
        Take from closed sessions what their readers brought, once nothing of theirs runs.

        Streamlit's loop holds the session that it served last until another one comes
        (`Runtime._loop_coroutine`).
        """
        for each in [each for each in self._closed if each._scriptrunner is None]:
            self._closed.remove(each)
            # Its own `clear` leaves what widgets were made with.
            each._session_state = SessionState()
            self._ended = True

    def _tidy(self) -> None:
        # A button that nobody draws any more holds the view that it would make a file of.
        self._server.media_file_mgr.remove_orphaned_files()
        taken = BUDGET.taken
        now = time.monotonic()
        if self._ended or now > self._later or taken < self._taken - WORTH_IT:
            self._later = now + LATER if self._ended else math.inf
            self._ended = False
            gc.collect()
            give_back()
            taken = BUDGET.taken
        self._taken = taken
