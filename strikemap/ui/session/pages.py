"""Streamlit's navigation between the pages of `host.page_list`."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from strikemap.host.page_list import LINKED, NARROWED, PAGES, PageEntry

__all__ = ["LINKED", "NARROWED", "PAGES", "PageEntry", "navigation", "target"]
_KEY = "pages"


def navigation() -> StreamlitPage:
    """The page that the address asks for; the links to the others are drawn in the header."""
    pages = {
        page.path: st.Page(
            page.path, title=page.title, url_path=page.address, default=not page.address
        )
        for page in PAGES
    }
    st.session_state[_KEY] = pages
    return st.navigation(list(pages.values()), position="hidden")


def target(page: PageEntry) -> StreamlitPage:
    """What a link to *page* is given: by a path Streamlit asks the disk for each link anew."""
    found: StreamlitPage = st.session_state[_KEY][page.path]
    return found
