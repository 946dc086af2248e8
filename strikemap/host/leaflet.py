"""Leaflet's files, brought from their package to where the page serves them."""

from __future__ import annotations

import shutil
from importlib.metadata import files
from pathlib import Path

from strikemap.home import HOME

PACKAGE = "XStatic-Leaflet"
TARGET = HOME / "static" / "leaflet"


def bring_files() -> None:
    """
    Put Leaflet's script, style and images into `static/leaflet/`, unless they are there.

    They are found by the package's list of files: importing it needs setuptools, which newer
    Pythons lack.  They are copied, not linked: Streamlit refuses to serve what lies outside
    `static/`.  The style comes last, so that a broken-off copy is made again.
    """
    if (TARGET / "leaflet.css").exists():
        return
    listed = {str(path): path.locate() for path in files(PACKAGE) or ()}
    data = {name.partition("/data/")[2]: Path(str(at)) for name, at in listed.items()}
    wanted = [name for name in data if name in ("leaflet.js", "leaflet.css") or "images/" in name]
    for name in sorted(wanted, key="leaflet.css".__eq__):
        (TARGET / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(data[name], TARGET / name)


if __name__ == "__main__":
    bring_files()
