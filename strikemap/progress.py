"""How far long work is: whom it tells, and the bar that a terminal shows."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Called with the part done, from 0 to 1, and what is being done."""

Steps = Callable[[int, int, str], None]
"""Called with the steps done, the steps in all, and the name of what comes next."""

_WIDTH = 30


def show_share(done: float, what: str) -> None:
    """Draw `[###   ]  50% what` over the last line of a terminal's standard error."""
    _show(done, f"{min(max(done, 0.0), 1.0):4.0%} {what}")


def show_step(done: int, of: int, what: str) -> None:
    """Draw `[###   ] 12/40 what` over the last line of a terminal's standard error."""
    _show(done / of if of else 1.0, f"{done}/{of} {what}")


def clear() -> None:
    """Take the bar away, so that what is printed next begins a line of its own."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def within(progress: Progress, first: float, last: float) -> Progress:
    """What tells *progress* of a part of the work that takes it from *first* to *last*."""
    return lambda done, what: progress(first + (last - first) * done, what)


def by_steps(progress: Progress) -> Steps:
    """What tells *progress* of work that is counted in steps."""
    return lambda done, of, what: progress(done / of if of else 1.0, what)


def offset(steps: Steps, first: int, of: int) -> Steps:
    """What tells *steps*, of which there are *of* in all, of a part that begins with *first*."""
    return lambda done, _, what: steps(first + done, of, what)


def _show(done: float, words: str) -> None:
    # A log or a pipe is no place for a line that is drawn over.
    if not sys.stderr.isatty():
        return
    bar = "#" * round(min(max(done, 0.0), 1.0) * _WIDTH)
    line = f"[{bar:<{_WIDTH}}] {words}"
    # A file's name may hold anything, and a line that wraps can't be drawn over.
    plain = "".join(each if each.isprintable() else "?" for each in line)
    wide = max(shutil.get_terminal_size().columns - 1, _WIDTH)
    sys.stderr.write(f"\r{plain[:wide]}\x1b[K")
    sys.stderr.flush()
