"""
The lines by which an older file differs from a newer one: RCS's form, as `diff -n` writes it.

`d5 2` deletes two lines from line 5 on; `a6 3` adds, after line 6, the three lines that follow
it.  Lines are numbered from 1 as in the newer file, and commands follow one another down it.
RCS and CVS keep old versions so: the newest is whole, each older one is a few lines to the next
(Tichy, "RCS: a system for version control", Software: Practice and Experience 15, 1985).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from strikemap.languages import sentence

COMMAND = re.compile(rb"([ad])([0-9]{1,9}) ([1-9][0-9]{0,8})\n")


def difference(newer: bytes, older: bytes) -> bytes:
    """
    The commands that make *older* of *newer*, empty where they are the same.

    Raises:
        ValueError: one of them does not end with a line feed and is not empty.
    """
    new, old = _lines(newer), _lines(older)
    ahead = _shared(new, old)
    behind = _shared(new[ahead:][::-1], old[ahead:][::-1])
    between = SequenceMatcher(
        None, new[ahead : len(new) - behind], old[ahead : len(old) - behind], autojunk=False
    )
    made: list[bytes] = []
    for kind, first, last, start, end in between.get_opcodes():
        if kind == "equal":
            continue
        if first < last:
            made.append(b"d%d %d\n" % (ahead + first + 1, last - first))
        if start < end:
            made.append(b"a%d %d\n" % (ahead + last, end - start))
            made += old[ahead + start : ahead + end]
    return b"".join(made)


def applied(commands: bytes, newer: bytes) -> bytes:
    """
    What *commands*, by `difference`, make of *newer*.

    Raises:
        ValueError: they are no such commands, or speak of lines that are not there.
    """
    new, made, at = _lines(newer), list[bytes](), 0
    for kind, line, count, added in _commands(_lines(commands)):
        upto = line - 1 if kind == b"d" else line
        if upto < at or upto + (count if kind == b"d" else 0) > len(new):
            raise ValueError(
                sentence(
                    "line {line} is out of order or beyond the last of {count}",
                    line=line,
                    count=len(new),
                )
            )
        made += new[at:upto]
        made += added
        at = upto + count if kind == b"d" else upto
    return b"".join([*made, *new[at:]])


def _commands(lines: list[bytes]) -> Iterator[tuple[bytes, int, int, list[bytes]]]:
    at = 0
    while at < len(lines):
        found = COMMAND.fullmatch(lines[at])
        if found is None:
            raise ValueError(
                sentence(
                    "{text} is neither “d” nor “a” with line and count", text=repr(lines[at][:40])
                )
            )
        kind, line, count = found[1], int(found[2]), int(found[3])
        at += 1
        added = lines[at : at + count] if kind == b"a" else []
        if kind == b"a" and len(added) < count:
            raise ValueError(
                sentence("ends before the {count} lines that are to be added", count=count)
            )
        at += len(added)
        yield kind, line, count, added


def _lines(contents: bytes) -> list[bytes]:
    # `splitlines` would cut at a carriage return within a cell too.
    parts = contents.split(b"\n")
    if parts.pop():
        raise ValueError(sentence("the last line does not end with a line feed"))
    return [part + b"\n" for part in parts]


def _shared(one: list[bytes], other: list[bytes]) -> int:
    """How many lines *one* and *other* begin with alike."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
