"""What was corrected, why, and in which version; the newest first."""

from __future__ import annotations

import streamlit as st

from strikemap.languages import gettext as _
from strikemap.ui.frame.header import show_header
from strikemap.ui.session.state import session
from strikemap.ui.sources.corrections import show_corrections

current = session()
show_header(current)
st.header(_("Corrections"), anchor=False)
show_corrections(current)
