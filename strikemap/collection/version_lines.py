"""The lines by which the files of one version of a collection differ from those of the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from strikemap.collection import line_diff
from strikemap.languages import sentence
from strikemap.model import TABLES

HEADING = "heading.json"
"""The name, in an archive, of the descriptor without its tables, which the model describes."""

Files = Mapping[str, bytes]
"""The canonical bytes of each table, as `claims.csv`, and of the heading."""


def lines_between(newer: Files, older: Files) -> bytes:
    """The lines by which the files of *older*, a version, differ from those of the next."""
    made = []
    for name in sorted({*newer, *older}):
        commands = line_diff.difference(newer.get(name, b""), older.get(name, b""))
        if commands:
            made.append(f"{name}\n".encode() + commands)
    return b"".join(made)


def before(newer: Files, lines: bytes) -> Files:
    """
    The files of a version by those of the next, *newer*, and the *lines* between them.

    Raises:
        ValueError: *lines* are none such; the message says why.
    """
    contents = dict(newer)
    for name, commands in _sections(lines):
        contents[name] = line_diff.applied(commands, newer.get(name, b""))
    return contents


def _sections(lines: bytes) -> Iterator[tuple[str, bytes]]:
    known = {f"{name}.csv".encode() for name in TABLES} | {HEADING.encode()}
    name, begun, at = "", 0, 0
    while at < len(lines):
        end = lines.find(b"\n", at) + 1 or len(lines)
        command = line_diff.COMMAND.fullmatch(lines, at, end)
        if command is None:
            if lines[at : end - 1] not in known:
                raise ValueError(
                    sentence("{name} is no file of a collection", name=repr(lines[at:end][:40]))
                )
            if name:
                yield name, lines[begun:at]
            name, begun = lines[at : end - 1].decode("ascii"), end
        elif command[1] == b"a":
            for _ in range(int(command[3])):
                end = lines.find(b"\n", end) + 1
                if not end:
                    raise ValueError(sentence("ends within the lines that are to be added"))
        at = end
    if name:
        yield name, lines[begun:]
