"""The look: one style sheet for all pages, drawn from the theme's own colours."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit as st


@cache
def _sheet() -> str:
    written = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    # It is sent with every page: without what is for its authors it is a sixth shorter.
    return re.sub(r"\s*/\*.*?\*/|(?<=[{;:,])\s+|\s+(?=[{}])|\n", "", written, flags=re.DOTALL)


def show_style() -> None:
    """Put the style sheet on the page."""
    link = "#8ec7ff" if is_dark() else "#0b5c8f"
    st.html(f"<style>{_sheet().replace('LINK', link)}</style>")


def is_dark() -> bool:
    """Whether the reader's theme is dark."""
    return st.context.theme.type == "dark"
