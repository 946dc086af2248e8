"""Where this host is on the web, as its keeper says."""

from __future__ import annotations

import os
import re

ADDRESS = re.compile(r"(?:https?://[^\s/?#@]+(?:/[^\s?#]*)?)?")
"""An address as `https://map.example/strikes`, or none."""
WRITE = "an address such as https://map.example"
"""What to write where it is none."""


def base_url() -> str:
    """The host's public address by `STRIKEMAP_BASE_URL`, without a last slash; "" where none is."""
    return os.environ.get("STRIKEMAP_BASE_URL", "").rstrip("/")
