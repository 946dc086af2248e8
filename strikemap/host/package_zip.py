"""A Data Package in a zip, read in memory: nothing is unpacked to disk, no path is followed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

import pandas as pd

from strikemap.collection import package
from strikemap.collection.bounds import MAX_COLUMNS, MAX_FIELD_BYTES
from strikemap.collection.raw import ROW
from strikemap.importers import ImportProblem
from strikemap.importers.file import recognising, rows
from strikemap.importers.file.opening import FAULTS, MAX_RATIO, packed
from strikemap.importers.forms.telling import CSV
from strikemap.importers.report import REASON, Log
from strikemap.importers.report import ROW as ROW_IN_FILE
from strikemap.languages import gettext as _
from strikemap.languages import sentence, sentence_of, worded
from strikemap.model import TABLES, Problem

MAX_UNPACKED = 500_000_000
MAX_MEMBERS = 1_000
_RATIO_COUNTS_FROM = 4_000_000

Tables = tuple[dict[str, pd.DataFrame], Mapping[str, object], tuple[Problem, ...]]


def is_zip(contents: bytes) -> bool:
    """Whether *contents* begins as a zip does."""
    return contents[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def members(contents: bytes, name: str) -> dict[str, zipfile.ZipInfo]:
    """
    The files in a zip, by their path.

    Raises:
        ImportProblem: it is damaged, holds too many files, or one whose path leads out of it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(contents)) as archive:
            found = [each for each in archive.infolist() if not each.is_dir()]
    except FAULTS as error:
        raise ImportProblem(
            sentence("{file}: a damaged zip: {fault}", file=name, fault=str(error))
        ) from None
    if len(found) > MAX_MEMBERS:
        raise ImportProblem(
            sentence(
                "{file}: {count} files; at most {most} are looked at",
                file=name,
                count=len(found),
                most=MAX_MEMBERS,
            )
        )
    for each in found:
        path = PurePosixPath(each.filename.replace("\\", "/"))
        # A member may be called "." or nothing at all, which is no part of a path.
        first = path.parts[0] if path.parts else ":"
        if path.is_absolute() or ".." in path.parts or ":" in first:
            raise ImportProblem(
                sentence(
                    "{file}: {member} leads out of the zip; pack the files by their plain names",
                    file=name,
                    member=repr(each.filename[:80]),
                )
            )
    return {each.filename: each for each in found}


def is_package(found: Mapping[str, zipfile.ZipInfo]) -> bool:
    """Whether the files of a zip are a Data Package: whether there is a descriptor."""
    return any(PurePosixPath(each).name == package.FILE for each in found)


def read_package(
    contents: bytes, name: str, progress: Callable[[float, str], None] | None = None
) -> Tables:
    """
    The tables of the zipped Data Package *contents* as text, its descriptor and what is wrong.

    As `collection.raw_tables` for a folder.  Of all files only the descriptor and the tables of
    the model beside it are read; what the descriptor points to is not followed.

    Raises:
        ImportProblem: the zip is damaged, encrypted or too large, or has not one descriptor.
    """
    found = members(contents, name)
    heads = [each for each in found if PurePosixPath(each).name == package.FILE]
    if len(heads) != 1:
        raise ImportProblem(
            sentence(
                "{file}: {count} files {descriptor}; keep exactly one",
                file=name,
                count=len(heads),
                descriptor=package.FILE,
            )
        )
    folder = PurePosixPath(heads[0]).parent
    wanted = {heads[0]} | {str(folder / f"{each}.csv") for each in TABLES}
    chosen = {path: each for path, each in found.items() if path in wanted}
    _check_size(chosen, name)
    problems: list[Problem] = []
    try:
        with zipfile.ZipFile(io.BytesIO(contents)) as archive:
            descriptor = package.loaded(archive.read(heads[0]).decode("utf-8-sig"))
            tables: dict[str, pd.DataFrame] = {}
            for done, table in enumerate(TABLES):
                path = str(folder / f"{table}.csv")
                if progress:
                    progress(done / len(TABLES), _("reading {file}", file=table + ".csv"))
                if path in chosen:
                    try:
                        tables[table] = _table(archive.read(path), f"{table}.csv", problems)
                    except ImportProblem as fault:
                        told = _without_file(sentence_of(fault), f"{table}.csv")
                        problems.append(Problem(f"{table}.csv", 0, "", "file", told))
    except ValueError as error:
        raise ImportProblem(
            sentence(
                "{file}: {member}: {fault}",
                file=name,
                member=package.FILE,
                fault=sentence_of(error),
            )
        ) from None
    except FAULTS as error:
        raise ImportProblem(
            sentence("{file}: can't be unpacked: {fault}", file=name, fault=str(error))
        ) from None
    return tables, descriptor, tuple(problems)


def _without_file(told: str, file: str) -> str:
    """*told* without *file* at its beginning, which stands beside it."""
    return sentence("{fault}", fault=lambda: worded(told).removeprefix(f"{file}: "))


def _check_size(chosen: Mapping[str, zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(each.file_size for each in chosen.values())
    packed_size = sum(each.compress_size for each in chosen.values())
    if unpacked > MAX_UNPACKED:
        raise ImportProblem(
            sentence(
                "{file}: unpacks to {size} bytes; at most {most} are read here",
                file=name,
                size=unpacked,
                most=MAX_UNPACKED,
            )
        )
    if unpacked > max(_RATIO_COUNTS_FROM, MAX_RATIO * max(packed_size, 1)):
        raise ImportProblem(
            sentence(
                "{file}: unpacks to {times} times its size, as a zip bomb does",
                file=name,
                times=unpacked // max(packed_size, 1),
            )
        )


def _table(contents: bytes, name: str, problems: list[Problem]) -> pd.DataFrame:
    file = packed(contents, name)
    if file.packing:
        raise ImportProblem(
            sentence("{file}: packed once more; put the plain table into the zip", file=name)
        )
    first, _newline, rest = contents.partition(b"\n")
    if not rest.strip():
        return _header_alone(first, name)
    log = Log(name)
    found = recognising.recognise(file, CSV)
    if twice := [each for each in found.header if each.endswith(" (2)")]:
        raise ImportProblem(
            sentence(
                "{file}: columns named twice: {column}; keep one each",
                file=name,
                column=twice[0][:-4],
            )
        )
    frames = [frame for frame, _log in rows.parts(file, found, log)]
    whole = pd.concat(frames) if frames else pd.DataFrame(columns=list(found.header), dtype="str")
    for row, reason in log.rejected[[ROW_IN_FILE, REASON]].itertuples(index=False):
        told = log.words.sentence(str(reason))
        problems.append(Problem(name, int(row), "", "ragged-row", told))
    return whole.assign(**{ROW: whole.index}).reset_index(drop=True)


def _header_alone(line: bytes, name: str) -> pd.DataFrame:
    """A table without rows, as that of the corrections is at first."""
    if len(line) > MAX_FIELD_BYTES:
        raise ImportProblem(
            sentence("{file}: a header longer than {most} bytes", file=name, most=MAX_FIELD_BYTES)
        )
    try:
        header = next(csv.reader([line.decode("utf-8-sig").rstrip("\r")]), [])
    except (UnicodeDecodeError, csv.Error):
        raise ImportProblem(
            sentence("{file}: the header can't be read; save it as UTF-8", file=name)
        ) from None
    if not header or len(header) > MAX_COLUMNS:
        raise ImportProblem(
            sentence(
                "{file}: {count} columns; 1 to {most} are read",
                file=name,
                count=len(header),
                most=str(MAX_COLUMNS),
            )
        )
    return pd.DataFrame({at: [] for at in range(len(header))}, dtype="str").set_axis(header, axis=1)
