"""Memory that large temporary arrays take, given back to the system at once."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator

import pyarrow as pa

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of glibc's malloc.h
_LOW, _USUAL = 1 << 20, 4 << 20
"""
Bytes from which the C library gives each block back by itself: while reading, and after it.

By itself it raises that to 32 MB, and keeps the holes that a million incidents' temporary arrays
leave in what is smaller.
"""


@contextlib.contextmanager
def given_back() -> Iterator[None]:
    """
    While the block runs, what is freed goes back to the system and is not kept for later.

    Reading a million incidents makes and drops much of what stays of it.  Arrow's own allocator
    and, for what is below its moving threshold, the C library keep that: 250 MB of holes.  From
    the first block on Arrow asks the system, and the threshold moves no more.  Where the C
    library is not glibc only Arrow's part is done.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    _set_threshold(_LOW)
    try:
        yield
    finally:
        _set_threshold(_USUAL)
        with contextlib.suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)


def _set_threshold(size: int) -> None:
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, size)
