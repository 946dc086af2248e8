"""The one way in which a file of ours is given: a button that makes it, under a name of its own."""

from __future__ import annotations

import hashlib
import math
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from threading import Lock
from typing import Literal

import streamlit as st
from streamlit import runtime
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.media_file_manager import (
    DeferredCallableEntry,
    MediaFileManager,
    MediaFileMetadata,
)
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryFile

from strikemap.host.host_budget import BUDGET, no_room
from strikemap.host.memory_budget import NoRoom
from strikemap.languages import gettext as _
from strikemap.languages import language, speaking

SECONDS = 20.0
"""
How long a file that was made, or a button that nobody draws any more, can still be asked for; no
longer than its session.
"""
SHOWN_HASH = 12
"""Hexadecimal digits of the content's sha256 in a file's name."""

_LONGEST = 150
"""Bytes of a name before its hash: with hash and ending it fits the 255 of file systems."""
_UNFIT = re.compile(r"[^\w.-]+")
_INSTALLING = Lock()
_SECRET = secrets.token_bytes(32)
"""Of this process alone: without it nobody can tell at which address a file lies."""


def show_download(
    place: DeltaGenerator | None,
    label: str,
    make: Callable[[], bytes],
    file_name: str,
    media_type: str,
    *,
    key: str | None = None,
    width: Literal["content", "stretch"] = "content",
) -> None:
    """
    A button in *place*, or in the page's flow, that gives what *make* makes once it is pressed.

    The file is called *file_name* with a short hash of its content before the ending.  *label*
    is raw text of our own.
    """
    with _INSTALLING:
        keep_files(runtime.get_instance().media_file_mgr)
    spoken = language()

    def made() -> bytes:
        # It is made where the browser asks for it, which is no run of this session.
        with speaking(spoken):
            return make()

    (place or st).download_button(
        label,
        data=made,
        file_name=file_name,
        mime=media_type,
        key=key,
        width=width,
        on_click="ignore",
    )


def named_by_content(file_name: str, content: bytes) -> str:
    """*file_name* without what a file system could stumble over, and with a hash of *content*."""
    path = PurePath(_UNFIT.sub("-", file_name).lstrip(".-"))
    digest = hashlib.sha256(content).hexdigest()[:SHOWN_HASH]
    return f"{_cut(path.stem, _LONGEST).rstrip('.-')}-{digest}{_cut(path.suffix, 60)}"


def _cut(text: str, most: int) -> str:
    """*text* up to the last character that fits into so many bytes of UTF-8."""
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")


@dataclass(frozen=True, slots=True)
class _Made:
    """A file's session, and the sha256 of its content."""

    session: str
    digest: bytes

    def address(self, name: str, kind: str) -> str:
        """What the file is known by: two of one session that differ in anything have another."""
        told_apart = hashlib.blake2b(self.digest, key=_SECRET, digest_size=32)
        for part in (self.session, name, kind):
            told_apart.update(f"{len(part)}:{part}".encode())
        return told_apart.hexdigest()


class KeptFiles(MediaFileManager):
    """
    Streamlit's files, each its session's own, and there until their reader has them.

    Streamlit knows a file above 1 MiB by its length, samples of its bytes and its name: of two
    that differ elsewhere it gives the first to both readers; and whoever can guess a smaller one
    can ask whether somebody has just been given it.  It also lets go of a made file at the second
    end of anybody's rerun, of a button's file at the first: a reader far away asks for either
    later than a hundred others have moved a filter.
    """

    _asked_for: dict[str, float]
    _made_for: dict[str, _Made]
    """Of each made file whose it is, and what is in it."""

    def execute_deferred(self, file_id: str) -> str:
        """
        The URL of the file of the button *file_id*, which is made now.

        Raises:
            MediaFileStorageError: there is no such button, or its file could not be made.
        """
        with self._lock:
            button = self._deferred_callables.get(file_id)
        if button is None:
            raise MediaFileStorageError(_("no button is called {id}", id=file_id))
        try:
            content = button["callable"]()
        except Exception as fault:  # whatever a form raises: Streamlit knows this error alone
            raise MediaFileStorageError(
                _("the file could not be made: {fault}", fault=fault)
            ) from fault
        if not isinstance(content, bytes):
            raise MediaFileStorageError(f"a file is bytes, not {type(content).__name__}")
        try:
            # Until the store has it, and counts it, it is told to nobody else as free.
            with BUDGET.reserved(len(content)):
                return self._kept(file_id, content, button)
        except NoRoom:
            raise MediaFileStorageError(no_room()) from None

    def _kept(self, file_id: str, content: bytes, button: DeferredCallableEntry) -> str:
        named = named_by_content(button["filename"] or "file", content)
        kind = button["mimetype"] or "application/octet-stream"
        of = _Made(button["session_id"], hashlib.sha256(content).digest())
        made = of.address(named, kind)
        with self._lock:
            # By itself the store names each file by its content.
            files: dict[str, MemoryFile] = self._storage._files_by_id  # type: ignore[attr-defined]
            # What several readers are given is held once.
            same = (each for each, held in self._made_for.items() if held.digest == of.digest)
            content = next((files[each].content for each in same if each in files), content)
            files[made] = MemoryFile(content, kind, MediaFileKind.DOWNLOADABLE, named)
            self._file_metadata.setdefault(made, MediaFileMetadata(MediaFileKind.DOWNLOADABLE))
            self._asked_for[made] = self._asked_for[file_id] = time.monotonic()
            self._made_for[made] = of
            return self._storage.get_url(made)

    def clear_session_refs(self, session_id: str | None = None) -> None:
        """
        Forget what the present session shows; of one that is named, and so has ended, for good.

        Streamlit names a session only where it ends it: nobody is left there to ask for a file.
        """
        if session_id is not None:
            with self._lock:
                own = self._files_by_session_and_coord.get(session_id, {}).values()
                self._asked_for |= dict.fromkeys(own, -math.inf)
                gone = [made for made, of in self._made_for.items() if of.session == session_id]
                self._asked_for |= dict.fromkeys(gone, -math.inf)
        super().clear_session_refs(session_id)

    def remove_orphaned_files(self) -> None:
        """Let go of what no session shows, of files for download `SECONDS` later."""
        now = time.monotonic()
        with self._lock:
            shown = {
                each
                for files in self._files_by_session_and_coord.values()
                for each in files.values()
            }
            self._asked_for |= dict.fromkeys(shown, now)
            known = {*self._file_metadata, *self._deferred_callables}
            for each in known - shown:
                is_kept = now - self._asked_for.setdefault(each, now) <= SECONDS
                if each in self._deferred_callables:
                    if not is_kept:
                        self._drop_deferred_id(each)
                elif self._file_metadata[each].kind == MediaFileKind.MEDIA or not is_kept:
                    self._delete_file(each)
            for each in self._asked_for.keys() - {*self._file_metadata, *self._deferred_callables}:
                del self._asked_for[each]
            for each in self._made_for.keys() - self._file_metadata.keys():
                del self._made_for[each]


def keep_files(manager: MediaFileManager) -> None:
    """
    Make *manager* one of `KeptFiles`, with all that it holds.

    Streamlit makes its manager itself and has no setting for another.
    """
    if type(manager) is MediaFileManager:
        # What the new class adds.
        manager._asked_for = {}  # type: ignore[attr-defined]
        manager._made_for = {}  # type: ignore[attr-defined]
        manager.__class__ = KeptFiles
