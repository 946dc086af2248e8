"""Streamlit's navigation between the pages of `host.page_list`."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from strikemap.host.page_list import LINKED, NARROWED, PAGES, PageEntry

__all__ = ["LINKED", "NARROWED", "PAGES", "PageEntry", "navigation"]


def navigation() -> StreamlitPage:
    """The page that the address asks for; the links to the others are drawn in the header."""
    return st.navigation(
        [
            st.Page(page.path, title=page.title, url_path=page.address, default=not page.address)
            for page in PAGES
        ],
        position="hidden",
    )
