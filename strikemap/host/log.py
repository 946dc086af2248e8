"""
The host's log: of a fault its kind and where it was, and no word of what anyone brought or asked.

What an exception says may be a cell of a reader's own file or a part of his link: its message, its
notes and the values of its frames are never written down, whoever logs it.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator

MOST = 30
"""Faults of one chain that are told, and frames of each, the innermost."""
HANDSHAKES = "streamlit.web.server.starlette.starlette_websocket"
"""Who refuses a handshake, and would write down by which name and from which page it came."""

_LOG = logging.getLogger(__name__)


def write_fault(what: str, fault: BaseException) -> None:
    """Write down that *what*, words of ours, went wrong by *fault*."""
    _LOG.error("%s\n%s", what, told_of(fault))


def told_of(fault: BaseException) -> str:
    """The kinds of *fault* and of all that led to it, and where each was, a frame a line."""
    parts = []
    for each in _chain(fault):
        frames = [
            f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
            for frame in traceback.extract_tb(each.__traceback__, limit=-MOST)
        ]
        parts.append("\n".join([*frames, _kind(each)]))
    return "\ncame with:\n".join(parts)


def _chain(fault: BaseException) -> Iterator[BaseException]:
    """*fault*, those within it, and those that it came of or after, each once."""
    ahead, seen = [fault], set[int]()
    while ahead and len(seen) < MOST:
        each = ahead.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        within = each.exceptions if isinstance(each, BaseExceptionGroup) else ()
        ahead += [other for other in (*within, each.__cause__, each.__context__) if other]


def _kind(fault: BaseException) -> str:
    return f"{type(fault).__module__}.{type(fault).__qualname__}"


def write_no_values() -> None:
    """
    Let nothing else in this process write more of a fault, as Streamlit does of those of a page.

    Holds for whatever is logged by Python's `logging`, for threads that end by a fault, for what
    can't be raised, and for warnings, of which some quote a cell.
    """
    make = logging.getLogRecordFactory()
    if not isinstance(make, _WithoutValues):
        logging.setLogRecordFactory(_WithoutValues(make))
    logging.getLogger(HANDSHAKES).addFilter(_without_names)
    threading.excepthook = _thread_ended
    sys.unraisablehook = _not_raised
    warnings.showwarning = _warned


class _WithoutValues:
    """Makes records as *make* does, each fault in them by its kind alone, and where it was."""

    def __init__(self, make: Callable[..., logging.LogRecord]) -> None:
        self._make = make

    def __call__(self, *args: object, **kwargs: object) -> logging.LogRecord:
        record = self._make(*args, **kwargs)
        if record.exc_info:
            fault = record.exc_info[1]
            record.exc_info, record.exc_text = None, told_of(fault) if fault else None
        record.msg = _by_kind(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_by_kind, record.args))
        elif record.args:
            record.args = {name: _by_kind(each) for name, each in record.args.items()}
        return record


def _by_kind(value: object) -> object:
    return _kind(value) if isinstance(value, BaseException) else value


def _without_names(record: logging.LogRecord) -> bool:
    """Take what a stranger calls himself and this host out of *record*; numbers and ids stay."""
    if isinstance(record.args, tuple) and "Origin" in str(record.msg):
        record.args = ("not written down",) * len(record.args)
    return True


def _thread_ended(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None and not isinstance(ended.exc_value, SystemExit):
        write_fault("a thread ended", ended.exc_value)


def _not_raised(met: sys.UnraisableHookArgs) -> None:
    if met.exc_value is not None:
        write_fault("a fault that could not be raised", met.exc_value)


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: object = None,
    line: str | None = None,
) -> None:
    _LOG.warning("%s at %s:%d", category.__name__, filename, lineno)
