"""The log says what went wrong and where, and no word of what a reader brought or asked."""

from __future__ import annotations

import io
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator

import pytest

from strikemap.host import log
from strikemap.host.log import HANDSHAKES, told_of, write_fault, write_no_values
from tests.secrets import SECRET, hidden

Write = Callable[[BaseException], None]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What a server of which nothing more of a fault is written has in its log."""
    for of, name in (
        (threading, "excepthook"),
        (sys, "unraisablehook"),
        (warnings, "showwarning"),
    ):
        monkeypatch.setattr(of, name, getattr(of, name))
    before, out = logging.getLogRecordFactory(), io.StringIO()
    handler = logging.StreamHandler(out)
    # Streamlit's loggers hand nothing on to the one above.
    heard = (logging.getLogger(), logging.getLogger(HANDSHAKES))
    for each in heard:
        each.addHandler(handler)
    try:
        write_no_values()
        write_no_values()
        yield out
    finally:
        for each in heard:
            each.removeHandler(handler)
        logging.setLogRecordFactory(before)
        logging.getLogger(HANDSHAKES).removeFilter(log._without_names)


def in_a_thread(fault: BaseException) -> None:
    def fail() -> None:
        raise fault

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


OTHERS = logging.getLogger("another program's")
WAYS: dict[str, Write] = {
    "ours": lambda fault: write_fault("it could not be read", fault),
    "with the fault": lambda fault: OTHERS.error("failed", exc_info=fault),
    "as a message": lambda fault: OTHERS.error(fault),
    "in a message": lambda fault: OTHERS.error("failed: %s", fault),
    "by name": lambda fault: OTHERS.error("failed: %(why)s", {"why": fault}),
    "in a thread": in_a_thread,
    "not raised": lambda fault: sys.unraisablehook(
        type("Met", (), {"exc_value": fault})()  # type: ignore[arg-type]
    ),
}
"""Every way in which a fault gets into a log."""


@pytest.mark.parametrize("way", WAYS)
def test_no_value_is_written(way: str, written: io.StringIO) -> None:
    """A fault leaves its kind, and nothing of its message, causes, notes, group or values."""
    WAYS[way](hidden())
    assert SECRET not in written.getvalue()
    assert "ValueError" in written.getvalue() or "ExceptionGroup" in written.getvalue()


def test_a_warning_is_written_by_its_kind(written: io.StringIO) -> None:
    """A warning that quotes a cell, as readers of spreadsheets give, leaves its kind and place."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = log._warned
        warnings.warn(SECRET, UserWarning, stacklevel=1)
    assert SECRET not in written.getvalue() and "UserWarning at " in written.getvalue()


def test_where_it_was_is_told() -> None:
    """Each fault of a chain is told with the function and the line in which it came up."""
    told = told_of(hidden())
    assert SECRET not in told
    for kind in ("ExceptionGroup", "ValueError", "KeyError", "OSError"):
        assert f"builtins.{kind}" in told
    assert ", in hidden" in told


def test_a_chain_without_an_end() -> None:
    """Faults that come of each other are each told once."""
    first, second = ValueError(SECRET), KeyError(SECRET)
    first.__cause__, second.__cause__ = second, first
    assert told_of(first).count("builtins.") == 2


def test_a_refused_handshake_names_nobody(written: io.StringIO) -> None:
    """That one was refused is written; from which page and by which name it came is not."""
    told = logging.getLogger(HANDSHAKES)
    told.warning("disallowed Origin or Host header: origin=%s, host=%s", SECRET, SECRET)
    told.warning("Client WebSocket message size %s bytes exceeds the limit", 12)
    assert SECRET not in written.getvalue()
    assert "Origin or Host" in written.getvalue() and "size 12" in written.getvalue()
