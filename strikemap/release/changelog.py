"""The line that a changelog has of a release."""

from __future__ import annotations

from dataclasses import dataclass

from strikemap.collection.versions import SHOWN_HASH, Release

UNRELEASED, ADDED = "## [Unreleased]", "### Added"


@dataclass(frozen=True, slots=True)
class Released:
    """A release of the collection *name*, and how it differs from the one before, in words."""

    name: str
    release: Release
    what: str


def changelog_line(made: Released) -> str:
    """What a changelog says of a release: name, version, day, hash, and what is new."""
    of = made.release
    return (
        f"- `{made.name}` {of.version} of {of.released}: {made.what} (content sha256 "
        f"{of.content_sha256[:SHOWN_HASH]})."
    )


def with_line(changelog: str, line: str) -> str:
    """
    *changelog* with *line* at the head of what is unreleased, under “Added”.

    Raises:
        ValueError: it has no unreleased part, in the form of Keep a Changelog.
    """
    head, found, rest = changelog.partition(f"{UNRELEASED}\n")
    if not found:
        raise ValueError(f"it has no line {UNRELEASED}; add it")
    part, following, others = rest.partition("\n## ")
    if f"{ADDED}\n" in part:
        part = part.replace(f"{ADDED}\n\n", f"{ADDED}\n\n{line}\n", 1)
    else:
        part = f"\n{ADDED}\n\n{line}\n{part}"
    return head + found + part + following + others
