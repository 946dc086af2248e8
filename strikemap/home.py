"""Where the files lie that go with the code: beside it in a clone, within it where installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "site"
HOME = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parents[1]
"""The folder of `app.py`, `serve.py`, `pages/`, `static/`, `data/` and `.streamlit/`."""
BOUNDARIES = HOME / "static" / "boundaries"
"""Borders and places, apart from the code since their licences are others."""
