"""Leaflet's files, brought from their package to where the page serves them."""

from __future__ import annotations

import shutil
from pathlib import Path

from xstatic.pkg import leaflet

TARGET = Path(__file__).parents[2] / "static" / "leaflet"


def bring_files() -> None:
    """
    Put Leaflet's script, style and images into `static/leaflet/`, unless they are there.

    Files are copied, not linked: Streamlit refuses to serve what lies outside `static/`.
    """
    if (TARGET / "leaflet.js").exists() and (TARGET / "leaflet.css").exists():
        return
    shutil.copytree(leaflet.BASE_DIR, TARGET, dirs_exist_ok=True)


if __name__ == "__main__":
    bring_files()
