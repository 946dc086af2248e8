"""A word that no log may hold, in every place where a fault can hide it."""

from __future__ import annotations

SECRET = "a-cell-of-a-private-file"


def hidden() -> BaseException:
    """A fault that has `SECRET` in message, cause, context, notes, group and its frames' values."""
    try:
        try:
            try:
                raise OSError(SECRET)
            except OSError as fault:
                raise KeyError(SECRET) from fault
        except KeyError:
            cell = SECRET
            within = ValueError(cell)
            within.add_note(cell)
            raise ExceptionGroup(cell, [within])  # noqa: B904 - what it came after is meant
    except ExceptionGroup as group:
        group.add_note(SECRET)
        return group
