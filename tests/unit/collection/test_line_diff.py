"""The lines by which an older file differs from a newer one lead back to it, byte for byte."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.collection.line_diff import applied, difference

LINE = st.sampled_from((b"", b"a", b"b", b"a1 1", b"d1 1", b'"x', b"\r", "é\u2028".encode()))
"""Few, so that files share some; those that look like commands, or like ends of lines, too."""
FILE = st.lists(LINE | st.binary(max_size=8).map(lambda cell: cell.replace(b"\n", b"")))
FILE_OF_LINES = FILE.map(lambda lines: b"".join(line + b"\n" for line in lines))


@given(FILE_OF_LINES, FILE_OF_LINES)
def test_property_the_older_file_comes_back(newer: bytes, older: bytes) -> None:
    """Applied to the newer file, the difference gives the older one, whatever their lines hold."""
    assert applied(difference(newer, older), newer) == older


@pytest.mark.parametrize("lines", [b"ab", b"abc", b"aba", b"abab", b"xaby"])
def test_lines_in_another_order_come_back(lines: bytes) -> None:
    """Turned about, and moved by one."""
    newer = b"".join(b"%c\n" % each for each in lines)
    for other in (lines[::-1], lines[1:] + lines[:1]):
        older = b"".join(b"%c\n" % each for each in other)
        assert applied(difference(newer, older), newer) == older


@given(FILE_OF_LINES, FILE_OF_LINES)
def test_property_no_line_is_said_that_both_begin_or_end_with(newer: bytes, older: bytes) -> None:
    """The same lines before and after leave the difference as long, and none where all agree."""
    around = b"".join(b"line %d\n" % number for number in range(1000))
    told = difference(around + newer + around, around + older + around)
    assert len(told) <= len(difference(newer, older)) + 12 * told.count(b"\n")
    assert difference(newer, newer) == b""


@given(FILE_OF_LINES, st.binary(max_size=40))
def test_property_garbage_is_refused(newer: bytes, commands: bytes) -> None:
    """What is no difference of this file is a ValueError, and what is one gives whole lines."""
    made = b""
    with suppress(ValueError):
        made = applied(commands, newer)
    assert made.endswith(b"\n") or not made


@pytest.mark.parametrize(
    ("commands", "why"),
    [
        (b"d3 1\n", "beyond the last"),
        (b"a9 1\nx\n", "beyond the last"),
        (b"a3 1\nx\n", "beyond the last"),
        (b"d2 1\nd1 1\n", "out of order"),
        (b"a1 2\nx\n", "ends before"),
        (b"x1 2\n", "neither"),
        (b"d1 1", "line feed"),
        (b"d0 1\n", "out of order"),
    ],
)
def test_what_is_wrong_is_named(commands: bytes, why: str) -> None:
    """Each kind of fault has its words."""
    with pytest.raises(ValueError, match=why):
        applied(commands, b"one\ntwo\n")


def test_it_is_the_form_of_diff_n(tmp_path: Path) -> None:
    """GNU diff's own output in this form, where the machine has it, is read as ours is."""
    newer, older = b"1\n2\n3\n4\n", b"0\n1\n3\nthree and a half\n4\n"
    assert difference(newer, older) == b"a0 1\n0\nd2 1\na3 1\nthree and a half\n"
    (tmp_path / "newer").write_bytes(newer)
    (tmp_path / "older").write_bytes(older)
    said = subprocess.run(
        ["diff", "-n", "newer", "older"], cwd=tmp_path, capture_output=True, check=False
    )
    assert said.returncode == 1
    assert applied(said.stdout, newer) == older


def test_lines_are_added_behind_the_last() -> None:
    """The last line itself is not beyond it."""
    assert applied(b"a2 1\nx\n", b"one\ntwo\n") == b"one\ntwo\nx\n"
