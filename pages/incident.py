"""One incident, with everything that is known of it and where that was said."""

from __future__ import annotations

import streamlit as st

from strikemap.languages import gettext as _
from strikemap.ui.frame.header import show_header
from strikemap.ui.incident.incident import show_incident
from strikemap.ui.session.pages import kept_view
from strikemap.ui.session.state import session

current = session()
show_header(current)
if current.selected < 0:
    st.text(_("No incident is chosen. Choose one on the map or in the table."))
    st.page_link(
        "pages/incidents.py", label=_("To the table"), query_params=kept_view(current.query())
    )
else:
    show_incident(current, current.selected)
