"""Leaflet's files, brought from their package to where the page serves them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from strikemap.home import HOME
from strikemap.host.leaflet_package import sources
from strikemap.languages import sentence

TARGET = HOME / "static" / "leaflet"
_WHOLE: set[Path] = set()


def bring_files() -> str:
    """
    Put Leaflet's script, style and images into `static/leaflet/`, unless they are there whole.

    A wheel has them (`tools/leaflet_in_wheel.py`).  They are copied, not linked: Streamlit refuses
    to serve what lies outside `static/`.  Each takes its place whole, and one of another size than
    the package's, as a copy of the folder that broke off would leave it, is made again.  What was
    once found whole is looked at no more while its style is there: this is asked for by each run
    of a page.

    Returns what keeps them from being there, in one line, and "" where they are.
    """
    if TARGET in _WHOLE and (TARGET / "leaflet.css").exists():
        return ""
    found = sources()
    try:
        for name in sorted(found, key="leaflet.css".__eq__):
            if _size(TARGET / name) == _size(found[name]):
                continue
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
    _WHOLE.add(TARGET)
    return ""


def _size(path: Path) -> int:
    """The bytes of a file, -1 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return -1


if __name__ == "__main__":
    sys.exit(bring_files() or 0)
