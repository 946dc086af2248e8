"""Memory that large temporary arrays take, given back to the system at once."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator

import pyarrow as pa

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of glibc's malloc.h
_USUAL, _LOW = 32 << 20, 1 << 20


@contextlib.contextmanager
def given_back() -> Iterator[None]:
    """
    While the block runs, what is freed goes back to the system and is not kept for later.

    Reading a million incidents makes and drops twice what stays of it.  Arrow's own allocator
    and, for what is below its moving threshold, the C library keep that: 250 MB of holes.
    Where the C library is not glibc only Arrow's part is done.
    """
    usual = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    _set_threshold(_LOW)
    try:
        yield
    finally:
        pa.set_memory_pool(usual)
        usual.release_unused()
        _set_threshold(_USUAL)
        with contextlib.suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)


def _set_threshold(size: int) -> None:
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, size)
