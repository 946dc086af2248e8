"""Leaflet's files, brought from their package to where the page serves them."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import files
from pathlib import Path

from strikemap.home import HOME
from strikemap.languages import sentence

PACKAGE = "XStatic-Leaflet"
TARGET = HOME / "static" / "leaflet"


def sources() -> dict[str, Path]:
    """
    Leaflet's script, style and images by their names, and where their package has them.

    They are found by its list of files: importing it needs setuptools, which newer Pythons lack.
    """
    listed = {str(path): path.locate() for path in files(PACKAGE) or ()}
    data = {name.partition("/data/")[2]: Path(str(at)) for name, at in listed.items()}
    return {
        name: data[name]
        for name in sorted(data)
        if name in ("leaflet.js", "leaflet.css") or "images/" in name
    }


def bring_files() -> str:
    """
    Put Leaflet's script, style and images into `static/leaflet/`, unless they are there.

    A wheel has them (`tools/leaflet_in_wheel.py`).  They are copied, not linked: Streamlit refuses
    to serve what lies outside `static/`.  The style takes its place last and whole, so that a
    broken-off copy is made again.

    Returns what keeps them from being there, in one line, and "" where they are.
    """
    if (TARGET / "leaflet.css").exists():
        return ""
    found = sources()
    try:
        for name in sorted(found, key="leaflet.css".__eq__):
            (TARGET / name).parent.mkdir(parents=True, exist_ok=True)
            part = TARGET / f"{name}.part"
            shutil.copyfile(found[name], part)
            part.replace(TARGET / name)
    except OSError as fault:
        return sentence(
            "The map's files can't be put into {folder}: {fault}. Run `make setup` once where "
            "that folder can be written.",
            folder="static/leaflet",
            fault=str(fault.strerror or fault),
        )
    return ""


if __name__ == "__main__":
    sys.exit(bring_files() or 0)
