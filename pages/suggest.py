"""Suggest an incident, a claim or a correction: a form, its rows, and a pull request's text."""

from __future__ import annotations

import streamlit as st

from strikemap.languages import gettext as _
from strikemap.ui.frame.header import show_header
from strikemap.ui.session.state import session
from strikemap.ui.suggest.suggest import show_suggestion

current = session()
show_header(current)
if current.is_old:
    st.text(_("Suggestions are made to today’s version: open it with the button above."))
else:
    show_suggestion(current)
