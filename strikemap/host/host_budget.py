"""The budget of this host: what all readers' files, and what is made of them, may take."""

from __future__ import annotations

from strikemap.host.memory_budget import Budget
from strikemap.host.settings import upload_memory

BUDGET = Budget(upload_memory())
"""Files as sent, what is read from them and worked out of it, and files made for download."""
