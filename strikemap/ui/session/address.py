"""The host's public address: as configured, else as the reader's own browser has it."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from strikemap.host.public_address import base_url


def dashboard_address(page: str) -> str:
    """
    What citations and pasted code name: `STRIKEMAP_BASE_URL`, else the address of the dashboard
    in the reader's browser, below a path where a proxy puts it there; "" where neither is known.

    *page* is the last part of the present page's address, which is taken off.  Exports name no
    host but a configured one: they are the same bytes wherever they are made.
    """
    return base_url() or root(st.context.url or "", page)


def root(url: str, page: str) -> str:
    """*url* without query, fragment and *page*; "" where it is no http address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    path = parts.path.rstrip("/")
    if page and path.endswith(f"/{page}"):
        path = path[: -len(page) - 1]
    return f"{parts.scheme}://{parts.netloc}{path}"
