"""
Python loads it as the server starts: another year, and a disk that takes nothing.

`STRIKEMAP_TEST_YEAR` is the year that the clock says, `STRIKEMAP_TEST_DISK` the name of the error
with which each attempt to write fails.
"""

import datetime
import errno
import os
import sys
import time

_SHIFT = datetime.datetime(int(os.environ["STRIKEMAP_TEST_YEAR"]), 2, 3).timestamp() - time.time()
_FAULT = getattr(errno, os.environ["STRIKEMAP_TEST_DISK"])
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.truncate"}

_clock, _local, _universal = time.time, time.localtime, time.gmtime
# `date.today` asks `time.time` too.
time.time = lambda: _clock() + _SHIFT
time.localtime = lambda at=None: _local(time.time() if at is None else at)
time.gmtime = lambda at=None: _universal(time.time() if at is None else at)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES:
        is_refused = str(arguments[0]) != os.devnull
    else:
        is_refused = event in _CHANGES
    if is_refused:
        raise OSError(_FAULT, os.strerror(_FAULT), str(arguments[0]))


sys.addaudithook(_refuse)
