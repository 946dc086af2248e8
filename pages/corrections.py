"""What was corrected, why, and in which version; the newest first."""

from __future__ import annotations

import streamlit as st

from strikemap.ui.frame.header import show_header
from strikemap.ui.frame.version_bar import show_differences
from strikemap.ui.session.state import session
from strikemap.wording import change_in_words

current = session()
show_header(current)
st.header("Corrections", anchor=False)
show_differences(current)
log = current.collection.corrections.sort_values("date", ascending=False, kind="stable")
if not len(log):
    st.text(f"Up to version {current.collection.version} nothing has been corrected yet.")
for _, each in log.iterrows():
    st.text(
        f"{each['date'].date().isoformat()}, version {each['version']}: {each['record']}\n"
        f"{change_in_words(str(each['what_changed']))}\nWhy: {each['why']}"
    )
st.page_link("pages/suggest.py", label="Suggest a correction")
