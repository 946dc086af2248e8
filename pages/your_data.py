"""A file of the reader's own: read, checked, previewed and opened in this session alone."""

from __future__ import annotations

import streamlit as st

from strikemap.languages import gettext as _
from strikemap.ui.frame.header import show_header
from strikemap.ui.session.state import session
from strikemap.ui.your_data.upload import show_upload, take_opened

take_opened()
current = session()
show_header(current)
st.header(_("Your data"), anchor=False)
show_upload(current)
