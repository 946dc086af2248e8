"""The budget of this host: what all readers' files, and what is made of them, may take."""

from __future__ import annotations

from strikemap.host.memory_budget import Budget
from strikemap.host.settings import upload_memory
from strikemap.languages import gettext as _

BUDGET = Budget(upload_memory())
"""Files as sent, what is read from them and worked out of it, and files made for download."""


def no_room() -> str:
    """What a reader is told whose file finds no room in it."""
    return _("This host has no room for another file now.")
