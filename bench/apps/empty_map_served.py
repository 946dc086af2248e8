"""The empty app with the empty map, compressed on its way as this project's app is."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit import file_util

from strikemap.web.pages import Shell
from strikemap.web.serving import middleware

HERE = Path(__file__).parent
STREAMLIT = Path(file_util.get_static_dir())

app = st.App(
    HERE / "empty_map.py",
    middleware=middleware(
        Shell.read(STREAMLIT / "index.html"), STREAMLIT, HERE / "static", lambda name: True
    ),
)
