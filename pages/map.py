"""The start page: totals, timeline and map of the present view."""

from __future__ import annotations

import streamlit as st

from strikemap.ui.map.embed import show_embedded
from strikemap.ui.map.start import show_start
from strikemap.ui.session.state import session

current = session()
if st.context.is_embedded:
    show_embedded(current)
    st.stop()
show_start(current)
