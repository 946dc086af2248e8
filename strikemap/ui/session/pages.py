"""The pages of the dashboard: file, title, last part of the address, and whether it is a main one."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st
from streamlit.navigation.page import StreamlitPage


class PageEntry(NamedTuple):
    """One page: its file, its title, the last part of its address, and where it is linked."""

    path: str
    title: str
    address: str
    is_main: bool = False


PAGES: tuple[PageEntry, ...] = (
    PageEntry("pages/map.py", "Map", "", True),
    PageEntry("pages/incidents.py", "Incidents", "incidents", True),
    PageEntry("pages/casualties.py", "Casualties", "casualties", True),
    PageEntry("pages/sources.py", "Sources and method", "sources", True),
    PageEntry("pages/compare.py", "Compare", "compare"),
    PageEntry("pages/your_data.py", "Your data", "your_data"),
    PageEntry("pages/corrections.py", "Corrections", "corrections"),
    PageEntry("pages/codebook.py", "Codebook", "codebook"),
    PageEntry("pages/suggest.py", "Suggest", "suggest"),
    PageEntry("pages/incident.py", "Incident", "incident"),
)
LINKED = tuple(page for page in PAGES if page.address != "incident")


def navigation() -> StreamlitPage:
    """The page that the address asks for; the links to the others are drawn in the header."""
    return st.navigation(
        [
            st.Page(page.path, title=page.title, url_path=page.address, default=not page.address)
            for page in PAGES
        ],
        position="hidden",
    )
