"""Strikemap: reported strikes on Russian territory, each number with who said it and where."""

from __future__ import annotations

import streamlit as st

from strikemap.ui.filters import show_filters, sidebar, take_filters
from strikemap.ui.header import show_problems
from strikemap.ui.leaflet import bring_files
from strikemap.ui.library import shelf
from strikemap.ui.pages import navigation
from strikemap.ui.state import opened, session, write_url
from strikemap.ui.style import show_style

st.set_page_config("Strikemap: reported strikes on Russian territory", layout="wide")
bring_files()
show_style()
page = navigation()
offered = shelf()
show_problems(offered.problems)
if not offered.collections:
    st.text("No sound collection is here to show. What is wrong stands above.")
    st.stop()
current = opened(offered, page.url_path, st.session_state.get("uploads", {}))
take_filters(current)
beside = None if st.context.is_embedded else sidebar()
page.run()
if beside:
    show_filters(current, beside)
current.is_arriving = False
write_url(session())
