"""Memory that a host lends for what is made of a file: it hears of it while the file is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Lender = Callable[[int], None]
"""Hears of so many bytes more, and raises where it has no more to lend."""

_LENDER: ContextVar[Lender | None] = ContextVar("lender", default=None)


@contextmanager
def lent_by(lender: Lender) -> Iterator[None]:
    """While the block runs, *lender* hears of all that is made of the file that is read."""
    before = _LENDER.set(lender)
    try:
        yield
    finally:
        _LENDER.reset(before)


def take(size: int) -> None:
    """
    Take *size* bytes more for what stays of the file until the import ends.

    Nobody hears of it where nobody lends, as on the command line: `collection.bounds` holds there.

    Raises:
        Exception: whatever the lender says where there is no more.
    """
    lender = _LENDER.get()
    if lender:
        lender(size)
