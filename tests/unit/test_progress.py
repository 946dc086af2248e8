"""The bar of the command line: on a terminal alone, one line, whatever a file is called."""

from __future__ import annotations

import io
import os
from types import SimpleNamespace

import pytest

from strikemap import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of 80 columns in the place of standard error."""
    made = Terminal()
    # pytest puts a standard error of its own in place once more before the test.
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=made))
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((80, 24)))
    return made


def drawn(terminal: Terminal) -> str:
    """The last line that the terminal shows."""
    return terminal.getvalue().rpartition("\r")[2].removesuffix("\x1b[K")


@pytest.mark.parametrize(
    ("done", "line"),
    [
        (0.0, f"[{'':30}]   0% writing"),
        (0.5, f"[{'#' * 15:30}]  50% writing"),
        (1.0, f"[{'#' * 30}] 100% writing"),
        (7.0, f"[{'#' * 30}] 100% writing"),
    ],
)
def test_a_share(terminal: Terminal, done: float, line: str) -> None:
    """A share of the work is a bar, a percentage and what is being done."""
    progress.show_share(done, "writing")
    assert drawn(terminal) == line


def test_a_step(terminal: Terminal) -> None:
    """A step is a bar, its number of how many, and its name."""
    progress.show_step(12, 40, "dates-ordered")
    assert drawn(terminal) == f"[{'#' * 9:30}] 12/40 dates-ordered"


def test_it_is_one_line(terminal: Terminal) -> None:
    """Neither a long name nor what it holds makes a second line or steers the terminal."""
    progress.show_share(0.5, "a\nb\x1b[31m\r" + "x" * 500)
    assert "\n" not in terminal.getvalue()
    assert "a?b?[31m?xx" in drawn(terminal) and len(drawn(terminal)) == 79


def test_it_is_taken_away(terminal: Terminal) -> None:
    """After it is cleared the line is empty."""
    progress.show_share(0.5, "writing")
    progress.clear()
    assert drawn(terminal) == ""


def test_nothing_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A log or a pipe gets no bar."""
    progress.show_share(0.5, "writing")
    progress.show_step(1, 2, "writing")
    progress.clear()
    assert capsys.readouterr().err == ""


def test_a_part_of_the_work() -> None:
    """What tells of a part is heard as that part of the whole."""
    heard: list[tuple[float, str]] = []
    part = progress.within(lambda done, what: heard.append((done, what)), 0.5, 0.75)
    part(0.0, "a")
    part(1.0, "b")
    assert heard == [(0.5, "a"), (0.75, "b")]


def test_steps_of_a_part_count_on() -> None:
    """A part that is counted in steps goes on where the one before it ended."""
    heard: list[tuple[float, str]] = []
    steps = progress.by_steps(lambda done, what: heard.append((done, what)))
    progress.offset(steps, 6, 8)(0, 2, "a")
    progress.offset(steps, 6, 8)(2, 2, "b")
    steps(0, 0, "nothing to do")
    assert heard == [(0.75, "a"), (1.0, "b"), (1.0, "nothing to do")]
