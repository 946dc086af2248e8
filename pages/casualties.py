"""Killed and injured by day, region, kind and claimant: charts, each with its table."""

from __future__ import annotations

import streamlit as st

from strikemap.languages import gettext as _
from strikemap.ui.figures.disagreements import show_collective, show_disagreements
from strikemap.ui.figures.groups import show_groups
from strikemap.ui.figures.totals import show_totals, show_totals_makeup
from strikemap.ui.frame.header import show_header, show_in_view
from strikemap.ui.frame.timeline import show_timeline
from strikemap.ui.session.state import session

current = session()
show_header(current)
show_in_view(current)
show_timeline(current)
show_totals(current)
show_totals_makeup(current)
if len(current.rows):
    show_groups(current)
    show_disagreements(current.in_view)
    show_collective(current.in_view)
else:
    st.text(_("No incident fits these filters. Widen the dates or reset the filters."))
