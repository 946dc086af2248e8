"""The collections that a host offers: found, read once for all sessions, checked, kept."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from strikemap import checks, collection, side_files
from strikemap.collection import package
from strikemap.home import HOME
from strikemap.host.allocators import given_back
from strikemap.languages import gettext as _
from strikemap.languages import sentence, sentences
from strikemap.model import TABLES, Collection, Problem
from strikemap.progress import Progress, by_steps, within
from strikemap.side_files import MOST_BYTES

SHIPPED = HOME / "data"
DEFAULT = "cnn-2023-05-31"
STILL = 0.4
"""Seconds for which reading says nothing: most collections are read sooner."""
STANDING = 2.0
"""
Seconds without a change after which the files of a folder count as a whole version: tables that
are copied one after another can be sound at each step, with half of the incidents.
"""
AWAY = 60.0
"""
Seconds for which the last version of a folder is shown after the folder went: who replaces one by
another takes it away first, and copying the other may take its time.
"""
_APART = frozenset((side_files.TOUR, side_files.TRANSLATIONS, side_files.OTHER_COUNTS))
"""Files beside the tables on which nothing of these rests; by the list of releases a clock is set
right that stands before the last of them."""
TRIES = 3
"""How often a folder is read at once whose files change meanwhile."""

Told = Callable[[str], AbstractContextManager[Progress]]
"""Opens a place that is told how far some work, named in words, has come."""

_READING = Lock()


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """
    The collections in the order to show them, and what is wrong with those left out.

    `unread` are folders of collections of which no sound version is known, and roots where none is.
    """

    collections: dict[str, Collection]
    problems: dict[str, tuple[Problem, ...]]
    unread: tuple[Path, ...] = ()

    @property
    def default(self) -> str:
        """The name of the collection to open on."""
        wanted = os.environ.get("STRIKEMAP_DEFAULT", DEFAULT)
        return wanted if wanted in self.collections else next(iter(self.collections), "")


def roots() -> tuple[Path, ...]:
    """Where collections are looked for: `STRIKEMAP_COLLECTIONS`, else `data/`."""
    named = os.environ.get("STRIKEMAP_COLLECTIONS", "")
    return tuple(Path(part) for part in named.split(os.pathsep) if part) or (SHIPPED,)


def shelf(told: Told) -> Shelf:
    """
    Every sound collection of the host, each read once for a version of its files.

    A folder that has become unsound or lost a file keeps its last sound version, and its problems
    are told; so does one whose files have changed, until they have stood still for `STANDING`
    seconds, and one that is gone for `AWAY` seconds.  Of the files beside the tables each that
    can't be read whole is told, and the last one that could be stands in its place.  *told* hears
    of what has to be read now.
    """
    collections: dict[str, Collection] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    folders = {root: _folders(root) for root in roots()}
    unread = [root for root, found in folders.items() if not found]
    for root in unread.copy():
        why = sentence("no collection is here; a collection is a folder with a datapackage.json")
        problems[str(root)] = (Problem(str(root), 0, "", "collection-missing", why),)
    late = {
        folder for root, found in folders.items() if root in _LOOKED_THROUGH for folder in found
    }
    for folder in (folder for found in folders.values() for folder in found):
        held = _held(folder, told, is_late=folder in late)
        if held.problems:
            problems[folder.name] = held.problems
        if held.sound is None:
            unread.append(folder)
            continue
        if held.sound.name in collections:
            why = sentence("another collection is called {name}", name=held.sound.name)
            named = Problem(str(folder), 0, "name", "name-unique", why)
            problems[_("{folder} (second)", folder=folder.name)] = (named,)
            continue
        collections[held.sound.name] = held.sound
    _LOOKED_THROUGH.update(folders)
    return Shelf(
        dict(sorted(collections.items(), key=lambda kv: (kv[0] != DEFAULT, kv[0]))),
        problems,
        tuple(unread),
    )


Version = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """
    What the server holds of a folder: its files' version, what is sound, what is wrong.

    `waiting` is what that version holds, as long as its files may still be being written, and
    `left` what will then be wrong with it.  `read` is what its tables are, None where they are
    not sound.
    """

    version: Version
    sound: Collection | None
    problems: tuple[Problem, ...]
    waiting: Collection | None = None
    since: float = 0.0
    left: tuple[Problem, ...] = ()
    read: Collection | None = None


_HELD: dict[Path, _Held] = {}
"""One version of each folder, shared by all sessions: a newer one takes the older one's place."""


_MISSED: dict[Path, float] = {}
"""Since when nothing is there of a folder that the server holds."""


_LOOKED_THROUGH: set[Path] = set()
"""
The roots that were looked through before: a folder that comes into one may still be being copied.
What is there when a server starts is shown at once.
"""


def _folders(root: Path) -> list[Path]:
    """The collections in *root*, and those that were there and are being put in anew, it seems."""
    found = set(collection.discover([root]))
    for folder in [each for each in list(_HELD) if root in (each, each.parent)]:
        if folder in found or _version(folder):
            # Of one without its descriptor something is there: it is being written, or broken.
            _MISSED.pop(folder, None)
            found.add(folder)
        elif time.monotonic() - _MISSED.setdefault(folder, time.monotonic()) < AWAY:
            found.add(folder)
        else:
            _HELD.pop(folder, None)
            _MISSED.pop(folder, None)
    return sorted(found)


def _held(folder: Path, told: Told, *, is_late: bool) -> _Held:
    version = _version(folder)
    held = _HELD.get(folder)
    if held and held.version == version:
        return _taken(folder, held)
    if held and _READING.locked():
        # Someone is reading what is new: nobody who has something to show waits for that.
        return held
    with told(_("Reading the collection")) as progress:
        while not _READING.acquire(timeout=STILL):
            progress(0.0, _("another reader came first"))
        try:
            before = _HELD.get(folder)
            if not before or before.version != _version(folder):
                with given_back():
                    _HELD[folder] = _read(folder, before, progress, is_late=is_late)
            return _taken(folder, _HELD[folder])
        finally:
            _READING.release()


def _taken(folder: Path, held: _Held) -> _Held:
    """*held*, or what waited in it once its files have stood still."""
    if held.waiting is None or time.monotonic() - held.since < STANDING:
        return held
    whole = _HELD[folder] = _Held(held.version, held.waiting, held.left, read=held.read)
    return whole


def _read(folder: Path, before: _Held | None, progress: Progress, *, is_late: bool) -> _Held:
    found: Collection | None
    problems: tuple[Problem, ...]
    for _again in range(TRIES):
        version = _version(folder)
        if before and not version:
            return _Held(version, before.sound, (_gone(),))
        known = before.read if before and _heart(before.version) == _heart(version) else None
        if known is not None:
            found, problems = replace(known, beside=side_files.of_folder(folder)), ()
        else:
            reading = collection.read(folder, progress=by_steps(within(progress, 0.0, 0.5)))
            found, problems = reading.collection, reading.problems
        if version == _version(folder):
            break
    if found is not None and known is None:
        wrong = checks.errors(found, progress=by_steps(within(progress, 0.5, 1.0)))
        problems = tuple(filter(checks.spoils, wrong))
    sound = before.sound if before else None
    if found is None or problems:
        return _Held(version, sound, problems)
    faults = checks.unread(found)
    problems = tuple(each for told in faults.values() for each in told)
    if before is None and not is_late:
        return _Held(version, found, problems, read=found)
    kept = {name: sound.beside[name] for name in faults if sound and name in sound.beside}
    found = replace(found, beside={**found.beside, **kept})
    since = time.monotonic() - _seconds_still(folder, version)
    told_now = tuple(dict.fromkeys((*(before.problems if before else ()), *problems)))
    return _Held(version, sound, told_now, found, since, problems, found)


def _gone() -> Problem:
    why = sentences(
        "its folder is gone; the version before is shown for {count} second after that, unless "
        "the server is started again",
        "its folder is gone; the version before is shown for {count} seconds after that, unless "
        "the server is started again",
        round(AWAY),
    )
    return Problem(package.FILE, 0, "", "collection-missing", why)


def _seconds_still(folder: Path, version: Version) -> float:
    """Seconds since the newest of the files came, changed or went, by the system's clock."""
    changed = max((max(times) for _, *times, _ in version), default=0)
    with contextlib.suppress(OSError):
        # That a file went, as one that comes anew does before, is seen by its folder alone.
        changed = max(changed, folder.stat().st_mtime_ns)
    return max(0.0, time.time() - changed / 1e9)


def _heart(version: Version) -> Version:
    """Of *version* the files on which it rests whether a collection is sound."""
    return tuple(each for each in version if each[0] not in _APART)


def _version(folder: Path) -> Version:
    """The files of the collection in *folder*, each with when it changed, and its size."""
    found = []
    tables = (f"{table}.{ending}" for table in TABLES for ending in ("csv", "parquet"))
    for name in (package.FILE, *tables, *MOST_BYTES):
        with contextlib.suppress(OSError):
            status = (folder / name).stat()
            found.append((name, status.st_ctime_ns, status.st_mtime_ns, status.st_size))
    return tuple(found)
