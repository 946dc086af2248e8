"""The collections that a host offers: found, read once for all sessions, checked, kept."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from strikemap import checks, collection
from strikemap.home import HOME
from strikemap.host.allocators import given_back
from strikemap.languages import gettext as _
from strikemap.languages import sentence
from strikemap.model import TABLES, Collection, Problem
from strikemap.progress import Progress, by_steps, within

SHIPPED = HOME / "data"
DEFAULT = "cnn-2023-05-31"
STILL = 0.4
"""Seconds for which reading says nothing: most collections are read sooner."""

Told = Callable[[str], AbstractContextManager[Progress]]
"""Opens a place that is told how far some work, named in words, has come."""

_READING = Lock()


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """The collections in the order to show them, and what is wrong with those left out."""

    collections: dict[str, Collection]
    problems: dict[str, tuple[Problem, ...]]

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

    A folder that has become unsound keeps its last sound version, and its problems are told.
    *told* hears of what has to be read now.
    """
    collections: dict[str, Collection] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    folders = {root: collection.discover([root]) for root in roots()}
    for root in (root for root, found in folders.items() if not found):
        why = sentence("no collection is here; a collection is a folder with a datapackage.json")
        problems[str(root)] = (Problem(str(root), 0, "", "collection-missing", why),)
    for folder in (folder for found in folders.values() for folder in found):
        held = _held(folder, told)
        if held.problems:
            problems[folder.name] = held.problems
        if held.sound is None:
            continue
        if held.sound.name in collections:
            why = sentence("another collection is called {name}", name=held.sound.name)
            named = Problem(str(folder), 0, "name", "name-unique", why)
            problems[_("{folder} (second)", folder=folder.name)] = (named,)
            continue
        collections[held.sound.name] = held.sound
    return Shelf(
        dict(sorted(collections.items(), key=lambda kv: (kv[0] != DEFAULT, kv[0]))), problems
    )


Version = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """What the server holds of a folder: its files' version, what is sound, what is wrong."""

    version: Version
    sound: Collection | None
    problems: tuple[Problem, ...]


_HELD: dict[Path, _Held] = {}
"""One version of each folder, shared by all sessions: a newer one takes the older one's place."""


def _held(folder: Path, told: Told) -> _Held:
    version = _version(folder)
    held = _HELD.get(folder)
    if held and held.version == version:
        return held
    with told(_("Reading the collection")) as progress:
        while not _READING.acquire(timeout=STILL):
            progress(0.0, _("another reader came first"))
        try:
            before = _HELD.get(folder)
            if not before or before.version != version:
                with given_back():
                    _HELD[folder] = _read(folder, version, before, progress)
            return _HELD[folder]
        finally:
            _READING.release()


def _read(folder: Path, version: Version, before: _Held | None, progress: Progress) -> _Held:
    reading = collection.read(folder, progress=by_steps(within(progress, 0.0, 0.5)))
    found, problems = reading.collection, reading.problems
    if found is not None:
        checked = checks.check_collection(found, progress=by_steps(within(progress, 0.5, 1.0)))
        problems = tuple(filter(checks.spoils, checked))
        if not problems:
            return _Held(version, found, ())
    return _Held(version, before.sound if before else None, problems)


def _version(folder: Path) -> Version:
    """The tables and the descriptor in *folder*, each with its time and size."""
    found = []
    for name in ("datapackage.json", *(f"{t}.{e}" for t in TABLES for e in ("csv", "parquet"))):
        with contextlib.suppress(OSError):
            status = (folder / name).stat()
            found.append((name, status.st_mtime_ns, status.st_size))
    return tuple(found)
