"""The script of the map's frame: streamlit-folium's own, which Streamlit lets no browser keep."""

from __future__ import annotations

from importlib.metadata import files
from pathlib import Path

PACKAGE = "streamlit-folium"
ADDRESS = "/component/streamlit_folium.st_folium/static/"
"""Where Streamlit serves the scripts of the package; their names change with their content."""
_ENTRY = "frontend/build/static/js/main."


def frame_script() -> Path | None:
    """The script that the frame begins with, None where the package has another form."""
    names = (path for path in files(PACKAGE) or () if _ENTRY in str(path))
    return next((Path(str(each.locate())) for each in names if each.suffix == ".js"), None)
