"""Where this host is on the web, as its keeper says."""

from __future__ import annotations

import os


def base_url() -> str:
    """The host's public address by `STRIKEMAP_BASE_URL`, without a last slash; "" where none is."""
    return os.environ.get("STRIKEMAP_BASE_URL", "").rstrip("/")
