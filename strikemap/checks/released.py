"""The rule that every version that was ever released can be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from strikemap import dates
from strikemap.checks.rule import Edit, Finding, Rule, Subject, in_package, of_file
from strikemap.collection import versions
from strikemap.collection.versions import Release, Unavailable
from strikemap.languages import sentence, sentence_of
from strikemap.model import Collection
from strikemap.side_files import RELEASES

CHANGELOG = "CHANGELOG.md"
MAX_BYTES = 2_000_000


def day_of_release(of: Collection) -> date | None:
    """The day on which exactly *of* was released last; None where it is no release."""
    try:
        known = versions.releases(of.beside)
    except Unavailable:
        return None  # the rule below tells of it
    is_released = bool(known) and known[-1].content_sha256 == of.content_hash
    return dates.day(known[-1].released) if is_released else None


def readable_index(subject: Subject) -> Iterator[Finding]:
    """An index of releases that can't be read."""
    try:
        versions.releases(subject.collection.beside)
    except Unavailable as why:
        yield of_file(RELEASES, sentence("{fault}; restore the index", fault=sentence_of(why)))


def released_versions(subject: Subject) -> Iterator[Finding]:
    """Versions that the index, the corrections or a changelog name and that can't be opened."""
    of = subject.collection
    if of.folder is None:
        return
    try:
        known = versions.releases(of.beside)
    except Unavailable:
        return  # the rule above tells of it
    yield from _unopened(of, known)
    there = {of.version, *(each.version for each in known)}
    named = subject.texts("corrections", "version")
    yield Finding(
        "corrections",
        np.array([at for at, each in enumerate(named) if each not in there], np.intp),
        "version",
        lambda at: sentence(
            "version {version} is not in the archive; release it, or restore its lines and its "
            "place in the index",
            version=str(named[at])[:40],
        ),
        "warning",
    )
    for version in sorted(_in_changelog(of.folder, of.name) - there, key=versions.ordered):
        yield _told(
            sentence(
                "version {version}, which {changelog} names, is not in the archive; release it, "
                "or restore its lines and its place in the index",
                version=version,
                changelog=CHANGELOG,
            )
        )


def _unopened(of: Collection, known: tuple[Release, ...]) -> Iterator[Finding]:
    if known and not versions.is_of(known[-1], versions.files_of(of)):
        yield _told(
            sentence(
                "the collection is not what was released last, as {version}; release it with "
                "`python -m strikemap release`, so that links keep their numbers",
                version=known[-1].version,
            )
        )
        return
    for each in known[:-1]:
        if each.withheld:
            continue
        try:
            versions.read(of, each)
        except Unavailable as why:
            yield _told(
                sentence(
                    "version {version} can't be opened: {fault}; restore {file}",
                    version=each.version,
                    fault=sentence_of(why),
                    file=each.file,
                )
            )


def _told(message: str) -> Finding:
    # What can't be opened of the past is no reason to show nothing of today.
    told = in_package("version", message)
    return Finding(told.table, told.positions, told.column, told.message, "warning")


def _in_changelog(folder: Path, name: str) -> set[str]:
    """The versions of the collection *name* that a changelog in *folder* or above it names."""
    for place in (folder, *folder.resolve().parents[:2]):
        path = place / CHANGELOG
        try:
            if path.is_file() and path.stat().st_size <= MAX_BYTES:
                text = path.read_text("utf-8", "replace")
                return set(re.findall(rf"`{re.escape(name)}` (\d+\.\d+\.\d+)", text))
        except OSError:
            continue
    return set()


RULES = (
    Rule(
        "released-index",
        "The index of released versions lists each with its number, its day and its hashes.",
        (Edit(RELEASES, 0, "", "{}"),),
        readable_index,
        of_reading=True,
    ),
    Rule(
        "released",
        "Every version that was ever released can be opened, and what is there now has been "
        "released.",
        (Edit("corrections.csv", 2, "version", "1.0.0"),),
        released_versions,
        warns_alone=True,
    ),
)
