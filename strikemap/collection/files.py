"""Files to tables of text: CSV and Parquet, read as data only and within bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from strikemap.collection import package, parquet
from strikemap.collection.bounds import Unreadable
from strikemap.collection.csv_files import csv_table
from strikemap.collection.opening import NOT_UTF_8, openable
from strikemap.collection.raw import RawTable
from strikemap.languages import sentence, sentence_of
from strikemap.model import TABLES, Problem

RawTables = tuple[dict[str, pd.DataFrame], Mapping[str, object], tuple[Problem, ...]]


def discover(roots: Iterable[Path]) -> tuple[Path, ...]:
    """
    The folders among *roots* and directly within them that are collections, sorted.

    A folder is a collection when it holds a `datapackage.json`; a root that is missing or may
    not be read has none.
    """
    found: dict[Path, Path] = {}
    for root in roots:
        try:
            within = [root] if (root / package.FILE).is_file() else sorted(root.iterdir())
            for folder in within:
                if (folder / package.FILE).is_file():
                    found.setdefault(folder.resolve(), folder)
        except OSError:
            continue
    return tuple(sorted(found.values()))


def raw_tables(folder: Path) -> RawTables:
    """
    The tables of the collection in *folder* as text, its descriptor, and what is wrong.

    Each frame has the file's own columns, in the file's order, all of dtype `str` ("" where
    empty); rows that could not be read leave gaps in the column `_row`, which is there only
    then.  A table that could not be read at all is missing.  `<table>.parquet`, where there
    is one no older than `<table>.csv`, is read in its stead.  Nothing that the descriptor
    points to is opened, and nothing in the files is evaluated.
    """
    problems: list[Problem] = []
    contents = package_of(folder, problems)
    frames = {}
    for name, raw in each_table(folder, problems):
        try:
            frames[name] = raw.frame()
        except Unreadable as error:
            told = sentence_of(error)
            problems.append(Problem(raw.file, error.row, error.column, error.rule, told))
    return frames, contents, tuple(problems)


def package_of(folder: Path, problems: list[Problem]) -> Mapping[str, object]:
    """The descriptor in *folder*, empty where it can't be read; *problems* says why."""
    if not folder.is_dir():
        missing = sentence("no such folder; name an existing one")
        problems.append(Problem(str(folder), 0, "", "file", missing))
        return {}
    try:
        return package.loaded(_text(folder / package.FILE))
    except Unreadable as error:
        problems.append(Problem(package.FILE, error.row, "", error.rule, sentence_of(error)))
    except (OSError, ValueError) as error:
        problems.append(Problem(package.FILE, 0, "", "descriptor", sentence_of(error)))
    return {}


def each_table(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, RawTable]]:
    """The tables in *folder* one after another, of those it can open; adds to *problems*."""
    for name in TABLES if folder.is_dir() else ():
        path = _preferred(folder, name)
        try:
            if path.suffix == ".parquet":
                openable(path)
                yield name, parquet.table(path)
            else:
                yield name, csv_table(path, name, problems)
        except Unreadable as error:
            told = sentence_of(error)
            problems.append(Problem(path.name, error.row, error.column, error.rule, told))


def _preferred(folder: Path, name: str) -> Path:
    text, fast = folder / f"{name}.csv", folder / f"{name}.parquet"
    try:
        if fast.is_file() and not (
            text.is_file() and text.stat().st_mtime_ns > fast.stat().st_mtime_ns
        ):
            return fast
    except OSError:
        pass
    return text


def _text(path: Path) -> str:
    if openable(path) > package.MAX_CHARACTERS * 4:
        raise Unreadable("size", package.TOO_LONG)
    contents = path.read_bytes()
    try:
        return contents.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = contents[: error.start].count(b"\n") + 1
        raise Unreadable("encoding", NOT_UTF_8, row) from None
