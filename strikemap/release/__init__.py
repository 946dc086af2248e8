"""
The release of a collection: its version, its hash, its corrections, and the one before archived.

`corrections` says what changed in the records, `history` finds what was released last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from strikemap import checks
from strikemap import collection as collections
from strikemap.collection import package, version_lines, versions
from strikemap.collection.version_lines import Files
from strikemap.collection.versions import Release, Unavailable, ordered
from strikemap.model import TABLES, Collection
from strikemap.release.changelog import Released, changelog_line, with_line
from strikemap.release.corrections import Records, compared, untold
from strikemap.release.history import NoHistory, earlier
from strikemap.side_files import of_folder

__all__ = [
    "NoHistory",
    "NotReleased",
    "Released",
    "changelog_line",
    "rebuild",
    "release",
    "with_line",
]

LISTED = 20
NEVER_REMOVED = ("incidents", "claims")
COUNTED = ("incident", "claim", "source")


class NotReleased(Exception):
    """Why nothing was released, and what would be right; raw text, a line for each record."""


def release(
    folder: Path,
    *,
    day: str,
    version: str = "",
    why: str = "",
    previous: Path | None = None,
    takedown: str = "",
) -> Released:
    """
    Release the collection in *folder* as it now is, on the ISO day *day*.

    The tables and the descriptor are written in their one form, and the release before is
    archived as lines; it is found in *previous*, a folder, or in the repository's history.  The
    version is *version*, else the one that the curator wrote into the descriptor or the
    corrections, else the next: the last number rises for corrections, the middle one for new
    records.  With *why*, a correction is written for each changed record that has none.  With
    *takedown*, a reason, all earlier versions are withheld, since they hold what was taken down.

    Nothing is written unless all of it is right.

    Raises:
        NotReleased: something is missing or wrong, or nothing has changed.
    """
    now = _sound(folder)
    known = _known(folder)
    if not known:
        _write(_with(now, collections.text_tables(now), version or now.version, day), {}, ())
        return Released(now.name, versions.releases(of_folder(folder))[-1], "the first release")
    last = known[-1]
    if versions.is_of(last, versions.files_of(now)):
        raise NotReleased(f"nothing has changed since {last.version}")
    before = _released_last(folder, last, previous)
    tables = dict(collections.text_tables(now))
    old = collections.text_tables(before)
    records = compared(old, tables)
    _check_removed(records)
    number = version or _next_version(last.version, now, records)
    if not versions.VERSION.fullmatch(number) or ordered(number) <= ordered(last.version):
        raise NotReleased(f"version {number[:40]} is not later than {last.version}")
    _check_named(old["corrections"], tables["corrections"], number)
    missing = untold(records, old["corrections"], tables["corrections"])
    if missing and not why.strip():
        raise NotReleased(_asking(missing))
    if missing:
        # A correction may not repeat what it takes down.
        told = dict.fromkeys(missing, "text taken down") if takedown.strip() else missing
        rows = [(day, record, what, why, number) for record, what in told.items()]
        written = pd.DataFrame(rows, columns=list(TABLES["corrections"].columns), dtype="str")
        tables["corrections"] = pd.concat([tables["corrections"], written], ignore_index=True)
    made = _with(now, tables, number, day)
    lines = version_lines.lines_between(versions.files_of(made), versions.files_of(before))
    if takedown.strip():
        _write(made, {}, [replace(each, withheld=each.withheld or takedown) for each in known])
        for each in known:
            (folder / versions.FOLDER / each.file).unlink(missing_ok=True)
    else:
        _write(made, {last.file: lines}, known)
    corrected = len(tables["corrections"]) - len(old["corrections"])
    return Released(
        now.name, versions.releases(of_folder(folder))[-1], _in_words(records, corrected)
    )


def rebuild(folder: Path) -> tuple[Release, ...]:
    """
    Write the archive of the collection in *folder* anew from the repository's history.

    Each content that a commit left is a release of the day that its descriptor names.  What is
    withheld stays so.

    Raises:
        NoHistory: there is none.
        NotReleased: the collection is not sound.
    """
    chain: list[tuple[Release, Files]] = []
    known = {each.content_sha256: each.withheld for each in _known(folder)}
    for found in (_sound(folder), *earlier(folder)):
        files = versions.files_of(found)
        made = versions.release_of(found.version, found.updated, files)
        made = replace(made, withheld=known.get(made.content_sha256, ""))
        if not any(made == other for other, _ in chain):
            chain.insert(0, (made, files))
    _write_archive(folder, versions.archived(chain))
    return tuple(each for each, _ in chain)


def _known(folder: Path) -> tuple[Release, ...]:
    try:
        return versions.releases(of_folder(folder))
    except Unavailable as error:
        raise NotReleased(str(error)) from None


def _sound(folder: Path) -> Collection:
    reading = collections.read(folder)
    if reading.collection is None:
        raise NotReleased(_listed(f"{folder} is no sound collection:", reading.problems))
    return reading.collection


def _listed(heading: str, lines: Sequence[object]) -> str:
    more = [f"and {len(lines) - LISTED:,} more"] if len(lines) > LISTED else []
    return "\n".join([heading, *map(str, lines[:LISTED]), *more])


def _released_last(folder: Path, last: Release, previous: Path | None) -> Collection:
    """The collection as it was released last, by the hashes of its files."""
    try:
        candidates: Iterable[Collection] = [_sound(previous)] if previous else earlier(folder)
        for each in candidates:
            if versions.is_of(last, versions.files_of(each)):
                return each
    except NoHistory as error:
        raise NotReleased(
            f"what was released as {last.version} is not at hand, and there is no history to look "
            f"into ({error}); name a folder that holds it with --previous"
        ) from None
    where = str(previous) if previous else "the repository's history"
    raise NotReleased(
        f"what was released as {last.version} is not in {where}: nothing there has its hash, "
        f"{last.content_sha256[: versions.SHOWN_HASH]}; name a folder that holds it with --previous"
    )


def _check_removed(records: Mapping[str, Records]) -> None:
    gone = [each for name in NEVER_REMOVED for each in records[name].removed]
    if gone:
        why = "records are withdrawn or superseded, never removed; put back:"
        raise NotReleased(_listed(why, gone))


def _next_version(last: str, now: Collection, records: Mapping[str, Records]) -> str:
    named = [now.version, *map(str, now.corrections["version"])]
    later = [each for each in named if ordered(each) > ordered(last)]
    if later:
        return max(later, key=ordered)
    major, minor, patch = (*ordered(last), 0, 0)[:3]
    if any(each.added for each in records.values()):
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def _check_named(before: pd.DataFrame, after: pd.DataFrame, number: str) -> None:
    known = set(before.itertuples(index=False, name=None))
    new = [row for row in after.itertuples(index=False) if tuple(row) not in known]
    wrong = [f"{row.record}: version {row.version}" for row in new if row.version != number]
    if wrong:
        why = f"a new row of corrections.csv names another version than {number}:"
        raise NotReleased(_listed(why, wrong))


def _asking(missing: Mapping[str, str]) -> str:
    lines = [f"{record}: {what}" for record, what in missing.items()]
    why = (
        "no new row of corrections.csv tells of these records; add a row for each, or give one "
        "reason for all of them with --why:"
    )
    return _listed(why, lines)


def _with(
    now: Collection, tables: Mapping[str, pd.DataFrame], version: str, day: str
) -> Collection:
    """*now* with these *tables*, as *version* of *day*, held against every rule."""
    regions = sorted(set(tables["incidents"]["region"]) - {""})
    heading = {"version": version, "updated": day, "regions": regions}
    descriptor = {**now.descriptor, **heading, "resources": package.resources()}
    reading = collections.from_tables(tables, descriptor)
    made = reading.collection
    found = reading.problems if made is None else checks.check_collection(made)
    if found or made is None:
        raise NotReleased(_listed("`check` says:", found))
    return replace(made, folder=now.folder, beside=now.beside)


def _write(made: Collection, lines: Files, known: Sequence[Release]) -> None:
    """Write *made* to its folder as the release after *known*, with the *lines* of the last."""
    folder = made.folder
    assert folder is not None
    newest = versions.release_of(made.version, made.updated, versions.files_of(made))
    fast = any((folder / f"{name}.parquet").exists() for name in TABLES)
    collections.write(folder, collections.text_tables(made), made.descriptor, parquet=fast)
    _write_archive(folder, {**lines, versions.INDEX: versions.index_bytes([*known, newest])})


def _write_archive(folder: Path, archive: Files) -> None:
    place = folder / versions.FOLDER
    place.mkdir(exist_ok=True)
    for name, contents in archive.items():
        (place / name).write_bytes(contents)


def _in_words(records: Mapping[str, Records], corrected: int) -> str:
    counts = [(len(records[f"{each}s"].added), each, " added") for each in COUNTED]
    said = [
        f"{count:,} {noun}{'' if count == 1 else 's'}{what}"
        for count, noun, what in (*counts, (corrected, "correction", ""))
        if count
    ]
    return ", ".join(said) or "no incident, claim or source added"
