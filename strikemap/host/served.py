"""What this server has beside its pages: its routes, or the files that were published for it."""

from __future__ import annotations

import json
from threading import Event

from strikemap.home import HOME
from strikemap.model import Collection

ROUTES = Event()
"""Set where `serve.py` runs; `streamlit run app.py` serves pages alone."""
PUBLISHED = HOME / "static" / "published"
ADDRESS = "app/static/published"
"""Where Streamlit serves that folder, from the root of the host."""


def published_address(of: Collection) -> str:
    """
    Where the published files of *of* lie on this host, from its root.

    Empty where `publish` has not written them here, or wrote other data than these.
    """
    try:
        told = json.loads((PUBLISHED / of.name / "totals.json").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    is_same = isinstance(told, dict) and told.get("content_sha256") == of.content_hash
    return f"{ADDRESS}/{of.name}" if is_same else ""
