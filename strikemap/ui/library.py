"""The collections that a host offers: found, read once for all sessions, checked, kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import streamlit as st

from strikemap import checks, collection
from strikemap.model import Collection, Problem
from strikemap.ui.memory import given_back

HOME = Path(__file__).parents[2] / "data"
DEFAULT = "cnn-2023-05-31"
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
    return tuple(Path(part) for part in named.split(os.pathsep) if part) or (HOME,)


def shelf() -> Shelf:
    """
    Every sound collection of the host, each read once for a version of its files.

    A folder that has become unsound keeps its last sound version, and its problems are told.
    """
    collections: dict[str, Collection] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    for root in roots():
        folders = collection.discover([root])
        if not folders:
            problems[str(root)] = (
                Problem(
                    str(root),
                    0,
                    "",
                    "collection-missing",
                    "no collection is here; a collection is a folder with a datapackage.json",
                ),
            )
        for folder in folders:
            read = _read(str(folder), _version(folder))
            if read.problems:
                problems[str(folder.name)] = read.problems
            found = read.collection
            if found is None:
                found = _last_sound().get(str(folder))
            elif found.name in collections:
                problems[f"{folder.name} (second)"] = (
                    Problem(
                        str(folder),
                        0,
                        "name",
                        "name-unique",
                        f"another collection is called {found.name}",
                    ),
                )
                continue
            if found is not None:
                collections[found.name] = found
    return Shelf(
        dict(sorted(collections.items(), key=lambda kv: (kv[0] != DEFAULT, kv[0]))), problems
    )


def _version(folder: Path) -> tuple[tuple[str, int, int], ...]:
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
        return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    except OSError:
        return ()


@st.cache_resource
def _last_sound() -> dict[str, Collection]:
    return {}


@st.cache_resource(max_entries=16, show_spinner="Reading the collection …")
def _read(folder: str, version: tuple[tuple[str, int, int], ...]) -> collection.Reading:
    with _READING, given_back():
        read = collection.read(Path(folder))
        if read.collection is None:
            return read
        wrong = tuple(p for p in checks.check_collection(read.collection) if p.severity == "error")
        if wrong:
            return collection.Reading(None, wrong)
        _last_sound()[folder] = read.collection
        return collection.Reading(read.collection, ())
