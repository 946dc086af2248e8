"""A line of text in which something is of data, and may be in another language than the page."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from strikemap.markup import Safe


def show_line(told: Safe, place: DeltaGenerator | None = None) -> None:
    """
    Draw *told* in *place*, or in the page's flow, as `st.text` would.

    Streamlit's own element takes no language of a part of its text.
    """
    (place or st).html(f'<p class="sm-line">{told}</p>')
