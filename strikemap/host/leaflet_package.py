"""
Where Leaflet's files are in the package that is pinned for it.

It imports Python's own modules alone: the wheel is built where nothing else is installed yet.
"""

from __future__ import annotations

from importlib.metadata import files
from pathlib import Path

PACKAGE = "XStatic-Leaflet"


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
