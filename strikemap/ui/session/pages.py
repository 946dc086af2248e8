"""Streamlit's navigation between the pages of `host.page_list`."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from strikemap.host.page_list import LINKED, NARROWED, PAGES, PageEntry

__all__ = ["LINKED", "NARROWED", "PAGES", "PageEntry", "kept_view", "navigation", "target"]
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


def kept_view(query: dict[str, list[str]]) -> dict[str, list[str]]:
    """
    What of a view's *query* a link to another page keeps: all that decides what it counts.

    Where the map looks and what is chosen there stay behind.
    """
    return {key: list(each) for key, each in query.items() if key not in ("view", "incident")}
