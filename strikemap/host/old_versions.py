"""Old versions of the host's collections: read when one is asked for, and kept in bounded room."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

from strikemap.collection import versions
from strikemap.collection.versions import Release
from strikemap.model import TABLES, Collection
from strikemap.side_files import MOST_BYTES, content_hash_of

ROOM = 64 * 2**20
"""Bytes of old versions kept beyond those that some reader has open; the longest unused goes."""

Key = tuple[Path | None, Release, tuple[str, ...]]
"""The folder, the version, and what stands beside it: translations and tour are today's."""

_BOOKS = Lock()
"""Held for a moment while it is looked up what is kept, never while anything is read."""
_KEPT: OrderedDict[Key, Collection] = OrderedDict()
_OPEN: WeakValueDictionary[Key, Collection] = WeakValueDictionary()
_TURNS: dict[Key, Lock] = {}


def opened(today: Collection, wanted: Release) -> Collection:
    """
    The version *wanted* of *today*, one object for all readers who have it open.

    Who asks for a version that is being read waits for it; nobody else waits.

    Raises:
        Unavailable: as `collection.versions.read`.
    """
    beside = tuple(content_hash_of(today.beside, name) for name in MOST_BYTES)
    key = (today.folder, wanted, beside)
    with _BOOKS:
        found = _taken(key)
        if found is not None:
            return found
        turn = _TURNS.setdefault(key, Lock())
    with turn:
        with _BOOKS:
            found = _taken(key)
        if found is not None:
            return found
        try:
            made = versions.read(today, wanted)
            with _BOOKS:
                _keep(key, made)
            return made
        finally:
            with _BOOKS:
                _TURNS.pop(key, None)


def _taken(key: Key) -> Collection | None:
    found = _OPEN.get(key)
    if found is not None and key in _KEPT:
        _KEPT.move_to_end(key)
    return found


def _keep(key: Key, made: Collection) -> None:
    _OPEN[key] = _KEPT[key] = made
    room = sum(map(_weight, _KEPT.values()))
    while room > ROOM and len(_KEPT) > 1:
        room -= _weight(_KEPT.popitem(last=False)[1])


def _weight(of: Collection) -> int:
    return sum(int(getattr(of, name).memory_usage(deep=True).sum()) for name in TABLES)
