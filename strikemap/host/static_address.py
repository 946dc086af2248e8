"""Where this host's own scripts, styles and borders lie: an address that changes with them."""

from __future__ import annotations

import hashlib
from functools import cache

from strikemap.home import HOME
from strikemap.host.served import ROUTES

PLAIN = "app/static/"
"""Where Streamlit serves `static/`, from the root of the host."""
FOLDERS = ("boundaries", "leaflet", "map", "timeline")
"""What of it belongs to the release; what is published for a collection has days of its own."""


@cache
def files_version() -> str:
    """A hash of all files of `FOLDERS`, names and contents, as they were when first asked for."""
    digest = hashlib.sha256()
    root = HOME / "static"
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
                digest.update(content)
    return digest.hexdigest()[:16]


def static_address() -> str:
    """
    Where the files of `FOLDERS` are asked for, from the root of the host, with a slash at its end.

    Under `serve.py` it names their version, so that a browser may keep them and never mixes an old
    script with a new one; `streamlit run app.py` has no such address.
    """
    return f"{PLAIN}@{files_version()}/" if ROUTES.is_set() else PLAIN
